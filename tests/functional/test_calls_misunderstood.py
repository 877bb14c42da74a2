"""A call the command does not understand is told in words and ends with 2, never as a fault of ours."""

import pytest

from tests.functional.commands import sufficiency

CALLS = {
    "no command": [],
    "an unknown command": ["panel", "guess"],
    "a missing argument": ["panel", "recommend"],
    "an unknown option": ["data", "check", ".", "--colour"],
    "a word for a number": ["data", "synth", "town", "--children", "many"],
}


@pytest.mark.parametrize("call", CALLS)
def test_it_is_a_usage_error_and_says_how_the_command_is_used(call, tmp_path):
    said = sufficiency(*CALLS[call], folder=tmp_path)
    assert said.code == 2
    assert "Usage: " in said.out + said.err
    assert "fault of ours" not in said.err.lower()
    assert not list(tmp_path.iterdir())
