"""Greenhouse gases of a journey: whole grams of CO2e from metres driven and grams a kilometre."""

RUNS_A_DAY = 2
"""To school and home."""

WITH_EMPTY = 2
"""Every run with a child aboard is matched by one of the same length without: to the first child, or back."""


def day_grams(metres: int, grams_per_km: int) -> int:
    """Grams a day of a vehicle whose run with a child aboard is so long, empty runs included."""
    return RUNS_A_DAY * WITH_EMPTY * metres * grams_per_km // 1000


def year_grams(metres: int, grams_per_km: int, days: int, share: int = 1) -> int:
    """Grams a year of such a vehicle for one of ``share`` children aboard."""
    return RUNS_A_DAY * WITH_EMPTY * metres * grams_per_km * days // (1000 * share)
