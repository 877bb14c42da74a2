"""Journeys in the papers: every option's way there, and the price of two suitable places side by side."""

from dataclasses import replace

import pytest

from sufficiency.domain.cases import Preference
from sufficiency.domain.run import Alternative, Move, Verdict
from sufficiency.domain.transport import Arrangement, RoundTransport
from sufficiency.reports.pack.cases import case_page
from sufficiency.reports.pack.dossier import Dossier
from sufficiency.reports.pack.evidence import NOT_HELD, evidence_sheet
from sufficiency.reports.pack.travel import compared_rows, travel_rows
from tests.fixtures.runs import ALDER, CEDAR, DOGWOOD, RECORD
from tests.fixtures.transport import FLEET
from tests.unit.reports.pack.test_requests import dossier

CHILD = "C-007"
JOINS = Arrangement(CHILD, ALDER.urn, "yes", ("BEYOND_WALKING",), "shared minibus", 900_000, "900001/3", 3, "minibus")


def to(urn: int, year: int) -> Arrangement:
    return Arrangement(CHILD, urn, "yes", ("CANNOT_WALK",), "shared taxi", year, vehicle="taxi", direct=155)


def with_transport(*arrangements: Arrangement, alternatives: tuple[Alternative, ...] = ()) -> Dossier:
    """C-007 asked for Alder, which is full, and has no place; the run carries transport."""
    made = dossier()
    transport = RoundTransport(190, arrangements=arrangements, vehicles=FLEET.vehicles)
    return Dossier(replace(made.run, transport=transport, alternatives=alternatives), made.inputs)


def free_at(group, *moves: Move) -> Alternative:
    return Alternative(CHILD, group, feasible=True, change=(), moves=(Move(CHILD, None, group), *moves))


def test_each_setting_stands_once_with_its_way_there():
    rows = list(travel_rows(with_transport(JOINS, to(DOGWOOD.urn, 100), alternatives=(free_at(DOGWOOD),)), CHILD, 4))
    assert [(row["says"], row["cost"]) for row in rows] == [("Asked for, rank 1", 900_000), ("Alternative", 100)]
    assert rows[0]["how"] == "Shared minibus, joining route 900001/3 as its 4th stop"
    assert rows[0]["due"] == "Entitled to free travel (over walking distance)."
    assert (rows[1]["how"], rows[1]["minutes"]) == ("A vehicle of their own (taxi, 4 seats)", "15.5")


def test_the_page_of_a_case_has_none_where_transport_is_priced_by_mileage():
    assert case_page(dossier(), CHILD).tables["travel"] == ()


def test_a_dearer_request_stands_beside_the_cheapest_place_that_is_to_be_had():
    found = with_transport(JOINS, to(DOGWOOD.urn, 250_000), to(CEDAR.urn, 300_000),
                           alternatives=(free_at(CEDAR), free_at(DOGWOOD)))  # fmt: skip
    [row] = compared_rows(found, CHILD)
    assert (row["asked"], row["instead"], row["more"]) == ("£9,000", "£2,500", "£6,500")
    assert row["other"] == "=Dogwood+House"


@pytest.mark.parametrize(
    ("alternative", "year"),
    [
        (free_at(DOGWOOD, Move("C-001", DOGWOOD, None)), 250_000),
        (Alternative(CHILD, DOGWOOD, feasible=False), 250_000),
        (free_at(DOGWOOD), 900_000),
    ],
    ids=["somebody would move", "no place can be freed", "no dearer"],
)
def test_a_place_that_is_not_to_be_had_or_not_cheaper_is_not_compared(alternative, year):
    found = with_transport(JOINS, to(DOGWOOD.urn, year), alternatives=(alternative,))
    assert list(compared_rows(found, CHILD)) == []


def test_the_evidence_sheet_gives_the_cost_of_the_journey_and_asks_for_it_no_more():
    sheet = evidence_sheet(with_transport(JOINS), RECORD, CHILD)
    costs = {row["says"]: row["asked"] for row in sheet["costs"]}
    assert costs["Journey, incremental"] == "£9,000"
    assert not any("Incremental cost of the journey" in row["says"] for row in sheet["missing"])
    without = evidence_sheet(dossier(), RECORD, CHILD)
    assert {row["says"]: row["asked"] for row in without["costs"]}["Journey, incremental"] == NOT_HELD
    assert any("Incremental cost of the journey" in row["says"] for row in without["missing"])
    assert any("Shurvinton" in row["source"] for row in without["law"])


def test_the_difference_counts_both_journeys():
    """C-003 is recommended Cedar's hub and, here, asked for Alder first: £9,000 there and £1,000 to Cedar."""
    made, child = dossier(), "C-003"
    asked = (Preference(child, 1, ALDER.urn),)
    full = Verdict(child, ALDER, "eligible", "FULL_EARLIER_IN_ORDER", "Both places go to earlier cases.")
    ways = (replace(JOINS, ref=child), replace(to(CEDAR.urn, 100_000), ref=child))
    run = replace(made.run, verdicts=(*made.run.verdicts, full))

    def difference(run):
        rows = evidence_sheet(Dossier(run, replace(made.inputs, preferences=asked)), RECORD, child)["costs"]
        return {row["says"]: row["asked"] for row in rows}["Difference, of what is known"]

    assert (difference(run), difference(replace(run, transport=RoundTransport(190, arrangements=ways)))) == (
        "£0",
        "£8,000",
    )
