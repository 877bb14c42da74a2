"""The charts of planning as Vega-Lite specifications, from plain rows; each is shown with the table of its figures.

Scenarios are told apart by colour and by pattern, and named in the legend. Importing this needs the ``reports`` extra.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from sufficiency.reports.page.charts import Spec, finished
from sufficiency.reports.transport.route_map import COLOURS

Row = Mapping[str, str | float]
WIDTH, HEIGHT = 560, 260
PANEL, LOW_PANEL, FEW = 150, 75, 3
"""Heights of one panel of a column of them; low where they are more than a few, so that a page holds them."""
BASE = "#0b0c0c"
DASHES = ([1, 0], [8, 4], [2, 3], [10, 3, 2, 3])


def lines_by_year(rows: Sequence[Row], title: str, scenarios: Sequence[str]) -> Spec:
    """A line for each scenario, the base in black; rows of ``year``, ``scenario`` and ``value``, years in order."""
    years = list(dict.fromkeys(str(row["year"]) for row in rows))
    chart = alt.Chart(alt.InlineData(values=list(rows)), width=WIDTH, height=HEIGHT)
    lines = chart.mark_line(strokeWidth=2.5, point=alt.OverlayMarkDef(size=36, filled=True)).encode(
        x=alt.X("year:N", sort=years, title=None, axis=alt.Axis(labelAngle=0, grid=False, labelOverlap=True)),
        y=alt.Y("value:Q", title=title, axis=alt.Axis(tickCount=5, format=",~r"), scale=alt.Scale(zero=True)),
        color=alt.Color("scenario:N", scale=alt.Scale(domain=list(scenarios), range=_colours(len(scenarios))),
                        legend=alt.Legend(symbolType="stroke", symbolStrokeWidth=3, symbolSize=500, columns=2)),
        strokeDash=alt.StrokeDash("scenario:N", scale=alt.Scale(domain=list(scenarios), range=_dashes(len(scenarios)))),
    )  # fmt: skip
    nought = alt.Chart(alt.InlineData(values=[{"at": 0}])).mark_rule(color="#505a5f").encode(y="at:Q")
    return finished(alt.layer(nought, lines))


def bars_by_year(rows: Sequence[Row], title: str, parts: Sequence[str]) -> Spec:
    """Stacked bars by year, one panel a scenario; rows of ``scenario``, ``year``, ``part``, ``value`` and ``rank``."""
    scenarios = list(dict.fromkeys(str(row["scenario"]) for row in rows))
    years = list(dict.fromkeys(str(row["year"]) for row in rows))
    bars = alt.Chart(width=WIDTH, height=PANEL if len(scenarios) <= FEW else LOW_PANEL).mark_bar(stroke="white").encode(
        x=alt.X("year:N", sort=years, title=None, axis=alt.Axis(labelAngle=0, grid=False, labelOverlap=True)),
        y=alt.Y("value:Q", title=title, axis=alt.Axis(tickCount=4, format=",~r")),
        color=alt.Color("part:N", scale=alt.Scale(domain=list(parts), range=COLOURS[: len(parts)])),
        order="rank:Q",
    )  # fmt: skip
    if len(scenarios) == 1:
        return finished(bars.properties(data=alt.InlineData(values=list(rows))))
    return _panels(alt.layer(bars, data=alt.InlineData(values=list(rows))), scenarios)


def steps(rows: Sequence[Row], title: str) -> Spec:
    """Bars up or down, one for each named step; rows of ``step`` and ``value``, in the order to be drawn."""
    order = [str(row["step"]) for row in rows]
    chart = alt.Chart(alt.InlineData(values=list(rows)), width=WIDTH - 220, height=alt.Step(30))
    colour = alt.condition("datum.value < 0", alt.value(COLOURS[1]), alt.value(COLOURS[0]))
    bars = chart.mark_bar().encode(
        y=alt.Y("step:N", sort=order, title=None, axis=alt.Axis(ticks=False)),
        x=alt.X("value:Q", title=title, axis=alt.Axis(tickCount=5, format=",~r")),
        color=colour,
    )
    return finished(bars)


def bands_by_year(rows: Sequence[Row], title: str) -> Spec:
    """P50 and P80 by year and what lies between, one panel a scenario; rows of ``scenario``, ``year`` and both."""
    scenarios = list(dict.fromkeys(str(row["scenario"]) for row in rows))
    years = list(dict.fromkeys(str(row["year"]) for row in rows))
    year = alt.X("year:N", sort=years, title=None, axis=alt.Axis(labelAngle=0, grid=False, labelOverlap=True))
    axis = alt.Axis(tickCount=4, format=",~r")
    base = alt.Chart(width=WIDTH, height=PANEL if len(scenarios) <= FEW else LOW_PANEL)
    between = base.mark_area(color=COLOURS[0], opacity=0.2).encode(
        x=year, y=alt.Y("P50:Q", title=title, axis=axis), y2="P80:Q"
    )
    levels = base.transform_fold(["P50", "P80"], as_=["level", "value"])
    lines = levels.mark_line(strokeWidth=2.5, color=COLOURS[0]).encode(
        x=year, y=alt.Y("value:Q", title=title, axis=axis),
        strokeDash=alt.StrokeDash("level:N", scale=alt.Scale(domain=["P50", "P80"], range=DASHES[:2]),
                                  legend=alt.Legend(symbolType="stroke", symbolStrokeWidth=3, symbolSize=500)),
    )  # fmt: skip
    return _panels(alt.layer(between, lines, data=alt.InlineData(values=list(rows))), scenarios)


def ranges(rows: Sequence[Row], title: str) -> Spec:
    """A bar from P10 to P90 and a mark at the mean, one a scenario; rows of ``scenario`` and the three."""
    order = [str(row["scenario"]) for row in rows]
    chart = alt.Chart(alt.InlineData(values=list(rows)), width=WIDTH - 160, height=alt.Step(36))
    named = alt.Y("scenario:N", sort=order, title=None, axis=alt.Axis(ticks=False))
    along = alt.Axis(tickCount=5, format=",~r")
    bars = chart.mark_bar(color=COLOURS[0], opacity=0.35, height=18).encode(
        y=named, x=alt.X("P10:Q", title=title, axis=along, scale=alt.Scale(zero=False)), x2="P90:Q"
    )
    middle = chart.mark_tick(color=BASE, thickness=3, height=24).encode(y=named, x=alt.X("mean:Q", title=title))
    return finished(alt.layer(bars, middle))


def swings(rows: Sequence[Row], title: str, ends: Sequence[str]) -> Spec:
    """Bars from the mean to either end, widest first, one panel a scenario.

    Rows of ``scenario``, ``factor``, ``end``, ``mean`` and ``value``; ``ends`` are the two ends in words.
    """
    scenarios = list(dict.fromkeys(str(row["scenario"]) for row in rows))
    order = list(dict.fromkeys(str(row["factor"]) for row in rows))
    bars = alt.Chart(width=WIDTH - 160, height=alt.Step(30, **{"for": "position"})).mark_bar().encode(
        y=alt.Y("factor:N", sort=order, title=None, axis=alt.Axis(ticks=False)),
        x=alt.X("mean:Q", title=title, axis=alt.Axis(tickCount=5, format=",~r"), scale=alt.Scale(zero=False)),
        x2="value:Q",
        color=alt.Color("end:N", scale=alt.Scale(domain=list(ends), range=COLOURS[:2])),
        yOffset=alt.YOffset("end:N", sort=list(ends)),
    )  # fmt: skip
    return _panels(alt.layer(bars, data=alt.InlineData(values=list(rows))), scenarios)


def _panels(layers: Any, scenarios: Sequence[str]) -> Spec:
    """The layers for each scenario, one below the other."""
    facet = alt.Row("scenario:N", sort=list(scenarios), header=alt.Header(labelOrient="top", labelAnchor="start"))
    return finished(layers.facet(row=facet, spacing=16))


def _colours(count: int) -> list[str]:
    return [BASE, *(COLOURS[at % len(COLOURS)] for at in range(count - 1))]


def _dashes(count: int) -> list[list[int]]:
    return [DASHES[0], *(DASHES[at % len(DASHES)] for at in range(count - 1))]
