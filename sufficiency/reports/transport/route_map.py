"""Routes as shapes of a drawing: straight lines between stops, told apart by colour, by pattern and by a label.

Coordinates are of the drawing (y downwards); the ground is EPSG:27700 in metres. With ``squares`` every stop stands in
the middle of its square of the ground, so that no home can be told.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from sufficiency.domain.places import Place
from sufficiency.domain.transport import VehicleRoute
from sufficiency.reports.page.drawing import BLUE, GREY, MAROON
from sufficiency.reports.page.sheet import WIDTH, Point, Sheet, frame

COLOURS = (BLUE, "#B3350A", "#1B7A72", MAROON, "#6A4AA0", GREY)
"""Each at least 4.5 to 1 against the ground: the palette's light colours are too faint for a line."""
PATTERNS = ("", "9 4", "2 4", "12 4 2 4")
LABEL = 11
MANY = 60
"""Lines from which on they are drawn thin."""
_AROUND = ((0, 0), (0, -1), (1, 0), (0, 1), (-1, 0), (1, -1), (1, 1), (-1, 1), (-1, -1))


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one style draws: its lines on the ground, and where its label stands, None for nowhere."""

    name: str
    says: str
    lines: tuple[tuple[Point, ...], ...]
    at: Point | None


@dataclass(frozen=True, slots=True)
class Line:
    """The same on the drawing: every line as one path, every stop as a dot of another; (x, y) of the label."""

    label: str
    name: str
    says: str
    colour: str
    pattern: str
    path: str
    dots: str
    at: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class RouteMap:
    """Everything the template draws; ``ends`` are settings drawn without a label, ``stroke`` the width of a line."""

    ident: str
    title: str
    says: str
    height: int
    lines: tuple[Line, ...]
    ends: tuple[tuple[float, float], ...]
    outlines: tuple[str, ...]
    bar: float
    bar_says: str
    stroke: float
    width: int = WIDTH


def route_map(
    ident: str,
    title: str,
    says: str,
    drawn: Sequence[Drawn],
    ends: Sequence[Point] = (),
    outlines: Sequence[Sequence[Point]] = (),
) -> RouteMap | None:
    """The map, or None where nothing has a point."""
    stops = list(chain.from_iterable(chain.from_iterable(one.lines for one in drawn)))
    sites = [*ends, *(one.at for one in drawn if one.at is not None)]
    if not (stops or sites):
        return None
    sheet = Sheet(frame(stops, sites))
    labels = _labels(sheet, drawn)
    return RouteMap(
        ident=ident,
        title=title,
        says=says,
        height=sheet.height,
        lines=tuple(_line(sheet, at, one, labels[at]) for at, one in enumerate(drawn)),
        ends=tuple(sheet.at(*point) for point in ends),
        outlines=tuple(f"{_path(sheet, ring)}Z" for ring in outlines),
        bar=round(sheet.bar * sheet.scale, 1),
        bar_says=f"{sheet.bar // 1000} km",
        stroke=2 if sum(len(one.lines) for one in drawn) <= MANY else 1.2,
    )


def on_the_ground(route: VehicleRoute, to: Place, squares: int = 0) -> tuple[Point, ...]:
    """The points of a route from the first stop to the setting, those not known left out; each place once."""
    points = _known([*(seat.at for seat in route.aboard), to])
    if squares:
        points = (_middle(point, squares) for point in points)
    return tuple(point for point, _ in groupby(points))


def _middle(point: Point, side: int) -> Point:
    easting, northing = (at // side * side + side // 2 for at in point)
    return easting, northing


def _known(places: Iterable[Place]) -> Iterator[Point]:
    return ((p.easting, p.northing) for p in places if p.easting is not None and p.northing is not None)


def point_of(place: Place) -> Point | None:
    """The grid point, where there is one."""
    return next(_known([place]), None)


def _line(sheet: Sheet, number: int, one: Drawn, at: tuple[float, float] | None) -> Line:
    stops = sorted({point for line in one.lines for point in line})
    return Line(
        label=str(number + 1),
        name=one.name,
        says=one.says,
        colour=COLOURS[number % len(COLOURS)],
        pattern=PATTERNS[(number + number // 12) % len(PATTERNS)],
        path="".join(_path(sheet, line) for line in one.lines if len(line) > 1),
        dots="".join(f"M{x:g},{y:g}h0" for x, y in (sheet.at(*point) for point in stops)),
        at=at,
    )


def _path(sheet: Sheet, points: Iterable[Point]) -> str:
    at = (sheet.at(*point) for point in points)
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in at)


def _labels(sheet: Sheet, drawn: Sequence[Drawn]) -> list[tuple[float, float] | None]:
    """Where each label stands: at its point, or beside it where another label is there already."""
    taken: list[tuple[float, float]] = []
    found: list[tuple[float, float] | None] = []
    for one in drawn:
        place = None if one.at is None else _free(sheet.at(*one.at), taken)
        found.append(place)
        taken.extend([] if place is None else [place])
    return found


def _free(at: tuple[float, float], taken: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The first of nine places around a point where no label stands; the point itself where all are taken."""
    step = 2 * LABEL
    places = [(round(at[0] + step * x, 1), round(at[1] + step * y, 1)) for x, y in _AROUND]
    clear = (p for p in places if all(abs(p[0] - x) >= step or abs(p[1] - y) >= step for x, y in taken))
    return next(clear, at)
