"""Two plans of transport side by side: totals, settings, and whose time aboard changes."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.text import Text

from sufficiency.reports.plain_table import plain_table
from sufficiency.reports.transport.figures import Figures, PlanFigures
from sufficiency.reports.transport.report import TransportReport
from sufficiency.reports.transport.rides import Ride
from sufficiency.reports.transport.terminal import NOT_KNOWN, tonnes
from sufficiency.reports.words import count, decimal, pounds
from sufficiency.statute.statements import RECOMMENDATION

Row = dict[str, object]
Pair = tuple[int | None, int | None]
Told = tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Changed:
    """Children aboard in both plans, to the same setting, whose time aboard becomes longer, shorter or stays.

    ``only_before`` and ``only_after`` are aboard in one plan alone, or go elsewhere. ``most_longer`` is in tenths of a
    minute.
    """

    longer: int
    shorter: int
    same: int
    only_before: int
    only_after: int
    most_longer: int


def changed_times(before: PlanFigures, after: PlanFigures) -> Changed:
    """How the time aboard changes from one plan to the other."""
    was, now = _times(before.rides), _times(after.rides)
    both = was.keys() & now.keys()
    differences = [now[key] - was[key] for key in both]
    return Changed(
        longer=sum(d > 0 for d in differences),
        shorter=sum(d < 0 for d in differences),
        same=sum(d == 0 for d in differences),
        only_before=len(was.keys() - both),
        only_after=len(now.keys() - both),
        most_longer=max([0, *differences]),
    )


def comparison(before: TransportReport, after: TransportReport) -> RenderableType:
    """The two plans as tables."""
    found = []
    for _, heads, rows in comparison_tables(before, after):
        found.append(plain_table(*heads))
        for row in rows:
            found[-1].add_text(*row)
    depths = Text(f"Before: {before.plan.depth}. After: {after.plan.depth}.", style="bold")
    times = Text(times_in_words(before, after), style="bold")
    return Group(depths, *found, times, Text(), Text(RECOMMENDATION))


def comparison_tables(before: TransportReport, after: TransportReport) -> tuple[Told, Told]:
    """Totals, and settings, each as what it tells, its heads and its rows; heads of numbers begin with ``#``."""
    was, now = PlanFigures(before), PlanFigures(after)
    totals = tuple(
        (name, *(_shown(kind, value) for value in pair), _difference(kind, pair))
        for name, kind, pair in _totals(was.total, now.total)
    )
    settings = tuple(
        (name, *(_shown("money", value) for value in money), _difference("money", money), f"{a} → {b}")
        for _, name, money, (a, b) in _settings((before, after), (was, now))
    )
    heads = ("#Before", "#After", "#Difference")
    return (
        ("All transport", ("", *heads), totals),
        ("Price a year, by setting", ("Setting", *heads, "#Children"), settings),
    )


def times_in_words(before: TransportReport, after: TransportReport) -> str:
    """How the time aboard changes, in a sentence."""
    return _in_words(changed_times(PlanFigures(before), PlanFigures(after)))


def comparison_document(before: TransportReport, after: TransportReport) -> Row:
    """The same for machines; money in pence a year, minutes in tenths."""
    was, now = PlanFigures(before), PlanFigures(after)
    times = changed_times(was, now)
    return {
        "depth": [before.plan.depth, after.plan.depth],
        "totals": [{"figure": name, "unit": kind, **_pair(pair)} for name, kind, pair in _totals(was.total, now.total)],
        "settings": [
            {"urn": urn, "name": name, **_pair(money), "children_before": children[0], "children_after": children[1]}
            for urn, name, money, children in _settings((before, after), (was, now))
        ],
        "time_aboard": {name: getattr(times, name) for name in Changed.__slots__},
    }


