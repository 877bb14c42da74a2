"""Stocks and flows of plans, on stocks small enough to follow by hand."""

from dataclasses import replace

import numpy as np
import pytest

from scenarios.projection.assumptions import Assumptions, Change, Trend
from scenarios.projection.cells import Plan, rounded, stock_of
from scenarios.projection.draws import Chance, futures, range_of
from scenarios.projection.flows import Strength, observed, shrunk
from scenarios.projection.population import cohort_survival
from scenarios.projection.project import STEPS, expected, expected_children, steps
from scenarios.projection.rates import joining_level, next_stock
from sufficiency.errors import UsageError
from tests.unit.scenarios.small_stock import AXES, MAINSTREAM, SPECIAL, plans, population, rates

HUNDRED = stock_of(plans(100, 10, "mainstream") + plans(40, 12, "special", 100), AXES)


def by_age_and_placement(stock):
    return stock.sum(axis=(0, 2)).tolist()


def test_a_year_of_ageing_leaving_moving_and_joining_by_hand():
    """Of 100 aged 10 in mainstream 10 leave, 27 move, 63 stay; 5 of 500 join at 11; the 40 of the last age go."""
    after = next_stock(HUNDRED.astype(float), rates(), population()[1])
    assert by_age_and_placement(after) == [[0, 0], [pytest.approx(68), pytest.approx(27)], [0, 0]]


def test_the_next_year_carries_the_cohort_on():
    told = expected(HUNDRED, Assumptions(rates(), population(2)))
    assert by_age_and_placement(told[2])[2] == [pytest.approx(68), pytest.approx(27)]


def test_joining_is_scaled_so_that_next_year_comes_to_the_forecast():
    level = joining_level(HUNDRED.astype(float), rates(), population()[1], 110)
    scaled = replace(rates(), join=rates().join * level)
    assert level == pytest.approx(4)
    assert next_stock(HUNDRED.astype(float), scaled, population()[1]).sum() == pytest.approx(110)


def test_steps_by_hand():
    """5 of 500 join at 11; twice the children, 10; a fifth more, 12; policy doubles them. Ten wait for special."""
    latent = np.zeros(AXES.shape, dtype=np.int64)
    latent[0, 0, 0] = [-10, 10]
    more = (Change("more plans", "join", MAINSTREAM, (1,), 2.0),)
    full = Assumptions(rates(), population() * [[[1]], [[2]]], Trend(0.2), more, latent)
    told = {name: by_age_and_placement(step[1])[1] for name, step in steps(HUNDRED, full).items()}
    assert told == {
        "rates of today": [68, 27],
        "population": [5, 0],
        "trend of rates": [2, 0],
        "policy": [12, 0],
        "latent demand": [-6, 7],
    }


def test_a_policy_moves_more_children_in_and_nobody_twice():
    more = Change("new school", "move", SPECIAL, (0,), 2.0).applied(rates()).move
    assert more[0, MAINSTREAM].tolist() == pytest.approx([0.4, 0.6])
    assert more[0, SPECIAL].tolist() == [0, 1]


def test_a_policy_that_would_move_more_than_all_is_refused():
    with pytest.raises(UsageError, match="at most"):
        Change("new school", "move", SPECIAL, (0,), 4.0).applied(rates())


def test_a_policy_begins_in_its_first_year():
    assumed = Assumptions(rates(), population(2), changes=(Change("later", "join", MAINSTREAM, (1,), 3.0, first=2),))
    assert [assumed.rates_in(year).join[1, 0, MAINSTREAM] for year in (1, 2)] == pytest.approx([0.01, 0.03])


def test_latent_demand_cannot_take_more_than_there_is():
    latent = np.zeros(AXES.shape, dtype=np.int64)
    latent[0, 1, 0] = [-1, 1]
    with pytest.raises(UsageError, match="more children"):
        expected(HUNDRED, Assumptions(rates(), population(), latent=latent))


@pytest.mark.parametrize(
    ("broken", "said"),
    [({"leave": np.full((3, 2), 1.2)}, "outside"), ({"move": np.full((3, 2, 2), 0.4)}, "one"),
     ({"join": np.full((3, 1, 2), -0.1)}, "negative")],
)  # fmt: skip
def test_rates_that_cannot_be_are_refused(broken, said):
    with pytest.raises(UsageError, match=said):
        replace(rates(), **broken).checked()


