"""Children beyond the places there turn out to be are the gap, and cost what the independent sector asks for them."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from scenarios.ensemble.draws import Fate, Replies
from scenarios.ensemble.evaluation import GROUPS, Evaluation, case_of, gaps_of, placed_with
from scenarios.planning.demand import Demand
from sufficiency.domain.built_in_finance import built_in_finance
from sufficiency.domain.ensemble import Task
from sufficiency.domain.need_groups import NeedGroup
from sufficiency.domain.years import FinancialYear
from tests.fixtures.small_plan import FEE, FIRST, TOP_UP, YEARS, action, entering, question

CALM = Fate(1, 0, capital=1000, refusals=0)
CLOSED = 1_000_000
PLAIN = replace(
    built_in_finance(), price_base=FinancialYear(FIRST.starts), special_place=CLOSED, discount=0,
    fees=tuple((group, FEE) for group in NeedGroup),
)  # fmt: skip


@dataclass(frozen=True)
class Rising:
    """Ten children enter each year, and as many more in the second as the number of the draw says."""

    def __call__(self, draw: int) -> Demand:
        """The demand of the draw."""
        return entering(10, 10 + draw, 10, 10)


def case(places, *actions):
    return case_of(question(places, *actions), actions, Rising(), PLAIN)


def gap(of, demand, befalls=CALM):
    """Gap of all by year, in children."""
    plan = placed_with(of, demand, of.question.terms.actions, befalls)
    gaps = gaps_of(plan)
    assert gaps[0] == gaps[GROUPS.index("semh secondary")] == tuple(map(sum, zip(*gaps[1:], strict=True)))
    return [number / 1000 for number in gaps[0]]


def test_the_gap_is_whoever_finds_no_place():
    assert gap(case(25), entering(10, 10, 10, 10)) == [0, 0, 5, 15]
    assert gap(case(25), entering(0, 30, 0, 0)) == [0, 5, 5, 5]


def test_an_action_closes_it_from_the_year_it_opens():
    """Who went elsewhere before stays there."""
    assert gap(case(10, action("More", 2028, places=30)), entering(10, 10, 10, 10)) == [0, 10, 10, 10]


def test_places_that_stay_empty_widen_it():
    half = Fate(1, 0, capital=1000, refusals=500)
    assert gap(case(16), entering(10, 10, 0, 0), half) == [0, 6, 6, 6], "an eighth of 16 places stays empty"


@pytest.fixture(scope="module")
def evaluation():
    """Nobody says no; 25 places with nothing done, or with ten more from 2028."""
    more = action("More", 2028, places=10, capital=50_000_00, lead_months=0)
    return Evaluation(
        {"nothing": case(25), "more": case(25, more)}, Replies(yes=10**9, no=0), date(2026, 1, 15), seed=1
    )


def test_what_it_comes_to(evaluation):
    """25 places in four years, the children in them, and in the last two 8 and 18 independent places in the draw 3."""
    found = evaluation(Task(3, "nothing"))
    there = [10, 23, 25, 25]
    assert found.cost == 25 * YEARS * CLOSED + sum(there) * TOP_UP + (8 + 18) * FEE
    assert found.gaps[0] == (0, 0, 8_000, 18_000)
    assert found.children == (10_000, 23_000, 33_000, 43_000)
    assert (found.unmet, found.delay, found.refusals) == (0, 0, 0)


def test_every_scenario_meets_the_same_draw(evaluation):
    nothing, more = (evaluation(Task(3, name)) for name in ("nothing", "more"))
    assert (nothing.capital, nothing.children, nothing.refusals) == (more.capital, more.children, more.refusals)
    works = 50_000_00 * more.capital // 1000
    saved = (8 + 10) * (FEE - TOP_UP)
    assert more.cost == nothing.cost - saved + works + 2 * 10 * CLOSED


def test_what_begins_later_helps_later(evaluation):
    assert evaluation(Task(3, "more", later=1)).gaps[0] == (0, 0, 8_000, 8_000)
    assert evaluation(Task(3, "nothing", later=1)).cost == evaluation(Task(3, "nothing")).cost


def test_a_task_gives_the_same_whatever_was_done_before(evaluation):
    first = evaluation(Task(5, "more"))
    evaluation(Task(9, "more"))
    assert evaluation(Task(5, "more")) == first
