"""Moves that are no decision: dates that the law counts by, codes that were asked for, and nothing on an old view."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from sufficiency.domain.cases import State
from sufficiency.panel.refusal import NotAllowed
from sufficiency.store import schema
from sufficiency.store.case_file import case_file
from sufficiency.store.decisions import decide
from sufficiency.store.moves import Step, take_step
from sufficiency.store.rounds import IMPORT, moved_here
from tests.fixtures.stores import CHAIR, MANAGER, OAKS_PLACE, OFFICER, ROUND
from tests.unit.store.asking import hold, rules, state

ORDER = Step("C02", State.TRIBUNAL_ORDERED, "order of the tribunal", "", date(2026, 7, 1), OAKS_PLACE)


def at(panel, *moment):
    """The same store at another time, UTC."""
    return replace(panel.store, clock=lambda: datetime(*moment, tzinfo=UTC))


def test_the_day_is_that_of_england_and_none_to_come_counts(panel):
    with pytest.raises(NotAllowed, match="2026-07-01 is still to come") as caught:
        take_step(at(panel, 2026, 6, 30, 22, 59), ROUND, ORDER, OFFICER)
    assert rules(caught) == ["ORDER_DATE"]
    take_step(at(panel, 2026, 6, 30, 23, 0), ROUND, ORDER, OFFICER)  # midnight by British Summer Time


def test_a_family_is_told_before_a_hold_is_given_up_and_not_in_days_to_come(panel):
    decide(panel.store, hold(panel), CHAIR)
    give_up = Step("C01", State.CONSULTED, "the family moved", "MANUAL")
    for on in (None, date(2999, 1, 1)):
        with pytest.raises(NotAllowed, match="on which the family was told") as caught:
            take_step(panel.store, ROUND, replace(give_up, on=on), MANAGER)
        assert rules(caught) == ["FAMILY_TOLD"]


def test_a_code_that_no_policy_asks_for_is_not_kept(panel):
    """The code of an import would have the next import undo what a person did."""
    take_step(panel.store, ROUND, Step("C01", State.TYPE_AGREED, code=IMPORT), OFFICER)
    with panel.store.reading() as connection:
        assert moved_here(connection, ROUND) == {"C01"}
        assert (
            IMPORT not in connection.execute(select(schema.moves.c.code).where(schema.moves.c.before == "P0")).scalars()
        )


def test_a_step_seen_before_the_last_move_is_refused(panel):
    decide(panel.store, hold(panel), CHAIR)
    seen = case_file(panel.store, ROUND, "C01").moved
    give_up = Step("C01", State.CONSULTED, "the family moved", "MANUAL", date(2026, 3, 1), seen=seen)
    with pytest.raises(NotAllowed) as caught:
        take_step(panel.store, ROUND, replace(give_up, seen=seen - 1), MANAGER)
    assert rules(caught) == ["MOVED_SINCE"]
    take_step(panel.store, ROUND, give_up, MANAGER)
    assert state(panel).group is None


def test_a_tribunal_orders_a_place(untouched):
    with pytest.raises(NotAllowed, match="which place the tribunal ordered"):
        take_step(untouched.store, ROUND, replace(ORDER, group=None), OFFICER)
