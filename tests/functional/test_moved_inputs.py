"""A run finds its input from any working folder, and says so plainly where the input has moved or changed."""

import csv
import json
import shutil

import pytest

from tests.functional.commands import in_process


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A small made-up authority and one run of it, both named as an officer types them: by a short name."""
    folder = tmp_path_factory.mktemp("desk")
    for call in (
        ("data", "synth", "town", "--children", 30, "--settings", 8, "--seed", 3),
        ("panel", "recommend", "town", "--out", "run", "--no-compare"),
    ):
        said = in_process(*call, folder=folder)
        assert said.code == 0, said.err
    return folder


@pytest.fixture
def elsewhere(desk, tmp_path):
    """The run and the round copied apart from one another; where the run looks for the round there is nothing."""
    run = shutil.copytree(desk / "run", tmp_path / "runs" / "run")
    moved = shutil.copytree(desk / "town", tmp_path / "archive" / "town")
    head = json.loads((run / "run.json").read_text(encoding="utf-8"))
    head["inputs"]["folder"] = str(tmp_path / "gone")
    (run / "run.json").write_text(json.dumps(head), encoding="utf-8")
    return run, moved


def calls(desk):
    """Every command that needs the input of a run, as ``command, RUN, the rest``."""
    with (desk / "run" / "recommendations.csv").open(encoding="utf-8") as file:
        row = next(row for row in csv.DictReader(file) if row["fixed"] == "no")
    place = (row["child_ref"], row["urn"], "--provision", row["provision_id"], "--reason", "as it is")
    return {"verify": (), "rerun": ("--out", "again"), "override": (*place, "--out", "settled")}


def test_every_command_on_a_run_works_from_another_working_folder(desk, tmp_path):
    for command, rest in calls(desk).items():
        said = in_process("panel", command, desk / "run", *rest, folder=tmp_path)
        assert said.code == 0, (command, said.err)


@pytest.mark.parametrize(("command", "code"), [("verify", 7), ("rerun", 2), ("override", 2)])
def test_an_input_folder_that_is_gone_is_asked_for(desk, elsewhere, tmp_path, command, code):
    run, moved = elsewhere
    rest = calls(desk)[command]
    said = in_process("panel", command, run, *rest, folder=tmp_path)
    assert said.code == code
    assert "--inputs FOLDER" in said.err
    said = in_process("panel", command, run, *rest, "--inputs", moved, folder=tmp_path)
    assert said.code == 0, said.err


def test_an_override_is_not_mixed_with_what_changed_files_would_do(desk, elsewhere, tmp_path):
    run, moved = elsewhere
    with (moved / "preferences.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    said = in_process("panel", "override", run, *calls(desk)["override"], "--inputs", moved, folder=tmp_path)
    assert said.code == 2
    assert "preferences.csv" in said.err
    assert "panel rerun" in said.err
    said = in_process("panel", "rerun", run, "--out", "again", "--inputs", moved, folder=tmp_path)
    assert said.code == 0
    assert "Changed or missing since" in said.err
    assert "preferences.csv" in said.err


def test_where_the_input_lay_is_not_in_the_report_nor_in_any_table(desk):
    for path in (desk / "run").iterdir():
        holds = str(desk) in path.read_text(encoding="utf-8")
        assert holds == (path.name == "run.json"), path.name
