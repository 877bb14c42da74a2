"""What a panel looks at before and beside a recommendation, as an officer types it."""

import csv
import io
import json
import shutil
from datetime import date
from pathlib import Path

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
    by_rule = [row for row in listed if row["finding"] != "NEARER_PLACE"]
    for found in (by_rule, [row for row in listed if row not in by_rule]):
        assert {row["awaits_place"] for row in found} == {"yes", "no"}, "those of the round, and those placed"
    assert all(row["says"] and row["source"] for row in listed)


def test_every_child_placed_is_judged_or_counted_as_one_who_cannot_be(desk):
    document = json.loads(in_process("panel", "right-type", "town", "--format", "json", folder=desk).out)
    tables = {name: rows((desk / "town" / f"{name}.csv").read_text()) for name in ("children", "placements")}
    attending = [row for row in tables["children"] if row["current_urn"]]
    on_roll = [row for row in tables["children"] if row["state"] == "P5" and not row["current_urn"]]
    everyone = len(attending) + len(on_roll) + len(tables["placements"])
    assert document["judged"] + document["not_judged"] == everyone
    assert 0 < document["judged_placed"] <= len(tables["placements"])


@pytest.fixture(scope="module")
def recommended(desk):
    said = in_process("panel", "recommend", "town", "--out", "run", "--no-compare", "--quiet", folder=desk)
    assert said.code == 0, said.err
    return desk


def with_tables_changed(desk, name, change):
    """The same round with the tables that nothing may read changed, recommended anew."""
    copy = desk / name
    shutil.copytree(desk / "town", copy)
    for table in ("monitoring", "placements"):
        change(copy / f"{table}.csv")
    out = f"run of {name}"
    said = in_process("panel", "recommend", name, "--out", out, "--no-compare", "--quiet", folder=desk)
    assert said.code == 0, said.err
    return desk / out


def permuted(file):
    """Every child gets another child's row."""
    head, *lines = file.read_text(encoding="utf-8").splitlines()
    refs, rest = zip(*(line.split(",", 1) for line in lines), strict=True)
    moved = [f"{ref},{of_another}" for ref, of_another in zip(refs, rest[7:] + rest[:7], strict=True)]
    assert moved != lines
    file.write_text("\n".join([head, *moved]) + "\n", encoding="utf-8")


@pytest.mark.parametrize("change", [permuted, Path.unlink], ids=["permuted", "deleted"])
def test_neither_monitoring_nor_placements_changes_a_recommendation(recommended, change, request):
    other = with_tables_changed(recommended, request.node.callspec.id, change)
    for name in ("recommendations.csv", "unplaced.csv", "reasons.csv", "supersessions.csv", "alternatives.csv"):
        assert (other / name).read_bytes() == (recommended / "run" / name).read_bytes(), name


def test_equality_shows_no_figure_of_few_children_unless_told_to(recommended):
    public = in_process("panel", "equality", "run", "--format", "json", folder=recommended)
    exact = in_process("panel", "equality", "run", "--exact", "--format", "json", folder=recommended)
    assert public.code == exact.code == 0
    shown, counted = json.loads(public.out), json.loads(exact.out)
    assert all(row["children"] % 5 == 0 and row["children"] >= 10 for row in shown)
    assert min(row["children"] for row in counted) < 8
    by_sex = sum(row["children"] for row in counted if row["characteristic"] == "sex")
    by_need = sum(row["children"] for row in counted if row["characteristic"] == "need")
    assert by_sex == by_need > 0


def test_figures_made_beside_those_already_out_are_the_same_for_the_same_children(recommended):
    alone = in_process("panel", "equality", "run", "--format", "csv", folder=recommended)
    beside = in_process("panel", "equality", "run", "--beside", "run", "--format", "csv", folder=recommended)
    assert beside.out == alone.out
    assert beside.code == 0
