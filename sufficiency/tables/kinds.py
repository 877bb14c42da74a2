"""Kinds of cell: how each is read, what it expects in words, and how it is written back.

A kind reads text to a domain value (``parse``, which raises ``ValueError`` when the text does not fit) and writes a
domain value back to the same text (``write``). The date format of the folder is given to both; only dates use it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from geodata.postcodes import normalise
from sufficiency.domain.years import AcademicYear, FinancialYear
from sufficiency.tables.dates import parse_date, write_date

_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,12}(\.[0-9]{1,10})?")
_POUNDS = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")
_PERCENT = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,2})?")
_YEAR = re.compile(r"([0-9]{4})(?:/([0-9]{2}))?")
_FINANCIAL_YEAR = re.compile(r"([0-9]{4})(?:[-/]([0-9]{2}))?")
_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,39}")
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._/&()+-]{0,59}")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
_SEPARATORS = re.compile(r"[|;,\s]+")
_FORMULA_LIKE = re.compile(r"'*[=+@|%\t\r\uff1d\uff0b\uff0d\uff20-]")
"""How a text begins that some spreadsheet takes for a formula or a command, full-width signs included."""
_YES, _NO = frozenset(("yes", "y", "true", "1")), frozenset(("no", "n", "false", "0"))


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of cell. ``rule`` is the code of the fault where a cell does not fit; ``choices`` are its codes."""

    name: str
    rule: str
    expects: str
    remedy: str
    example: str
    parse: Callable[[str, str], Any]
    write: Callable[[Any, str], str] = lambda value, _: str(value)
    choices: tuple[str, ...] = ()


def whole_number(low: int, high: int) -> Kind:
    """A whole number from ``low`` to ``high``, in digits alone."""

    def parse(text: str, _: str) -> int:
        number = int(_matched(_WHOLE, text))
        return _within(number, low, high)

    expects = f"a whole number from {low} to {high}"
    return Kind("whole number", "NOT_WHOLE_NUMBER", expects, "Write the digits alone: no commas, notes or ranges.",
                str(max(low, 0)), parse)  # fmt: skip


def minutes(high: int) -> Kind:
    """Minutes each way, read as whole tenths of a minute (halves of a tenth go up)."""

    def parse(text: str, _: str) -> int:
        tenths = (Decimal(_matched(_DECIMAL, text)) * 10).quantize(Decimal(1), ROUND_HALF_UP)
        return _within(int(tenths), 0, high * 10)

    def write(tenths: int, _: str) -> str:
        return f"{tenths // 10}.{tenths % 10}"

    expects = f"a number of minutes from 0 to {high}"
    return Kind("minutes", "NOT_MINUTES", expects, "Write minutes as a number such as 23.5.", "23.5", parse, write)


def money(high: int) -> Kind:
    """Pounds with at most two decimals, read as whole pence; ``high`` is in pounds."""

    def parse(text: str, _: str) -> int:
        return _within(int(Decimal(_matched(_POUNDS, text)) * 100), 0, high * 100)

    def write(pence: int, _: str) -> str:
        return f"{pence // 100}.{pence % 100:02d}"

    expects = f"an amount in pounds from 0 to {high}"
    remedy = "Write pounds as digits with at most two decimals: no sign, no commas."
    return Kind("money", "NOT_MONEY", expects, remedy, "6000.00", parse, write)


def balance(high: int) -> Kind:
    """Pounds as ``money`` reads them, with a minus sign before what is owed or given back."""
    plain = money(high)

    def parse(text: str, _: str) -> int:
        return -int(plain.parse(text[1:], "")) if text[:1] == "-" else int(plain.parse(text, ""))

    def write(pence: int, _: str) -> str:
        return ("-" if pence < 0 else "") + plain.write(abs(pence), "")

    expects = f"an amount in pounds from -{high} to {high}"
    remedy = "Write pounds as digits with at most two decimals, and a minus sign before a deficit or a credit."
    return Kind("money", "NOT_MONEY", expects, remedy, "-1250000.00", parse, write)


def percent(low: int, high: int) -> Kind:
    """A percentage with at most two decimals, read as whole hundredths of one percent."""

    def parse(text: str, _: str) -> int:
        return _within(int(Decimal(_matched(_PERCENT, text)) * 100), low * 100, high * 100)

    def write(hundredths: int, _: str) -> str:
        return f"{'-' if hundredths < 0 else ''}{abs(hundredths) // 100}.{abs(hundredths) % 100:02d}"

    expects = f"a percentage from {low} to {high}"
    remedy = "Write the percentage as digits with at most two decimals: 3.5, not 0.035 and without the sign."
    return Kind("percent", "NOT_PERCENT", expects, remedy, "3.50", parse, write)


def text(limit: int, several_lines: bool = False) -> Kind:
    """Words up to ``limit`` characters; a cell of one line may not begin like a formula."""

    def parse(written: str, _: str) -> str:
        words = written[1:] if written[:1] == "'" and _FORMULA_LIKE.match(written) else written
        too_odd = _UNSEEN.search(words) or (not several_lines and ("\n" in words or written.startswith("=")))
        if len(words) > limit or too_odd:
            raise ValueError
        return words

    def write(words: str, _: str) -> str:
        return "'" + words if _FORMULA_LIKE.match(words) else words

    lines = "" if several_lines else " on one line"
    expects = f"plain text{lines}, up to {limit} characters, without hidden characters" + (
        "" if several_lines else " or formulas"
    )
    remedy = "Type the words again as plain text."
    return Kind("text", "NOT_PLAIN_TEXT", expects, remedy, "", parse, write)


