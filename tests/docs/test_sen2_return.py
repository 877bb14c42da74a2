"""From a SEN2 return and a school register to a verified run: the commands of the page, in each of the three shapes."""

import shutil

import pytest

from sufficiency.importers.sen2.whereabouts import RULES
from tests.docs.pages import REPOSITORY, session
from tests.docs.test_tutorial import follow
from tests.functional.commands import in_process

PAGE = REPOSITORY / "docs/how-to/sen2-return.md"
STEPS = list(session(PAGE))


def test_three_commands_lead_to_a_verified_run(council):
    assert [step.arguments[:3] for step in STEPS[:3]] == [
        ("data", "import", kind) for kind in ("postcodes", "gias", "sen2")
    ]
    assert [step.arguments[:2] for step in STEPS[3:]] == [("panel", "recommend")]
    follow(STEPS, council)
    assert (council / "run" / "report.html").is_file()


@pytest.mark.parametrize("source", ["blade", "return.xlsx"])
def test_the_other_shapes_lead_to_the_same_checked_folder(source, council):
    follow(STEPS[:2], council)
    shutil.copytree(council / "round", council / "other")
    follow(STEPS[2:3], council)
    given = tuple({"return.xml": source, "round": "other"}.get(word, word) for word in STEPS[2].arguments)
    said = in_process(*given, "--census-date", "2026-01-15", folder=council)
    assert said.code == 0, said.err
    assert in_process("data", "check", "other", folder=council).code == 0
    told = [(council / name / "children.csv").read_text().splitlines() for name in ("round", "other")]
    assert [line.partition("SEN2 return")[0] for line in told[0]] == [
        line.partition("SEN2 return")[0] for line in told[1]
    ]


def test_the_page_lists_every_rule():
    table = PAGE.read_text().partition("## Who awaits a place")[2].partition("## What the return")[0]
    groups = [line.split("|")[2].strip(" *") for line in table.splitlines() if line.startswith("| ")][1:]
    assert groups == [str(rule.group) for rule in RULES]
