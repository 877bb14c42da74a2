"""The map as plain shapes: settings as marks, homes only as counts in squares, so that no home can be told.

Coordinates are of the drawing (y downwards); the ground is EPSG:27700 in metres.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sufficiency.domain.run import Run, Site
from sufficiency.domain.settings import SettingType
from sufficiency.reports.page.drawing import BLUE, GREY, MAROON, ORANGE, PURPLE, TURQUOISE
from sufficiency.reports.page.labels import Label, labels
from sufficiency.reports.page.sheet import WIDTH, Box, Point, Sheet, frame
from sufficiency.reports.words import count

SHADES = ((1, "1 to 4 children"), (5, "5 to 9 children"), (10, "10 or more children"))
LABELLED = 12

_CIRCLE = "M-7,0a7,7 0 1,0 14,0a7,7 0 1,0 -14,0Z"
_SQUARE = "M-6,-6h12v12h-12Z"
MARKS: dict[SettingType, tuple[str, str]] = {
    SettingType.SPECIAL: (BLUE, _CIRCLE),
    SettingType.BASE: (TURQUOISE, _SQUARE),
    SettingType.DSP: (TURQUOISE, _SQUARE),
    SettingType.SATELLITE: (MAROON, "M0,-9L9,0L0,9L-9,0Z"),
    SettingType.INDEPENDENT: (ORANGE, "M0,-8L8,6L-8,6Z"),
    SettingType.AP: (PURPLE, "M0,-8L8,-2L5,7L-5,7L-8,-2Z"),
    SettingType.MAINSTREAM: (GREY, "M-3,-8h6v5h5v6h-5v5h-6v-5h-5v-6h5Z"),
}
"""Type to colour and outline, both told apart without the other."""


@dataclass(frozen=True, slots=True)
class Square:
    """A square of homes and the index of its shade in ``SHADES``."""

    x: float
    y: float
    side: float
    shade: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A setting as drawn; only the busiest have a ``label``."""

    x: float
    y: float
    colour: str
    path: str
    full: bool
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the legend."""

    colour: str
    path: str
    says: str


@dataclass(frozen=True, slots=True)
class MapView:
    """Everything the map's template draws; ``squares`` and ``side_says`` are empty where homes are left out."""

    ident: str
    title: str
    width: int
    height: int
    outlines: tuple[str, ...]
    squares: tuple[Square, ...]
    marks: tuple[Mark, ...]
    keys: tuple[Key, ...]
    bar: float
    bar_says: str
    side_says: str
    outside: tuple[str, ...]
    unknown: tuple[str, ...]
    says: str


def map_view(run: Run) -> MapView | None:
    """The map of a run, or None where no setting has a point."""
    homes = [(easting, northing) for _, easting, northing in run.homes]
    return sites_map("map", "Settings, and where the children live", run.sites, homes, run.outlines)


def sites_map(
    ident: str, title: str, sites: Sequence[Site], homes: Sequence[Point] = (), outlines: Sequence[Sequence[Point]] = ()
) -> MapView | None:
    """Settings with places or children, and the squares of homes where there are any; None where none has a point."""
    in_play = [s for s in sites if s.places or s.used]
    known = [s for s in in_play if s.easting is not None and s.northing is not None]
    if not known:
        return None
    around = _frame(known, homes)
    inside = [s for s in known if _within(around, s)]
    sheet = Sheet(around)
    side = around.squares
    bar = sheet.bar
    return MapView(
        ident=ident,
        title=title,
        width=WIDTH,
        height=sheet.height,
        outlines=tuple(_line(sheet, ring) for ring in outlines),
        squares=_squares(sheet, homes, side),
        marks=_marks(sheet, inside),
        keys=_keys(inside),
        bar=round(bar * sheet.scale, 1),
        bar_says=f"{bar // 1000} km",
        side_says=f"{side // 1000} km" if homes else "",
        outside=tuple(s.name for s in known if s not in inside),
        unknown=tuple(s.name for s in in_play if s not in known),
        says=_says(inside, homes),
    )


def _frame(sites: Sequence[Site], homes: Sequence[tuple[int, int]]) -> Box:
    """Where the homes are, and the settings near them; all settings where no home is known."""
    return frame(homes, [(s.easting or 0, s.northing or 0) for s in sites])


def _within(around: Box, site: Site) -> bool:
    return around.holds((site.easting or 0, site.northing or 0))


def _squares(sheet: Sheet, homes: Iterable[tuple[int, int]], side: int) -> tuple[Square, ...]:
    counts = Counter((easting // side, northing // side) for easting, northing in homes)
    return tuple(
        Square(*sheet.at(column * side, (row + 1) * side), round(side * sheet.scale, 1), _shade(number))
        for (column, row), number in sorted(counts.items())
    )


def _line(sheet: Sheet, ring: Sequence[tuple[int, int]]) -> str:
    """A ring as a path of the drawing."""
    points = (sheet.at(easting, northing) for easting, northing in ring)
    return "M" + "L".join(f"{x},{y}" for x, y in points) + "Z"


def _shade(number: int) -> int:
    return sum(number >= least for least, _ in SHADES) - 1


def _marks(sheet: Sheet, sites: Sequence[Site]) -> tuple[Mark, ...]:
    """Marks in order of URN; the settings with most children are labelled where the label has room."""
    centres = [sheet.at(s.easting or 0, s.northing or 0) for s in sites]
    busiest = sorted(range(len(sites)), key=lambda at: (-sites[at].used, sites[at].urn))
    named = labels(centres, [(at, sites[at].name) for at in busiest], LABELLED, sheet.height)
    return tuple(
        Mark(*centre, *MARKS[SettingType(site.type)], site.used >= site.places, named.get(at))
        for at, (site, centre) in enumerate(zip(sites, centres, strict=True))
    )


def _keys(sites: Sequence[Site]) -> tuple[Key, ...]:
    present = {SettingType(site.type) for site in sites}
    return tuple(Key(*MARKS[kind], kind.label) for kind in SettingType if kind in present)


def _says(sites: Sequence[Site], homes: Sequence[tuple[int, int]]) -> str:
    full = sum(s.used >= s.places for s in sites)
    among = f", among the homes of {len(homes)} children" if homes else ""
    return (
        f"{count(len(sites), 'setting')}, {full} of them full{among}. "
        "Every setting is in the table of settings with its places."
    )
