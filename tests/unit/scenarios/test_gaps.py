"""Places against demand: who a place is counted for, the gap at P50 and P80, and what binds first."""

import numpy as np
import pytest

from scenarios.gap.gaps import binds_first, counted, gaps, gaps_by_area
from scenarios.planning.demand import Area, Demand
from scenarios.planning.segments import SEGMENTS, NeedGroup, PlanningPhase, Segment, Tier
from scenarios.planning.supply import Pool, Supply
from sufficiency.domain.needs import Need
from sufficiency.domain.settings import SettingType
from sufficiency.domain.years import AcademicYear

FIRST = AcademicYear(2026)
AREAS = (Area("N", "North", 450_000, 300_000), Area("S", "South", 450_000, 290_000))
AUTISM = SEGMENTS.index(Segment(NeedGroup.COMMUNICATION, PlanningPhase.SECONDARY, Tier.SPECIAL))
SEMH = SEGMENTS.index(Segment(NeedGroup.SEMH, PlanningPhase.SECONDARY, Tier.SPECIAL))
IN_BASE = SEGMENTS.index(Segment(NeedGroup.COMMUNICATION, PlanningPhase.SECONDARY, Tier.BASE))


def pool(places, needs, kind=SettingType.SPECIAL, area="N"):
    """Secondary places over two years."""
    return Pool(900001, "main", "Oak", kind, area, 450_000, 300_000, needs, 7, 11, places, (0.0, 0.0), 0, 0)


def demand(children):
    """A demand of two years: children of a kind by year, all in the north."""
    stock = np.zeros((2, 2, len(SEGMENTS)))
    for at, counts in children.items():
        stock[:, 0, at] = counts
    shares = np.zeros((len(SEGMENTS), 2))
    return Demand(FIRST, AREAS, stock, stock, shares, stock[0], shares)


def test_a_place_for_two_kinds_is_counted_where_places_are_short():
    """Ten for autism alone and ten for both, against twelve and eight: two and eight of those for both."""
    places = counted(np.array([10.0, 10.0]), np.array([[1, 1], [0, 1]]), np.array([12.0, 8.0]))
    np.testing.assert_allclose(places, [12, 8], atol=0.01)


def test_places_to_spare_go_to_all_their_kinds_by_number():
    places = counted(np.array([30.0]), np.array([[1], [1]]), np.array([15.0, 5.0]))
    np.testing.assert_allclose(places, [22.5, 7.5], atol=0.01)


def test_every_place_that_somebody_may_take_is_counted_once():
    rng = np.random.default_rng(3)
    taking = rng.integers(0, 2, (6, 5))
    places, wanted = rng.integers(0, 40, 5).astype(float), rng.integers(0, 30, 6).astype(float)
    taken = places[taking.any(axis=0)].sum()
    assert counted(places, taking, wanted).sum() == pytest.approx(taken)


def test_gaps_are_of_the_middle_and_of_the_eighth_of_ten_futures():
    supply = Supply(FIRST, (pool((20, 20), (Need.ASD,)), pool((5, 9), (Need.SEMH,))))
    draws = [demand({AUTISM: (18 + number, 19 + number), SEMH: (8, 8)}) for number in range(11)]
    rows = {
        (row.year, row.need): row for row in gaps(supply, draws) if row.phase == "secondary" and row.tier == "special"
    }
    first = rows[2026, "communication"]
    assert (first.places, first.p50, first.p80) == (20_000, 23_000, 26_000)
    assert (first.gap_p50, first.gap_p80) == (3_000, 6_000)
    assert rows[2026, "semh"].gap_p50 == 3_000
    assert rows[2027, "semh"].gap_p50 == -1_000


def test_the_largest_gap_of_the_first_year_with_one_binds_first():
    supply = Supply(FIRST, (pool((20, 20), (Need.ASD,)), pool((9, 9), (Need.SEMH,))))
    rows = gaps(supply, [demand({AUTISM: (18, 22), SEMH: (9, 12)})])
    first = binds_first(rows)
    assert (first.year, first.need, first.gap_p50) == (2027, "semh", 3_000)
    smaller = binds_first(gaps(supply, [demand({AUTISM: (21, 22), SEMH: (9, 12)})]))
    assert (smaller.year, smaller.need, smaller.gap_p50) == (2026, "communication", 1_000), (
        "though less than later ones"
    )
    assert binds_first(gaps(supply, [demand({AUTISM: (1, 1)})])) is None


def test_bases_and_special_schools_are_counted_for_their_own_and_independent_ones_for_nobody():
    kinds = (SettingType.SATELLITE, SettingType.DSP, SettingType.INDEPENDENT, SettingType.AP)
    supply = Supply(FIRST, tuple(pool((7, 7), (Need.ASD,), kind) for kind in kinds))
    rows = [row for row in gaps(supply, [demand({AUTISM: (3, 3), IN_BASE: (3, 3)})]) if row.year == 2026]
    by_tier = {(row.need, row.phase, row.tier): row.places for row in rows if row.places}
    assert by_tier == {
        ("communication", "secondary", "special"): 7_000,
        ("communication", "secondary", "base"): 7_000,
    }


def test_areas_are_told_with_the_places_in_them():
    supply = Supply(FIRST, (pool((20, 25), (Need.ASD,), area="S"), pool((9, 9), (Need.ASD,), SettingType.INDEPENDENT)))
    rows = gaps_by_area(supply, [demand({AUTISM: (18, 22)})])
    assert [(row.area, row.places, row.p50) for row in rows] == [("N", 0, 18), ("S", 20, 0), ("N", 0, 22), ("S", 25, 0)]
