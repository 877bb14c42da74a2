"""Planning's pages: scenarios side by side, or one alone, each in one file that asks nothing of any network."""

from pathlib import Path

from sufficiency.reports.page.drawing import can_draw, draw
from sufficiency.reports.page.render import TEMPLATES
from sufficiency.reports.page.tables import Figure
from sufficiency.reports.planning.paper import Chart, Paper, Part
from sufficiency.reports.planning.parts_about import risks_part, sources_part
from sufficiency.reports.planning.parts_money import money_part
from sufficiency.reports.planning.parts_places import bases_part, demand_part, gap_part, options_part, scenarios_part
from sufficiency.reports.planning.parts_travel import equality_part, travel_part
from sufficiency.reports.planning.recommended import recommended_in_words
from sufficiency.statute.statements import RECOMMENDATION


def parts_of(paper: Paper) -> tuple[Part, ...]:
    """Every part of the page, in the order in which it is read."""
    return (
        scenarios_part(paper), demand_part(paper), gap_part(paper), options_part(paper), bases_part(paper),
        money_part(paper), travel_part(paper), equality_part(paper), risks_part(paper), sources_part(paper),
    )  # fmt: skip


def render_planning(paper: Paper) -> str:
    """The whole page: ``compare.html`` of several scenarios, ``report.html`` of one."""
    parts = parts_of(paper)
    years = f"{paper.comparison.years} years from {paper.comparison.first}"
    return TEMPLATES.get_template("planning.html.j2").render(
        authority={"name": paper.comparison.authority},
        title=f"A plan for specialist places: {paper.base.name}"
        if paper.alone
        else "Plans for specialist places compared",
        over=f"{paper.comparison.authority}, {years}",
        leads=(paper.base.description,) if paper.alone else recommended_in_words(paper),
        watermarks=marks(paper),
        recommendation=RECOMMENDATION,
        drawn=can_draw(),
        parts=tuple((part, tuple(figure_of(one) for one in part.charts)) for part in parts),
        contents=tuple((part.ident, part.heading) for part in parts),
    )


def write_page(paper: Paper, folder: Path) -> None:
    """Write ``report.html`` of one run, or ``compare.html`` of several, into a folder."""
    name = "report.html" if paper.alone else "compare.html"
    (folder / name).write_text(render_planning(paper), encoding="utf-8", newline="\n")


def marks(paper: Paper) -> tuple[str, ...]:
    """What every output made from these inputs must carry."""
    premises = paper.base.premises
    synthetic = ("Synthetic data: no child here is real",) if premises.synthetic else ()
    return (*synthetic, "Some facts are assumed, not known") if premises.assumed else synthetic


def figure_of(chart: Chart) -> Figure:
    """The chart drawn, or its table alone."""
    if chart.spec is None:
        return Figure(chart.ident, chart.title, "", chart.table)
    says = f"{chart.title}. The table that follows has the same figures."
    return Figure(chart.ident, chart.title, draw(chart.spec, chart.ident, chart.title, says), chart.table)
