"""Children beyond the places there turn out to be are the gap, whoever pays for them."""

from scenarios.ensemble.draws import Fate
from scenarios.ensemble.evaluation import GROUPS, gaps_of, placed_with
from tests.fixtures.small_plan import action, entering, question

CALM = Fate(1, 0, capital=1000, refusals=0)


def gap(asked, demand, befalls=CALM):
    """Gap of all by year, in children."""
    plan = placed_with(asked, demand, asked.terms.actions, befalls)
    gaps = gaps_of(plan)
    assert gaps[0] == gaps[GROUPS.index("semh secondary")] == tuple(map(sum, zip(*gaps[1:], strict=True)))
    return [number / 1000 for number in gaps[0]]


def test_the_gap_is_whoever_finds_no_place():
    assert gap(question(25), entering(10, 10, 10, 10)) == [0, 0, 5, 15]
    assert gap(question(25), entering(0, 30, 0, 0)) == [0, 5, 5, 5]


def test_an_action_closes_it_from_the_year_it_opens():
    """Who went elsewhere before stays there."""
    assert gap(question(10, action("More", 2028, places=30)), entering(10, 10, 10, 10)) == [0, 10, 10, 10]


def test_places_that_stay_empty_widen_it():
    half = Fate(1, 0, capital=1000, refusals=500)
    assert gap(question(16), entering(10, 10, 0, 0), half) == [0, 6, 6, 6], "an eighth of 16 places stays empty"