def code(values: Iterable[str]) -> Kind:
    """One code of a list (of a ``StrEnum``, or of plain words); capitals do not matter."""
    known = {value.casefold(): value for value in values if value}
    choices = tuple(str(value) for value in known.values())

    def parse(written: str, _: str) -> str:
        return _known(known, written)

    expects = "one of " + ", ".join(choices)
    return Kind("code", "NOT_LISTED", expects, "Use one of the codes listed.", choices[0], parse, choices=choices)


def codes(values: type[StrEnum]) -> Kind:
    """A list of codes, separated by ``|``, a semicolon, a comma or a space; a code given twice counts once."""
    one = code(values)
    known = {value.casefold(): value for value in values}

    def parse(written: str, _: str) -> tuple[str, ...]:
        parts = [part for part in _SEPARATORS.split(written) if part]
        return tuple(dict.fromkeys(_known(known, part) for part in parts))

    def write(given: Iterable[str], _: str) -> str:
        return "|".join(given)

    expects = "codes separated by | from " + ", ".join(one.choices)
    return Kind("list of codes", "NOT_LISTED", expects, "Use the codes listed, separated by |.",
                "|".join(one.choices[:2]), parse, write, one.choices)  # fmt: skip


def _parse_date(written: str, date_format: str) -> date:
    return parse_date(written, date_format)


def _parse_yes_no(written: str, _: str) -> bool:
    answer = written.casefold()
    if answer in _YES or answer in _NO:
        return answer in _YES
    raise ValueError


def _parse_year(written: str, _: str) -> AcademicYear:
    found = _YEAR.fullmatch(written)
    if not found or (found[2] and int(found[2]) != (int(found[1]) + 1) % 100):
        raise ValueError
    return AcademicYear(_within(int(found[1]), 2015, 2060))


def _parse_financial_year(written: str, _: str) -> FinancialYear:
    found = _FINANCIAL_YEAR.fullmatch(written)
    if not found or (found[2] and int(found[2]) != (int(found[1]) + 1) % 100):
        raise ValueError
    return FinancialYear(_within(int(found[1]), 2010, 2060))


def _parse_postcode(written: str, _: str) -> str:
    return normalise(written)


def _parse_urn(written: str, _: str) -> int:
    return _within(int(_matched(_WHOLE, written)), 100_000, 999_999)


def _parse_reference(written: str, _: str) -> str:
    return _matched(_REFERENCE, written)


def _parse_references(written: str, _: str) -> tuple[str, ...]:
    parts = [part for part in _SEPARATORS.split(written) if part]
    return tuple(dict.fromkeys(_matched(_REFERENCE, part) for part in parts))


def _parse_identifier(written: str, _: str) -> str:
    return _matched(_IDENTIFIER, written)


DATE = Kind("date", "NOT_A_DATE", "a date in the format that authority.toml declares",
            "Write every date in the declared format; check that the day exists.", "2026-01-15",
            _parse_date, write_date)  # fmt: skip
YES_NO = Kind("yes or no", "NOT_YES_NO", "yes or no", "Write yes or no.", "no", _parse_yes_no,
              lambda value, _: "yes" if value else "no", ("yes", "no"))  # fmt: skip
YEAR = Kind("academic year", "NOT_A_YEAR", "an academic year from 2015 to 2060, such as 2026 or 2026/27",
            "Write the calendar year in which the September falls: 2026 for 2026/27.", "2026", _parse_year,
            lambda value, _: str(value.starts))  # fmt: skip
FINANCIAL_YEAR = Kind("financial year", "NOT_A_FINANCIAL_YEAR",
                      "a financial year from 2010 to 2060, such as 2026-27 or 2026",
                      "Write the years in which April falls at its beginning and its end: 2026-27.", "2026-27",
                      _parse_financial_year)  # fmt: skip
POSTCODE = Kind("postcode", "NOT_A_POSTCODE", "a full postcode such as AB1 2CD",
                "Write the full postcode, or give easting and northing.", "AB1 2CD", _parse_postcode)  # fmt: skip
URN = Kind("URN", "NOT_A_URN", "a six-digit URN",
           "Look the URN up on Get Information about Schools; a shorter number is usually the authority's own code.",
           "900001", _parse_urn)  # fmt: skip
REFERENCE = Kind("reference", "NOT_A_REFERENCE",
                 "a reference of letters, digits and . _ / - without spaces, up to 40, and a letter or digit first",
                 "Use the authority's pseudonymous reference; never a name.", "C-0001", _parse_reference)  # fmt: skip
REFERENCES = Kind("list of references", "NOT_A_REFERENCE", "references separated by |",
                  "Use the authority's pseudonymous references, separated by |; never names.", "C-0001|C-0002",
                  _parse_references, lambda given, _: "|".join(given))  # fmt: skip
IDENTIFIER = Kind("identifier", "NOT_AN_IDENTIFIER", "a short name of letters, digits, spaces and . _ / & ( ) + -",
                  "Use the same short name in every table.", "ASD", _parse_identifier)  # fmt: skip


def _matched(pattern: re.Pattern[str], written: str) -> str:
    if not pattern.fullmatch(written):
        raise ValueError
    return written


def _within(number: int, low: int, high: int) -> int:
    if not low <= number <= high:
        raise ValueError
    return number


def _known(known: Mapping[str, str], written: str) -> str:
    try:
        return known[written.casefold()]
    except KeyError:
        raise ValueError from None
