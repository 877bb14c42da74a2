"""An ensemble in sentences: how often places run short, which scenario costs least, what waiting is worth."""

from collections.abc import Iterator

from sufficiency.domain.ensemble import WHOLE_AUTHORITY, Ensemble, Shortfall
from sufficiency.domain.years import AcademicYear
from sufficiency.reports.words import children, count, decimal, percent

TENTH_OF_A_MILLION = 10_000_000
"""Pence."""
FACTOR_NAMES = {
    "children": "demand",
    "capital": "cost of building",
    "delay": "openings late",
    "refusals": "settings saying no",
}
RECOMMENDED = "This compares plans. What is built is decided by people, and in law case by case."


def shortfalls_in_words(ensemble: Ensemble) -> Iterator[str]:
    """For each scenario in how many futures places run short in the last year, and by how many at P80."""
    last = max(one.year for one in ensemble.shortfalls)
    for one in of_whole_authority(ensemble):
        if one.year == last:
            often = f"{one.short:,} of {count(ensemble.draws, 'future')}"
            yield (
                f"{one.scenario}: places run short in {often} by {AcademicYear(last)}; in eight of ten, by "
                f"{children(nearest_child(one.p80))} at most."
            )


def cheapest_in_words(ensemble: Ensemble) -> str:
    """In how many futures each scenario costs least, the one that does so most often first."""
    ranked = sorted(ensemble.outlooks, key=lambda one: -one.cheapest)
    said = [f"{one.scenario} in {percent(one.cheapest, ensemble.draws)}" for one in ranked if one.cheapest]
    return f"Costs least: {', '.join(said)} of the futures."


def choice_in_words(ensemble: Ensemble) -> Iterator[str]:
    """Which scenario to prefer by either rule, what foresight would be worth, and what waiting is."""
    yield f"Least expected cost: {ensemble.least_expected}. Smallest worst regret: {ensemble.least_regret}."
    yield f"To know the future before choosing would be worth {millions(ensemble.foresight)}: no study is worth more."
    if (waiting := ensemble.waiting) is not None:
        years = count(waiting.years, "year")
        gain = f"saves {millions(waiting.value)}" if waiting.value >= 0 else f"costs {millions(-waiting.value)}"
        low, middle, high = waiting.then
        yield f"To wait {years} and then choose {gain}: {low} if demand is low, {middle} if middling, {high} if high."


def of_whole_authority(ensemble: Ensemble) -> tuple[Shortfall, ...]:
    """Gaps of all kinds of place together, scenario by scenario, year by year."""
    return tuple(one for one in ensemble.shortfalls if one.group == WHOLE_AUTHORITY)


def nearest_child(thousandths: int) -> int:
    """Whole children, halves up."""
    return (thousandths + 500) // 1000


def millions(pence: int) -> str:
    """``£12.3m``, halves away from nought."""
    tenths = (abs(pence) + TENTH_OF_A_MILLION // 2) // TENTH_OF_A_MILLION
    return f"{'−' if pence < 0 and tenths else ''}£{decimal(tenths, 1)}m"
