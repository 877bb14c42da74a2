"""A plan as shapes for map software: GeoJSON (WGS 84, RFC 7946) and GeoPackage (EPSG:27700).

Routes are drawn as straight lines between stops, not along roads. Both say where single children board: they are for
the transport team. The same plan gives the same bytes.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from geodata.projection import to_wgs84
from sufficiency.domain.places import Place
from sufficiency.domain.transport import VehicleRoute
from sufficiency.reports.transport.files import DEGREES
from sufficiency.reports.transport.report import TransportReport

STRAIGHT = "Straight lines between stops in the order of the route, not roads."
LAYERS = {"routes": "LineString", "stops": "Point", "settings": "Point"}
_GDAL_DATE = "OGR_CURRENT_DATE"
Points = tuple[tuple[int, int], ...]
Value = str | int | float


@dataclass(frozen=True, slots=True)
class Shape:
    """One feature: its facts, and its points in metres (EPSG:27700), none where the place is not known."""

    facts: Mapping[str, Value]
    points: Points


def shapes(report: TransportReport) -> Mapping[str, tuple[Shape, ...]]:
    """Every layer of the plan, by name."""
    routes = [route for setting in report.plan.settings for route in setting.routes]
    return {
        "routes": tuple(_route(route, report) for route in routes),
        "stops": tuple(stop for route in routes for stop in _stops(route)),
        "settings": tuple(
            Shape({"urn": to.urn, "setting": to.name}, _points([to.at])) for to in report.destinations
        ),
    }  # fmt: skip


def _route(route: VehicleRoute, report: TransportReport) -> Shape:
    to = [destination.at for destination in report.destinations if destination.urn == route.urn]
    facts: dict[str, Value] = {
        "route": route.name,
        "urn": route.urn,
        "setting": report.name(route.urn),
        "vehicle": route.vehicle,
        "assistant": "yes" if route.assistant else "no",
        "children": len(route.aboard),
        "minutes": route.tenths / 10,
        "metres": route.metres,
        "price_day": route.day / 100,
    }
    line = _points([*(seat.at for seat in route.aboard), *to])
    return Shape(facts, line if len(line) > 1 else ())


def _stops(route: VehicleRoute) -> Iterator[Shape]:
    for order, seat in enumerate(route.aboard, 1):
        facts: dict[str, Value] = {
            "route": route.name,
            "urn": route.urn,
            "order": order,
            "child_ref": seat.ref,
            "pick_up": seat.pick_up,
            "minutes_aboard": seat.tenths / 10,
            "direct_minutes": seat.direct / 10,
        }
        yield Shape(facts, _points([seat.at]))


def _points(places: Sequence[Place]) -> Points:
    return tuple((p.easting, p.northing) for p in places if p.easting is not None and p.northing is not None)


# GeoJSON --------------------------------------------------------------------------------------------------------------


def geojson(report: TransportReport) -> str:
    """Every layer in one collection, a feature a line; ``layer`` says which a feature is of."""
    features = [
        json.dumps(_feature(layer, shape), ensure_ascii=False)
        for layer, some in shapes(report).items()
        for shape in some
    ]
    head = json.dumps({"type": "FeatureCollection", "description": STRAIGHT}, ensure_ascii=False)
    return f'{head[:-1]}, "features": [\n' + ",\n".join(features) + "\n]}\n"


def _feature(layer: str, shape: Shape) -> dict[str, object]:
    geometry: dict[str, object] | None = None
    if shape.points:
        at = _positions(shape.points)
        geometry = {"type": LAYERS[layer], "coordinates": at[0] if LAYERS[layer] == "Point" else at}
    return {"type": "Feature", "geometry": geometry, "properties": {"layer": layer, **shape.facts}}


def _positions(points: Points) -> list[list[float]]:
    """Longitude, then latitude."""
    longitude, latitude = to_wgs84(*np.array(points).T)
    positions: list[list[float]] = np.column_stack([longitude, latitude]).round(DEGREES).tolist()
    return positions


# GeoPackage -----------------------------------------------------------------------------------------------------------


def write_geopackage(report: TransportReport, path: Path) -> None:
    """Every layer in one file; the file's own dates are the census date, so that the same plan gives the same bytes."""
    import geopandas  # noqa: PLC0415  slow to load
    from shapely import LineString, Point  # noqa: PLC0415

    make = {"LineString": LineString, "Point": lambda points: Point(points[0])}
    with _dated(report.authority.as_at):
        for layer, some in shapes(report).items():
            kind = LAYERS[layer]
            ground = [make[kind](shape.points) if shape.points else None for shape in some]
            frame = geopandas.GeoDataFrame([shape.facts for shape in some], geometry=ground, crs="EPSG:27700")
            said = {"IDENTIFIER": layer, "DESCRIPTION": STRAIGHT if layer == "routes" else ""}
            frame.to_file(path, layer=layer, driver="GPKG", geometry_type=kind, layer_options=said, mode=_mode(path))


def _mode(path: Path) -> str:
    return "a" if path.exists() else "w"


@contextmanager
def _dated(on: date) -> Iterator[None]:
    """Let GDAL write this date into the file instead of the moment; it reads its settings from the environment."""
    was = os.environ.get(_GDAL_DATE)
    os.environ[_GDAL_DATE] = f"{on.isoformat()}T00:00:00.000Z"
    try:
        yield
    finally:
        del os.environ[_GDAL_DATE]
        if was is not None:
            os.environ[_GDAL_DATE] = was
