"""The dict of moves: what it must hold, and what it must not."""

import pytest

from sufficiency.domain.cases import State
from sufficiency.panel.events import Event
from sufficiency.panel.moves import DEFER, MOVES
from sufficiency.panel.people import Person, Role
from sufficiency.panel.permissions import PERMISSIONS, Act, not_permitted
from sufficiency.panel.policies import POLICIES
from sufficiency.statute.states import STATES

SETTLED = {state for state, rule in STATES.items() if not rule.may_be_superseded}
ACTS_ON_CASES = set(Act) - {Act.PLAN, Act.ROUTE}
EVERY_MOVE = [*MOVES.values(), DEFER]


def test_every_move_names_a_permission_and_policies_that_there_are():
    for move in EVERY_MOVE:
        assert move.act in PERMISSIONS
        assert set(move.policies) <= POLICIES.keys()


def test_every_policy_is_used_and_every_act_has_its_roles():
    assert {policy for move in EVERY_MOVE for policy in move.policies} == POLICIES.keys()
    assert set(Act) == PERMISSIONS.keys()


def test_what_is_stored_is_the_code_and_what_is_read_its_words():
    assert Event("decision.held") is Event.HELD
    assert (f"{Event.HELD}", Event.HELD.says) == ("decision.held", "the panel decided on a place, which is now held")
    assert Role("chair").says == "decides, with a reason"
    assert all(one.says for one in (*Event, *Role))


def test_every_state_is_reached_and_left():
    reached, left = {after for _, after in MOVES}, {before for before, _ in MOVES}
    assert set(State) - reached == set(), "also P0: a settled place can be opened again"
    assert left == set(State)


def test_a_settled_place_is_moved_only_on_the_ways_the_law_gives():
    """Section 43: review or withdrawal by a manager, the tribunal's order, or coming on roll; never a decision."""
    ways = {move.says for (before, _), move in MOVES.items() if before in SETTLED}
    assert ways == {"open a settled case again", "carry out the tribunal's order", "note that the child came on roll"}


def test_a_held_place_is_never_given_up_without_a_manager_a_code_and_notice():
    for (before, after), move in MOVES.items():
        if before is State.PROVISIONAL and move.place == "gives up":
            assert PERMISSIONS[move.act].roles == {Role.SERVICE_MANAGER}
            assert {"REASON_CODE", "FAMILY_TOLD", "NOT_OWN_DECISION"} <= set(move.policies)
            assert after is State.CONSULTED


def test_whoever_decides_gives_a_reason_on_a_run_looked_at_without_an_interest():
    for move in EVERY_MOVE:
        if move.decision:
            assert PERMISSIONS[move.act].roles == {Role.CHAIR}
            assert {"REASON", "OPENED", "NO_INTEREST", "CURRENT_RUN"} <= set(move.policies)


def test_places_follow_the_states():
    """A state that holds a place is entered by claiming or keeping one, and left by keeping or giving it up."""
    holding = {State.PROVISIONAL, State.NAMED_FINAL, State.ON_ROLL, State.TRIBUNAL_ORDERED}
    for (before, after), move in MOVES.items():
        if after in holding:
            assert move.place in ("claims", "claims even over number", "keeps")
        else:
            assert move.place == ("gives up" if before in holding else "none")


@pytest.mark.parametrize("role", [Role.VIEWER, Role.AUDITOR, Role.PLANNER, Role.TRANSPORT])
def test_roles_that_only_read_may_do_nothing_to_a_case(role):
    person = Person("p", "P", frozenset({role}))
    assert all(not_permitted(person, act) for act in ACTS_ON_CASES)


def test_no_role_may_do_everything():
    assert all({act for act in Act if role in PERMISSIONS[act].roles} != set(Act) for role in Role)


def test_the_moves_are_these_and_no_others():
    """Said again from the states in law (``statute/states.py``): what may follow what."""
    allowed = {
        "P0": "P1 P2 P3 X1 X2", "P1": "P2 P3 X1 X2", "P2": "P3 X1 X2", "X2": "P2 P3 X1",
        "P3": "P2 P4 X1", "P4": "P0 P5 X1", "P5": "P0 X1", "X1": "P5 X1",
    }  # fmt: skip
    there = {before: " ".join(sorted(str(after) for was, after in MOVES if was == before)) for before in allowed}
    assert there == allowed


def test_who_does_what_to_a_case():
    """No role both decides and approves; whoever prepares a case does not decide it."""
    officer, chair, manager = Role.PANEL_OFFICER, Role.CHAIR, Role.SERVICE_MANAGER
    trusted = {
        Act.KEEP_RUN: {officer}, Act.OPEN: {officer, chair, manager}, Act.DECLARE: {officer, chair, manager},
        Act.PREPARE: {officer}, Act.DECIDE: {chair}, Act.ISSUE: {officer, chair}, Act.APPROVE: {manager},
        Act.UNSETTLE: {manager},
    }  # fmt: skip
    assert {act: PERMISSIONS[act].roles for act in trusted} == trusted
