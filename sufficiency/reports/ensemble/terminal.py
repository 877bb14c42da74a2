"""An ensemble on the terminal, 80 columns wide."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from sufficiency.domain.ensemble import WHOLE_AUTHORITY, Ensemble
from sufficiency.domain.years import AcademicYear
from sufficiency.reports.plain_table import plain_table
from sufficiency.reports.words import count, decimal, percent

TENTH_OF_A_MILLION = 10_000_000
"""Pence."""
FACTOR_NAMES = {
    "children": "demand",
    "capital": "cost of building",
    "delay": "openings late",
    "refusals": "settings saying no",
}
RECOMMENDED = "This compares plans. What is built is decided by people, and in law case by case."


def ensemble_summary(ensemble: Ensemble) -> RenderableType:
    """Cost and regret of every scenario, its gap in the last year, what drives the cost, and what waiting is worth."""
    head = (
        f"{count(ensemble.draws, 'future')} drawn for {count(len(ensemble.outlooks), 'scenario')}, seed {ensemble.seed}"
    )
    parts = [Text(head, style="bold")]
    if not ensemble.complete:
        parts.append(Text(f"Incomplete: {ensemble.wanted:,} were asked for. Run the same command again to go on."))
    return Group(*parts, Text(), _costs(ensemble), Text(), _gaps(ensemble), Text(), _drivers(ensemble), Text(),
                 *map(Text, _in_words(ensemble)))  # fmt: skip


def _costs(ensemble: Ensemble) -> RenderableType:
    table = plain_table("Net present cost", "#Expected", "#P10", "#P90", "#Regret", "#Worst", "#Least in")
    for one in ensemble.outlooks:
        money = (one.expected_cost, one.p10_cost, one.p90_cost, one.expected_regret, one.worst_regret)
        table.add_text(one.scenario, *map(millions, money), percent(one.cheapest, ensemble.draws))
    return table


def _gaps(ensemble: Ensemble) -> RenderableType:
    """First year, the year half way and the last, of the whole authority."""
    whole = [one for one in ensemble.shortfalls if one.group == WHOLE_AUTHORITY]
    years = sorted({one.year for one in whole})
    shown = {years[0], years[len(years) // 2], years[-1]}
    table = plain_table("Children without a place", "#Year", "#P50", "#P80", "#Some in")
    for one in whole:
        if one.year in shown:
            name = one.scenario if one.year == years[0] else ""
            p50, p80 = (f"{(gap + 500) // 1000:,}" for gap in (one.p50, one.p80))
            table.add_text(name, str(AcademicYear(one.year)), p50, p80, percent(one.short, ensemble.draws))
    return table


def _drivers(ensemble: Ensemble) -> RenderableType:
    table = plain_table("What drives the cost", "", "#At its P10", "#At its P90", "#Rank")
    before = ""
    for one in ensemble.drivers:
        name, before = ("" if one.scenario == before else one.scenario), one.scenario
        cost = millions(one.cost_low), millions(one.cost_high)
        table.add_text(name, FACTOR_NAMES[one.factor], *cost, decimal(one.correlation, 3))
    return table


def _in_words(ensemble: Ensemble) -> Iterator[str]:
    yield f"Least expected cost: {ensemble.least_expected}. Smallest worst regret: {ensemble.least_regret}."
    yield f"To know the future before choosing would be worth {millions(ensemble.foresight)}: no study is worth more."
    if (waiting := ensemble.waiting) is not None:
        years = count(waiting.years, "year")
        gain = f"saves {millions(waiting.value)}" if waiting.value >= 0 else f"costs {millions(-waiting.value)}"
        low, middle, high = waiting.then
        yield f"To wait {years} and then choose {gain}: {low} if demand is low, {middle} if middling, {high} if high."
    yield RECOMMENDED


def millions(pence: int) -> str:
    """``£12.3m``, halves away from nought."""
    tenths = (abs(pence) + TENTH_OF_A_MILLION // 2) // TENTH_OF_A_MILLION
    return f"{'−' if pence < 0 and tenths else ''}£{decimal(tenths, 1)}m"
