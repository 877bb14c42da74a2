"""What the check of the input warned of goes with the run: on the terminal, in the record and in the report."""

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from sufficiency.errors import Fault
from sufficiency.reports import terminal
from sufficiency.reports.page.render import render_report
from sufficiency.reports.run_folder import read_run, write_run
from tests.fixtures.runs import RECORD, eight_children_four_settings

LATE = Fault("children.csv", "", 3, "request_date", "OLD", "Asked two years ago.", "Check the date.", "warning")
WARNED = replace(RECORD, warnings=(LATE,))


@pytest.fixture(scope="module")
def run():
    return eight_children_four_settings()


def test_warnings_are_kept_with_the_run(run, tmp_path):
    write_run(run, tmp_path / "run", WARNED)
    assert read_run(tmp_path / "run").record.warnings == (LATE,)


def test_the_report_shows_them_before_anything_is_relied_on(run):
    page = render_report(run, WARNED)
    assert page.index("Before you rely on this") < page.index("children.csv row 3, request_date")
    assert "Asked two years ago." in page
    assert "Before you rely on this" not in render_report(run, RECORD)


def test_the_terminal_counts_them_and_says_where_to_read_them(run):
    out = StringIO()
    Console(file=out, width=80).print(terminal.summary(run, WARNED))
    said = " ".join(out.getvalue().split())
    assert "1 warning about the input to read before you rely on this: sufficiency data check round" in said
    assert terminal.summary_rows(run, WARNED)["warnings"] == 1
