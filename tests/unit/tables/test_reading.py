"""However the tables are written down, the same round is read."""

import random
from datetime import date

import pytest
import xlsxwriter

from sufficiency.domain.inputs import Inputs, SideRules
from sufficiency.domain.places import Place
from sufficiency.tables.load import check, load
from tests.functional.draft import sound_round


def loaded(draft, folder) -> Inputs:
    draft.save(folder)
    return load(folder).inputs


@pytest.fixture
def expected(tmp_path) -> Inputs:
    """What the sound round says."""
    return loaded(sound_round(), tmp_path / "as it is")


def test_the_sound_round_is_read_as_written(expected: Inputs) -> None:
    first, _, locked = expected.cases
    assert (first.ref, first.ncy, first.deadline, first.home) == (
        "A-1",
        7,
        date(2026, 2, 15),
        Place("QX1 1AA", 450000, 300000),
    )
    assert (locked.state, locked.named_urn) == ("P4", 900001)
    assert [group.free_to_name for group in expected.provisions] == [14, 14, 4, 2]
    assert expected.provisions[2].place_cost == 1_200_050


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_make_no_difference(tmp_path, expected, encoding, line_end) -> None:
    draft = sound_round()
    draft.raw = {f"{name}.csv": draft.text(name).replace("\n", line_end).encode(encoding) for name in draft.tables}
    assert loaded(draft, tmp_path / "round") == expected


def test_headers_may_be_written_as_people_write_them(tmp_path, expected) -> None:
    draft = sound_round()
    for lines in draft.tables.values():
        lines[0] = [f" {name.replace('_', ' ').title()} " for name in lines[0]]
    assert loaded(draft, tmp_path / "round") == expected


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_rows_and_columns_makes_no_difference(tmp_path, expected, seed) -> None:
    draft, shuffle = sound_round(), random.Random(seed)
    for name, (header, *rows) in draft.tables.items():
        shuffle.shuffle(rows)
        places = shuffle.sample(range(len(header)), len(header))
        draft.tables[name] = [[line[place] for place in places] for line in (header, *rows)]
    assert loaded(draft, tmp_path / "round") == expected


def test_blank_rows_and_capitals_in_file_names_make_no_difference(tmp_path, expected) -> None:
    draft = sound_round()
    for lines in draft.tables.values():
        lines.insert(2, [""] * len(lines[0]))
        lines.append([" "] * len(lines[0]))
    draft.raw["CHILDREN.CSV"] = draft.text("children").encode()
    del draft.tables["children"]
    assert loaded(draft, tmp_path / "round") == expected


def test_a_workbook_reads_as_the_same_round(tmp_path, expected) -> None:
    sound_round().save_workbook(tmp_path / "book")
    assert load(tmp_path / "book").inputs == expected


@pytest.mark.parametrize("declared", ["iso", "dd/mm/yyyy"])
def test_typed_cells_of_a_workbook_read_as_the_same_round(tmp_path, expected, declared) -> None:
    """Dates and numbers as Excel itself holds them, whatever format the folder declares for text."""
    folder = tmp_path / "book"
    folder.mkdir()
    draft = sound_round()
    (folder / "authority.toml").write_text(draft.toml["authority"] + f'date_format = "{declared}"\n')
    with xlsxwriter.Workbook(folder / "round.xlsx") as book:
        dates = book.add_format({"num_format": "dd mmm yyyy"})
        for name, lines in draft.tables.items():
            sheet = book.add_worksheet(name.title())
            for number, line in enumerate(lines):
                for place, cell in enumerate(line):
                    if len(cell) == 10 and cell[4] == "-":
                        sheet.write_datetime(number, place, date.fromisoformat(cell), dates)
                    elif cell.replace(".", "").isdigit():
                        sheet.write_number(number, place, float(cell))
                    else:
                        sheet.write_string(number, place, cell)
    inputs = load(folder).inputs
    assert (inputs.cases, inputs.provisions, inputs.consultations) == (
        expected.cases,
        expected.provisions,
        expected.consultations,
    )


