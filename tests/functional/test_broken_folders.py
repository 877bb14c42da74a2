"""Every broken folder is refused with each planted fault named, and nothing else named; nothing is written."""

import re
from pathlib import Path

import pytest

from sufficiency.errors import InputRejected
from sufficiency.tables.load import check, load
from tests.functional.corpus import BROKEN, DOUBTFUL, Broken

PRIVATE = ("2015-01-02", "1999-05-05", "2027-05-05", "QX1 1A", "QX9 9ZZ", "ZZ99", "Jo Smith", "450000", "sometimes")


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file beneath a folder, with its bytes."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def places(faults, severity):
    return {(f.file, f.sheet, f.row, f.column, f.rule) for f in faults if f.severity == severity}


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_every_planted_fault_is_named_and_nothing_else(broken: Broken, tmp_path: Path) -> None:
    folder = tmp_path / "round"
    broken.build(folder)
    before = snapshot(tmp_path)
    with pytest.raises(InputRejected) as rejected:
        load(folder)
    assert places(rejected.value.faults, "error") == broken.planted
    assert rejected.value.exit_code == broken.exit_code
    assert snapshot(tmp_path) == before
    assert_plain_words(rejected.value.faults)


def assert_plain_words(faults) -> None:
    """Each says what is wrong and what to do, and none gives a child's details or a programmer's words."""
    for fault in faults:
        assert fault.message
        assert fault.remedy.endswith(".")
        assert len(fault.message) < 600
    said = " ".join(f"{f.column} {f.message} {f.remedy}" for f in faults if f.file != "settings.csv")
    assert not [detail for detail in PRIVATE if detail in said]
    assert not re.search(r"Traceback|None|<class|object at", said)


@pytest.mark.parametrize("doubtful", DOUBTFUL, ids=lambda doubtful: doubtful.name)
def test_doubtful_folders_load_with_their_warnings(doubtful: Broken, tmp_path: Path) -> None:
    doubtful.build(tmp_path / "round")
    loaded = load(tmp_path / "round")
    assert places(loaded.warnings, "warning") == doubtful.planted
    assert loaded.warnings == check(tmp_path / "round")


def test_the_corpus_is_large_enough() -> None:
    assert len(BROKEN) >= 60
    assert len({broken.name for broken in BROKEN}) == len(BROKEN)