def test_flows_are_counted_by_reference():
    before = [Plan("A", "North", 10, "ASD", "mainstream"), Plan("B", "North", 10, "ASD", "mainstream")]
    after = [Plan("A", "North", 11, "ASD", "special"), Plan("C", "North", 11, "ASD", "mainstream")]
    seen = observed(before, after, AXES, np.array([0, 500, 0]))
    assert seen.left[0, MAINSTREAM] == 1
    assert seen.moved[0, MAINSTREAM].tolist() == [0, 1]
    assert seen.joined[1, 0].tolist() == [1, 0]
    both = seen + seen
    assert (both.left.sum(), both.moved.sum(), both.joined.sum(), both.population.sum()) == (2, 2, 2, 1000)


def test_own_rates_are_drawn_to_the_wider_by_their_strength():
    """One of two left; with eight more plans seen at a tenth it is (1 + 0.8) of 10."""
    before, after = plans(2, 10, "mainstream"), plans(1, 11, "mainstream")
    told = shrunk(observed(before, after, AXES, np.array([0, 500, 0])), rates(), Strength(8, 9, 500)).mean()
    assert told.leave[0, MAINSTREAM] == pytest.approx(0.18)
    assert told.move[0, MAINSTREAM].tolist() == pytest.approx([(1 + 6.3) / 10, 2.7 / 10])
    assert told.join[1, 0, MAINSTREAM] == pytest.approx((0 + 5) / 1000)


def test_without_flows_the_wider_rates_stand():
    told = shrunk(observed([], [], AXES, np.zeros(3)), rates(), Strength(10, 10, 10)).mean()
    for name in ("leave", "move", "join"):
        assert getattr(told, name) == pytest.approx(getattr(rates(), name))


def test_children_grow_up_and_the_young_come_in():
    told = cohort_survival(np.array([[10.0, 20, 30]]), np.array([0.5, 1.1, 1]), np.array([[7.0], [8.0]]))
    assert told[:, 0].tolist() == [[10, 20, 30], [7, 5, pytest.approx(22)], [8, 3.5, pytest.approx(5.5)]]


def test_whole_children_add_up_and_the_largest_parts_come_first():
    assert rounded(np.array([0.4, 0.4, 1.2])).tolist() == [1, 0, 1]
    assert rounded(np.array([[2.5, 2.5], [0.0, 1.0]])).sum() == 6


def test_futures_lie_about_the_expectation_and_repeat():
    seen = observed(plans(100, 10, "mainstream"), plans(90, 11, "mainstream"), AXES, np.array([0, 500, 0]))
    beliefs = shrunk(seen, rates(), Strength(2000, 2000, 50_000))
    assumed = Assumptions(beliefs.mean(), population(2))
    drawn = futures(HUNDRED, beliefs, assumed, Chance(300, 7, 0.1), over=(0, 1, 2))
    told = expected(HUNDRED, assumed).sum(axis=(1, 2, 3))
    assert drawn.mean(axis=0) == pytest.approx(told, rel=0.05)
    spread = range_of(drawn)
    assert (spread.p10[0] == spread.p90[0]).all(), "today is known"
    assert (spread.p10[1:] < spread.p50[1:]).all()
    assert (spread.p50[1:] < spread.p90[1:]).all()
    again = futures(HUNDRED, beliefs, assumed, Chance(10, 7, 0.1), over=(0, 1, 2))
    assert (again == drawn[:10]).all(), "a draw is the same however many there are"


def test_every_step_is_named():
    assert tuple(steps(HUNDRED, Assumptions(rates(), population()))) == STEPS
    assert expected_children(HUNDRED, Assumptions(rates(), population())).dtype == np.int64


def test_a_trend_fades_and_comes_later_where_it_is_delayed():
    """A tenth more, then seven tenths of that: 1.1, and 1.1 x 1.07."""
    assert [Trend(0.1, 0.7).level(year) for year in (1, 2)] == pytest.approx([1.1, 1.177])
    assert [Trend(0.1, 0.7, delay=1).level(year) for year in (1, 2)] == pytest.approx([1.0, 1.1])


def test_each_year_draws_its_own_children():
    """Nobody is there, and 5 of 500 join at 11, in the first year or in the second: not as many in all of 20 draws."""
    nobody, beliefs = HUNDRED * 0, shrunk(observed([], [], AXES, np.zeros(3)), rates(), Strength(10, 10, 10**6))
    joined = []
    for year in (1, 2):
        people = population(2) * [[[0]], [[year == 1]], [[year == 2]]]
        drawn = futures(nobody, beliefs, Assumptions(rates(), people), Chance(20, 7, 0.0), over=(0, 2, 3))
        joined.append(drawn[:, year, 1])
    assert (joined[0] != joined[1]).any()
