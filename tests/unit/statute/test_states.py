"""Every state says what the round may do with a case; what every output says of itself."""

from sufficiency.domain.cases import State
from sufficiency.statute.statements import A10, RECOMMENDATION
from sufficiency.statute.states import STATES, Treatment


def test_every_state_is_described():
    assert list(STATES) == list(State)
    assert all(rule.state is state and rule.meaning and rule.to_move for state, rule in STATES.items())


def test_what_is_final_may_not_be_superseded():
    final = {state for state, rule in STATES.items() if not rule.may_be_superseded}
    assert final == {State.NAMED_FINAL, State.ON_ROLL, State.TRIBUNAL_ORDERED}


def test_only_a_provisional_place_is_held():
    assert [state for state, rule in STATES.items() if rule.treatment is Treatment.HELD] == [State.PROVISIONAL]


def test_a_child_on_roll_uses_no_place_of_the_round():
    assert STATES[State.ON_ROLL].treatment is Treatment.FIXED_ON_ROLL


def test_a_type_without_an_institution_is_unplaced():
    assert STATES[State.TYPE_NAMED_ONLY].treatment is Treatment.FREE


def test_every_output_says_what_it_is_not():
    assert A10.startswith("This list orders work. It is not a waiting list.")
    assert "not decisions" in RECOMMENDATION
    assert "legal advice" in RECOMMENDATION
