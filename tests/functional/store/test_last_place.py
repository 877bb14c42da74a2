"""The last place cannot be given twice, however many ask for it at once, on either database."""

import sys

import pytest
from sqlalchemy import select

from sufficiency.panel.refusal import NotAllowed
from sufficiency.store import schema
from sufficiency.store.audit import show
from sufficiency.store.cases import open_case
from sufficiency.store.decisions import Choice, Decision, decide, decisions_on
from sufficiency.store.integrity import verify_store
from tests.fixtures.stores import CHAIR, OAKS_PLACE, OTHER_CHAIR, REFS, ROUND
from tests.fixtures.threads import all_at_once


def claim_together(panel, many=50):
    """What each of so many is told who asks for Oak's one place for another child at the same moment."""

    def ask(number):
        choice = Choice(panel.run.run, panel.run.digest, REFS[number], "hold", "agreed", f"k{number}", OAKS_PLACE)
        try:
            return decide(panel.store, choice, CHAIR)
        except NotAllowed as refused:
            return [refusal.rule for refusal in refused.refusals]

    return all_at_once(ask, many)


def promised(panel, told):
    """One decision, everybody else told that the place is gone, and nothing else written."""
    with panel.store.reading() as connection:
        claims = connection.execute(select(schema.claims.c.ref)).scalars().all()
    made = [answer for answer in told if isinstance(answer, Decision)]
    assert [one.ref for one in made] == claims
    assert [answer for answer in told if not isinstance(answer, Decision)] == [["NO_PLACE_LEFT"]] * (len(told) - 1)
    assert list(decisions_on(panel.store, ROUND)) == made


@pytest.fixture(autouse=True)
def many_turns():
    """Threads take turns far more often than usual, so that whatever can come between does."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-4)
    yield
    sys.setswitchinterval(usual)


def test_fifty_ask_for_one_place_and_one_has_it(panel_on_either):
    promised(panel_on_either, claim_together(panel_on_either))
    assert verify_store(panel_on_either.store).broken == ()


@pytest.mark.nightly
def test_fifty_ask_for_one_place_two_hundred_times(database):
    for _ in range(200):
        panel = database()
        promised(panel, claim_together(panel))


def test_a_case_opened_in_many_windows_at_once_is_opened_once(panel_on_either):
    all_at_once(lambda _: open_case(panel_on_either.store, panel_on_either.run.run, "C01", OTHER_CHAIR), 12)
    opened = [entry.subject for entry in show(panel_on_either.store, by=OTHER_CHAIR)]
    assert opened == ["C01"]


def test_the_same_key_twenty_times_at_once_is_one_decision(panel_on_either):
    choice = Choice(panel_on_either.run.run, panel_on_either.run.digest, "C01", "hold", "agreed", "once", OAKS_PLACE)
    told = all_at_once(lambda _: decide(panel_on_either.store, choice, CHAIR), 20)
    assert list(decisions_on(panel_on_either.store, ROUND)) == [told[0]]
    assert set(told) == {told[0]}
