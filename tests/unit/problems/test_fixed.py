"""What a round may not change is taken out before it starts, and impossible promises are all named at once."""

from dataclasses import replace

import pytest

from sufficiency.domain.cases import State
from sufficiency.domain.run import GroupKey, Override
from sufficiency.errors import Infeasible
from sufficiency.problems.fixed import fixed_placements
from tests.fixtures.rounds import ELM, OAK, a_held_place, case, one_place_two_children

OAK_SEVEN = GroupKey(OAK, "main", 7)


def with_cases(*cases):
    return replace(one_place_two_children(), cases=cases)


@pytest.mark.parametrize(
    ("state", "uses_place"),
    [(State.NAMED_FINAL, True), (State.TRIBUNAL_ORDERED, True), (State.PROVISIONAL, True), (State.ON_ROLL, False)],
)
def test_named_ordered_held_and_on_roll_are_settled(state, uses_place):
    (found,) = fixed_placements(with_cases(case("A", state=state, named_urn=OAK)))
    assert (found.group, found.uses_place) == (OAK_SEVEN, uses_place)


@pytest.mark.parametrize("state", [State.REQUEST_OPEN, State.TYPE_AGREED, State.CONSULTED, State.TYPE_NAMED_ONLY])
def test_open_cases_are_free(state):
    assert fixed_placements(with_cases(case("A", state=state, named_urn=OAK))) == ()


def test_a_hold_is_free_only_once_released():
    assert [item.child_ref for item in fixed_placements(a_held_place())] == ["A"]
    assert fixed_placements(a_held_place(), release_holds=True) == ()


def test_an_override_settles_a_place_whatever_the_state():
    (found,) = fixed_placements(one_place_two_children(), [Override("B", ELM, "", "close to home")])
    assert (found.child_ref, found.group.urn, found.basis) == ("B", ELM, "override")


def test_every_impossible_promise_is_named():
    cases = (
        case("A", state=State.NAMED_FINAL, named_urn=OAK),
        case("B", state=State.TRIBUNAL_ORDERED, named_urn=OAK),
        case("C", ncy=12, state=State.NAMED_FINAL, named_urn=ELM),
    )
    with pytest.raises(Infeasible) as raised:
        fixed_placements(with_cases(*cases))
    rules = [fault.rule for fault in raised.value.faults]
    assert rules.count("LOCK_WITHOUT_PLACE") == 1
    assert rules.count("LOCKED_OVER_PLACES") == 3  # the year band, its provision and its setting
    assert raised.value.exit_code == 4
