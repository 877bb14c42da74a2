"""What a plan says on the terminal and to machines, and two plans side by side."""

from dataclasses import replace

from rich.console import Console

from sufficiency.reports.transport.compare import changed_times, comparison, comparison_document, comparison_rows
from sufficiency.reports.transport.figures import PlanFigures
from sufficiency.reports.transport.rows import plan_document, plan_rows
from sufficiency.reports.transport.terminal import plan_summary
from tests.fixtures.transport import at_rate, seven_children_two_settings


def printed(shown):
    console = Console(width=80)
    with console.capture() as capture:
        console.print(shown)
    return capture.get()


def said(shown):
    return " ".join(printed(shown).split())


def with_time(ref, tenths):
    """The plan with another time aboard for one child of the minibus."""
    report = seven_children_two_settings()
    alder, birch = report.plan.settings
    minibus = alder.routes[0]
    aboard = tuple(replace(seat, tenths=tenths) if seat.ref == ref else seat for seat in minibus.aboard)
    routes = (replace(minibus, aboard=aboard), alder.routes[1])
    return replace(report, plan=replace(report.plan, settings=(replace(alder, routes=routes), birch)))


def test_the_summary_fits_eighty_columns():
    for report in (seven_children_two_settings(), at_rate()):
        assert max(len(line.rstrip()) for line in printed(plan_summary(report)).splitlines()) <= 80


def test_the_summary_says_price_range_minutes_and_who_is_not_served():
    text = said(plan_summary(seven_children_two_settings()))
    assert "Price a year £108,304 £570 a day, 190 days" in text
    assert "range, by the error measured £97,473 to £129,965" in text
    assert "Over their guideline 2 40%; 1 of them even with nobody else aboard" in text
    assert "C-6 to 900002: the way there takes longer than this child's own limit of 20 minutes" in text
    assert "Taxi, 4 seats 1" in text


def test_at_rate_nothing_is_said_of_routes():
    text = said(plan_summary(at_rate()))
    assert "no routes are made" in text
    assert "Minutes aboard" not in text
    assert "Vehicles 3" not in text


def test_offers_are_told_with_their_saving_and_never_as_required():
    text = said(plan_summary(seven_children_two_settings()))
    assert "To 2 children something could be offered in place of the vehicle: £10,497 a year" in text
    assert "Each child is reckoned alone" in text
    assert "Offer, with the parent's agreement; it cannot be required." in text
    assert "C-3 Independent travel training £8,116 £318 £3,000 £5,459" in text
    assert "Instead of a vehicle" not in said(plan_summary(at_rate()))


def test_offers_are_counted_once_a_child_and_listed_one_by_one():
    told = plan_document(seven_children_two_settings())["opportunities"]
    assert (told["children"], told["saving_year"]) == (2, "10496.60"), "5,458.60 by training and 5,038 by a budget"
    assert [(row["child_ref"], row["urn"], row["mode"], row["saving_year"]) for row in told["offers"]] == [
        ("C-3", 900001, "independent travel training", "5458.60"),
        ("C-3", 900001, "personal travel budget", "5038.00"),
        ("C-5", 900002, "personal travel budget", "5038.00"),
    ]
    assert all("cannot be required" in row["says"] for row in told["offers"])
    assert plan_document(at_rate())["opportunities"]["says"].startswith("Offers are worked out from routes")


def test_the_document_and_the_rows_tell_the_same():
    report = seven_children_two_settings()
    document, rows = plan_document(report), plan_rows(report)
    assert rows[0]["price_year"] == document["total"]["price_year"] == "108303.80"
    assert [row["row"] for row in rows] == ["total", "setting", "setting", "area", "area", "area", "area"]
    assert document["not_served"] == [{"child_ref": "C-6", "urn": 900002, "why": rows_why(document)}]
    assert document["need_no_vehicle"] == {"not entitled": 1}
    assert len({tuple(row) for row in rows}) == 1


def rows_why(document):
    return document["not_served"][0]["why"]


def test_an_area_has_no_vehicles_for_they_serve_settings():
    document = plan_document(seven_children_two_settings())
    assert not [name for name in document["areas"][0] if "vehicle" in name or "co2e" in name]


def test_whose_time_aboard_becomes_longer_and_shorter():
    before = PlanFigures(seven_children_two_settings())
    longer, shorter = PlanFigures(with_time("C-2", 345)), PlanFigures(with_time("C-2", 299))
    assert (changed_times(before, longer).longer, changed_times(before, longer).most_longer) == (1, 45)
    assert (changed_times(before, shorter).shorter, changed_times(before, shorter).same) == (1, 4)
    assert changed_times(PlanFigures(at_rate()), before).only_after == 5


def test_two_plans_side_by_side():
    before, after = at_rate(), with_time("C-2", 345)
    text = said(comparison(before, after))
    assert "Before: rate. After: routes." in text
    assert "not served 0 1 +1" in text
    assert "Price a child £18,051 £21,661 +£3,610" in text
    assert "Alder School £60,804 £60,804 same 4 → 4" in text
    same = said(comparison(seven_children_two_settings(), after))
    assert "1 child is aboard for longer (at most 4.5 minutes), 0 shorter, 4 the same." in same
    assert max(len(line.rstrip()) for line in printed(comparison(before, after)).splitlines()) <= 80


def test_the_comparison_for_machines_is_exact():
    before, after = at_rate(), seven_children_two_settings()
    document = comparison_document(before, after)
    price = next(row for row in document["totals"] if row["figure"] == "Price a child")
    assert (price["before"], price["after"], price["change"]) == (1_805_063, 2_166_076, 361_013)
    rows = comparison_rows(before, after)
    assert len({tuple(row) for row in rows}) == 1
    assert rows[-1] == {
        "row": "time aboard", "name": "most_longer", "unit": "tenths", "before": None, "after": 0, "change": None,
    }  # fmt: skip
