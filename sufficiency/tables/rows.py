"""Second pass: each table by itself. Keys that repeat, cells that contradict one another, bands that overlap."""

from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from sufficiency.domain.inputs import Authority
from sufficiency.errors import Fault
from sufficiency.tables.budgets import lines_of_one_head
from sufficiency.tables.cells import Rows
from sufficiency.tables.table import Record

Numbered = tuple[int, Record]

_BLANK = (None, "")


def check_rows(rows: Rows, authority: Authority) -> Iterator[list[Fault]]:
    """Every fault that one table shows without the others, one check after another."""
    yield _blank_groups(rows)
    yield _broken_rules(rows, authority)
    yield _repeated_keys(rows)
    for check in _OF_ONE_TABLE.get(rows.table.name, ()):
        yield list(check(rows))


def _blank_groups(rows: Rows) -> list[Fault]:
    """Rows that fill none of the columns of which one is needed; an unreadable cell is not a blank one."""
    faults = []
    for first, *others in rows.table.either:
        words = ("BLANK", f"is blank, and so is {' and '.join(others)}", f"Give {' or '.join((first, *others))}.")
        for number, record in zip(rows.numbers, rows.records, strict=True):
            if record.get(first, 0) in _BLANK and all(record.get(name, 0) in _BLANK for name in others):
                faults.append(rows.origin.fault(number, first, *words))
    return faults


def _broken_rules(rows: Rows, authority: Authority) -> list[Fault]:
    faults = []
    whole = len(rows.table.columns)
    for rule in rows.table.rules:
        needed = set(rule.columns)
        for number, record in zip(rows.numbers, rows.records, strict=True):
            if (len(record) == whole or needed <= record.keys()) and not rule.holds(record, authority):
                words = (rule.name, rule.says.format_map(record), rule.remedy)
                faults.append(rows.origin.found(rule.severity, number, rule.columns[0], words))
    return faults


def grouped(rows: Rows, names: tuple[str, ...]) -> dict[Any, list[Numbered]]:
    """The numbered rows by their values in the named columns; rows with an unreadable one are passed over."""
    groups: dict[Any, list[Numbered]] = {}
    for key, numbered in _keyed(rows, names):
        groups.setdefault(key, []).append(numbered)
    return groups


def _sharing(rows: Rows, names: tuple[str, ...]) -> dict[Any, list[Numbered]]:
    """Those groups alone that hold more than one row."""
    first: dict[Any, Numbered] = {}
    groups: dict[Any, list[Numbered]] = {}
    for key, numbered in _keyed(rows, names):
        if key in first:
            groups.setdefault(key, [first[key]]).append(numbered)
        else:
            first[key] = numbered
    return groups


def _keyed(rows: Rows, names: tuple[str, ...]) -> Iterator[tuple[Any, Numbered]]:
    values = itemgetter(*names)
    for numbered in zip(rows.numbers, rows.records, strict=True):
        try:
            yield values(numbered[1]), numbered
        except KeyError:
            continue


def _repeated_keys(rows: Rows) -> list[Fault]:
    key = rows.table.key
    column = "+".join(key)
    faults = []
    for same in _sharing(rows, key).values():
        first_number, first = same[0]
        for number, record in same[1:]:
            differing = [name for name in first if name in record and record[name] != first[name]]
            if differing:
                message = f"is the same as in row {first_number}, but {', '.join(differing)} differ"
                words = ("CONTRADICTS", message, "Keep the row that is right, or correct the reference.")
            else:
                words = ("REPEATED", f"repeats row {first_number}", "Keep one of the two.")
            faults.append(rows.origin.fault(number, column, *words))
    return faults


def _same_setting_twice(rows: Rows) -> Iterator[Fault]:
    for same in _sharing(rows, ("child_ref", "urn", "provision_id")).values():
        first_number, first = same[0]
        for number, record in same[1:]:
            if record.get("rank") != first.get("rank"):
                words = ("ASKED_TWICE", f"is already asked for in row {first_number}", "Keep one of the two requests.")
                yield rows.origin.fault(number, "urn", *words)


def _gaps_in_ranks(rows: Rows) -> Iterator[Fault]:
    for ref, wishes in grouped(rows, ("child_ref",)).items():
        if len(wishes) == 1 and wishes[0][1].get("rank") == 1:
            continue
        ranks = sorted({record["rank"] for _, record in wishes if "rank" in record})
        if ranks and len(ranks) == len(wishes) and ranks != list(range(1, len(ranks) + 1)):
            message = f"of {ref} are {', '.join(map(str, ranks))}; they are taken in that order"
            yield rows.origin.warning(wishes[0][0], "rank", "RANK_MISSING", message, "Number them 1, 2, 3.")


def _overlapping_bands(rows: Rows) -> Iterator[Fault]:
    for bands in _sharing(rows, ("urn", "provision_id", "year")).values():
        whole = [band for band in bands if {"ncy_from", "ncy_to"} <= band[1].keys()]
        sound = [band for band in whole if band[1]["ncy_from"] <= band[1]["ncy_to"]]
        sound.sort(key=lambda band: (band[1]["ncy_from"], band[0]))
        for at, (number, band) in enumerate(sound[1:], start=1):
            widest_number, widest = max(sound[:at], key=lambda earlier: earlier[1]["ncy_to"])
            if widest["ncy_from"] < band["ncy_from"] <= widest["ncy_to"]:
                last = widest["ncy_to"]
                message = f"{band['ncy_from']} lies in the band of row {widest_number}, which runs to {last}"
                words = ("BANDS_OVERLAP", message, "Let the bands of one provision follow one another.")
                yield rows.origin.fault(number, "ncy_from", *words)


def _provisions_without_places(rows: Rows) -> Iterator[Fault]:
    for bands in grouped(rows, ("urn", "provision_id", "year")).values():
        if all(record.get("commissioned") == 0 for _, record in bands):
            words = ("NO_PLACES", "no band of this provision has a place", "Leave the row out, or give its places.")
            yield rows.origin.fault(bands[0][0], "commissioned", *words)


def _twins(rows: Rows) -> Iterator[Fault]:
    """Rows that may be twins or one child twice; never merged."""
    for (born, *home, _), same in _sharing(rows, ("date_of_birth", "postcode", "easting", "northing", "sex")).items():
        if born is None or not any(home):
            continue
        first_number, first = same[0]
        for number, record in same[1:]:
            if record.get("child_ref") != first.get("child_ref"):
                message = f"has the date of birth, home and sex of row {first_number}: twins, or one child twice?"
                words = ("TWINS", message, "Leave both rows for twins; otherwise remove one.")
                yield rows.origin.warning(number, "child_ref", *words)


_OF_ONE_TABLE = {
    "budgets": (lines_of_one_head,),
    "children": (_twins,),
    "preferences": (_same_setting_twice, _gaps_in_ranks),
    "provision": (_overlapping_bands, _provisions_without_places),
}
