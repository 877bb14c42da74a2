"""An authority's own history: who is counted where, what is believed of its rates, who waits, and what is missing."""

from dataclasses import replace

import numpy as np
import pytest

from scenarios.projection.draws import Chance
from scenarios.projection.history import JOINING_SPREAD, STRENGTH, history_of
from scenarios.projection.latent import INDEPENDENT, REFUSED, WAITING
from scenarios.projection.national import NEEDS, national_rates
from scenarios.projection.told import ALL, drawn_by, projected_by
from sufficiency.domain.age_stock import FIRST_AGE
from sufficiency.domain.needs import Need
from sufficiency.domain.places import Place
from sufficiency.domain.plans import Awaited, Placement
from sufficiency.domain.settings import Consultation, Ground, Reply, Setting, SettingType
from sufficiency.domain.years import AcademicYear
from sufficiency.errors import InputRejected
from tests.unit.scenarios.small_authority import JANUARY, a_county, everybody, followed, inputs, plan

MAINSTREAM, SPECIAL = 0, 2
YEAR_6, YEAR_7 = 10 - FIRST_AGE, 11 - FIRST_AGE


@pytest.fixture(scope="module")
def county():
    return history_of(inputs(a_county()))


def test_rates_are_the_countrys_and_what_was_seen_in_proportion():
    """Of 30 in Year 6 in mainstream, 20 moved to special schools and 5 left: 25 stayed."""
    movers = [one for n in range(20) for one in followed(f"M{n}", 7, ["mainstream", "special"])]
    stayers = [one for n in range(5) for one in followed(f"S{n}", 7, ["mainstream", "mainstream"])]
    leavers = [plan(f"L{n}", 6, "mainstream", january=JANUARY - 1) for n in range(5)]
    rates = history_of(inputs(movers + stayers + leavers)).assumed.rates
    wide = national_rates()
    assert rates.leave[YEAR_6, MAINSTREAM] == pytest.approx((5 + 75 * wide.leave[YEAR_6, MAINSTREAM]) / (30 + 75))
    moved = (20 + 75 * wide.move[YEAR_6, MAINSTREAM, SPECIAL]) / (25 + 75)
    assert rates.move[YEAR_6, MAINSTREAM, SPECIAL] == pytest.approx(moved)


def test_joining_is_for_each_child_there_is():
    """Eight join Year 3 in the second January, in two areas of 1,000 children of the age each."""
    before = [plan("A", 5, "special", january=JANUARY - 1)]
    joined = [plan(f"J{n}", 3, "mainstream", area="NS"[n % 2]) for n in range(8)]
    rates = history_of(inputs(before + joined)).assumed.rates
    row, asd = 7 - FIRST_AGE, NEEDS.index(Need.ASD)
    expected = (8 + STRENGTH.join * national_rates().join[row, asd, MAINSTREAM]) / (2000 + STRENGTH.join)
    assert rates.join[row, asd, MAINSTREAM] == pytest.approx(expected)


def test_with_one_january_rates_are_the_countrys():
    rates, wide = history_of(inputs([plan("A", 5, "special")])).assumed.rates, national_rates()
    for own, of_all in ((rates.leave, wide.leave), (rates.move, wide.move), (rates.join, wide.join)):
        np.testing.assert_allclose(own, of_all, atol=1e-12)


def test_nobody_is_followed_over_a_missing_january():
    gap = [plan("A", 4, "mainstream", january=JANUARY - 2), plan("A", 6, "special")]
    assert history_of(inputs(gap)).flows.moved.sum() == 0


def test_areas_keep_their_share_of_plans_and_each_age_its_children(county):
    """South has a third of the plans of as many children."""
    north, south = county.population[0].sum(axis=1)
    assert south / north == pytest.approx((134 + 50) / (271 + 50), abs=0.06)
    np.testing.assert_allclose(county.population.sum(axis=1), 2000)


def test_beyond_the_last_january_given_cohorts_go_on():
    given = tuple(
        replace(one, children=900) if (one.january, one.age) == (2026, 6) else one
        for one in everybody(range(JANUARY - 2, JANUARY + 1))
    )
    people = history_of(inputs([plan("A", 5, "special", area=area) for area in "NS"][:1], given)).population
    assert people.shape[0] == 11
    six, seven = 6 - FIRST_AGE, 7 - FIRST_AGE
    assert people[1, :, seven].sum() == pytest.approx(1800), "nobody of them moves away"
    assert people[1, :, six].sum() == pytest.approx(1800), "of a thousand aged five, nine tenths were there at six"


