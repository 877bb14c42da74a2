"""An ensemble as parts of a document: how likely places run short, cost and regret, and what moves the cost.

Every chart has the table of the same figures. Money is told in millions, children as whole ones.
"""

from collections.abc import Callable, Mapping, Sequence

from sufficiency.domain.ensemble import WHOLE_AUTHORITY, Ensemble, Shortfall
from sufficiency.reports.ensemble.words import (
    FACTOR_NAMES,
    cheapest_in_words,
    choice_in_words,
    millions,
    nearest_child,
    of_whole_authority,
    shortfalls_in_words,
)
from sufficiency.reports.page.tables import PageTable, table
from sufficiency.reports.planning.paper import Chart, Part, chart
from sufficiency.reports.planning.words import academic
from sufficiency.reports.words import decimal, percent

GAP = (
    "A child is counted as without a place whom no place of the plan takes: in an independent place bought for it, or "
    "in none. P50 is as likely as not; in eight futures of ten the number is no larger than P80."
)
COST = (
    "Net present cost over the years of the plan. Regret is what a scenario costs more than the one cheapest in the "
    "same future: its mean, and the most in any."
)
DRIVERS = (
    "Mean cost of the futures in which what is named is in its lowest tenth, and in its highest. Rank correlation near "
    "nought: it cannot be told from no effect."
)
LOWEST, HIGHEST = "Lowest tenth", "Highest tenth"
MILLION = 100_000_000
"""Pence."""
Cells = Sequence[Shortfall]
"""Gaps of one scenario, year by year."""


def ensemble_parts(ensemble: Ensemble) -> tuple[Part, ...]:
    """Every part, in the order in which it is read."""
    return _short(ensemble), _cost(ensemble), _drivers(ensemble)


def _short(ensemble: Ensemble) -> Part:
    says = (*shortfalls_in_words(ensemble), GAP)
    whole = _by_scenario(of_whole_authority(ensemble))
    charts = (_likely(ensemble, whole), _bands(whole))
    return Part("short", "How likely places are to run short", says, charts, folded=_by_kind(ensemble))


def _likely(ensemble: Ensemble, whole: Mapping[str, Cells]) -> Chart:
    title = "Futures in which some child has no place, by year"
    figures = _years_table("likely-table", title, whole, lambda one: percent(one.short, ensemble.draws))
    drawn = [
        {"year": academic(one.year), "scenario": name, "value": 100 * one.short / ensemble.draws}
        for name, cells in whole.items()
        for one in cells
    ]
    return chart("likely", title, figures, lambda its: its.lines_by_year(drawn, "Per cent", list(whole)), drawn=True)


def _bands(whole: Mapping[str, Cells]) -> Chart:
    title = "Children without a place, P50 to P80"
    figures = _years_table("bands-table", f"{title}, by year", whole, _both)
    drawn = [
        {"year": academic(one.year), "scenario": name, "P50": one.p50 / 1000, "P80": one.p80 / 1000}
        for name, cells in whole.items()
        for one in cells
    ]
    return chart("bands", title, figures, lambda its: its.bands_by_year(drawn, "Children"), drawn=True)


def _by_kind(ensemble: Ensemble) -> tuple[PageTable, ...]:
    """For each scenario the gap of each need and phase by year; kinds that never lack a place are left out."""
    return tuple(_kinds_table(ensemble, at, one.scenario) for at, one in enumerate(ensemble.outlooks))


def _kinds_table(ensemble: Ensemble, number: int, scenario: str) -> PageTable:
    groups: dict[str, list[Shortfall]] = {}
    for one in ensemble.shortfalls:
        if one.scenario == scenario and one.group != WHOLE_AUTHORITY:
            groups.setdefault(one.group, []).append(one)
    years = [academic(one.year) for one in next(iter(groups.values()), ())]
    rows = ((group, *map(_both, cells)) for group, cells in groups.items() if any(one.short for one in cells))
    caption = f"{scenario}: children without a place at P50 / P80, by need and phase"
    return table(f"kinds-{number}", caption, ("Need and phase", *(f"#{year}" for year in years)), rows)


def _cost(ensemble: Ensemble) -> Part:
    title = "Cost of each scenario in a tenth to nine tenths of the futures, and its mean"
    heads = ("Scenario", "#Mean cost", "#P10", "#P90", "#Mean regret", "#Worst regret", "#Costs least in")
    rows = (
        (
            one.scenario, *map(millions, (one.expected_cost, one.p10_cost, one.p90_cost, one.expected_regret)),
            f"{millions(one.worst_regret)} (future {one.worst_draw})", percent(one.cheapest, ensemble.draws),
        )
        for one in ensemble.outlooks
    )  # fmt: skip
    drawn = [
        {"scenario": one.scenario, "P10": _in_millions(one.p10_cost), "P90": _in_millions(one.p90_cost),
         "mean": _in_millions(one.expected_cost)}
        for one in ensemble.outlooks
    ]  # fmt: skip
    figures = table("cost-table", "Cost and regret", heads, rows)
    drawing = chart("cost", title, figures, lambda its: its.ranges(drawn, "Millions of pounds"), drawn=True)
    says = (cheapest_in_words(ensemble), *choice_in_words(ensemble), COST)
    return Part("money", "Cost, and regret of having chosen otherwise", says, (drawing,))


def _drivers(ensemble: Ensemble) -> Part:
    title = "What moves the cost"
    heads = ("Scenario", "What is drawn", f"#{LOWEST}", f"#{HIGHEST}", "#Rank correlation")
    rows = (
        (one.scenario, FACTOR_NAMES[one.factor], millions(one.cost_low), millions(one.cost_high),
         decimal(one.correlation, 3))
        for one in ensemble.drivers
    )  # fmt: skip
    means = {one.scenario: one.expected_cost for one in ensemble.outlooks}
    drawn = [
        {"scenario": one.scenario, "factor": FACTOR_NAMES[one.factor], "end": end,
         "mean": _in_millions(means[one.scenario]), "value": _in_millions(cost)}
        for one in ensemble.drivers
        for end, cost in ((LOWEST, one.cost_low), (HIGHEST, one.cost_high))
    ]  # fmt: skip
    figures = table("drivers-table", title, heads, rows)
    ends = (LOWEST, HIGHEST)
    drawing = chart("drivers", title, figures, lambda its: its.swings(drawn, "Millions of pounds", ends), drawn=True)
    return Part("drivers", title, (DRIVERS,), (drawing,) if ensemble.drivers else ())


def _by_scenario(cells: Cells) -> dict[str, list[Shortfall]]:
    found: dict[str, list[Shortfall]] = {}
    for one in cells:
        found.setdefault(one.scenario, []).append(one)
    return found


def _years_table(ident: str, caption: str, whole: Mapping[str, Cells], told: Callable[[Shortfall], str]) -> PageTable:
    """A row for each year, a column for each scenario."""
    years = zip(*whole.values(), strict=True)
    rows = ((academic(cells[0].year), *map(told, cells)) for cells in years)
    return table(ident, caption, ("Year", *(f"#{name}" for name in whole)), rows)


def _both(one: Shortfall) -> str:
    return f"{nearest_child(one.p50):,} / {nearest_child(one.p80):,}"


def _in_millions(pence: int) -> float:
    return pence / MILLION
