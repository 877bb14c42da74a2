"""Figures set side by side, counted by hand."""

from dataclasses import replace

from sufficiency.reports.planning.compare import ADDED, BEYOND_P50, CAPITAL_PAID, GAP, MONEY, PLACES, compared
from tests.fixtures.planning_runs import three_scenarios

BASE, _, SCHOOL = three_scenarios().runs


def values(runs, section, name, year=None):
    return next(row.values for row in compared(runs).section(section) if (row.name, row.year) == (name, year))


def test_a_kind_with_places_to_spare_lends_none_to_another():
    spare = replace(BASE.gap[0], need="semh", places=50_000, p50=20_000)
    assert values([replace(BASE, gap=(*BASE.gap, spare))], GAP, BEYOND_P50, 2026) == (100_000,)


def test_a_closure_adds_no_places():
    closed = replace(SCHOOL.schemes[0], name="closed", kind="closure", places=30)
    assert values([BASE, replace(SCHOOL, schemes=(*SCHOOL.schemes, closed))], PLACES, ADDED) == (0, 90)


def test_capital_as_paid_is_at_the_prices_of_its_years():
    paid = values([BASE, SCHOOL], MONEY, CAPITAL_PAID)[1]
    assert paid == sum(sum(pot.cash) for pot in SCHOOL.money.pots) > sum(sum(pot.real) for pot in SCHOOL.money.pots)


def test_the_share_within_the_guideline_is_of_those_who_travel():
    left_out = replace(BASE.plan.equity[0], entrants=100_000, placed=40_000, independent=10_000, unmet=50_000)
    run = replace(BASE, plan=replace(BASE.plan, equity=(left_out,)))
    assert compared([run]).gains[0].within == (900,)
