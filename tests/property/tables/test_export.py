"""What is exported reads back as the same tables, and no cell of it is a formula."""

import csv
from pathlib import Path
from random import Random

import openpyxl
import pytest

from sufficiency import api
from sufficiency.tables.load import load, read_tables
from tests.fixtures.generated import PAYLOADS, any_round
from tests.functional.draft import Draft, sound_round

SAMPLE, ALL = 40, 1_000
FORMS = ("csv", "xlsx")
RUNS = ("=", "+", "-", "@", "|", "%", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
TEXT_COLUMNS = (
    ("settings", "name"), ("consultations", "evidence"), ("children", "notes"), ("monitoring", "ethnicity"),
    ("monitoring", "language"), ("travel", "source"),
)  # fmt: skip


def exported_again(seed: int, place: Path) -> None:
    """One generated round out as one form, and out of that as the other: the tables stay what they were."""
    random = Random(f"export-{seed}")
    draft, first, second, third = any_round(random), *(place / f"{seed}-{step}" for step in range(3))
    draft.save(first)
    form, other = random.sample(FORMS, 2)
    api.export(first, second, form)
    api.export(second, third, other)
    tables = read_tables(first)
    assert read_tables(second) == tables
    assert read_tables(third) == tables
    assert_typed_texts_are_kept(draft, second if form == "csv" else third)


def assert_typed_texts_are_kept(draft: Draft, folder: Path) -> None:
    """Cell by cell, without the product's reader: what was typed stands in the exported file."""
    for name, lines in draft.tables.items():
        with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            found = list(csv.DictReader(file))
        typed = [dict(zip(lines[0], line, strict=True)) for line in lines[1:] if any(line)]
        assert len(found) == len(typed)
        for row, was in zip(found, typed, strict=True):
            assert {column: row[column] for column, text in was.items() if text} == {c: t for c, t in was.items() if t}


def test_generated_rounds_read_back_as_the_same_tables(tmp_path):
    for seed in range(SAMPLE):
        exported_again(seed, tmp_path)


@pytest.mark.nightly
def test_a_thousand_generated_rounds_read_back_as_the_same_tables(tmp_path):
    for seed in range(ALL):
        exported_again(seed, tmp_path)


def with_payload(payload: str) -> Draft:
    """A sound round whose every column of words holds the payload, in the spelling that is not refused."""
    draft = sound_round()
    draft.column("consultations", "evidence")
    draft.column("children", "notes")
    draft.tables["monitoring"] = [["child_ref", "ethnicity", "language"], ["A-1", "", ""]]
    draft.tables["travel"] = [["origin", "urn", "minutes", "source"], ["A-1", "900001", "20", ""]]
    for table, column in TEXT_COLUMNS:
        draft.put(table, 2, column, "'" + payload)
    return draft


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("form", FORMS)
def test_no_exported_cell_is_a_formula(payload, form, tmp_path):
    with_payload(payload).save(tmp_path / "round")
    api.export(tmp_path / "round", tmp_path / "out", form)
    cells = list(cells_of(tmp_path / "out"))
    assert len([text for text, _ in cells if text == "'" + payload]) == len(TEXT_COLUMNS)
    assert not [text for text, live in cells if live or text.startswith(RUNS)]
    assert load(tmp_path / "out").inputs == load(tmp_path / "round").inputs
    assert read_tables(tmp_path / "out")["children"][0]["notes"] == payload


def cells_of(folder: Path):
    """The text of every cell of words, and whether it would run."""
    for path in sorted(folder.iterdir()):
        if path.suffix == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                yield from ((text, False) for line in csv.reader(file) for text in line)
        elif path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path)
            for sheet in book.worksheets:
                yield from (
                    (cell.value, cell.data_type == "f")
                    for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)
                )  # fmt: skip


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "|", "%", "\uff1d"])
def test_a_reference_that_begins_like_a_formula_is_refused_with_a_remedy(mark, tmp_path):
    draft = sound_round()
    for table in ("preferences", "consultations"):
        del draft.tables[table][1:]
    draft.put("children", 2, "child_ref", mark + "A-1")
    draft.save(tmp_path / "round")
    (fault,) = api.check(tmp_path / "round")
    assert (fault.row, fault.column, fault.rule) == (2, "child_ref", "NOT_A_REFERENCE")
    assert "a letter or digit first" in fault.message
    assert mark not in fault.message.split(" is not ")[0]


def test_the_files_that_a_folder_names_are_named_from_the_new_one(tmp_path):
    draft = sound_round()
    draft.toml["authority"] += '[sources]\npostcodes = "maps/postcodes.csv"\n'
    draft.save(tmp_path / "deep" / "round")
    maps = tmp_path / "deep" / "round" / "maps"
    maps.mkdir()
    (maps / "postcodes.csv").write_text("postcode,easting,northing\nQX1 1AA,450000,300000\n", encoding="utf-8")
    api.export(tmp_path / "deep" / "round", tmp_path / "out", "csv")
    named = dict(load(tmp_path / "out").inputs.authority.sources)
    assert named == {"postcodes": "../deep/round/maps/postcodes.csv"}


def test_the_same_tables_are_the_same_bytes(tmp_path):
    sound_round().save(tmp_path / "round")
    for name in ("one", "two"):
        api.export(tmp_path / "round", tmp_path / name, "xlsx")
    assert (tmp_path / "one" / "round.xlsx").read_bytes() == (tmp_path / "two" / "round.xlsx").read_bytes()
