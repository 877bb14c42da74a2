"""Regret, gaps and drivers on figures that can be worked out by hand."""

import pytest

from scenarios.ensemble.statistics import (
    drivers,
    foresight,
    least_expected,
    least_regret,
    outlooks,
    regret_rows,
    regrets,
    shortfalls,
)
from scenarios.ensemble.waiting import value_of_waiting
from sufficiency.domain.ensemble import Driver, Regret, Shortfall
from tests.fixtures.futures import outcome

COSTS = {"nothing": [10, 10, 70], "bases": [20, 20, 40], "school": [45, 45, 30]}
"""Expected: 30, 26.7, 40. The cheapest in each draw cost 10, 10 and 30."""


def test_regret_is_what_the_cheapest_in_the_same_draw_would_have_saved():
    assert regrets(COSTS) == {"nothing": (0, 0, 40), "bases": (10, 10, 10), "school": (35, 35, 0)}


def test_the_least_expected_cost_and_the_least_worst_regret_may_be_different_scenarios():
    assert (least_expected(COSTS), least_regret(COSTS)) == ("bases", "bases")
    often_low = {"nothing": [10, 10, 10, 70], "school": [45, 45, 45, 30]}
    assert (least_expected(often_low), least_regret(often_low)) == ("nothing", "school")


def test_equals_are_taken_in_the_order_given():
    assert least_expected({"b": [1, 3], "a": [2, 2]}) == "b"
    assert least_regret({"b": [0, 4], "a": [4, 0]}) == "b"


def test_foresight_is_worth_the_expected_regret_of_the_best():
    assert foresight(COSTS) == 10
    assert foresight({"only": [5, 6, 7]}) == 0


def test_a_scenario_over_all_draws():
    rows = {name: [outcome(k, name, cost=cost) for k, cost in enumerate(row)] for name, row in COSTS.items()}
    nothing, bases, school = outlooks(rows)
    assert (nothing.expected_cost, bases.expected_cost, school.expected_cost) == (30, 27, 40)
    assert (nothing.p10_cost, nothing.p90_cost, nothing.cheapest) == (10, 70, 2)
    assert (nothing.expected_regret, nothing.worst_regret, nothing.worst_draw) == (13, 40, 2)
    assert regret_rows(rows)[1:4] == (
        Regret(0, "bases", 20, 10),
        Regret(0, "school", 45, 35),
        Regret(1, "nothing", 10, 0),
    )


def test_the_gap_that_eight_draws_of_ten_do_not_exceed():
    row = [outcome(k, gaps=((0, 1000 * k), (0, 499))) for k in range(10)]
    found = shortfalls("bases", row, ("all", "semh"), (2026, 2027))
    assert found[1] == Shortfall("bases", "all", 2027, 4000, 7000, short=9)
    assert [one.short for one in found] == [0, 9, 0, 0], "less than half a child is no gap"


def test_what_drives_the_cost_comes_first_and_what_never_varies_is_left_out():
    """Capital moves the cost ten times as far as children do; delay and refusals stand still."""
    row = [outcome(k, cost=k + 10 * (k * 3 % 10), children=(k,), capital=k * 3 % 10) for k in range(10)]
    assert [one.factor for one in drivers("bases", row)] == ["capital", "children"]
    assert drivers("bases", row)[0] == Driver("bases", "capital", 0, 8, 0, 90, correlation=1000)


SEEN = [*range(60)]


def test_waiting_pays_where_it_changes_the_choice_and_costs_little():
    """A school is needed in the third of draws with high demand and is wasted in the others."""
    now = {"nothing": [0] * 40 + [90] * 20, "school": [40] * 60}
    later = {"nothing": now["nothing"], "school": [45] * 60}
    found = value_of_waiting(now, later, SEEN, 2)
    assert (found.commit_cost, found.wait_cost, found.value) == (30, 15, 15)
    assert found.then == ("nothing", "nothing", "school")


def test_waiting_costs_where_the_choice_stays():
    found = value_of_waiting(
        {"nothing": [90] * 60, "school": [40] * 60}, {"nothing": [90] * 60, "school": [45] * 60}, SEEN, 2
    )
    assert (found.value, found.then) == (-5, ("school", "school", "school"))


def test_waiting_never_beats_foresight_where_being_late_is_free():
    now = {"a": [(k * 37) % 60 for k in range(60)], "b": [(k * 23) % 60 for k in range(60)]}
    assert 0 <= value_of_waiting(now, now, SEEN, 1).value <= foresight(now)


@pytest.mark.parametrize("draws", [0, 29])
def test_too_few_draws_say_nothing_about_waiting(draws):
    costs = {"a": [1] * draws}
    assert value_of_waiting(costs, costs, [0] * draws, 2) is None
