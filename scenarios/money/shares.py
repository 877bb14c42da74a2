"""Parts of amounts in whole pence that add up to the whole. Exact: fractions and whole numbers alone."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor

AUTUMN_MONTHS, MONTHS = 7, 12
"""September to March of an academic year are in the financial year in which it begins; April to August in the next."""


def whole_parts(parts: Sequence[Fraction]) -> tuple[int, ...]:
    """Whole numbers nearest to the parts that add up to their rounded sum (halves up).

    The largest remainders are rounded up (Hamilton's method); among equals the first.
    """
    floors = [floor(part) for part in parts]
    short = half_up(sum(parts, Fraction())) - sum(floors)
    order = sorted(range(len(parts)), key=lambda at: floors[at] - parts[at])
    raised = set(order[:short])
    return tuple(whole + (at in raised) for at, whole in enumerate(floors))


def half_up(amount: Fraction) -> int:
    """The nearest whole number, halves up."""
    return floor(amount + Fraction(1, 2))


def by_financial_year(academic: Sequence[int]) -> tuple[int, ...]:
    """Amounts of n academic years as n + 1 financial years: seven twelfths where each begins, the rest in the next.

    The first and the last hold a part of a year only. Every academic year is split exactly, so the sums are the same.
    """
    autumns = [half_up(Fraction(AUTUMN_MONTHS * pence, MONTHS)) for pence in academic]
    rests = [pence - autumn for pence, autumn in zip(academic, autumns, strict=True)]
    return tuple(a + b for a, b in zip((*autumns, 0), (0, *rests), strict=True))


def grown(basis_points: int, years: int) -> Fraction:
    """What one becomes after so many years at a rate a year; before nought, what it was."""
    return Fraction(10_000 + basis_points, 10_000) ** years
