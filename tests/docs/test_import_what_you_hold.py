"""From postcodes, a school register and a SEN2 return of any shape to a verified run: the commands of the page."""

import tomllib

import pytest

from tests.docs.pages import REPOSITORY, session
from tests.docs.test_tutorial import follow
from tests.functional.commands import in_process

PAGE = REPOSITORY / "docs/how-to/import-what-you-hold.md"
STEPS = list(session(PAGE))


@pytest.mark.parametrize("source", ["return.xml", "blade", "return.xlsx"])
def test_the_commands_lead_to_a_verified_run(source, council):
    assert [step.arguments[2] for step in STEPS[:3]] == ["postcodes", "gias", "sen2"]
    assert len(STEPS) == 4
    follow(STEPS[:2], council)
    sen2 = [source if word == "return.xml" else word for word in STEPS[2].arguments]
    dated = ["--census-date", "2026-01-15"] if source == "return.xlsx" else []
    said = in_process(*sen2, *dated, folder=council)
    assert said.code == 0, said.err
    assert "Next: sufficiency panel recommend round" in said.err
    follow(STEPS[3:], council)
    assert in_process("panel", "verify", "run", folder=council).code == 0


def test_the_map_shown_on_the_page_is_a_map(tmp_path):
    shown = PAGE.read_text().partition("```toml\n")[2].partition("```")[0]
    assert tomllib.loads(shown)["table"] == "children"
    (tmp_path / "cases.toml").write_text(shown)
    (tmp_path / "cases.csv").write_text("Case Ref,Year Group,Need\nC-1,7,Autism\n")
    words = ("data", "import", "spreadsheet", "cases.csv", "--into", "round", "--map", "cases.toml")
    said = in_process(*words, folder=tmp_path)
    assert said.code == 0, said.err
    line = (tmp_path / "round/children.csv").read_text().splitlines()[1]
    assert line.startswith("C-1,7,,ASD")
