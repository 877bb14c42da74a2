"""The two ways a folder may write its dates; one is declared for the whole folder, none is guessed."""

import re
from datetime import date

ISO, DAY_FIRST = "iso", "dd/mm/yyyy"
_PATTERNS = {
    ISO: re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
    DAY_FIRST: re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})"),
}
_SHOWN = {ISO: "%Y-%m-%d", DAY_FIRST: "%d/%m/%Y"}
_FIRST_YEAR, _LAST_YEAR = 1990, 2099


def parse_date(text: str, date_format: str) -> date:
    """The date written in ``text``; ``ValueError`` for another format, a day that does not exist or an absurd year."""
    found = _PATTERNS[date_format].fullmatch(text)
    if not found or not _FIRST_YEAR <= int(found["year"]) <= _LAST_YEAR:
        raise ValueError
    return date(int(found["year"]), int(found["month"]), int(found["day"]))


def write_date(day: date, date_format: str) -> str:
    """The date in the declared format."""
    return day.strftime(_SHOWN[date_format])


def expected(date_format: str) -> str:
    """What a date looks like in the declared format, in words."""
    shape = "2026-01-31" if date_format == ISO else "31/01/2026"
    return f"a date written like {shape}, from {_FIRST_YEAR} to {_LAST_YEAR}"