def test_keys_may_stand_in_sheets_too(tmp_path, expected) -> None:
    draft = sound_round()
    draft.toml.clear()
    draft.tables["authority"] = [
        ["Key", "Value"],
        ["name", "Smallshire"],
        ["la_code", "999"],
        ["academic_year", "2026"],
        ["census_date", "2026-01-15"],
        ["assumed", "first"],
        ["assumed", "second"],
        ["side.mix", "PMLD 4"],
        ["policy", "cohort"],
    ]
    draft.tables["rates"] = [["key", "value"], ["transport.per_mile", "3.25"], ["transport.date", "2026-04-01"]]
    draft.save_workbook(tmp_path / "book")
    inputs = load(tmp_path / "book").inputs
    assert inputs.authority.assumed == ("first", "second")
    assert inputs.authority.side == SideRules(mix_limits=(("PMLD", 4),))
    assert inputs.authority.policy == "cohort"
    assert (inputs.rates.per_mile, inputs.rates.source) == (325, "2026-04-01")
    assert inputs.cases == expected.cases


def test_day_first_dates_are_read_where_declared(tmp_path, expected) -> None:
    draft = sound_round()
    draft.toml["authority"] += 'date_format = "dd/mm/yyyy"\n'
    for lines in draft.tables.values():
        for line in lines:
            line[:] = [
                "/".join(reversed(cell.split("-"))) if cell[:3] == "202" and "-" in cell else cell for cell in line
            ]
    inputs = loaded(draft, tmp_path / "round")
    assert (inputs.cases, inputs.consultations) == (expected.cases, expected.consultations)


def test_a_date_of_birth_gives_the_year_group_and_is_dropped(tmp_path, expected) -> None:
    draft = sound_round()
    draft.put("children", 2, "ncy", "")
    draft.put("children", 2, "date_of_birth", "2014-09-01")
    assert loaded(draft, tmp_path / "round") == expected


def test_a_state_that_needs_a_setting_falls_back_on_the_current_one(tmp_path) -> None:
    draft = sound_round()
    draft.put("children", 4, "named_urn", "")
    draft.put("children", 4, "current_urn", "900002")
    draft.put("children", 4, "state", "P5")
    assert loaded(draft, tmp_path / "round").cases[2].named_urn == 900002


def test_postcodes_become_points_and_journeys_make_up_for_none(tmp_path) -> None:
    draft = sound_round()
    for column in ("easting", "northing"):
        for row in (2, 3, 4):
            draft.put("children", row, column, "")
    draft.tables["travel"] = [
        ["origin", "urn", "minutes"],
        *([o, "900001", "12.5"] for o in ("A-1", "qx11ab", "qx1 1")),
    ]
    without = loaded(draft, tmp_path / "journeys")
    assert [case.home.has_point for case in without.cases] == [False] * 3
    assert [journey.origin for journey in without.travel] == ["A-1", "QX1 1", "QX1 1AB"]
    draft.toml["authority"] += '[sources]\npostcodes = "places.csv"\n'
    points = "postcode,easting,northing\nQX1 1AA,1000,2000\nQX1 1AB,3000,4000\nQX1 1AC,5000,6000\n"
    draft.raw["places.csv"] = points.encode()
    located = loaded(draft, tmp_path / "postcodes")
    assert [case.home.easting for case in located.cases] == [1000, 3000, 5000]


def test_the_files_read_are_fingerprinted(tmp_path) -> None:
    draft = sound_round()
    draft.toml["authority"] += '[sources]\npostcodes = "places.csv"\n'
    draft.raw["places.csv"] = b"postcode,easting,northing\nQX1 1AA,1000,2000\n"
    draft.save(tmp_path / "one")
    draft.put("children", 2, "primary_need", "MLD")
    draft.save(tmp_path / "two")
    one, two = (load(tmp_path / name).files for name in ("one", "two"))
    assert [file.name for file in one] == [
        "authority.toml",
        "children.csv",
        "consultations.csv",
        "preferences.csv",
        "provision.csv",
        "settings.csv",
        "places.csv",
    ]
    assert [a.name for a, b in zip(one, two, strict=True) if a != b] == ["children.csv"]


def test_a_missing_optional_table_is_no_fault(tmp_path) -> None:
    draft = sound_round()
    del draft.tables["consultations"]
    draft.save(tmp_path / "round")
    assert check(tmp_path / "round") == ()
