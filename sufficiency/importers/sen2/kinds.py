"""Kinds of item of the return: dates that can be read one way only, pupil numbers with their check, code lists."""

import re
from collections.abc import Mapping
from datetime import date

from stdnum.gb import upn

from sufficiency.domain.cases import Sex
from sufficiency.tables.dates import ISO, parse_date
from sufficiency.tables.kinds import Kind

_DATE = re.compile(r"([0-9]{4})-([0-9]{2}|[A-Za-z]{3})-([0-9]{2})(?:[T ]00:00:00(?:\.0+)?Z?)?")
_MONTHS = dict(
    zip(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), range(1, 13), strict=True)
)
_UPN = re.compile(r"[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]")
_ULN = re.compile(r"[1-9][0-9]{9}")


def read_date(text: str, _: str = ISO) -> date:
    """The date of ``2026-01-15``, ``2026-01-15T00:00:00`` or ``2026-Jan-15 00:00:00``; ``ValueError`` for others.

    These three can be read one way only. ``01/02/2026`` cannot, so it is refused whatever the rest of the file says.
    """
    found = _DATE.fullmatch(text)
    if not found:
        raise ValueError
    month = found[2] if found[2].isdigit() else f"{_MONTHS.get(found[2].casefold(), 0):02d}"
    return parse_date(f"{found[1]}-{month}-{found[3]}", ISO)


def read_upn(text: str, _: str = ISO) -> str:
    """A pupil number whose check letter fits, permanent or temporary; ``ValueError`` for any other text.

    The authority inside it is not looked up: numbers are issued by authorities newer than any list.
    Source: DfE, Unique pupil numbers; the letter is worked out by python-stdnum.
    """
    packed = "".join(text.split()).upper()
    if not _UPN.fullmatch(packed) or upn.calc_check_digit(packed[1:]) != packed[0]:
        raise ValueError
    return packed


def is_temporary(number: str) -> bool:
    """Whether a pupil number is temporary: its last place holds a letter."""
    return number[-1:].isalpha()


def read_uln(text: str, _: str = ISO) -> str:
    """A learner number of ten digits whose last digit fits (modulus 11); ``ValueError`` for any other text."""
    if not _ULN.fullmatch(text):
        raise ValueError
    rest = sum(int(digit) * weight for digit, weight in zip(text[:9], range(10, 1, -1), strict=True)) % 11
    if rest == 0 or int(text[9]) != 10 - rest:
        raise ValueError
    return text


def matching(name: str, rule: str, pattern: str, expects: str, remedy: str) -> Kind:
    """Capitals and digits of one shape."""
    shape = re.compile(pattern)

    def parse(text: str, _: str) -> str:
        if not shape.fullmatch(text.upper()):
            raise ValueError
        return text.upper()

    return Kind(name, rule, expects, remedy, "", parse)


def listed(codes: Mapping[str, str]) -> Kind:
    """One code of a list of the return, which says what each code means."""
    known = {code.casefold(): code for code in codes}

    def parse(text: str, _: str) -> str:
        if text.casefold() not in known:
            raise ValueError
        return known[text.casefold()]

    meanings = "; ".join(f"{code} {meaning}" for code, meaning in codes.items())
    return Kind("code", "NOT_LISTED", "one of " + ", ".join(codes), f"Use the code of the return: {meanings}.",
                next(iter(codes)), parse, choices=tuple(codes))  # fmt: skip


def _read_sex(text: str, _: str) -> Sex:
    try:
        return {"f": Sex.FEMALE, "m": Sex.MALE, "u": Sex.NOT_GIVEN}[text.casefold()]
    except KeyError:
        raise ValueError from None


DATE = Kind("date of a return", "NOT_A_DATE", "a date that can be read one way only, such as 2026-01-31",
            "Write year, month, day: 2026-01-31, or use a date cell in a workbook. Day/month/year is never guessed.",
            "2026-01-15", read_date)  # fmt: skip
UPN = Kind("UPN", "NOT_A_UPN", "a unique pupil number: 13 characters of which the first, a letter, checks the others",
           "Correct the number in the case system: a character is wrong or two have changed places.", "B801200005001",
           read_upn)  # fmt: skip
ULN = Kind("ULN", "NOT_A_ULN", "a unique learner number: ten digits of which the last checks the others",
           "Correct the number in the case system, or leave it blank.", "1000000027", read_uln)  # fmt: skip
UKPRN = matching("UKPRN", "NOT_A_UKPRN", "1[0-9]{7}", "an eight-digit UKPRN that begins with 1",
                 "Look the provider up on the UK Register of Learning Providers.")  # fmt: skip
LA_CODE = matching("authority code", "NOT_AN_AUTHORITY_CODE", "[0-9]{3}|[EWSN][0-9]{8}",
                   "the three-figure code of an authority", "Use the code DfE gives the authority.")  # fmt: skip
NO_NUMBER = matching("reason", "NOT_LISTED", "UN[0-9]{1,2}", "one of the codes UN1, UN2 and so on",
                     "Use the code of the return's list of reasons for having neither UPN nor ULN.")  # fmt: skip
SEX = Kind("sex", "NOT_LISTED", "F or M", "Write F or M, or U where it is not known.", "F", _read_sex)
