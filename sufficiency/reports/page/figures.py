"""The drawings of the page, each with its table; without the chart libraries the tables stand alone."""

from collections import Counter
from collections.abc import Callable, Mapping
from textwrap import shorten
from types import ModuleType

from sufficiency.domain.run import Run, Site
from sufficiency.reports.page import children, journeys, order, places
from sufficiency.reports.page.drawing import can_draw, draw
from sufficiency.reports.page.tables import Figure, PageTable
from sufficiency.reports.words import percent

BARS, LONGEST_NAME = 40, 40
Rows = list[dict[str, str | int]]


def needs_figure(run: Run) -> Figure:
    """How each type of need fared."""
    counts = children.outcome_counts(run)
    rows: Rows = [
        {"need": need.label, "outcome": name, "children": by[name]}
        for need, by in counts.items()
        for name in children.OUTCOMES
        if by[name]
    ]
    title = _needs_title(run)
    return figure(
        "needs", title, children.outcome_table(counts), lambda charts: charts.outcome_by_need(rows), drawn=rows
    )


def _needs_title(run: Run) -> str:
    awaiting = sum(not r.fixed for r in run.recommendations) + len(run.unplaced)
    return f"{percent(awaiting - len(run.unplaced), awaiting)} of children awaiting a place have a recommendation"


def journeys_figure(run: Run) -> Figure:
    """How long the journeys are, against the guideline of each phase."""
    counts = journeys.minute_counts(run)
    rows: Rows = [
        {"phase": phase, "start": start, "children": number} for (phase, start), number in sorted(counts.items())
    ]
    present = {row["phase"] for row in rows}
    limits = {phase: limit for phase, limit in journeys.guidelines(run.authority.travel).items() if phase in present}
    known = [r for r in run.recommendations if r.journey is not None]
    over = sum(r.over_guideline for r in known)
    title = f"{percent(len(known) - over, len(known))} of journeys are within the guideline"
    return figure(
        "journeys-chart",
        title,
        journeys.minutes_table(counts),
        lambda charts: charts.minutes_by_phase(rows, limits),
        drawn=rows,
    )


def places_figure(run: Run) -> Figure:
    """How full each setting is."""
    ranked = places.by_fullness(run)
    labels = short_names({site.urn: site.name for site in ranked})
    rows: Rows = [row for site in ranked[:BARS] for row in _site_rows(site, labels[site.urn])]
    full = sum(site.used >= site.places for site in ranked)
    title = f"{full} of {len(ranked)} settings are full"
    if len(ranked) > BARS:
        title += f"; the {BARS} fullest are drawn"
    return figure(
        "places-chart", title, places.settings_table(run), lambda charts: charts.places_by_setting(rows), drawn=rows
    )


def short_names(names: Mapping[int, str]) -> dict[int, str]:
    """Names short enough to stand beside a bar; settings that would share one are told apart by URN."""
    short = {urn: shorten(name, LONGEST_NAME, placeholder="…") for urn, name in names.items()}
    seen = Counter(short.values())
    return {urn: name if seen[name] == 1 else f"{name} ({urn})" for urn, name in short.items()}


def _site_rows(site: Site, name: str) -> Rows:
    both = (("Used", site.used), ("Free", max(0, site.places - site.used)))
    return [{"setting": name, "kind": kind, "places": number} for kind, number in both]


def price_figure(run: Run) -> Figure | None:
    """What each policy would give; None where policies were not compared."""
    prices = order.used_first(run)
    if not prices:
        return None
    measures = [(index, level) for index, level in order.levels_shown(run) if level.unit == "children"][:2]
    rows: Rows = [
        {
            "policy": order.policy_title(price, prices[0]),
            "measure": order.level_title(level),
            "children": price.values[index],
            "used": "yes" if price is prices[0] else "no",
        }
        for index, level in measures
        for price in prices
    ]
    title = "What the order costs: the same round under each policy"
    return figure("price-chart", title, order.price_table(run), lambda charts: charts.price_by_policy(rows), drawn=rows)


def figure(
    ident: str, title: str, table: PageTable, spec: Callable[[ModuleType], dict[str, object]], *, drawn: Rows
) -> Figure:
    """A drawing with its table, or the table alone where nothing is drawn or the libraries are absent.

    ``spec`` is given the module of charts, which may be imported only where its libraries are installed.
    """
    if not (drawn and can_draw()):
        return Figure(ident, title, "", table)
    from sufficiency.reports.page import charts  # noqa: PLC0415

    says = f"{title}. The table that follows has the same figures."
    return Figure(ident, title, draw(spec(charts), ident, title, says), table)
