"""Each kind of cell: what it reads, what it refuses, and that what it writes reads back."""

from datetime import date

import pytest

from sufficiency.domain.cases import Sex, State
from sufficiency.domain.needs import Need
from sufficiency.domain.years import AcademicYear
from sufficiency.tables import kinds
from sufficiency.tables.dates import DAY_FIRST, ISO, expected

WHOLE = kinds.whole_number(-4, 20)
MINUTES = kinds.minutes(600)
MONEY = kinds.money(1000)
WORDS = kinds.text(20)
LINES = kinds.text(20, several_lines=True)
STATE = kinds.code(State)
NEEDS = kinds.codes(Need)

READ = [
    (WHOLE, "7", 7),
    (WHOLE, "-4", -4),
    (WHOLE, "007", 7),
    (MINUTES, "23.5", 235),
    (MINUTES, "23", 230),
    (MINUTES, "0.05", 1),
    (MINUTES, "12.34", 123),
    (MONEY, "12", 1200),
    (MONEY, "12.5", 1250),
    (MONEY, "0.07", 7),
    (kinds.DATE, "2024-02-29", date(2024, 2, 29)),
    (kinds.YES_NO, "Yes", True),
    (kinds.YES_NO, "FALSE", False),
    (kinds.YEAR, "2026", AcademicYear(2026)),
    (kinds.YEAR, "2026/27", AcademicYear(2026)),
    (kinds.POSTCODE, "le152ab", "LE15 2AB"),
    (kinds.URN, "900001", 900001),
    (kinds.REFERENCE, "C-0001/b", "C-0001/b"),
    (kinds.IDENTIFIER, "ASD (KS3)", "ASD (KS3)"),
    (WORDS, "St Mary's & Élan", "St Mary's & Élan"),
    (WORDS, "Null", "Null"),
    (WORDS, "'=1+1", "=1+1"),
    (LINES, "one\ntwo", "one\ntwo"),
    (STATE, "p4", State.NAMED_FINAL),
    (NEEDS, "ASD|slcn; MLD, ASD", (Need.ASD, Need.SLCN, Need.MLD)),
]

REFUSED = [
    (WHOLE, ["21", "-5", "7.0", "1e1", "seven", "=7", "1,0", "٧", "9" * 5000, "0x7", "7 8", "−4"]),
    (MINUTES, ["-1", "601", "1:30", "20 min", "1e2", "nan", "inf", "20."]),
    (MONEY, ["-1", "1000.01", "£5", "1,000", "5.001", "1e2"]),
    (kinds.DATE, ["2023-02-29", "15/01/2026", "2026-1-5", "2026-01-15T00:00:00", "0202-01-01", "46037", "today"]),
    (kinds.YES_NO, ["maybe", "2", "yes."]),
    (kinds.YEAR, ["26", "2026/28", "1999", "2026-27"]),
    (kinds.POSTCODE, ["LE15", "LE15 2A", "L3!5 2AB", "12345", "LE15 2AB 7"]),
    (kinds.URN, ["117", "1234567", "90000A", "9.0E+05", "099999"]),
    (kinds.REFERENCE, ["Jo Smith", "-1", "=A1", "a\u200bb", "", "x" * 41]),
    (kinds.IDENTIFIER, ["=1", "@x", "x" * 61, "a\nb"]),
    (WORDS, ["=1+1", "a\x00b", "a\u202eb", "a\nb", "x" * 21]),
    (LINES, ["a\x07b", "x" * 21]),
    (STATE, ["P9", "P 4", "NAMED_FINAL"]),
    (kinds.code(Sex), ["female", "X"]),
    (NEEDS, ["ADHD", "ASD|autism"]),
]


@pytest.mark.parametrize(("kind", "text", "value"), READ, ids=lambda x: getattr(x, "name", None) or repr(x))
def test_a_fitting_cell_is_read(kind: kinds.Kind, text: str, value: object) -> None:
    assert kind.parse(text, ISO) == value
    assert kind.parse(kind.write(value, ISO), ISO) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [pytest.param(kind, text, id=f"{kind.name}: {text[:24]!a}") for kind, texts in REFUSED for text in texts],
)
def test_any_other_cell_is_refused(kind: kinds.Kind, text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        kind.parse(text, ISO)


def test_a_date_is_read_as_declared_and_never_guessed() -> None:
    assert kinds.DATE.parse("03/04/2026", DAY_FIRST) == date(2026, 4, 3)
    assert kinds.DATE.parse("3/4/2026", DAY_FIRST) == date(2026, 4, 3)
    for text in ("2026-04-03", "04/13/2026", "31/02/2026", "03/04/26"):
        with pytest.raises(ValueError):  # noqa: PT011
            kinds.DATE.parse(text, DAY_FIRST)
    assert kinds.DATE.write(date(2026, 4, 3), DAY_FIRST) == "03/04/2026"
    assert "31/01/2026" in expected(DAY_FIRST)


def test_words_that_look_like_formulas_are_written_harmless_and_read_back() -> None:
    for words in ("=1+1", "-2", "+44", "@x", "'=1", "''@"):
        written = LINES.write(words, ISO)
        assert written.startswith("'")
        assert LINES.parse(written, ISO) == words
