"""Broken folders through the command itself: refused with every fault named, no traceback, nothing written."""

import json
from pathlib import Path

import pytest

from tests.functional.commands import Said, in_process, sufficiency
from tests.functional.corpus import BROKEN, Broken
from tests.functional.draft import sound_round
from tests.functional.impossible import IMPOSSIBLE, Impossible
from tests.functional.test_broken_folders import snapshot

COMMANDS = {
    "check": ("data", "check", "round"),
    "recommend": ("panel", "recommend", "round", "--out", "run"),
}
FIELDS = {"file", "sheet", "row", "column", "rule", "message", "remedy", "severity"}
IN_A_PROCESS = ("no such folder", "a workbook with a password", "a nul in a row", "the same child twice")


def faults(said: Said) -> list[dict[str, object]]:
    """The errors in the JSON form, each with all its fields."""
    document = json.loads(said.out)
    assert document["exit_code"] == said.code
    assert all(set(fault) == FIELDS for fault in document["faults"])
    return [fault for fault in document["faults"] if fault["severity"] == "error"]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_a_broken_folder_is_refused_with_every_fault_named(broken: Broken, command: str, tmp_path: Path) -> None:
    broken.build(tmp_path / "round")
    before = snapshot(tmp_path)
    said = in_process(*COMMANDS[command], "--format", "json", folder=tmp_path)
    assert said.code == broken.exit_code
    assert {(f["file"], f["sheet"], f["row"], f["column"], f["rule"]) for f in faults(said)} == broken.planted
    assert said.err == ""
    assert snapshot(tmp_path) == before
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize("impossible", IMPOSSIBLE, ids=lambda impossible: impossible.name)
def test_promises_that_cannot_all_be_kept_are_all_named(impossible: Impossible, tmp_path: Path) -> None:
    round_ = sound_round()
    impossible.spoil(round_)
    round_.save(tmp_path / "round")
    before = snapshot(tmp_path)
    said = in_process("panel", "recommend", "round", "--out", "run", "--format", "json", folder=tmp_path)
    assert said.code == 4
    found = faults(said)
    assert len(found) == len(impossible.planted)
    for rule, words in impossible.planted:
        assert [f for f in found if f["rule"] == rule and words in str(f["message"])], (rule, words)
    assert all(str(f["remedy"]).endswith(".") for f in found)
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("impossible", IMPOSSIBLE, ids=lambda impossible: impossible.name)
def test_the_tables_of_an_impossible_round_have_no_fault_of_their_own(impossible: Impossible, tmp_path: Path) -> None:
    round_ = sound_round()
    impossible.spoil(round_)
    round_.save(tmp_path / "round")
    assert in_process("data", "check", "round", folder=tmp_path).code == 0


def test_a_hold_that_has_no_place_is_no_obstacle_once_released(tmp_path: Path) -> None:
    round_ = sound_round()
    next(i for i in IMPOSSIBLE if i.name == "a hold at a full school").spoil(round_)
    round_.save(tmp_path / "round")
    said = in_process("panel", "recommend", "round", "--release-holds", "--no-compare", folder=tmp_path)
    assert said.code == 0, said.err


@pytest.mark.parametrize("name", IN_A_PROCESS)
def test_the_command_itself_refuses_in_words_on_standard_error(name: str, tmp_path: Path) -> None:
    broken = next(entry for entry in BROKEN if entry.name == name)
    broken.build(tmp_path / "round")
    before = snapshot(tmp_path)
    said = sufficiency("panel", "recommend", "round", folder=tmp_path)
    assert said.code == 3
    assert said.out == ""
    assert "Traceback" not in said.err
    file, _, row, column, _ = next(iter(broken.planted))
    assert file in said.err
    assert not row or f"row {row}" in said.err
    assert column in said.err
    assert snapshot(tmp_path) == before


def test_a_sound_round_is_the_one_that_is_spoilt(tmp_path: Path) -> None:
    sound_round().save(tmp_path / "round")
    said = in_process("panel", "recommend", "round", "--out", "run", folder=tmp_path)
    assert said.code == 0, said.err


def test_at_least_forty_folders_are_broken() -> None:
    names = [entry.name for entry in (*BROKEN, *IMPOSSIBLE)]
    assert len(names) == len(set(names)) >= 70
