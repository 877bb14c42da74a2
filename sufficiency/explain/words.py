"""Small turns of phrase shared by the explanations."""

from collections.abc import Sequence

from sufficiency.domain.years import ncy_label

SHOWN = 6


def count(number: int, one: str, many: str = "") -> str:
    """``1 place``, ``3 places``, ``no places``."""
    if number == 1:
        return f"1 {one}"
    return f"{number or 'no'} {many or one + 's'}"


def listed(names: Sequence[str], most: int = SHOWN, between: str = ", ") -> str:
    """The first few names and how many more there are."""
    more = len(names) - most
    shown = between.join(names[:most])
    return f"{shown} and {more} more" if more > 0 else shown


def years_in_words(years: Sequence[int]) -> str:
    """``Year 7`` or ``Year 7 to Year 9``."""
    first, last = ncy_label(min(years)), ncy_label(max(years))
    return first if first == last else f"{first} to {last}"


def minutes_in_words(tenths: int) -> str:
    """Whole minutes, rounded half up."""
    return count((tenths + 5) // 10, "minute")
