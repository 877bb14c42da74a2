"""The panel's commands on a made-up authority, as an officer types them."""

import csv
import json
import shutil

import pytest

from tests.functional.commands import sufficiency


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder with a made-up authority and one released run."""
    folder = tmp_path_factory.mktemp("desk")
    assert (
        sufficiency("data", "synth", "town", "--children", 120, "--settings", 16, "--seed", 3, folder=folder).code == 0
    )
    said = sufficiency("panel", "recommend", "town", "--out", "run", "--format", "json", folder=folder)
    assert said.code == 0, said.err
    return folder


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def first_free(desk):
    return next(row for row in rows(desk / "run" / "recommendations.csv") if row["fixed"] == "no")


def test_a_sound_folder_is_said_to_be_ready(desk):
    said = sufficiency("data", "check", "town", folder=desk)
    assert said.code == 0
    assert "No faults" in said.out


def test_every_child_is_recommended_a_place_or_listed_without_one(desk):
    placed = {row["child_ref"] for row in rows(desk / "run" / "recommendations.csv")}
    waiting = {row["child_ref"] for row in rows(desk / "run" / "unplaced.csv")}
    assert placed | waiting == {row["child_ref"] for row in rows(desk / "town" / "children.csv")}
    assert not placed & waiting


def test_the_run_folder_is_whole(desk):
    names = {path.name for path in (desk / "run").iterdir()}
    assert names >= {
        "run.json", "recommendations.csv", "unplaced.csv", "reasons.csv", "alternatives.csv", "limits.csv",
        "supersessions.csv", "verification.json", "report.html",
    }  # fmt: skip
    head = json.loads((desk / "run" / "run.json").read_text(encoding="utf-8"))
    assert head["status"] == "optimal"
    assert head["repeatable"] is True
    assert head["statement"].startswith("This list orders work")
    assert all(level["gap"] == 0 for level in head["programme"])
    assert {price["policy"] for price in head["price_of_the_order"]} == {
        "deadline", "chronological", "need-in-band", "urgent-then-chronological", "cohort",
    }  # fmt: skip


def test_verify_recounts_a_run_and_says_what_it_counted(desk):
    said = sufficiency("panel", "verify", "run", "--format", "json", folder=desk)
    assert said.code == 0, said.err
    checks = json.loads(said.out)
    assert len(checks) >= 8
    assert all(check["broken"] == 0 for check in checks)


def test_a_run_altered_by_hand_fails_verification_with_exit_7(desk, tmp_path):
    altered = shutil.copytree(desk / "run", tmp_path / "altered")
    path = altered / "recommendations.csv"
    text = path.read_text(encoding="utf-8")
    row = first_free(desk)
    path.write_text(text.replace(f"\n{row['child_ref']},", "\nC-9999,"), encoding="utf-8")
    said = sufficiency("panel", "verify", altered, "--inputs", desk / "town", folder=tmp_path)
    assert said.code == 7
    assert row["child_ref"] in said.err
    assert "Traceback" not in said.err


def test_explain_says_why_this_place(desk):
    row = first_free(desk)
    said = sufficiency("panel", "explain", "run", row["child_ref"], folder=desk)
    assert said.code == 0, said.err
    assert row["child_ref"] in said.out


def test_options_show_the_exact_effect_of_each_place(desk):
    child = next(row["child_ref"] for row in rows(desk / "run" / "alternatives.csv") if row["feasible"] == "yes")
    said = sufficiency("panel", "options", "run", child, "--format", "json", folder=desk)
    assert said.code == 0, said.err
    assert json.loads(said.out)


def test_an_override_does_exactly_what_the_options_said(desk, tmp_path):
    alternatives = [r for r in rows(desk / "run" / "alternatives.csv") if r["feasible"] == "yes" and r["moves"] != "0"]
    chosen = alternatives[len(alternatives) // 2]
    said = sufficiency(
        "panel", "override", desk / "run", chosen["child_ref"], chosen["urn"], "--provision", chosen["provision_id"],
        "--reason", "closer to home", "--by", "chair", "--out", tmp_path / "after", folder=desk,
    )  # fmt: skip
    assert said.code == 0, said.err
    before = json.loads((desk / "run" / "run.json").read_text(encoding="utf-8"))
    after = json.loads((tmp_path / "after" / "run.json").read_text(encoding="utf-8"))
    assert after["overrides"][0]["reason"] == "closer to home"
    for level, was in zip(after["programme"], before["programme"], strict=True):
        assert level["value"] - was["value"] == int(chosen[f"change_{level['level']}"]), level["level"]


def test_compare_lists_who_moves_between_two_runs(desk):
    said = sufficiency("panel", "rerun", "run", "--policy", "cohort", "--out", "cohort", folder=desk)
    assert said.code == 0, said.err
    said = sufficiency("panel", "compare", "run", "cohort", "--format", "json", folder=desk)
    assert said.code == 0, said.err


def test_a_run_that_is_there_already_is_not_overwritten(desk):
    before = (desk / "run" / "recommendations.csv").read_bytes()
    said = sufficiency("panel", "recommend", "town", "--out", "run", folder=desk)
    assert said.code == 6
    assert (desk / "run" / "recommendations.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("panel", "recommend", "nowhere"), 3),
        (("panel", "recommend", "town", "--policy", "loudest-first", "--out", "x"), 2),
        (("panel", "explain", "nowhere", "C-0001"), 2),
        (("panel", "explain", "run", "C-9999"), 2),
        (("panel", "override", "run", "C-9999", "900001", "--reason", "x"), 2),
        (("panel", "override", "run", "C-0001", "123456", "--reason", "x"), 2),
        (("data", "synth", "x", "--authority", "855"), 2),
        (("panel",), 2),
    ],
)  # fmt: skip
def test_a_wrong_call_is_answered_in_words(desk, arguments, code):
    said = sufficiency(*arguments, folder=desk)
    assert said.code == code, said.err
    assert "Traceback" not in said.err
