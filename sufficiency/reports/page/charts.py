"""The charts as Vega-Lite specifications, from plain rows. What each shows stands in a table below it too.

Importing this needs the ``reports`` extra; ``figures`` does so only where it is installed.

Colours are the Government Analysis Function palette in its order; neighbours differ in lightness, and every series is
named in words.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from sufficiency.reports.page.children import OUTCOMES
from sufficiency.reports.page.drawing import BLUE, FONT, GREY, ORANGE, PURPLE, TURQUOISE

Row = Mapping[str, str | int]
Spec = dict[str, Any]  # the library's own form: a tree of plain values
WIDTH = 340
LABELS = 290
LONGEST = 90
OUTCOME_COLOURS = (BLUE, TURQUOISE, PURPLE, GREY, ORANGE)
PALE = "#CFD9E2"

# Labels are never cut by the library (labelLimit 0): finding where to cut takes it longer than all else together.
_CONFIG: Spec = {
    "font": FONT,
    "axis": {
        "labelFontSize": 14, "titleFontSize": 14, "titleFontWeight": "normal", "labelColor": "#0b0c0c",
        "titleColor": "#0b0c0c", "gridColor": "#d5d8da", "domainColor": "#505a5f", "tickColor": "#505a5f",
        "labelLimit": 0,
    },
    "legend": {
        "labelFontSize": 14, "title": None, "orient": "top", "direction": "horizontal", "columns": 3,
        "labelLimit": 260, "symbolType": "square", "symbolSize": 180, "offset": 12,
    },
    "header": {"labelFontSize": 15, "labelFontWeight": "bold", "labelColor": "#0b0c0c", "title": None},
    "view": {"stroke": None},
    "text": {"fontSize": 14, "color": "#0b0c0c"},
}  # fmt: skip


def outcome_by_need(rows: Sequence[Row]) -> Spec:
    """Stacked bars; rows of ``need``, ``outcome`` and ``children``, in the order to be drawn."""
    order = _names(rows, "need")
    chart = alt.Chart(alt.InlineData(values=_ranked(rows, OUTCOMES)), width=WIDTH, height=alt.Step(32))
    bars = chart.mark_bar(stroke="white", strokeWidth=1).encode(
        y=alt.Y("need:N", sort=order, title=None, axis=alt.Axis(ticks=False)),
        x=_whole_axis("children:Q", "Children", _longest(rows)),
        color=alt.Color("outcome:N", scale=alt.Scale(domain=OUTCOMES, range=OUTCOME_COLOURS)),
        order="rank:Q",
    )
    return finished(bars)


def minutes_by_phase(rows: Sequence[Row], guidelines: Mapping[str, int]) -> Spec:
    """Bars by band of 15 minutes, one panel a phase with its guideline; rows of ``phase``, ``start``, ``children``."""
    panels = [_minutes_panel(rows, phase, guideline) for phase, guideline in guidelines.items()]
    return finished(alt.vconcat(*panels, spacing=24))


def _minutes_panel(rows: Sequence[Row], phase: str, guideline: int) -> Any:
    here = [{**row, "end": int(row["start"]) + 15} for row in rows if row["phase"] == phase]
    most = max((int(row["children"]) for row in rows), default=1)
    name = f"{phase.capitalize()}: guideline {guideline} minutes"
    axis = alt.Axis(values=list(range(0, LONGEST, 15)), grid=False, labelExpr="datum.value == 75 ? '75+' : datum.value")
    along = alt.X("start:Q", title="Minutes, one way", scale=alt.Scale(domain=[0, LONGEST], nice=False), axis=axis)
    up = _whole_axis("children:Q", "Children", most, upwards=True)
    title = alt.Title(name, anchor="start", fontSize=15)
    base = alt.Chart(alt.InlineData(values=here), width=WIDTH + LABELS - 60, height=130, title=title)
    colour = alt.condition(alt.datum.start >= guideline, alt.value(ORANGE), alt.value(BLUE))
    bars = base.mark_rect(stroke="white").encode(x=along, x2="end:Q", y=up, y2=alt.datum(0), color=colour)
    numbers = base.transform_calculate(middle="(datum.start + datum.end) / 2").transform_filter("datum.children > 0")
    written = numbers.mark_text(dy=-8).encode(x="middle:Q", y="children:Q", text="children:Q")
    line = alt.Chart(alt.InlineData(values=[{"at": guideline}])).mark_rule(
        strokeDash=[6, 4], strokeWidth=2, color="#0b0c0c"
    )
    return alt.layer(bars, written, line.encode(x="at:Q"))


def places_by_setting(rows: Sequence[Row]) -> Spec:
    """Used and free places, one bar a setting; rows of ``setting``, ``kind`` (Used, Free) and ``places``."""
    order, kinds = _names(rows, "setting"), ("Used", "Free")
    chart = alt.Chart(alt.InlineData(values=_ranked(rows, kinds, "kind")), width=WIDTH, height=alt.Step(24))
    bars = chart.mark_bar(stroke=BLUE, strokeWidth=1).encode(
        y=alt.Y("setting:N", sort=order, title=None, axis=alt.Axis(ticks=False)),
        x=_whole_axis("places:Q", "Places free to name this year", _longest(rows, "setting", "places")),
        color=alt.Color("kind:N", scale=alt.Scale(domain=kinds, range=(BLUE, PALE))),
        order="rank:Q",
    )
    return finished(bars)


def transport_by_setting(rows: Sequence[Row]) -> Spec:
    """One bar a setting; rows of ``setting``, ``pounds`` and the same in words (``says``), in the order to be drawn."""
    order = _names(rows, "setting")
    chart = alt.Chart(alt.InlineData(values=list(rows)), width=WIDTH - 40, height=alt.Step(26))
    most = max((int(row["pounds"]) for row in rows), default=1)
    across = alt.Y("setting:N", sort=order, title=None, axis=alt.Axis(ticks=False))
    along = _whole_axis("pounds:Q", "Pounds a year", most + most // 5)
    bars = chart.mark_bar(color=BLUE).encode(y=across, x=along)
    written = chart.mark_text(align="left", dx=5).encode(y=across, x=along, text="says:N")
    return finished(alt.layer(bars, written))


def price_by_policy(rows: Sequence[Row]) -> Spec:
    """Two panels of bars on one scale, one bar a policy; rows of ``policy``, ``measure``, ``children``, ``used``."""
    order = _names(rows, "policy")
    measures = _names(rows, "measure")
    most = max(int(row["children"]) for row in rows)
    along = _whole_axis("children:Q", "Children", most)
    two_lines = alt.Axis(ticks=False, labelExpr="split(datum.label, ', ')")
    across = alt.Y("policy:N", sort=order, title=None, axis=two_lines)
    chart = alt.Chart(width=WIDTH - 40, height=alt.Step(38))
    colour = alt.condition("datum.used == 'yes'", alt.value(BLUE), alt.value(PURPLE))
    bars = chart.mark_bar().encode(x=along, y=across, color=colour)
    written = chart.mark_text(align="left", dx=5).encode(x=along, y=across, text="children:Q")
    both = alt.layer(bars, written, data=alt.InlineData(values=list(rows)))
    facet = alt.Row("measure:N", sort=measures, header=alt.Header(labelOrient="top", labelAnchor="start"))
    return finished(both.facet(row=facet, spacing=18))


def _whole_axis(field: str, title: str, most: int, *, upwards: bool = False) -> Any:
    """An axis of whole numbers from nought; few enough ticks that no half is ever labelled."""
    axis = alt.Axis(tickCount=min(4 if upwards else 6, max(1, most)), format=",d", domain=False, grid=not upwards)
    room = alt.Scale(domain=[0, max(1, most + most // (5 if upwards else 12))], nice=False)
    return (alt.Y if upwards else alt.X)(field, title=title, axis=axis, scale=room)


def _names(rows: Sequence[Row], column: str) -> list[str]:
    """What stands in a column, each once, in order of first appearance."""
    return list(dict.fromkeys(str(row[column]) for row in rows))


def _ranked(rows: Sequence[Row], kinds: Sequence[str], column: str = "outcome") -> list[dict[str, str | int]]:
    """Each row with the place of its kind, so that bars stack in the order of the legend."""
    return [{**row, "rank": kinds.index(str(row[column]))} for row in rows]


def _longest(rows: Sequence[Row], bar: str = "need", value: str = "children") -> int:
    totals: dict[str, int] = {}
    for row in rows:
        totals[str(row[bar])] = totals.get(str(row[bar]), 0) + int(row[value])
    return max(totals.values(), default=0)


def finished(chart: Any) -> Spec:
    """The specification with the look of all charts here."""
    spec: Spec = chart.to_dict(validate=False)
    return spec | {"background": "white", "padding": 2, "config": _CONFIG}
