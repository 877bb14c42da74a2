"""Every command of the README and the tutorial does what the page says it does."""

import pytest

from tests.docs.pages import REPOSITORY, Step, session, unseen
from tests.functional.commands import in_process

TUTORIAL = list(session(REPOSITORY / "docs/tutorials/first-allocation.md"))
FIRST_OF_PRACTICE = next(i for i, step in enumerate(TUTORIAL) if "--open-data" in step.arguments)
README = list(session(REPOSITORY / "README.md"))


def follow(steps, folder, **stands_for):
    """Type every command in turn; the first that fails, or does not say what the page shows, ends it."""
    for step in steps:
        said = in_process(*(stands_for.get(word, word) for word in step.arguments), folder=folder)
        typed = " ".join(step.arguments)
        assert said.code == 0, f"{typed}\n{said.err}"
        assert unseen(step, said.out + said.err) == [], f"{typed}\n{said.out}{said.err}"


AT_NIGHT = pytest.param(TUTORIAL[:FIRST_OF_PRACTICE], id="tutorial", marks=pytest.mark.nightly)


@pytest.mark.parametrize("steps", [pytest.param(README, id="README"), AT_NIGHT])
def test_the_session_goes_as_written(steps, council):
    assert len(steps) >= 7
    follow(steps, council)


@pytest.mark.nightly
def test_the_practice_round_goes_as_written(open_data, tmp_path):
    follow(TUTORIAL[FIRST_OF_PRACTICE:], tmp_path, FOLDER=open_data)


def test_a_line_that_is_not_printed_is_noticed():
    step = Step(("data", "check", "town"), ["No  faults.", "Ready: ... town", "3 faults"])
    assert unseen(step, "No faults.\nReady: sufficiency panel recommend town\n") == ["3 faults"]
