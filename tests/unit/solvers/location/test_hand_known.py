"""Plans small enough to do by hand."""

from dataclasses import replace

import numpy as np
import pytest

from solvers.location import NO_LIMIT, NONE, Arcs, Customers, LocationProblem, Options, Pools, evaluate, solve
from solvers.location.formulation import solve_by_pulp

FLAT = 1_000_000


def ints(*values):
    return np.array(values, dtype=np.int64)


def line(entrants, room, *, hold=(1.0, 1.0, 1.0), outside=50, arcs=((0, 0, 10, 100),)):
    """Customers by ``entrants`` [c][t], pools by ``room`` [p][t], arcs (customer, pool, price, tenths); no option."""
    c, t = np.array(entrants, dtype=np.float64).shape
    customer, pool, price, tenths = (ints(*column) for column in zip(*arcs, strict=True))
    return LocationProblem(
        Customers(
            np.array(entrants, dtype=np.float64), np.tile(np.array(hold[:t]), (c, 1)), np.arange(c),
            np.full(c, outside), np.full((c, t), np.inf), np.full(c, 300), np.full(c, 7),
        ),
        Pools(np.full(len(room), NONE), np.array(room, dtype=np.float64)),
        Arcs(customer, pool, price, tenths, tenths * 2),
        opening(0, len(room), t),
        budgets=np.full((1, t), NO_LIMIT), openings=np.full(t, NO_LIMIT), discount=np.full(t, FLAT),
    )  # fmt: skip


def opening(number, pools, periods, **changes):
    """Options that each add two places to the last pools, one pool each, for 100 pence and 5 a period."""
    given = {
        "allowed": np.ones((number, periods), dtype=np.bool_), "forced": np.full(number, NONE),
        "capital": np.full((number, 1, 1), 100), "capital_from": 0, "fixed": np.full((number, periods), 5),
        "group": np.full(number, NONE), "requires": np.full(number, NONE), "adds_option": np.arange(number),
        "adds_pool": np.arange(pools - number, pools), "adds_places": np.full((number, periods), 2),
    }  # fmt: skip
    return Options(**{**given, **changes})


def two_options(**changes):
    """Two customers a period for three periods; a pool with no place and two that options open: 10 or 12 pence."""
    problem = line([[2.0, 0.0, 0.0]], [[0] * 3] * 3, outside=200, arcs=((0, 1, 10, 50), (0, 2, 12, 20)))
    return replace(problem, options=opening(2, 3, 3, **changes))


def value(answer, level):
    return next(found.value for found in answer.levels if found.name == level)


def test_who_entered_first_keeps_the_place():
    answer = evaluate(line([[1.0, 1.0, 1.0]], [[1, 1, 1]], outside=15), ints(), ("unmet", "cost"))
    # one place for three periods: the first keeps it (10 each period), the next two are outside for two and for one
    assert answer.placed.tolist() == [[1.0, 0.0, 0.0]]
    assert value(answer, "cost") == 3 * 10 + 15 * (2 + 1)


def test_a_place_left_after_a_period_is_taken_again():
    answer = evaluate(line([[1.0, 1.0, 1.0]], [[1, 1, 1]], hold=(1.0, 0.5, 0.0)), ints(), ("unmet", "cost"))
    # half of a cohort stays a second period, so that half of the next finds room
    assert answer.placed.tolist() == [[1.0, 0.5, 0.75]]


def test_a_place_is_kept_free_for_who_comes_later_where_that_is_dearer():
    problem = line([[1.0, 0.0], [0.0, 1.0]], [[1, 1]], hold=(1.0, 1.0), arcs=((0, 0, 10, 0), (1, 0, 10, 0)))
    dear = replace(problem.customers, outside_price=ints(11, 90))
    answer = evaluate(replace(problem, customers=dear), ints(), ("unmet", "cost"))
    assert answer.placed.tolist() == [[0.0, 0.0], [0.0, 1.0]]


def test_nobody_enters_where_there_are_more_than_places_and_what_is_added_makes_that_up_first():
    problem = replace(line([[5.0]], [[-3.0]], hold=(1.0,)), options=opening(1, 1, 1, adds_places=ints([4])))
    assert evaluate(problem, ints(NONE)).placed.tolist() == [[0.0]]
    assert evaluate(problem, ints(0)).placed.tolist() == [[1.0]]


def test_a_pool_is_bounded_by_the_one_above_it():
    problem = line([[4.0]], [[3], [3], [5]], hold=(1.0,), arcs=((0, 0, 10, 0), (0, 1, 11, 0)))
    problem = replace(problem, pools=replace(problem.pools, above=ints(2, 2, NONE)))
    assert evaluate(problem, ints(), ("unmet", "cost")).placed.ravel().tolist() == [3.0, 1.0]
    fewer = replace(problem.pools, room=np.array([[3.0], [3.0], [3.5]]))
    assert evaluate(replace(problem, pools=fewer), ints(), ("unmet", "cost")).outside.tolist() == [[0.5]]


