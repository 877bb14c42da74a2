"""What a return says of itself."""

from collections.abc import Mapping
from datetime import date

from sufficiency.importers.sen2.kinds import read_date
from sufficiency.importers.sen2.records import Header


def header_of(cells: Mapping[str, str]) -> Header:
    """The header from its items by name in small letters; what cannot be read is left out."""
    year = cells.get("year", "").strip()
    return Header(cells.get("lea", "").strip(), int(year) if year.isdecimal() else None, _date(cells))


def _date(cells: Mapping[str, str]) -> date | None:
    try:
        return read_date(cells.get("referencedate", "").strip())
    except ValueError:
        return None
