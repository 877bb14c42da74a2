"""Scenarios as pages show them: the list of a round's, those that were run as columns, and futures drawn for some."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scenarios.files.scenario import Scenario
from sufficiency.domain.planning_results import PlaceRow, ScenarioRun
from sufficiency.domain.run import Site
from sufficiency.domain.settings import SettingType
from sufficiency.reports.page.map import MapView, sites_map
from sufficiency.reports.page.tables import Figure
from sufficiency.reports.planning.page import figure_of
from sufficiency.reports.planning.paper import Paper, Part
from sufficiency.reports.planning.words import academic
from sufficiency.reports.words import count, pounds
from sufficiency.web.plan_shelf import drawn_futures
from sufficiency.web.shelf import Shelf
from sufficiency.web.tables import Cell, ListTable, listed, moment

TAKES_AWAY = ("closure", "re-designation")


@dataclass(frozen=True, slots=True)
class ListedScenario:
    """One scenario of a round as its list shows it."""

    name: str
    rests_on: str
    description: str
    facts: tuple[str, ...]


def listed_scenario(one: Scenario) -> ListedScenario:
    """What a scenario deviates by, in words."""
    return ListedScenario(one.name, one.base, one.description, tuple(_facts(one)))


def _facts(one: Scenario) -> Iterator[str]:
    added = sum(action.places for action in one.actions if action.kind not in TAKES_AWAY)
    closed = sum(action.places for action in one.actions if action.kind == "closure")
    if one.actions:
        first, last = (pick(str(action.opens) for action in one.actions) for pick in (min, max))
        yield f"{count(len(one.actions), 'dated action')}, {first if first == last else f'{first} to {last}'}"
        yield f"{count(added, 'place')} added" + (f", {closed:,} closed" if closed else "")
        yield f"{pounds(sum(action.capital for action in one.actions))} of capital"
    if one.options:
        yield f"{count(len(one.options), 'option')} to choose from, which takes minutes"
    if proposals := sum(action.statutory_proposal for action in one.actions):
        yield f"{count(proposals, 'statutory proposal')} likely to be needed"


def drawn_parts(parts: Iterable[Part]) -> tuple[tuple[Part, tuple[Figure, ...]], ...]:
    """Every part with its charts drawn."""
    return tuple((part, tuple(figure_of(one) for one in part.charts)) for part in parts)


def futures_table(shelf: Shelf) -> ListTable:
    """The ensembles of futures that were drawn."""
    rows = (
        (
            Cell(name, f"/plan/futures/{name}"), ", ".join(one.scenario for one in found.outlooks),
            f"{found.draws:,} of {found.wanted:,}", moment(made),
        )
        for name, found, made in drawn_futures(shelf)
    )  # fmt: skip
    heads = ("Drawn", "Scenarios", "#Futures", "Made (UTC)")
    return listed("futures", "Futures that were drawn, the newest first", heads, rows)


def places_maps(paper: Paper) -> Iterator[tuple[MapView, ListTable]]:
    """Where places are in the last year: a map for each scenario, with its table."""
    year = paper.base.first + paper.base.years - 1
    for at, run in enumerate(paper.runs):
        sites = list(_sites(run, year))
        title = f"Where places are in {academic(year)}: {run.name}"
        drawn = sites_map(f"places-{at}", title, sites)
        if drawn is not None:
            rows = ((s.name, SettingType(s.type).label, f"{s.places:,}", f"{s.used:,}") for s in sites)
            heads = ("Setting", "Type", "#Places", "#Children expected")
            yield drawn, listed(f"places-{at}-table", title, heads, rows)


def _sites(run: ScenarioRun, year: int) -> Iterator[Site]:
    """A site for each setting that has places in that year; what actions open there is said beside its name."""
    at: dict[tuple[str, int, int], list[PlaceRow]] = {}
    for row in run.plan.places:
        if row.year == year:
            at.setdefault((row.name, row.easting, row.northing), []).append(row)
    for number, ((name, easting, northing), rows) in enumerate(at.items()):
        used = (sum(row.incumbents + row.placed for row in rows) + 500) // 1000
        said = f"{name} (new)" if _is_new(rows) else name
        yield Site(number, said, rows[0].type, easting, northing, sum(row.places for row in rows), used)


def _is_new(rows: Sequence[PlaceRow]) -> bool:
    return all(row.action for row in rows)
