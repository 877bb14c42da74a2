"""Hostile files are refused in words, in under five seconds and three hundred megabytes each, and nothing is written.

Seconds are of the processor, for the machine may be shared; megabytes are the most that was resident. Both count the
loading of the libraries.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.functional.hostile_files import HOSTILE, Hostile
from tests.functional.hostile_xml import XML
from tests.functional.measured import Measured, Measuring

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="measured in forked processes")
SECONDS, MEGABYTES = 5, 300
ENTRIES = [pytest.param(entry, marks=[pytest.mark.nightly] if entry.long else [], id=entry.name) for entry in HOSTILE]


@pytest.fixture(scope="module")
def measure() -> Iterator[Measuring]:
    with Measuring() as measuring:
        yield measuring


def names(folder: Path) -> list[tuple[str, int]]:
    """Every file beneath a folder with its size."""
    return sorted((str(file.relative_to(folder)), file.lstat().st_size) for file in folder.rglob("*"))


def within(said: Measured) -> None:
    """In time, in little memory, and in words."""
    assert said.seconds < SECONDS
    assert said.megabytes < MEGABYTES
    assert "Traceback" not in said.out + said.err


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_hostile_folder_is_refused_or_read_in_time(entry: Hostile, measure: Measuring, tmp_path: Path) -> None:
    entry.build(tmp_path / "round")
    before = names(tmp_path)
    said = measure(tmp_path, "data", "check", "round", "--format", "json")
    within(said)
    assert names(tmp_path) == before
    assert said.err == ("" if entry.rule else "Ready: sufficiency panel recommend round\n")
    assert said.code == (3 if entry.rule else 0)
    document = json.loads(said.out)
    faults = document["faults"] if entry.rule else document
    assert entry.rule in {fault["rule"] for fault in faults if fault["file"] == entry.file} or not entry.rule
    assert all(len(fault["message"]) < 600 and fault["remedy"].endswith(".") for fault in faults)
    if entry.long:
        assert {fault["row"] for fault in faults} >= set(range(2, 200_002)), "every rejected row is named"


@pytest.mark.parametrize("name", XML)
def test_hostile_xml_is_refused_in_time_by_the_import(name: str, measure: Measuring, tmp_path: Path) -> None:
    make, rule = XML[name]
    content = make()
    (tmp_path / "return.xml").write_bytes(content.encode() if isinstance(content, str) else content)
    about = ("--authority", "999", "--year", "2026", "--as-at", "2026-01-15", "--format", "json")
    said = measure(tmp_path, "data", "import", "sen2", "return.xml", "--into", "round", *about)
    within(said)
    assert said.code == 3
    assert [name for name, _ in names(tmp_path)] == ["return.xml"]
    assert rule in {fault["rule"] for fault in json.loads(said.out)["faults"]}


def test_a_hostile_register_is_refused_by_the_import(measure: Measuring, tmp_path: Path) -> None:
    (tmp_path / "edubasealldata.csv").write_bytes(b"URN," * 32_000 + b"x\n" + b"\xc3\xa9\n\xe9\n")
    about = ("--authority", "999", "--year", "2026", "--as-at", "2026-01-15")
    said = measure(tmp_path, "data", "import", "gias", "edubasealldata.csv", "--into", "round", *about)
    within(said)
    assert said.code == 3
    assert "as if two files had been joined" in said.err
    assert not (tmp_path / "round").exists()


@pytest.mark.nightly
def test_a_screen_shows_some_faults_and_says_how_many_more(measure: Measuring, tmp_path: Path) -> None:
    next(entry for entry in HOSTILE if entry.name.endswith("rows each with a fault")).build(tmp_path / "round")
    said = measure(tmp_path, "data", "check", "round")
    within(said)
    assert said.err.startswith("200,000 faults in the input; nothing was loaded.\n")
    assert said.err.endswith(
        "  and 199,800 more: --format json gives them all, and so does --errors where the command takes it.\n"
    )
    assert said.err.count("is not in children") == 200


def test_what_is_printed_on_a_screen_commands_no_terminal(measure: Measuring, tmp_path: Path) -> None:
    next(entry for entry in HOSTILE if "terminal" in entry.name).build(tmp_path / "round")
    said = measure(tmp_path, "data", "check", "round")
    within(said)
    assert "\x1b" not in said.out + said.err


def test_the_measure_sees_what_is_spent(measure: Measuring, tmp_path: Path) -> None:
    said = measure(tmp_path, "spend")
    assert (said.code, said.out) == (0, "204800000\n")
    assert said.seconds > 1
    assert said.megabytes > 200
