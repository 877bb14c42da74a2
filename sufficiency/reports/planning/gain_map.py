"""Who gains minutes, as shapes of a drawing: a mark at every area, up or down, as large as the change.

Coordinates are of the drawing (y downwards); the ground is EPSG:27700 in metres. An area stands at the point its
journeys start from; no home is drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sufficiency.domain.planning_results import AreaName
from sufficiency.domain.scenario_comparison import Gain
from sufficiency.reports.page.drawing import BLUE, GREY
from sufficiency.reports.page.labels import Label, labels
from sufficiency.reports.page.sheet import WIDTH, Sheet, frame
from sufficiency.reports.words import decimal

SHORTER, LONGER = BLUE, "#B3350A"
SAME = 5
"""Tenths of a minute up to which a change is not shown as one."""
SMALLEST, LARGEST, MOST = 6.0, 16.0, 150
NAMED = 12


@dataclass(frozen=True, slots=True)
class AreaMark:
    """One area: where it stands, its outline in its colour, and its name where it is among those named."""

    x: float
    y: float
    path: str
    colour: str
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class GainMap:
    """Everything the template draws, and what it says in words."""

    ident: str
    title: str
    says: str
    height: int
    marks: tuple[AreaMark, ...]
    bar: float
    bar_says: str
    width: int = WIDTH


def gain_map(
    ident: str, scenario: str, areas: Sequence[AreaName], gains: Sequence[Gain], column: int
) -> GainMap | None:
    """The map of one scenario beside the base; None where no area stands anywhere, or none is known to change."""
    changes = {gain.code: gain.changes[column] for gain in gains if gain.by == "area"}
    known = [(area, change) for area in areas if (change := changes.get(area.code)) is not None]
    points = [(area.easting, area.northing) for area, _ in known]
    if len(set(points)) < 2:
        return None
    sheet = Sheet(frame(points, ()))
    shorter = sum(change < -SAME for _, change in known)
    longer = sum(change > SAME for _, change in known)
    return GainMap(
        ident=ident,
        title=f"Who gains minutes: {scenario}",
        says=f"The mean way of those who enter is shorter in {shorter} areas, longer in {longer} and within half a "
        f"minute of the base in {len(known) - shorter - longer}.",
        height=sheet.height,
        marks=tuple(_labelled([_mark(sheet, area, change) for area, change in known], known, sheet.height)),
        bar=round(sheet.bar * sheet.scale, 1),
        bar_says=f"{sheet.bar // 1000} km",
    )


def _mark(sheet: Sheet, area: AreaName, change: int) -> AreaMark:
    return AreaMark(*sheet.at(area.easting, area.northing), *_look(change))


def _labelled(marks: Sequence[AreaMark], known: Sequence[tuple[AreaName, int]], height: int) -> list[AreaMark]:
    """The marks, those with the widest changes named where a name meets nothing and stays on the sheet."""
    widest = sorted(range(len(known)), key=lambda at: (-abs(known[at][1]), known[at][0].code))
    wanted = [(at, _says(*known[at])) for at in widest if abs(known[at][1]) > SAME]
    named = labels([(mark.x, mark.y) for mark in marks], wanted, NAMED, height)
    return [replace(mark, label=named.get(at)) for at, mark in enumerate(marks)]


def _says(area: AreaName, change: int) -> str:
    return f"{area.name or area.code} {'−' if change < 0 else '+'}{decimal(abs(change), 1)}"


def _look(change: int) -> tuple[str, str]:
    """A triangle down for a shorter way, up for a longer one, a dot for the same."""
    if abs(change) <= SAME:
        return "M-3,0a3,3 0 1,0 6,0a3,3 0 1,0 -6,0Z", GREY
    size = round(SMALLEST + (LARGEST - SMALLEST) * min(abs(change), MOST) / MOST, 1)
    if change < 0:
        return f"M0,{size}L{size},{-size}L{-size},{-size}Z", SHORTER
    return f"M0,{-size}L{size},{size}L{-size},{size}Z", LONGER
