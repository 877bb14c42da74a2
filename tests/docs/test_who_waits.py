"""The page on drift, misplacement and equality says what the commands say."""

import pytest

from tests.docs.pages import REPOSITORY, session
from tests.docs.test_tutorial import follow


@pytest.mark.nightly
def test_the_session_goes_as_written(tmp_path):
    steps = list(session(REPOSITORY / "docs/how-to/who-waits-and-why.md"))
    assert len(steps) == 5
    follow(steps, tmp_path)
