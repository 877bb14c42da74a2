"""Generated input folders: sound, nearly sound, damaged. Every rejected row is named; nothing is raised; nothing hangs.

The generator knows which cells it broke, and shares nothing with the reader.
"""

import time
from pathlib import Path
from random import Random

import pytest

from sufficiency.errors import Fault
from sufficiency.tables.load import check
from tests.fixtures.generated import ROOTS, Break, any_round, break_cells, break_structure
from tests.functional.draft import Draft

FORMATS = ("csv", "xlsx")
SAMPLE, NIGHT = 500, 10_000
LONGEST = 10
"""Seconds that one folder may take."""


def save(draft: Draft, folder: Path, form: str) -> None:
    if form == "csv":
        draft.save(folder)
    else:
        draft.save_workbook(folder)


def checked(folder: Path) -> list[Fault]:
    """The errors of a folder, in time."""
    began = time.perf_counter()
    found = check(folder)
    assert time.perf_counter() - began < LONGEST
    assert all(fault.file and fault.rule and fault.message and fault.remedy for fault in found)
    return [fault for fault in found if fault.severity == "error"]


def table_of(fault: Fault) -> str:
    return fault.sheet or Path(fault.file).stem


def file_of(table: str, form: str) -> tuple[str, str]:
    return (f"{table}.csv", "") if form == "csv" else ("round.xlsx", table)


def judge(errors: list[Fault], broken: Break, form: str) -> None:
    """Hold what was found against what was broken."""
    found = {(fault.file, fault.sheet, fault.row, column) for fault in errors for column in fault.column.split("+")}
    if broken.structure:
        table, column = broken.structure
        assert (*file_of(table, form), 1, column) in found
        assert all(fault.row <= 1 for fault in errors), "a row fault beside a structural one"
        return
    expected = {(*file_of(table, form), row, column) for table, row, column in broken.cells}
    assert expected <= found, f"not named: {sorted(expected - found)}"
    if not {(table, column) for table, _, column in broken.cells} & ROOTS:
        assert {place[:3] for place in found} == {place[:3] for place in expected}, sorted(found - expected)


def damage(random: Random, draft: Draft, folder: Path, form: str) -> None:
    """Write bytes over a file, or others in place of it."""
    save(draft, folder, form)
    path = folder / ("round.xlsx" if form == "xlsx" else f"{random.choice(sorted(draft.tables))}.csv")
    content = path.read_bytes()
    at = random.randrange(len(content))
    noise = random.randbytes(random.randint(1, 60))
    path.write_bytes(random.choice((noise, content[:at], content[:at] + noise + content[at + len(noise) :])))


def run(seeds: range, form: str, place: Path) -> None:
    for seed in seeds:
        random = Random(f"{form}-{seed}")
        draft, folder = any_round(random), place / str(seed)
        what = random.choice(("sound", "cells", "cells", "cells", "structure", "damaged"))
        if what == "damaged":
            damage(random, draft, folder, form)
            checked(folder)
            continue
        broken = Break() if what == "sound" else break_cells(random, draft)
        if what == "structure":
            broken = break_structure(random, draft)
        save(draft, folder, form)
        try:
            judge(checked(folder), broken, form)
        except AssertionError as error:
            error.add_note(f"{form} folder of seed {seed}, {what}")
            raise


@pytest.mark.parametrize("form", FORMATS)
def test_every_rejected_row_is_named(form, tmp_path):
    run(range(SAMPLE if form == "csv" else SAMPLE // 4), form, tmp_path)


@pytest.mark.nightly
@pytest.mark.parametrize("part", range(10))
@pytest.mark.parametrize("form", FORMATS)
def test_every_rejected_row_is_named_all_night(form, part, tmp_path):
    each = NIGHT // 10
    run(range(SAMPLE + part * each, SAMPLE + (part + 1) * each), form, tmp_path)


def test_the_judge_fails_where_a_fault_is_kept_back(tmp_path):
    random = Random(1)
    draft = any_round(random)
    broken = break_cells(random, draft)
    draft.save(tmp_path / "round")
    with pytest.raises(AssertionError, match="not named"):
        judge(checked(tmp_path / "round")[1:], broken, "csv")
