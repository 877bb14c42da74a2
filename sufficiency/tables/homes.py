"""Homes and sites to points on the grid: from the row itself, else from its postcode, else they must have journeys."""

from collections.abc import Iterator
from dataclasses import replace

from geodata.postcodes import Located, PostcodeTable, Verdict
from sufficiency.errors import Fault
from sufficiency.tables.cells import Rows
from sufficiency.tables.rows import Numbered
from sufficiency.tables.table import Record
from sufficiency.tables.travel import origins

WORDS = {
    Verdict.UNKNOWN: ("UNKNOWN_POSTCODE", "is a postcode that the postcode table does not hold",
                      "Check the spelling, use a newer postcode table, or give easting and northing."),
    Verdict.PSEUDO: ("PSEUDO_POSTCODE", "is a postcode that stands for no address", "Give easting and northing."),
    Verdict.NO_LOCATION: ("POSTCODE_WITHOUT_PLACE", "is a postcode whose place the postcode table does not hold",
                          "Give easting and northing."),
    Verdict.MALFORMED: ("NOT_A_POSTCODE", "is not a postcode", "Write the full postcode."),
    Verdict.TERMINATED: ("TERMINATED_POSTCODE", "is a postcode no longer in use; its last place was taken",
                         "Give the postcode now in use, or easting and northing."),
}  # fmt: skip
"""Rule, message and remedy of each postcode that has no point of its own."""

_NO_PLACE = (
    "NO_PLACE",
    "cannot be put on the map: no postcode table is given in authority.toml, and travel has no row for it",
    "Give easting and northing, a postcode table under [sources], or rows of travel.",
)


def put_on_map(rows: Rows, postcodes: PostcodeTable) -> tuple[Rows, list[Fault]]:
    """The rows with the points of their postcodes, and a fault for each postcode without one."""
    records = rows.records
    wanting = [at for at, record in enumerate(records) if _needs_point(record)]
    located = postcodes.locate(records[at]["postcode"] for at in wanting)
    placed = list(records)
    faults = []
    for position, at in enumerate(wanting):
        verdict = located.verdicts[position]
        if verdict != Verdict.LOCATED:
            report = rows.origin.warning if verdict == Verdict.TERMINATED else rows.origin.fault
            faults.append(report(rows.numbers[at], "postcode", *WORDS[verdict]))
        if located.index[position] >= 0:
            placed[at] = {**records[at], **_point(located, position)}
    return replace(rows, records=tuple(placed)), faults


def without_map(rows: Rows, travel: Rows) -> list[Fault]:
    """A fault for each row that has a postcode, no point, no table to find one in, and no journey either."""
    wanting = [(number, record) for number, record in _numbered(rows) if _needs_point(record)]
    if not wanting:
        return []
    reached = {record.get("urn" if rows.table.name == "settings" else "origin") for record in travel.records}
    return [
        rows.origin.fault(number, "postcode", *_NO_PLACE)
        for number, record in wanting
        if not reached & _own_origins(record, rows.table.name)
    ]


def _own_origins(record: Record, table: str) -> set[object]:
    """What rows of travel may begin from, or end at, to stand for this place; nothing does for others."""
    if table == "settings":
        return {record.get("urn")}
    if table in ("pickup_points", "areas"):
        return set()
    return set(origins(record.get("child_ref", ""), record["postcode"]))


def _needs_point(record: Record) -> bool:
    return bool(record.get("postcode")) and record.get("easting", 0) is None and record.get("northing", 0) is None


def _point(located: Located, position: int) -> dict[str, int]:
    row = located.index[position]
    return {"easting": int(located.points.easting[row]), "northing": int(located.points.northing[row])}


def _numbered(rows: Rows) -> Iterator[Numbered]:
    return zip(rows.numbers, rows.records, strict=True)
