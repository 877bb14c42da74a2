"""A scenario's run as plain rows for machines: one for each year."""

from collections.abc import Iterator

from sufficiency.domain.planning_results import ScenarioRun
from sufficiency.reports.words import decimal

Row = dict[str, object]


def run_rows(run: ScenarioRun) -> list[Row]:
    """Places, children, travel and money of every year; children with three decimals, money in pounds."""
    return list(_rows(run))


def _rows(run: ScenarioRun) -> Iterator[Row]:
    opened = {scheme.name: scheme.opens for scheme in run.schemes if scheme.opens is not None}
    for at, (where, travel) in enumerate(zip(run.plan.where, run.plan.travel, strict=True)):
        spent = sum(head.cash[at] for head in run.money.heads) if run.money else None
        yield {
            "scenario": run.name,
            "year": where.year,
            "opens": "; ".join(name for name, year in opened.items() if year == where.year),
            "commissioned": where.commissioned,
            "on_roll_before": decimal(where.incumbents, 3),
            "placed": decimal(where.placed, 3),
            "independent": decimal(where.independent, 3),
            "unmet": decimal(where.unmet, 3),
            "minutes": None if travel.mean_minutes is None else decimal(travel.mean_minutes, 1),
            "within_guideline": decimal(travel.within, 3),
            "transport": decimal(travel.cost, 2),
            "grams_co2e": travel.grams,
            "revenue": None if spent is None else decimal(spent, 2),
        }
