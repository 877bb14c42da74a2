"""What pages tell of demand: figures that add up, and no number of an area that may be about single children."""

from scenarios.gap.gaps import AreaGapRow
from scenarios.projection.told import DemandRow
from sufficiency.web.demand_view import areas_gap_table, demand_figures, kinds_table, waiting_in_words

STEPS = (("rates of today", 5), ("population", -2))


def rows(by, kinds):
    """Two Januaries of some kinds, and of all of them last; the second January has three children more."""
    counts = [*kinds.items(), ("all", sum(kinds.values()))]
    return [
        DemandRow(2026 + year, by, of, number + 3 * year, number - 1, number + 9, STEPS, (("waiting", 3 * (1 - year)),))
        for year in (0, 1)
        for of, number in counts
    ]


def told(table):
    return [[cell.says for cell in row] for row in table.rows]


def test_an_area_of_fewer_than_eight_children_is_told_as_few():
    table = kinds_table(rows("area", {"E1": 4, "E2": 40}), "area", {"E1": "Northwick"})
    assert told(table)[:2] == [["Northwick", "under 8", "under 8"], ["E2", "40", "43"]]


def test_kinds_of_the_whole_authority_are_told_as_they_are():
    table = kinds_table(rows("need", {"ASD": 4, "SLD": 0}), "need", {})
    assert told(table)[:2] == [["ASD", "4", "7"], ["SLD", "0", "3"]]


def test_the_range_of_all_stands_below():
    assert told(kinds_table(rows("need", {"ASD": 40}), "need", {}))[-2:] == [
        ["All, P10", "39", "39"], ["All, P90", "49", "49"],
    ]  # fmt: skip


def test_today_and_its_steps_come_to_what_is_expected():
    _, steps = demand_figures(rows("need", {"ASD": 1240}))
    assert steps.table.rows == (
        ("Today", "1,237", "1,237"), ("Rates of today", "+5", "+5"), ("Population", "−2", "−2"),
        ("Expected", "1,240", "1,243"),
    )  # fmt: skip


def test_few_who_wait_are_told_as_few():
    assert waiting_in_words(rows("need", {"ASD": 40})) == "under 8 waiting"


def test_children_of_an_area_beside_the_places_in_it():
    found = [AreaGapRow(2026 + year, "E1", "Northwick", 10, 5 + 20 * year, 9 + 20 * year) for year in (0, 1)]
    assert told(areas_gap_table(found)) == [["Northwick", "10", "under 8 / 9", "25 / 29"]]
