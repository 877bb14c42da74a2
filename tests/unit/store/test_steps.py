"""Moves that are no decision: dates that the law counts by, codes that were asked for, and nothing on an old view."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from sufficiency.domain.cases import State
from sufficiency.domain.settings import Consultation, Ground, Reply
from sufficiency.panel.people import Person, Role
from sufficiency.panel.refusal import NotAllowed
from sufficiency.store import cases, people, schema
from sufficiency.store.case_file import case_file, places_for
from sufficiency.store.decisions import decide
from sufficiency.store.integrity import verify_store
from sufficiency.store.letters import issue_letter
from sufficiency.store.moves import Step, take_step
from sufficiency.store.rounds import IMPORT, moved_here
from tests.fixtures.rounds import ELM, OAK
from tests.fixtures.stores import CHAIR, ELMS_PLACES, MANAGER, OAKS_PLACE, OFFICER, OTHER_CHAIR, ROUND
from tests.unit.store.asking import hold, room, rules, state

ORDER = Step("C02", State.TRIBUNAL_ORDERED, "order of the tribunal", "", date(2026, 7, 1), OAKS_PLACE)
GIVE_UP = Step("C01", State.CONSULTED, "the family moved", "MANUAL", date(2026, 3, 1))
REFUSAL = cases.RefusalRecord(OAK, Ground.A_AGE, {}, "read")
BOTH = frozenset({Role.CHAIR, Role.SERVICE_MANAGER})


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
    for on in (None, date(2999, 1, 1)):
        with pytest.raises(NotAllowed, match="on which the family was told") as caught:
            take_step(panel.store, ROUND, replace(GIVE_UP, on=on), MANAGER)
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
    with pytest.raises(NotAllowed) as caught:
        take_step(panel.store, ROUND, replace(GIVE_UP, seen=seen - 1), MANAGER)
    assert rules(caught) == ["MOVED_SINCE"]
    take_step(panel.store, ROUND, replace(GIVE_UP, seen=seen), MANAGER)
    assert state(panel).group is None


def test_a_tribunal_orders_a_place(untouched):
    with pytest.raises(NotAllowed, match="which place the tribunal ordered"):
        take_step(untouched.store, ROUND, replace(ORDER, group=None), OFFICER)


def test_a_consultation_goes_out_before_a_case_is_consulted(panel):
    consult = Step("C01", State.CONSULTED)
    with pytest.raises(NotAllowed) as caught:
        take_step(panel.store, ROUND, consult, OFFICER)
    assert rules(caught) == ["CONSULTATION_SENT"]
    sent = Consultation("C01", OAK, Reply.NONE, "main", date(2026, 1, 2))
    cases.record_consultation(panel.store, ROUND, sent, OFFICER)
    take_step(panel.store, ROUND, consult, OFFICER)


@pytest.mark.parametrize("code", ["", "S44", "anything"])
def test_a_hold_is_given_up_under_a_reason_code(panel, code):
    decide(panel.store, hold(panel), CHAIR)
    with pytest.raises(NotAllowed) as caught:
        take_step(panel.store, ROUND, replace(GIVE_UP, code=code), MANAGER)
    assert rules(caught) == ["REASON_CODE"]


def test_what_was_said_with_a_step_is_kept(panel):
    decide(panel.store, hold(panel), CHAIR)
    take_step(panel.store, ROUND, GIVE_UP, MANAGER)
    moves = schema.moves.c
    asked = select(moves.reason, moves.code, moves.on, moves.by).where(moves.before == "P3")
    with panel.store.reading() as connection:
        kept = connection.execute(asked).one()
    assert tuple(kept) == ("the family moved", "MANUAL", "2026-03-01", MANAGER)


def test_an_order_has_its_reason(untouched):
    with pytest.raises(NotAllowed) as caught:
        take_step(untouched.store, ROUND, replace(ORDER, reason=" ", on=date(2026, 3, 1)), OFFICER)
    assert rules(caught) == ["REASON"]


@pytest.mark.parametrize("who", [CHAIR, MANAGER, "v.viewer", "a.auditor"])
def test_the_course_of_a_case_is_recorded_by_an_officer_alone(untouched, who):
    with pytest.raises(NotAllowed) as caught:
        take_step(untouched.store, ROUND, Step("C01", State.TYPE_AGREED), who)
    assert rules(caught) == ["ROLE"]


def test_who_only_asked_for_more_did_not_decide_the_hold(panel):
    """And may give it up; who decided it may not, though somebody else asked for more since."""
    people.add_person(panel.store, Person("b.both", "Bo Both", BOTH), "operator:tests")
    for who in (OTHER_CHAIR, "b.both"):
        cases.open_case(panel.store, panel.run.run, "C01", who)
    decide(panel.store, hold(panel), OTHER_CHAIR)
    decide(panel.store, hold(panel, outcome="defer", group=None, key="more"), "b.both")
    with pytest.raises(NotAllowed) as caught:
        take_step(panel.store, ROUND, GIVE_UP, OTHER_CHAIR)
    assert rules(caught) == ["NOT_OWN_DECISION"]
    take_step(panel.store, ROUND, GIVE_UP, "b.both")


@pytest.mark.parametrize(
    "record",
    [
        lambda panel: cases.open_case(panel.store, panel.run.run, "C01", "v.viewer"),
        lambda panel: cases.declare_interest(panel.store, ROUND, "v.viewer", "x", ref="C01"),
        lambda panel: cases.record_consultation(panel.store, ROUND, Consultation("C01", OAK, Reply.NONE), "v.viewer"),
        lambda panel: cases.record_refusal(panel.store, ROUND, "C01", REFUSAL, "v.viewer"),
        lambda panel: issue_letter(panel.store, ROUND, "C01", 1, "offer", "v.viewer"),
    ],
)
def test_who_may_only_read_records_nothing(untouched, record):
    with pytest.raises(NotAllowed, match="takes the role") as caught:
        record(untouched)
    assert rules(caught) == ["ROLE"]


def test_an_ordered_place_frees_the_one_held_before(panel):
    decide(panel.store, hold(panel), CHAIR)
    take_step(panel.store, ROUND, replace(ORDER, ref="C01", group=ELMS_PLACES, on=date(2026, 3, 1)), OFFICER)
    elm = room(panel, ELMS_PLACES)
    assert (room(panel).claimed, elm.claimed, elm.over) == (0, 1, 0)
    assert verify_store(panel.store).broken == ()


def test_a_place_over_number_is_gone_once_it_is_given_back(panel):
    """Else the next child would be seated over number, and nobody would have agreed to that."""
    for ref in ("C01", "C02"):
        take_step(panel.store, ROUND, replace(ORDER, ref=ref, on=date(2026, 3, 1)), OFFICER)
    take_step(panel.store, ROUND, Step("C01", State.ON_ROLL), OFFICER)
    assert (room(panel).claimed, room(panel).over, room(panel).free) == (2, 1, 0)
    take_step(panel.store, ROUND, Step("C01", State.REQUEST_OPEN, "moved away", "MOVED"), MANAGER)
    assert (room(panel).claimed, room(panel).over) == (1, 0)
    with pytest.raises(NotAllowed, match="No place is left"):
        decide(panel.store, hold(panel, "C03"), CHAIR)


def test_a_tribunal_may_order_any_place_group_that_takes_the_year(untouched):
    found = {(room.kind, room.urn) for room in places_for(untouched.store, ROUND, 7)}
    assert found == {("group", OAK), ("group", ELM)}
    assert [places_for(untouched.store, ROUND, ncy) for ncy in (0, 6, 10)] == [(), (), ()]
