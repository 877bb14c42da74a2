"""The parts of planning's documents about journeys and about who gains by them: areas, deprivation, the map."""

from collections.abc import Sequence

from sufficiency.domain.scenario_comparison import ComparedRow, Figure, Gain
from sufficiency.reports.page.tables import PageTable, table
from sufficiency.reports.planning import compare
from sufficiency.reports.planning.gain_map import gain_map
from sufficiency.reports.planning.paper import Chart, Paper, Part, by_year, chart, lines_chart, named, with_change

_WHO = (
    "Journeys are of the children whom the plan places, the independent sector's among them. Children who were on roll "
    "before it began travel the same under every scenario and are left out."
)
_EQUALITY = (
    "Minutes are the mean way of those who enter in all years of the plan; decile 1 is the most deprived tenth of "
    "neighbourhoods in England. An equality impact assessment looks at more than these figures."
)


def travel_part(paper: Paper) -> Part:
    """Minutes, cost and carbon of the children whom the plan places."""
    mean, within, cost, carbon = (
        named(paper, compare.TRAVEL, name) for name in (compare.MEAN, compare.WITHIN, compare.TRANSPORT, compare.CARBON)
    )
    charts = (
        lines_chart(paper, "minutes-chart", "Mean minutes each way, by year", mean, unit="Minutes", parts=10),
        lines_chart(paper, "carbon-chart", "Carbon of journeys, by year", carbon, unit="Tonnes CO2e", parts=1_000_000),
    )
    folded = (
        by_year(paper, "transport-table", f"{compare.TRANSPORT}, by year", cost),
        by_year(paper, "within-table", f"{compare.WITHIN}, by year", within),
    )
    says = [_WHO]
    if any(run.premises.estimated for run in paper.runs):
        says.append("No roads were given: journeys are estimated from straight lines.")
    return Part("travel", "Travel and carbon", tuple(says), charts, folded=folded)


def equality_part(paper: Paper) -> Part:
    """How entrants fare by deprivation and area, and a map of who gains minutes."""
    deciles = [gain for gain in paper.comparison.gains if gain.by == "decile"]
    areas = [gain for gain in paper.comparison.gains if gain.by == "area"]
    maps = (
        gain_map(f"map-{at}", name, paper.base.areas, areas, at)
        for at, name in enumerate(paper.names)
        if at
    )  # fmt: skip
    says = (
        _EQUALITY,
        *([] if deciles else ["The areas name no deciles of deprivation, so none are compared."]),
    )
    charts = (_deciles_chart(paper, deciles),) if deciles else ()
    return Part(
        "equality", "Equality", says, charts,
        folded=(_areas_table(paper, areas),), maps=tuple(one for one in maps if one is not None),
    )  # fmt: skip


def _deciles_chart(paper: Paper, gains: Sequence[Gain]) -> Chart:
    ordered = sorted(gains, key=lambda gain: int(gain.code))
    title = "Mean minutes each way, by decile of deprivation (1 is the most deprived)"
    drawn: list[dict[str, str | float]] = [
        {"year": gain.code, "scenario": name, "value": value / 10}
        for at, name in enumerate(paper.names)
        for gain in ordered
        if (value := gain.minutes[at]) is not None
    ]
    figures = _gains_table(paper, "deciles-table", title, "Decile", ordered)
    return chart("deciles-chart", title, figures,
                 lambda its: its.lines_by_year(drawn, "Minutes", paper.names), drawn=bool(drawn))  # fmt: skip


def _areas_table(paper: Paper, gains: Sequence[Gain]) -> PageTable:
    title = "Mean minutes each way, by area, and the change from the base"
    return _gains_table(paper, "areas-table", title, "Area", gains)


def _gains_table(paper: Paper, ident: str, title: str, of: str, gains: Sequence[Gain]) -> PageTable:
    each = [ComparedRow("", gain.name or gain.code, Figure.MINUTES, None, gain.minutes) for gain in gains]
    rows = ((row.name, *with_change(row)) for row in each)
    return table(ident, title, (of, *(f"#{name}" for name in paper.names)), rows)
