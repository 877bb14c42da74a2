"""The capital planner's page: history, gaps, scenarios side by side, the paper."""

import tomllib

import pytest

from tests.docs.pages import REPOSITORY, session
from tests.docs.test_tutorial import follow

PAGE = REPOSITORY / "docs/how-to/capital-planner.md"


@pytest.mark.nightly
def test_the_session_goes_as_written(tmp_path):
    steps = list(session(PAGE))
    assert len(steps) == 8
    follow(steps, tmp_path)
    assert (tmp_path / "paper.docx").is_file()


def test_the_scenario_shown_is_of_the_shape_that_is_read():
    shown = tomllib.loads(PAGE.read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0])
    assert {"name", "base", "description", "action"} == set(shown)
