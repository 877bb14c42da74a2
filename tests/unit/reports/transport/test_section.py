"""Travel in a run's report: today's routes and what the places recommended would add, with no home told."""

from dataclasses import replace

import pytest

from sufficiency.domain.places import Place
from sufficiency.domain.transport import Aboard, Arrangement, NotServed, RoundTransport, VehicleRoute
from sufficiency.reports.page.children import everyone_table
from sufficiency.reports.page.render import TEMPLATES, render_report
from sufficiency.reports.transport.section import travel_section
from tests.fixtures.pages import Page
from tests.fixtures.runs import RECORD, eight_children_four_settings

WEST, EAST = Place("", 447_310, 303_770), Place("", 449_020, 304_130)
TODAY = (
    VehicleRoute(900001, 1, "minibus", False, (Aboard("P-1", 400, 300, WEST), Aboard("P-2", 200, 180, EAST)),
                 9_000, 400, 20_000, 9_000),
    VehicleRoute(900003, 1, "taxi", True, (Aboard("P-3", 550, 530, WEST),), 9_000, 550, 9_000, 9_000),
)  # fmt: skip


@pytest.fixture
def run():
    return eight_children_four_settings()


@pytest.fixture
def transport(run):
    """Arrangements for three children not settled, one elsewhere, one settled."""
    first, second, third = [r for r in run.recommendations if not r.fixed][:3]
    settled = next(r for r in run.recommendations if r.fixed)
    return transport_of(
        Arrangement(first.child_ref, first.group.urn, "yes", ("BEYOND_WALKING",), "shared-vehicle", 124_000),
        Arrangement(second.child_ref, second.group.urn, "yes", ("CANNOT_WALK",), "own-vehicle", 900_000),
        Arrangement(third.child_ref, third.group.urn, "no", (), "own-way", 0, walking=900),
        Arrangement(first.child_ref, 900_004, "yes", (), "own-vehicle", 7_700_000),
        Arrangement(settled.child_ref, settled.group.urn, "yes", (), "own-vehicle", 5_500_000),
    )


def transport_of(*arrangements):
    missing = (NotServed("P-9", 900001, "no vehicle of the fleet takes a wheelchair"),)
    return RoundTransport(190, TODAY, missing, arrangements)


def shown(run, transport):
    html = TEMPLATES.get_template("_travel.html.j2").render(travel=travel_section(run, transport))
    return html, " ".join(Page(html).text.split())


def test_only_arrangements_for_the_places_recommended_are_added(run, transport):
    _, text = shown(run, transport)
    assert "Today 2 vehicles bring 3 children. The places recommended would add £10,240 a year." in text
    assert "Not entitled 1 £0" in text
    assert "Own vehicle 1 £9,000" in text
    assert "Two who would share a new vehicle come to less than their sum." in text


def test_the_table_of_every_child_says_how_each_travels(run, transport):
    first, second, third = [r for r in run.recommendations if not r.fixed][:3]
    told = everyone_table(replace(run, transport=transport))
    assert [column.name for column in told.columns][-2:] == ["Travels by", "Transport a year"]
    cells = {row[0]: row[-2:] for row in told.rows}
    assert cells[first.child_ref] == ("shared vehicle", "£1,240")
    assert cells[second.child_ref] == ("own vehicle", "£9,000")
    assert cells[third.child_ref] == ("own way", "£0")
    assert ("not known", "not known") in cells.values()
    assert len(everyone_table(run).columns) == len(told.columns) - 2, "priced by mileage, nothing is said of vehicles"


def test_the_longest_journeys_come_first(run, transport):
    longest = travel_section(run, transport).longest
    assert [row[0] for row in longest.rows] == ["P-3", "P-1", "P-2"]
    assert longest.rows[0][3:] == ("55.0", "53.0")


def test_no_home_is_told_anywhere(run, transport):
    moved = replace(TODAY[0].aboard[0], at=Place("", 447_990, 303_010))  # elsewhere in the same square of 1 km
    other = replace(TODAY[0], aboard=(moved, TODAY[0].aboard[1]))
    html, _ = shown(run, transport)
    assert shown(run, replace(transport, today=(other, TODAY[1])))[0] == html
    far = replace(moved, at=Place("", 446_990, 303_010))
    assert shown(run, replace(transport, today=(replace(other, aboard=(far, other.aboard[1])), TODAY[1])))[0] != html


def test_without_todays_routes_there_is_no_map(run, transport):
    html, text = shown(run, replace(transport, today=()))
    assert "<svg" not in html
    assert "Nobody is on record as travelling today" in text


def test_routes_read_back_without_their_stops_are_told_and_not_drawn(run, transport):
    kept = tuple(replace(r, aboard=tuple(replace(seat, at=Place()) for seat in r.aboard)) for r in TODAY)
    html, text = shown(run, replace(transport, today=kept))
    assert "<svg" not in html
    assert "Today 2 vehicles bring 3 children." in text
    assert "is not kept in a run folder" in text


def test_who_travels_today_and_is_not_served_is_named(run, transport):
    assert "P-9 Alder School No vehicle of the fleet takes a wheelchair." in shown(run, transport)[1]


def test_the_report_has_the_section_only_where_the_run_carries_transport(run, transport):
    page = Page(render_report(replace(run, transport=transport), RECORD))
    assert ("a", {"href": "#travel"}) in [(tag, attrs) for tag, attrs, _ in page.all("a")]
    assert "The places recommended would add £10,240 a year." in " ".join(page.text.split())
    idents = [attrs["id"] for _, attrs, _ in page.elements if "id" in attrs]
    assert len(idents) == len(set(idents))
    assert "#travel" not in render_report(run, RECORD)
