"""A run folder is written whole or not at all, the same twice, and reads back as the run that was written."""

import csv
import json
import os
from dataclasses import replace
from shutil import copytree

import pytest

from sufficiency.errors import StoreTrouble, UsageError, VerificationFailed
from sufficiency.reports.run_folder import read_run, write_run
from sufficiency.verify.report import Check, Verification
from tests.fixtures.runs import RECORD, eight_children_four_settings

TABLES = ("alternatives", "limits", "reasons", "recommendations", "supersessions", "unplaced")
EVERYTHING = sorted([f"{name}.csv" for name in TABLES] + ["report.html", "run.json", "verification.json"])


@pytest.fixture(scope="module")
def run():
    return eight_children_four_settings()


@pytest.fixture(scope="module")
def released(tmp_path_factory, run):
    """Written once, for the tests that only read."""
    folder = tmp_path_factory.mktemp("released") / "run"
    write_run(run, folder, RECORD)
    return folder


@pytest.fixture
def folder(tmp_path, released):
    """A copy to do harm to."""
    return copytree(released, tmp_path / "run")


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_file_of_the_contract_is_there_and_nothing_beside(folder):
    assert sorted(path.name for path in folder.iterdir()) == EVERYTHING
    assert [path.name for path in folder.parent.iterdir()] == ["run"]


def test_what_was_written_reads_back_as_the_same_run_without_homes(folder, run):
    stored = read_run(folder)
    assert stored.run == replace(run, homes=(), outlines=())
    assert stored.record == RECORD


def test_the_same_run_gives_the_same_bytes_whatever_the_order_of_its_rows(tmp_path, folder, run):
    shuffled = replace(run, recommendations=run.recommendations[::-1], unplaced=run.unplaced[::-1])
    write_run(shuffled, tmp_path / "again", RECORD)
    for name in ("recommendations.csv", "unplaced.csv", "limits.csv", "alternatives.csv"):
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes()


def test_amounts_are_exact_and_negative_ones_stay_numbers(folder):
    birch = next(row for row in rows(folder / "recommendations.csv") if row["child_ref"] == "C-004")
    assert (birch["minutes"], birch["annual_cost"], birch["marginal_cost"]) == ("8.8", "18000.50", "-0.05")
    hub = next(row for row in rows(folder / "limits.csv") if row["provision_id"] == "HUB")
    assert (hub["one_more_first_preference_missed"], hub["one_more_minutes"]) == ("-1", "-35")


def test_a_setting_named_as_a_formula_is_inert(folder):
    names = [row["setting_name"] for row in rows(folder / "recommendations.csv")]
    assert "'=Dogwood+House" in names
    for table in TABLES:
        cells = [cell for row in rows(folder / f"{table}.csv") for cell in row.values()]
        assert [cell for cell in cells if cell[:1] in tuple("=+@|%\t")] == []


def test_a_cell_never_breaks_over_lines(tmp_path, run):
    broken = replace(run.unplaced[0], why="two\r\nlines,\tand a tab")
    write_run(replace(run, unplaced=(broken,)), tmp_path / "run", RECORD)
    assert rows(tmp_path / "run" / "unplaced.csv")[0]["why"] == "two lines, and a tab"
    assert b"\r" not in (tmp_path / "run" / "unplaced.csv").read_bytes()


def test_the_chain_of_an_alternative_is_said_in_names(folder):
    chains = {row["child_ref"]: row["chain"] for row in rows(folder / "alternatives.csv")}
    assert chains["C-007"] == "C-007: no place -> Alder School; C-002: Alder School -> no place"
    assert chains["C-003"].startswith("C-003: Cedar School (HUB) -> Cedar School (MAIN)")


def test_the_head_says_what_was_asked_and_what_every_level_reached(folder):
    head = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert head["counts"] == {
        "children": 8, "placed": 6, "fixed": 1, "unplaced": 2,
        "first_preference_met": 3, "stated": 6, "settings": 4, "groups": 5,
    }  # fmt: skip
    assert head["programme"][0] | {"says": ""} == {
        "level": "unplaced", "says": "", "unit": "children", "value": 2, "bound": 2, "gap": 0,
    }  # fmt: skip
    assert head["price_of_the_order"][1]["values"]["unplaced"] == 1
    assert "not a waiting list" in head["statement"]
    assert "Synthetic" in head["watermark"]


def test_no_home_is_in_any_file(folder, run):
    written = "".join(path.read_text(encoding="utf-8") for path in folder.iterdir())
    for _, easting, northing in run.homes:
        assert str(easting) not in written
        assert str(northing) not in written


def test_an_earlier_run_is_kept_unless_it_is_to_be_replaced(folder, run):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(StoreTrouble, match="already there; nothing was changed"):
        write_run(replace(run, unplaced=()), folder, RECORD)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    write_run(replace(run, unplaced=()), folder, RECORD, replace=True)
    assert rows(folder / "unplaced.csv") == []
    assert [path.name for path in folder.parent.iterdir()] == ["run"]


def test_a_folder_that_is_not_a_run_is_never_replaced(tmp_path, run):
    (tmp_path / "letters").mkdir()
    with pytest.raises(StoreTrouble, match="not a run folder"):
        write_run(run, tmp_path / "letters", RECORD, replace=True)


def test_a_failed_recount_releases_nothing(tmp_path, run):
    broken = Verification(False, (Check("places", "", 1, ("900001 holds 3 of 2",)),), ())
    with pytest.raises(VerificationFailed, match="900001 holds 3 of 2"):
        write_run(run, tmp_path / "run", RECORD, verify=lambda _: broken)
    assert list(tmp_path.iterdir()) == []


def test_the_recount_sees_the_tables_before_they_are_released(tmp_path, run):
    seen = []

    def verify(stage):
        seen.extend(sorted(path.name for path in stage.iterdir()))
        return RECORD.verification

    record = write_run(run, tmp_path / "run", replace(RECORD, verification=None), verify=verify)
    assert seen == sorted([f"{name}.csv" for name in TABLES] + ["run.json"])
    assert record.verified
    assert json.loads((tmp_path / "run" / "verification.json").read_text(encoding="utf-8"))["verified"] is True


def test_where_nothing_can_be_written_it_says_so_and_changes_nothing(tmp_path, run):
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with pytest.raises(StoreTrouble, match=r"Nothing was changed") as trouble:
        write_run(run, tmp_path / "file" / "run", RECORD)
    assert trouble.value.exit_code == 6
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_only_be_read_stays_as_it_was(tmp_path, run):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StoreTrouble, match="permission denied"):
            write_run(run, tmp_path / "run", RECORD)
        assert list(tmp_path.iterdir()) == []
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(os.name == "nt", reason="no limit on the size of a file")
def test_a_full_disk_half_way_leaves_no_trace(tmp_path, run):
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, limits[1]))
    try:
        with pytest.raises(StoreTrouble, match="file too large"):
            write_run(run, tmp_path / "run", RECORD)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(tmp_path.iterdir()) == []


def test_an_interruption_leaves_no_trace(tmp_path, run):
    def interrupted(_stage):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_run(run, tmp_path / "run", RECORD, verify=interrupted)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_a_run_is_said_to_be_none(tmp_path):
    with pytest.raises(UsageError, match=r"not a run folder: it has no run\.json"):
        read_run(tmp_path)


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"format": 2}'])
def test_a_head_changed_by_hand_is_refused_in_words(folder, text):
    (folder / "run.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be read as a run folder"):
        read_run(folder)
