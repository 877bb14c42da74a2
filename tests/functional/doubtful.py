"""Folders that load, each with the warnings that must be given."""

from collections.abc import Callable
from pathlib import Path

from tests.functional.draft import Change, Draft, sound_round

DRAFTS: list[tuple[Change, tuple[tuple[object, ...], ...]]] = []
FOLDERS: list[tuple[Callable[[Path], None], tuple[tuple[object, ...], ...]]] = []


def draft(*planted: tuple[object, ...]) -> Callable[[Change], Change]:
    """Register a change to the sound round with the warnings it plants."""
    return lambda spoil: DRAFTS.append((spoil, planted)) or spoil


@draft()
def a_sound_round(round_: Draft) -> None:
    pass


@draft(("children.csv", 6, "child_ref", "TWINS"))
def twins(round_: Draft) -> None:
    case = {"date_of_birth": "2015-01-02", "primary_need": "ASD", "sex": "F", "postcode": "QX1 1AA"} | {
        "easting": "450000", "northing": "300000", "request_date": "2025-10-01", "reason": "new-plan",
    }  # fmt: skip
    round_.add("children", child_ref="T-1", **case)
    round_.add("children", child_ref="T-2", **case)


@draft(("children.csv", 2, "ncy", "YEAR_DIFFERS_FROM_AGE"), ("children.csv", 2, "deadline", "DEADLINE_BEFORE_REQUEST"))
def an_unusual_year_and_an_odd_deadline(round_: Draft) -> None:
    round_.put("children", 2, "date_of_birth", "2016-01-01")
    round_.put("children", 2, "deadline", "2025-09-30")


@draft(
    ("children.csv", 1, "shoe size", "COLUMN_UNKNOWN"),
    ("authority.toml", 0, "travel.limits", "KEY_UNKNOWN"),
    ("childern.csv", 0, "", "FILE_UNKNOWN"),
)
def columns_keys_and_files_of_no_table(round_: Draft) -> None:
    round_.column("children", "shoe size", "4")
    round_.toml["authority"] += "[travel]\nlimits = 60\n"
    round_.raw["childern.csv"] = b"child_ref\n"


@draft(("settings.csv", 0, "", "ENCODING"))
def an_old_windows_encoding(round_: Draft) -> None:
    round_.put("settings", 2, "name", "Oak \u2013 Upper School")
    round_.raw["settings.csv"] = round_.text("settings").encode("cp1252")


@draft(("settings.csv", 4, "urn", "NO_PROVISION"))
def a_setting_without_places(round_: Draft) -> None:
    round_.tables["provision"].pop()


@draft(("provision.csv", 2, "named_not_started", "COUNTED_TWICE"))
def a_named_child_perhaps_counted_twice(round_: Draft) -> None:
    round_.put("provision", 2, "named_not_started", "1")


@draft(("preferences.csv", 2, "rank", "RANK_MISSING"))
def a_rank_left_out(round_: Draft) -> None:
    round_.put("preferences", 3, "rank", "3")


@draft(("children.csv", 2, "postcode", "TERMINATED_POSTCODE"))
def a_postcode_no_longer_in_use(round_: Draft) -> None:
    round_.toml["authority"] += '[sources]\npostcodes = "postcodes.csv"\n'
    round_.raw["postcodes.csv"] = b"pcds,oseast1m,osnrth1m,doterm\nQX1 1AA,450000,300000,202001\n"
    round_.put("children", 2, "easting", "")
    round_.put("children", 2, "northing", "")


@draft(
    ("children.csv", 2, "apart_from", "APART_FROM_NOBODY"),
    ("passengers.csv", 2, "child_ref", "COUNTED_IN_CHILDREN"),
    ("passengers.csv", 3, "apart_from", "APART_FROM_NOBODY"),
    ("vehicles.csv", 0, "wheelchairs", "NO_WHEELCHAIR_VEHICLE"),
    ("rates.toml", 0, "transport.fare", "KEY_UNKNOWN"),
    ("rates.toml", 0, "vehicle", "KEY_UNKNOWN"),
)
def a_child_counted_twice_references_to_nobody_and_no_vehicle_for_a_wheelchair(round_: Draft) -> None:
    round_.column("children", "apart_from")
    round_.put("children", 2, "apart_from", "P-1|Z-9")
    where = {"ncy": "8", "urn": "900001", "easting": "450000", "northing": "300000"}
    round_.tables["passengers"] = [["child_ref", *where, "wheelchair", "apart_from"]]
    round_.add("passengers", child_ref="A-1", **where)
    round_.add("passengers", child_ref="P-1", wheelchair="yes", apart_from="A-1|Z-8", **where)
    round_.tables["vehicles"] = [["code", "seats", "day", "mile"], ["TAXI", "4", "50", "2.50"]]
    round_.toml["rates"] = '[transport]\nfare = 3\n[[vehicle]]\ncode = "TAXI"\n'


def a_workbook_with_hidden_and_other_sheets(folder: Path) -> None:
    round_ = sound_round()
    round_.tables["Old children"] = [["x"]]
    round_.tables["Notes"] = [["x"]]
    round_.save_workbook(folder, hidden=("Old children",))


FOLDERS.append(
    (
        a_workbook_with_hidden_and_other_sheets,
        (("round.xlsx", "Old children", 0, "", "HIDDEN_SHEET"), ("round.xlsx", "Notes", 0, "", "SHEET_UNKNOWN")),
    )
)
