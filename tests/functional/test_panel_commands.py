"""The panel's commands on a made-up authority, as an officer types them."""

import csv
import json
import shutil

import pytest

from tests.functional.commands import in_process, sufficiency


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder with a made-up authority and one released run, both made by the commands themselves."""
    folder = tmp_path_factory.mktemp("desk")
    made = sufficiency("data", "synth", "town", "--children", 70, "--settings", 12, "--seed", 3, folder=folder)
    assert made.code == 0, made.err
    said = sufficiency("panel", "recommend", "town", "--out", "run", "--format", "json", folder=folder)
    assert said.code == 0, said.err
    (folder / "said.json").write_text(said.out, encoding="utf-8")
    return folder


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def document(folder):
    return json.loads((folder / "run.json").read_text(encoding="utf-8"))


def first_free(desk):
    return next(row for row in rows(desk / "run" / "recommendations.csv") if row["fixed"] == "no")


def displacing(desk, *, at_least=2):
    """An alternative that would move so many children, one of them already placed."""
    found = rows(desk / "run" / "alternatives.csv")
    return next(row for row in found if row["feasible"] == "yes" and int(row["moves"]) >= at_least)


def test_a_sound_folder_is_said_to_be_ready(desk):
    said = in_process("data", "check", "town", folder=desk)
    assert said.code == 0
    assert "No faults" in said.out


def test_the_command_answers_a_machine_with_counts_levels_and_the_statement(desk):
    said = json.loads((desk / "said.json").read_text(encoding="utf-8"))
    assert said["children"] == 70
    assert said["placed"] + said["unplaced"] == 70
    assert said["verified"] is True
    assert said["statement"].startswith("This list orders work")
    assert "no child here is real" in said["watermark"]


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
    head = document(desk / "run")
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


def test_verify_finds_the_round_in_the_folder_that_is_named(desk, tmp_path):
    moved = shutil.copytree(desk / "town", tmp_path / "moved")
    said = in_process("panel", "verify", desk / "run", "--inputs", moved, folder=tmp_path)
    assert said.code == 0, said.err


@pytest.mark.parametrize("as_json", [False, True])
def test_a_run_altered_by_hand_fails_verification_with_exit_7(desk, tmp_path, as_json):
    altered = shutil.copytree(desk / "run", tmp_path / "altered")
    path = altered / "recommendations.csv"
    text = path.read_text(encoding="utf-8")
    row = first_free(desk)
    path.write_text(text.replace(f"\n{row['child_ref']},", "\nC-9999,"), encoding="utf-8")
    form = ("--format", "json") if as_json else ()
    said = in_process("panel", "verify", altered, "--inputs", desk / "town", *form, folder=tmp_path)
    assert said.code == 7
    assert row["child_ref"] in (said.out if as_json else said.err)
    if as_json:
        assert json.loads(said.out)["exit_code"] == 7


def test_a_round_changed_after_the_run_fails_verification(desk, tmp_path):
    changed = shutil.copytree(desk / "town", tmp_path / "changed")
    with (changed / "preferences.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    said = in_process("panel", "verify", desk / "run", "--inputs", changed, folder=tmp_path)
    assert said.code == 7
    assert "preferences.csv" in said.err


def test_explain_says_why_this_place(desk):
    row = first_free(desk)
    said = in_process("panel", "explain", "run", row["child_ref"], folder=desk)
    assert said.code == 0, said.err
    assert row["child_ref"] in said.out
    assert row["setting_name"] in said.out


def test_explain_says_why_there_is_no_place(desk):
    row = rows(desk / "run" / "unplaced.csv")[0]
    said = in_process("panel", "explain", "run", row["child_ref"], folder=desk)
    assert said.code == 0, said.err
    assert "no place is recommended" in said.out


def test_every_child_of_the_run_can_be_explained_and_given_options(desk):
    everyone = rows(desk / "run" / "recommendations.csv")[::9] + rows(desk / "run" / "unplaced.csv")[::4]
    for row in everyone:
        for command in ("explain", "options"):
            said = in_process("panel", command, "run", row["child_ref"], "--format", "json", folder=desk)
            assert said.code == 0, said.err
            json.loads(said.out)


def test_options_show_the_exact_effect_of_each_place(desk):
    child = displacing(desk)["child_ref"]
    listed = [row for row in rows(desk / "run" / "alternatives.csv") if row["child_ref"] == child]
    said = in_process("panel", "options", "run", child, "--format", "json", folder=desk)
    assert said.code == 0, said.err
    found = {(str(o["urn"]), o["provision_id"], str(o["ncy_from"])): o for o in json.loads(said.out)}
    assert len(found) == len(listed)
    for row in listed:
        option = found[row["urn"], row["provision_id"], row["ncy_from"]]
        assert option["feasible"] == (row["feasible"] == "yes")
        if option["feasible"]:
            assert option["change_minutes"] == int(row["change_minutes"])


def test_an_override_does_exactly_what_the_options_said(desk, tmp_path):
    chosen = displacing(desk)
    said = in_process(
        "panel", "override", "run", chosen["child_ref"], chosen["urn"], "--provision", chosen["provision_id"],
        "--reason", "closer to home", "--by", "chair", "--out", tmp_path / "after", "--format", "json", folder=desk,
    )  # fmt: skip
    assert said.code == 0, said.err
    before, after = document(desk / "run"), document(tmp_path / "after")
    assert after["overrides"] == [
        {"child_ref": chosen["child_ref"], "urn": int(chosen["urn"]), "provision_id": chosen["provision_id"],
         "reason": "closer to home", "by": "chair"},
    ]  # fmt: skip
    for level, was in zip(after["programme"], before["programme"], strict=True):
        assert level["value"] - was["value"] == int(chosen[f"change_{level['level']}"]), level["level"]
    foretold = {move[0] for move in json.loads(chosen["moves_by_key"])}
    moved = {move["child_ref"] for move in json.loads(said.out)["moved"]}
    assert chosen["child_ref"] in moved
    assert len(foretold) == int(chosen["moves"]) >= 2


def test_an_override_leaves_the_run_it_came_from_alone_and_takes_the_next_name(desk, tmp_path):
    run = shutil.copytree(desk / "run", tmp_path / "run")
    before = {path.name: path.read_bytes() for path in run.iterdir()}
    row = first_free(desk)
    said = in_process("panel", "override", run, row["child_ref"], row["urn"], "--reason", "as it is", folder=desk)
    assert said.code == 0, said.err
    assert {path.name: path.read_bytes() for path in run.iterdir()} == before
    assert document(tmp_path / "run-2")["overrides"][0]["child_ref"] == row["child_ref"]


def test_a_rerun_of_an_overridden_run_keeps_the_override(desk, tmp_path):
    row = first_free(desk)
    call = ("override", "run", row["child_ref"], row["urn"], "--provision", row["provision_id"], "--reason", "kept")
    assert in_process("panel", *call, "--out", tmp_path / "a", folder=desk).code == 0
    assert in_process("panel", "rerun", tmp_path / "a", "--out", tmp_path / "b", folder=desk).code == 0
    assert document(tmp_path / "b")["overrides"] == document(tmp_path / "a")["overrides"]
    same = ("recommendations.csv", "unplaced.csv", "alternatives.csv", "limits.csv", "supersessions.csv")
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in same)


def test_compare_lists_who_moves_between_two_runs(desk, tmp_path):
    said = in_process("panel", "rerun", "run", "--policy", "cohort", "--out", tmp_path / "cohort", folder=desk)
    assert said.code == 0, said.err
    said = in_process("panel", "compare", "run", tmp_path / "cohort", "--format", "json", folder=desk)
    assert said.code == 0, said.err
    moved = {move["child_ref"] for move in json.loads(said.out)["moved"]}
    seats = [
        {row["child_ref"]: row["urn"] + row["provision_id"] for row in rows(folder / "recommendations.csv")}
        for folder in (desk / "run", tmp_path / "cohort")
    ]
    assert moved == {ref for ref in seats[0].keys() | seats[1].keys() if seats[0].get(ref) != seats[1].get(ref)}


def test_a_run_that_is_there_already_is_not_overwritten(desk):
    before = (desk / "run" / "recommendations.csv").read_bytes()
    said = in_process("panel", "recommend", "town", "--out", "run", folder=desk)
    assert said.code == 6
    assert "already there" in said.err
    assert (desk / "run" / "recommendations.csv").read_bytes() == before


def test_a_run_is_replaced_when_asked_and_anything_else_is_not(desk, tmp_path):
    run = shutil.copytree(desk / "run", tmp_path / "run")
    (run / "panel notes.txt").write_text("from last week", encoding="utf-8")
    said = in_process("panel", "recommend", "town", "--out", run, "--replace", "--no-compare", folder=desk)
    assert said.code == 0, said.err
    assert not (run / "panel notes.txt").exists()
    (tmp_path / "letters").mkdir()
    said = in_process("panel", "recommend", "town", "--out", tmp_path / "letters", "--replace", folder=desk)
    assert said.code == 6
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letters", "run"]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("panel", "recommend", "nowhere"), 3, "nowhere"),
        (("panel", "recommend", "town", "--policy", "loudest-first", "--out", "x"), 2, "chronological"),
        (("panel", "recommend", "town", "--first", "cost", "--out", "x"), 2, "what-if"),
        (("panel", "recommend", "town", "--policy", "what-if", "--first", "luck", "--out", "x"), 2, "minutes"),
        (("panel", "explain", "nowhere", "C-0001"), 2, "not a run folder"),
        (("panel", "explain", "run", "C-9999"), 2, "C-9999"),
        (("panel", "options", "run", "C-9999"), 2, "C-9999"),
        (("panel", "override", "run", "C-9999", "900001", "--reason", "x"), 2, "C-9999"),
        (("panel", "override", "run", "C-0001", "123456", "--reason", "x"), 2, "123456"),
        (("panel", "override", "run", "C-0001", "900001", "--provision", "ZZ", "--reason", "x"), 2, "ZZ"),
        (("panel", "override", "run", "C-0001", "900001"), 2, "--reason"),
        (("data", "synth", "x", "--authority", "855"), 2, "--open-data"),
        (("panel", "decide"), 2, "decide"),
    ],
)  # fmt: skip
def test_a_wrong_call_is_answered_in_words(desk, arguments, code, says):
    before = sorted(path.name for path in desk.iterdir())
    said = in_process(*arguments, folder=desk)
    assert said.code == code, said.err
    assert says in said.err
    assert "Traceback" not in said.err
    assert sorted(path.name for path in desk.iterdir()) == before
