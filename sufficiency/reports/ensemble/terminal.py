"""An ensemble on the terminal, 80 columns wide."""

from rich.console import Group, RenderableType
from rich.text import Text

from sufficiency.domain.ensemble import Ensemble
from sufficiency.domain.years import AcademicYear
from sufficiency.reports.ensemble.words import (
    FACTOR_NAMES,
    RECOMMENDED,
    choice_in_words,
    millions,
    nearest_child,
    of_whole_authority,
)
from sufficiency.reports.plain_table import plain_table
from sufficiency.reports.words import count, decimal, percent


def ensemble_summary(ensemble: Ensemble) -> RenderableType:
    """Cost and regret of every scenario, its gap in the last year, what drives the cost, and what waiting is worth."""
    head = (
        f"{count(ensemble.draws, 'future')} drawn for {count(len(ensemble.outlooks), 'scenario')}, seed {ensemble.seed}"
    )
    parts = [Text(head, style="bold")]
    if not ensemble.complete:
        parts.append(Text(f"Incomplete: {ensemble.wanted:,} were asked for. Run the same command again to go on."))
    return Group(*parts, Text(), _costs(ensemble), Text(), _gaps(ensemble), Text(), _drivers(ensemble), Text(),
                 *map(Text, (*choice_in_words(ensemble), RECOMMENDED)))  # fmt: skip


def _costs(ensemble: Ensemble) -> RenderableType:
    table = plain_table("Net present cost", "#Expected", "#P10", "#P90", "#Regret", "#Worst", "#Least in")
    for one in ensemble.outlooks:
        money = (one.expected_cost, one.p10_cost, one.p90_cost, one.expected_regret, one.worst_regret)
        table.add_text(one.scenario, *map(millions, money), percent(one.cheapest, ensemble.draws))
    return table


def _gaps(ensemble: Ensemble) -> RenderableType:
    """First year, the year half way and the last, of the whole authority."""
    whole = of_whole_authority(ensemble)
    years = sorted({one.year for one in whole})
    shown = {years[0], years[len(years) // 2], years[-1]}
    table = plain_table("Children without a place", "#Year", "#P50", "#P80", "#Some in")
    for one in whole:
        if one.year in shown:
            name = one.scenario if one.year == years[0] else ""
            p50, p80 = (f"{nearest_child(gap):,}" for gap in (one.p50, one.p80))
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