def test_what_costs_less_over_the_plan_opens_at_once_and_the_dearer_does_not():
    answer = solve(two_options())
    assert answer.opened.tolist() == [0, NONE]
    assert value(answer, "cost") == pytest.approx(100 + 3 * 5 + 2 * 3 * 10)


def test_a_budget_that_comes_later_delays_the_opening():
    late = replace(two_options(), budgets=ints([99, 100, 100]))
    assert solve(replace(late, customers=replace(late.customers, entrants=np.full((1, 3), 1.0)))).opened.tolist() == [
        1,
        NONE,
    ]


def test_an_option_waits_for_the_one_it_requires():
    lead = two_options(requires=ints(1, NONE), allowed=np.array([[True] * 3, [False, True, True]]))
    wanted = replace(lead, customers=replace(lead.customers, entrants=np.array([[4.0, 4.0, 4.0]])))
    assert solve(wanted).opened.tolist() == [1, 1]
    with pytest.raises(ValueError, match="option 0 opens in period 0, before option 1 that it requires"):
        evaluate(wanted, ints(0, 1))


def test_one_option_of_a_group_opens():
    many = two_options(group=ints(0, 0))
    wanted = replace(many, customers=replace(many.customers, entrants=np.array([[4.0, 0.0, 0.0]])))
    assert sorted(solve(wanted).opened.tolist()) == [NONE, 0]


def test_no_more_open_in_a_period_than_may():
    few = replace(two_options(), openings=ints(1, 1, 1))
    wanted = replace(few, customers=replace(few.customers, entrants=np.array([[4.0, 4.0, 0.0]])))
    assert sorted(solve(wanted).opened.tolist()) == [0, 1]


def test_what_is_forced_opens_though_it_helps_nobody():
    assert solve(two_options(forced=ints(NONE, 2))).opened.tolist() == [0, 2]


def test_places_come_as_they_ramp_up():
    slow = two_options(adds_places=ints([0, 1, 2], [0, 0, 0]))
    answer = evaluate(slow, ints(0, NONE), ("unmet", "cost"))
    assert answer.placed.tolist() == [[0.0, 0.0, 0.0]] * 2  # who comes in the first period finds no place yet


def test_later_levels_choose_among_what_costs_the_same():
    problem = line([[1.0]], [[1], [1]], hold=(1.0,), arcs=((0, 0, 10, 90), (0, 1, 10, 40)))
    answer = evaluate(problem, ints())
    assert answer.placed.ravel().tolist() == [0.0, 1.0]
    assert value(answer, "minutes") == 40


def test_the_worst_area_comes_before_the_sum_where_the_programme_says_so():
    arcs = ((0, 0, 10, 10), (0, 1, 10, 50), (1, 0, 10, 40), (1, 1, 10, 100))
    problem = line([[1.0], [1.0]], [[1], [1]], hold=(1.0,), outside=90, arcs=arcs)
    fair = evaluate(problem, ints(), ("unmet", "cost", "equity", "minutes"))
    # of the first area a tenth takes the near pool: 0.1 x 10 + 0.9 x 50 = 46 = 0.9 x 40 + 0.1 x 100
    assert value(fair, "equity") == pytest.approx(46)
    assert fair.placed.ravel().tolist() == pytest.approx([0.1, 0.9, 0.9, 0.1])


def test_who_has_no_place_counts_for_as_long_as_it_would_have_had_one():
    problem = line([[2.0, 0.0, 0.0]], [[1, 1, 1]], hold=(1.0, 0.5, 0.25))
    none = replace(problem, customers=replace(problem.customers, outside_room=np.zeros((1, 3))))
    assert value(evaluate(none, ints()), "unmet") == 1.75


def test_later_money_counts_less():
    problem = replace(line([[1.0, 1.0]], [[2, 2]], hold=(1.0, 0.0)), discount=ints(FLAT, FLAT // 2))
    assert value(evaluate(problem, ints()), "cost") == 10 + 5


def test_capital_before_opening_falls_in_the_periods_before_and_none_escapes():
    early = two_options(capital=ints([[60, 40]], [[60, 40]]), capital_from=-1)
    poor = replace(early, budgets=ints([60, 40, 0]))
    wanted = replace(poor, customers=replace(poor.customers, entrants=np.array([[1.0, 2.0, 0.0]])))
    assert solve(wanted).opened.tolist() == [1, NONE]  # opened at once, 100 would fall in the first period


@pytest.mark.parametrize("levels", [("unmet", "cost"), ("unmet", "minutes", "cost")])
def test_the_readable_formulation_finds_the_same(levels):
    problem = two_options()
    ours, theirs = solve(problem, levels), solve_by_pulp(problem, levels)
    assert [level.value for level in ours.levels] == pytest.approx([level.value for level in theirs.levels])


def test_what_cannot_be_forced_is_said():
    with pytest.raises(ValueError, match="no answer keeps every limit"):
        solve(replace(two_options(forced=ints(0, NONE)), budgets=ints([0, 0, 0])))


def test_a_clock_that_ends_the_search_is_told():
    answer = solve(two_options(), limit=0.0)
    assert (answer.status, answer.repeatable) == ("stopped", False)
