"""Folders broken in their structure: files, encodings, headers, workbooks, TOML."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

from tests.functional.draft import AUTHORITY, Change, Draft, sound_round

Planted = tuple[tuple[object, ...], ...]
DRAFTS: list[tuple[Change, Planted]] = []
FOLDERS: list[tuple[Callable[[Path], None], Planted]] = []


def draft(*planted: tuple[object, ...]) -> Callable[[Change], Change]:
    """Register a change to the sound round with the faults it plants."""
    return lambda spoil: DRAFTS.append((spoil, planted)) or spoil


def folder(*planted: tuple[object, ...]) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """Register a folder built from nothing with the faults it holds."""
    return lambda build: FOLDERS.append((build, planted)) or build


@folder(("round", 0, "", "NOT_A_FOLDER"))
def no_such_folder(path: Path) -> None:
    pass


@folder(("round", 0, "", "NOT_A_FOLDER"))
def a_file_in_place_of_the_folder(path: Path) -> None:
    path.write_text("child_ref\n")


@folder(
    ("authority.toml", 0, "", "FILE_MISSING"),
    ("children.csv", 0, "", "FILE_MISSING"),
    ("preferences.csv", 0, "", "FILE_MISSING"),
    ("settings.csv", 0, "", "FILE_MISSING"),
    ("provision.csv", 0, "", "FILE_MISSING"),
)
def an_empty_folder(path: Path) -> None:
    path.mkdir()


@folder(("children.csv", 0, "", "NOT_A_FILE"))
def a_directory_in_place_of_a_table(path: Path) -> None:
    round_ = sound_round()
    del round_.tables["children"]
    round_.save(path)
    (path / "children.csv").mkdir()


@folder(("round.xlsx", "settings", 0, "", "SHEET_MISSING"), ("round.xlsx", "provision", 0, "", "SHEET_MISSING"))
def a_workbook_without_two_sheets(path: Path) -> None:
    round_ = sound_round()
    del round_.tables["settings"], round_.tables["provision"]
    round_.save_workbook(path)


@folder(("round.xlsx", "children", 0, "", "SHEET_MISSING"))
def a_workbook_whose_children_are_hidden(path: Path) -> None:
    sound_round().save_workbook(path, hidden=("children",))


@folder(("children.csv", 0, "", "TWO_SOURCES"))
def a_table_both_in_the_workbook_and_beside_it(path: Path) -> None:
    sound_round().save_workbook(path)
    (path / "children.csv").write_text(sound_round().text("children"))


@folder(("round.xlsx", 0, "", "SEVERAL_WORKBOOKS"), ("old round.xlsx", 0, "", "SEVERAL_WORKBOOKS"))
def two_workbooks(path: Path) -> None:
    sound_round().save_workbook(path)
    (path / "old round.xlsx").write_bytes((path / "round.xlsx").read_bytes())


@folder(("round.xlsx", "children", 1, "primary_need", "COLUMN_MISSING"))
def merged_cells_in_the_header_of_a_sheet(path: Path) -> None:
    path.mkdir()
    (path / "authority.toml").write_text(AUTHORITY)
    with xlsxwriter.Workbook(path / "round.xlsx") as book:
        for name, lines in sound_round().tables.items():
            sheet = book.add_worksheet(name)
            for number, line in enumerate(lines):
                for place, cell in enumerate(line):
                    sheet.write_string(number, place, cell)
            if name == "children":
                sheet.merge_range(0, 1, 0, 3, "ncy", book.add_format({"bold": True}))


@folder(
    ("round.xlsx", "children", 2, "request_date", "NOT_A_DATE"),
    ("round.xlsx", "children", 3, "ncy", "NOT_WHOLE_NUMBER"),
    ("round.xlsx", "preferences", 4, "urn", "UNKNOWN_SETTING"),
)
def faults_in_the_cells_of_a_workbook(path: Path) -> None:
    round_ = sound_round()
    round_.put("children", 2, "request_date", "45931")
    round_.put("children", 3, "ncy", "Year 7")
    round_.put("preferences", 4, "urn", "900009")
    round_.save_workbook(path)


@folder(("round.xlsx", "authority", 1, "", "NO_HEADER"))
def an_authority_sheet_without_key_and_value(path: Path) -> None:
    round_ = sound_round()
    round_.toml.clear()
    round_.tables["authority"] = [["name", "Smallshire"], ["la_code", "999"]]
    round_.save_workbook(path)


@folder(("round.xlsx", 0, "", "TOO_BIG"))
def a_workbook_with_a_cell_in_the_far_corner(path: Path) -> None:
    sound_round().save_workbook(path)
    content = (path / "round.xlsx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(path / "round.xlsx", "w") as spoilt:
        for name in whole.namelist():
            far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
            spoilt.writestr(name, whole.read(name).replace(b"</sheetData>", far))


@folder(("round.xlsx", 0, "", "TOO_BIG"))
def a_workbook_that_unpacks_without_end(path: Path) -> None:
    sound_round().save_workbook(path)
    with (
        zipfile.ZipFile(path / "round.xlsx", "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/media/blank.bin", "w") as part,
    ):
        for _ in range(201):
            part.write(bytes(1_000_000))


@folder(("round.xlsx", 0, "", "TOO_BIG"))
def a_workbook_of_thousands_of_parts(path: Path) -> None:
    sound_round().save_workbook(path)
    with zipfile.ZipFile(path / "round.xlsx", "a") as archive:
        for number in range(2_100):
            archive.writestr(f"xl/media/{number}.txt", "x")


@draft(("round.xlsx", 0, "", "UNREADABLE"))
def text_named_as_a_workbook(round_: Draft) -> None:
    round_.raw["round.xlsx"] = b"child_ref,ncy\nA-1,7\n"
    round_.tables.clear()


@draft(("round.xlsx", 0, "", "UNREADABLE"))
def a_workbook_with_a_password(round_: Draft) -> None:
    round_.raw["round.xlsx"] = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000)
    round_.tables.clear()


@draft(("round.xlsx", 0, "", "UNREADABLE"))
def a_zip_that_is_no_workbook(round_: Draft) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("readme.txt", "not a workbook")
    round_.raw["round.xlsx"] = content.getvalue()
    round_.tables.clear()


@draft(("children.csv", 0, "", "FILE_MISSING"))
def no_children_file(round_: Draft) -> None:
    del round_.tables["children"]


@draft(("children.csv", 0, "", "NO_HEADER"))
def an_empty_file(round_: Draft) -> None:
    round_.raw["children.csv"] = b""


@draft(("children.csv", 1, "", "NO_HEADER"))
def a_blank_line_above_the_header(round_: Draft) -> None:
    round_.tables["children"].insert(0, [])


@draft(("children.csv", 0, "", "NO_ROWS"))
def a_header_and_nothing_else(round_: Draft) -> None:
    del round_.tables["children"][1:], round_.tables["preferences"][1:], round_.tables["consultations"][1:]


@draft(("children.csv", 1, "primary_need", "COLUMN_MISSING"), ("settings.csv", 1, "s38_3", "COLUMN_MISSING"))
def missing_columns_hide_faulty_rows(round_: Draft) -> None:
    round_.drop("children", "primary_need")
    round_.drop("settings", "s38_3")
    round_.put("children", 2, "ncy", "seven")


@draft(
    ("children.csv", 1, "ncy", "COLUMN_MISSING"),
    ("children.csv", 1, "postcode", "COLUMN_MISSING"),
    ("children.csv", 1, "deadline", "COLUMN_MISSING"),
)
def neither_of_two_columns(round_: Draft) -> None:
    for name in ("ncy", "date_of_birth", "postcode", "easting", "deadline", "reason"):
        round_.drop("children", name)


@draft(("provision.csv", 1, "on_roll", "COLUMN_TWICE"))
def a_column_twice(round_: Draft) -> None:
    round_.column("provision", "On roll", "30")


@draft(("settings.csv", 1, "", "NO_HEADER"))
def a_title_above_the_header(round_: Draft) -> None:
    round_.tables["settings"].insert(0, ["Settings, autumn 2025", *[""] * 7])


@draft(("children.csv", 1, "", "NO_HEADER"))
def rows_without_a_header(round_: Draft) -> None:
    round_.put("children", 2, "date_of_birth", "2015-01-02")
    del round_.tables["children"][0]


@draft(("children.csv", 1, "", "SEPARATOR"))
def semicolons_between_the_columns(round_: Draft) -> None:
    round_.raw["children.csv"] = round_.text("children").replace(",", ";").encode()


@draft(("settings.csv", 1, "", "SEPARATOR"))
def tabs_between_the_columns(round_: Draft) -> None:
    round_.raw["settings.csv"] = round_.text("settings").replace(",", "\t").encode()


@draft(("children.csv", 3, "", "NUL_CHARACTER"))
def a_nul_in_a_row(round_: Draft) -> None:
    round_.raw["children.csv"] = round_.text("children").replace("A-2", "A\x00-2").encode()


@draft(("children.csv", 1, "", "NUL_CHARACTER"))
def utf_16_without_its_mark(round_: Draft) -> None:
    round_.raw["children.csv"] = round_.text("children").encode("utf-16-le")


@draft(("settings.csv", 0, "", "ENCODING"))
def bytes_of_no_encoding(round_: Draft) -> None:
    round_.raw["settings.csv"] = round_.text("settings").encode().replace(b"Oak", b"O\x81k")


@draft(("settings.csv", 0, "", "ENCODING"))
def utf_16_cut_in_half_a_character(round_: Draft) -> None:
    round_.raw["settings.csv"] = round_.text("settings").encode("utf-16")[:-1]


@draft(("settings.csv", 3, "", "BROKEN_QUOTES"))
def a_quotation_mark_never_closed(round_: Draft) -> None:
    round_.raw["settings.csv"] = round_.text("settings").replace("Elm School", '"Elm School').encode()


@draft(("settings.csv", 2, "", "BROKEN_QUOTES"))
def a_quotation_mark_that_would_swallow_rows(round_: Draft) -> None:
    text = round_.text("settings").replace("Oak School", '"Oak School').replace("Elm at", '"Elm at')
    round_.raw["settings.csv"] = text.encode()


@draft(("authority.toml", 0, "", "FILE_MISSING"))
def no_authority(round_: Draft) -> None:
    round_.toml.clear()


@draft(("authority.toml", 0, "", "NOT_TOML"))
def a_toml_file_with_an_open_quotation(round_: Draft) -> None:
    round_.toml["authority"] = 'name = "Smallshire\n'


@draft(("authority.toml", 0, "", "NOT_TOML"))
def a_toml_file_in_another_encoding(round_: Draft) -> None:
    round_.toml.clear()
    round_.raw["authority.toml"] = AUTHORITY.encode("utf-16")


@draft(
    ("authority.toml", 0, "name", "KEY_MISSING"),
    ("authority.toml", 0, "census_date", "KEY_MISSING"),
    ("authority.toml", 0, "la_code", "WRONG_TYPE"),
    ("authority.toml", 0, "date_format", "NOT_LISTED"),
    ("authority.toml", 0, "travel.limit", "NOT_WHOLE_NUMBER"),
    ("authority.toml", 0, "side.mix", "NOT_A_MIX"),
    ("authority.toml", 0, "synthetic", "NOT_YES_NO"),
    ("rates.toml", 0, "transport.per_mile", "NOT_MONEY"),
    ("rates.toml", 0, "transport.date", "NOT_A_DATE"),
    ("children.csv", 1, "primary_need", "COLUMN_MISSING"),
)
def keys_missing_and_of_the_wrong_type(round_: Draft) -> None:
    round_.toml["authority"] = (
        "la_code = 999\nacademic_year = 2026\ndate_format = 'american'\nsynthetic = 'perhaps'\n"
        "[travel]\nlimit = 'ninety'\n[side]\nmix = [{ need = 'PMLD', most = -1 }]\n"
    )
    round_.toml["rates"] = "[transport]\nper_mile = -3.00\ndate = 2026-04-01T10:00:00\n"
    round_.drop("children", "primary_need")


@draft(
    ("authority.toml", 0, "sources.postcodes", "SOURCE_MISSING"),
    ("authority.toml", 0, "sources.roads", "SOURCE_MISSING"),
)
def sources_that_do_not_exist(round_: Draft) -> None:
    round_.toml["authority"] += '[sources]\npostcodes = "postcodes.csv"\nroads = "roads"\n'


@draft(("authority.toml", 0, "sources.postcodes", "SOURCE_UNREADABLE"))
def a_postcode_table_of_something_else(round_: Draft) -> None:
    round_.toml["authority"] += '[sources]\npostcodes = "postcodes.csv"\n'
    round_.raw["postcodes.csv"] = b"town,river\nLeicester,Soar\n"
