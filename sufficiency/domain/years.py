"""Academic years and National Curriculum years."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FIRST_NCY, LAST_NCY = -4, 20
LAST_SCHOOL_NCY = 11
"""Compulsory school age ends with this year, on the last Friday in June."""


@dataclass(frozen=True, slots=True, order=True)
class AcademicYear:
    """An academic year, named by the calendar year in which its September falls: 2026 is 2026/27."""

    starts: int

    def __str__(self) -> str:
        """``2026/27``."""
        return f"{self.starts}/{(self.starts + 1) % 100:02d}"

    @property
    def first_day(self) -> date:
        """1 September."""
        return date(self.starts, 9, 1)


@dataclass(frozen=True, slots=True, order=True)
class FinancialYear:
    """A financial year, 1 April to 31 March, named by the calendar year in which its April falls: 2026 is 2026-27."""

    starts: int

    def __str__(self) -> str:
        """``2026-27``."""
        return f"{self.starts}-{(self.starts + 1) % 100:02d}"


class Phase(StrEnum):
    """Phase of education; the travel-time guideline depends on it."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


def ncy_in(born: date, year: AcademicYear) -> int:
    """National Curriculum year (Reception = 0) in ``year`` of a child born on ``born``.

    Age on 31 August before the year starts, less 4. Source: convention of the SEN2 person-level return.
    """
    age = year.starts - born.year - ((born.month, born.day) > (8, 31))
    return age - 4


def ncy_label(ncy: int) -> str:
    """``Nursery``, ``Reception`` or ``Year 7``."""
    if ncy < 0:
        return "Nursery"
    return "Reception" if ncy == 0 else f"Year {ncy}"


def phase_of(ncy: int) -> Phase:
    """Primary to Year 6, secondary from Year 7."""
    return Phase.PRIMARY if ncy <= 6 else Phase.SECONDARY
