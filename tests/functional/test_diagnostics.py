"""What a panel looks at before and beside a recommendation, as an officer types it."""

import csv
import io
import json
from datetime import date

import pytest

from tests.functional.commands import in_process


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("diagnostics")
    made = in_process("data", "synth", "town", "--children", 120, "--settings", 16, "--seed", 3, folder=folder)
    assert made.code == 0, made.err
    return folder


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_the_drift_report_adds_up_in_every_form(desk):
    said = {
        form: in_process("panel", "drift", "town", "--on", "2026-02-20", "--format", form, folder=desk)
        for form in ("table", "json", "csv")
    }
    assert {answer.code for answer in said.values()} == {0}
    assert {answer.err for answer in said.values()} == {""}, "the date was given: nothing to say about today"
    document, listed = json.loads(said["json"].out), rows(said["csv"].out)
    deadlines = [row for row in listed if row["finding"].startswith("DEADLINE")]
    assert len(deadlines) == document["open"] == sum(week["all"] for week in document["weeks"]) > 0
    assert f"{document['open']} cases open on 20 February 2026" in said["table"].out


def test_the_drift_report_says_which_day_it_took_when_none_was_given(desk):
    said = in_process("panel", "drift", "town", "--format", "json", folder=desk)
    taken = json.loads(said.out)["on"]
    assert f"As at today, {taken}" in said.err
    assert abs((date.today() - date.fromisoformat(taken)).days) <= 1


def test_a_day_that_is_none_is_a_misunderstanding(desk):
    assert in_process("panel", "drift", "town", "--on", "20/02/2026", folder=desk).code == 2


def test_right_type_tells_in_every_form_what_it_found(desk):
    said = {
        form: in_process("panel", "right-type", "town", "--special-from", 50, "--format", form, folder=desk)
        for form in ("table", "json", "csv")
    }
    assert {answer.code for answer in said.values()} == {0}
    document, listed = json.loads(said["json"].out), rows(said["csv"].out)
    assert [row["child_ref"] for row in listed] == [row["child_ref"] for row in document["findings"]]
    assert {row["finding"] for row in listed} > {"NEARER_PLACE"}
    assert f"{document['judged']} children judged" in said["table"].out
    assert all(row["says"] and row["source"] for row in listed)
