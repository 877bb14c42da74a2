"""What a newcomer is told at the end of the demonstration can be typed as it stands."""

import shlex

from sufficiency.web.plan_shelf import plans
from sufficiency.web.shelf import Shelf
from tests.functional.commands import in_process

DEMO = ("demo", "--children", 30, "--settings", 6, "--no-browser", "--out", "out")


def test_the_demo_ends_with_commands_that_work(tmp_path):
    said = in_process(*DEMO, folder=tmp_path)
    assert said.code == 0, said.err
    assert said.out.split() == [str(tmp_path / "out/run/report.html"), str(tmp_path / "out/plan/compare/compare.html")]
    (found,) = plans(Shelf(tmp_path / "out"))
    assert (found.name, found.round, len(found.names)) == ("plan", "riverside", 8), "the workbench shows what was run"
    typed = [shlex.split(line) for line in said.err.partition("Next")[2].splitlines() if line.startswith("    ")]
    assert [words[2] for words in typed] == ["explain", "options", "pack", "estimate", "committee"]
    for words in typed:
        assert in_process(*words[1:], folder=tmp_path).code == 0
    assert (tmp_path / "out/run-panel-pack/panel-pack.docx").is_file()
    assert (tmp_path / "paper.docx").is_file()


def test_a_quiet_demo_says_where_the_report_is_and_nothing_else(tmp_path):
    said = in_process(*DEMO, "--no-plan", "--quiet", folder=tmp_path)
    assert said.err == ""
    assert said.out.split() == [str(tmp_path / "out/run/report.html")]