def comparison_rows(before: TransportReport, after: TransportReport) -> list[Row]:
    """The same as one plain table: a row for each total, then for each setting, then for the children's time."""
    was, now = PlanFigures(before), PlanFigures(after)
    times = changed_times(was, now)
    totals = [("total", name, kind, pair) for name, kind, pair in _totals(was.total, now.total)]
    settings = [("setting", name, "money", money) for _, name, money, _ in _settings((before, after), (was, now))]
    rows: list[Row] = [
        {"row": row, "name": name, "unit": kind, **_pair(pair)} for row, name, kind, pair in (*totals, *settings)
    ]
    aboard: list[Row] = [
        {"row": "time aboard", "name": name, "unit": "tenths" if name == "most_longer" else "children",
         "before": None, "after": getattr(times, name), "change": None}
        for name in Changed.__slots__
    ]  # fmt: skip
    return rows + aboard


def _totals(was: Figures, now: Figures) -> Iterator[tuple[str, str, Pair]]:
    """Name, unit and both values of every total; a mode only where one of the plans has it."""
    for (name, kind, before), (_, _, after) in zip(_of_one(was), _of_one(now), strict=True):
        if not name.startswith("  ") or before or after:
            yield name, kind, (before, after)


def _of_one(of: Figures) -> Iterator[tuple[str, str, int | None]]:
    known, vehicles = of.minutes, of.vehicles
    yield "Children who need a vehicle", "children", of.travellers
    yield from ((f"  {mode}", "children", number) for mode, number in of.modes)
    yield "Price a year", "money", of.year
    yield "Price a child", "money", of.a_child
    yield "Vehicles", "vehicles", None if vehicles is None else vehicles.routes
    yield "Minutes aboard, median", "minutes", None if known is None else known.median
    yield "Minutes aboard, longest", "minutes", None if known is None else known.longest
    yield "Over their guideline", "children", None if known is None else known.over
    yield "Kilometres a year", "kilometres", of.kilometres
    yield "CO2e, tonnes a year", "kilograms", of.kilograms


def _settings(
    reports: tuple[TransportReport, TransportReport], figures: tuple[PlanFigures, PlanFigures]
) -> Iterator[tuple[int, str, Pair, tuple[int, int]]]:
    """URN, name, price a year in both plans and children in both, in order of URN."""
    was, now = (dict(of.settings) for of in figures)
    for urn in sorted(was.keys() | now.keys()):
        a, b = was.get(urn), now.get(urn)
        name = reports[1].name(urn) if b is not None else reports[0].name(urn)
        yield urn, name, (a.year if a else 0, b.year if b else 0), (a.travellers if a else 0, b.travellers if b else 0)


def _times(every: tuple[Ride, ...]) -> dict[tuple[str, int], int]:
    return {(r.traveller.ref, r.traveller.urn): r.aboard.tenths for r in every if r.aboard is not None}


def _pair(pair: Pair) -> Row:
    before, after = pair
    change = None if before is None or after is None else after - before
    return {"before": before, "after": after, "change": change}


def _shown(kind: str, value: int | None) -> str:
    if value is None:
        return NOT_KNOWN
    if kind == "money":
        return pounds(value)
    if kind == "minutes":
        return decimal(value, 1)
    return tonnes(value) if kind == "kilograms" else f"{value:,}"


def _difference(kind: str, pair: Pair) -> str:
    before, after = pair
    if before is None or after is None:
        return NOT_KNOWN
    if after == before:
        return "same"
    return f"{'+' if after > before else '−'}{_shown(kind, abs(after - before))}"


def _in_words(times: Changed) -> str:
    longer = f"{count(times.longer, 'child is', 'children are')} aboard for longer"
    most = f" (at most {decimal(times.most_longer, 1)} minutes)" if times.longer else ""
    rest = f"{times.shorter:,} shorter, {times.same:,} the same"
    alone = f"; {times.only_before:,} only before, {times.only_after:,} only after"
    return f"{longer}{most}, {rest}{alone if times.only_before or times.only_after else ''}."