def test_a_cohort_shrinks_by_a_fifth_at_most():
    """A hundred in each area at six, a thousand a year before at five: no move away is like that, a count may be."""
    given = tuple(
        replace(one, children=100) if (one.january, one.age) == (2026, 6) else one
        for one in everybody(range(JANUARY - 2, JANUARY + 1))
    )
    people = history_of(inputs([plan("A", 5, "special")], given)).population
    assert people[1, :, 6 - FIRST_AGE].sum() == pytest.approx(1600)


def test_who_waits_is_counted_once_and_by_why():
    special = Setting(900001, "Oak", SettingType.SPECIAL, Place("", 450_000, 300_000), True)
    full = [
        Consultation(ref, 900001, Reply.OBJECT, ground=Ground.PROVIDER_REPORTED_FULL) for ref in ("R", "W", "T", "X")
    ]
    plans = [
        plan("R", 5, "mainstream"),
        plan("W", 5, "mainstream", awaited=Awaited.BASE),
        plan("I", 8, "independent", awaited=Awaited.SPECIAL),
        plan("T", 8, "independent"),
    ]
    latent = history_of(inputs(plans, consultations=full, settings=[special])).latent
    assert {why: int(cells.sum()) for why, cells in latent.awaited().items()} == {
        WAITING: 1,
        REFUSED: 1,
        INDEPENDENT: 1,
    }
    assert latent.cells.sum() == 0, "one more where a place is awaited, one fewer where the child is"


@pytest.mark.parametrize("by", ["placement", "need", "phase", "area"])
def test_kinds_and_steps_add_up_and_the_range_holds_what_is_expected(county, by):
    rows = projected_by(county, by, draws=25)
    for january in {row.january for row in rows}:
        *kinds, every = (row for row in rows if row.january == january)
        assert every.of == ALL
        assert every.expected == sum(row.expected for row in kinds)
        assert all(row.p10 <= row.p90 for row in (*kinds, every))
        assert every.p10 <= every.expected <= every.p90
    today = {row.of: row.expected - sum(count for _, count in row.steps) for row in rows if row.january == JANUARY}
    assert all(row.expected == today[row.of] + sum(count for _, count in row.steps) for row in rows)
    assert sum(today.values()) == 2 * sum(one.january == JANUARY for one in a_county())


def test_a_draw_is_the_same_however_many(county):
    few, many, others = (
        drawn_by(county, (3,), Chance(draws, seed, JOINING_SPREAD)) for draws, seed in ((2, 4), (5, 4), (2, 5))
    )
    assert (few == many[:2]).all()
    assert (few != others).any()


def test_everything_missing_is_named_at_once():
    nothing = replace(inputs([]), areas=(), population=())
    with pytest.raises(InputRejected) as refused:
        history_of(nothing)
    assert [fault.rule for fault in refused.value.faults] == ["NO_HISTORY", "NO_AREAS", "NO_POPULATION"]


@pytest.mark.parametrize(("begins", "faults"), [(JANUARY - 1, []), (JANUARY - 2, ["HISTORY_AFTER_PLAN"])])
def test_a_history_that_goes_beyond_the_year_the_plan_begins_in_is_refused(begins, faults):
    """January 2026 lies in 2025/26: a plan from there on begins with it; one from 2024/25 would begin in the past."""
    late = inputs([plan("A", 5, "special")])
    late = replace(late, authority=replace(late.authority, academic_year=AcademicYear(begins)))
    found = []
    try:
        assert history_of(late).first_ahead == 0
    except InputRejected as refused:
        found = [fault.rule for fault in refused.faults]
    assert found == faults


def test_every_age_without_children_is_named():
    lacking = tuple(
        one for one in everybody() if (one.area, one.january, one.age) not in {("N", 2026, 5), ("S", 2027, 9)}
    )
    with pytest.raises(InputRejected) as refused:
        history_of(inputs([plan("A", 5, "special")], lacking))
    assert [fault.message for fault in refused.value.faults] == [
        "of N in 2026 lacks age 5",
        "of S in 2027 lacks age 9",
    ]


def test_placements_stand_in_the_order_of_published_ones():
    assert [placement.label for placement in Placement][:4] == [
        "mainstream", "base or unit", "special", "independent special",
    ]  # fmt: skip
