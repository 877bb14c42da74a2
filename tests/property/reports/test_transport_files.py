"""What is written of any plan is the plan: every child once, every shape where it was."""

import json
import tempfile
from collections import Counter
from pathlib import Path

import geopandas
import numpy as np
import shapely
from hypothesis import given, settings

from geodata.projection import to_grid
from sufficiency.reports.transport.drawn import geojson, write_geopackage
from sufficiency.reports.transport.figures import PlanFigures
from sufficiency.reports.transport.files import TABLES
from tests.fixtures.transport_plans import reports


def written(report, name):
    """The rows of one table as they would stand in its file."""
    table = next(table for table in TABLES if table.file == name)
    header = table.header([kind.code for kind in report.fleet.vehicles])
    return [dict(zip(header, row, strict=True)) for row in table.rows(PlanFigures(report), report)]


@given(reports())
@settings(max_examples=25)
def test_every_child_is_once_on_a_route_or_not_served(report):
    found = Counter(row["child_ref"] for name in ("routes.csv", "not-served.csv") for row in written(report, name))
    every = [t.ref for setting in report.plan.settings for t in setting.travellers]
    assert found == Counter(every)
    assert [row["passenger_ref"] for row in written(report, "route-planning.csv")] == every


@given(reports())
@settings(max_examples=25)
def test_money_in_settings_and_areas_is_that_of_the_plan(report):
    day = sum(setting.day for setting in report.plan.settings)
    for name in ("settings.csv", "areas.csv"):
        assert sum(round(100 * float(row["price_day"])) for row in written(report, name)) == day


@given(reports())
@settings(max_examples=8, deadline=None)
def test_the_geopackage_read_back_is_the_plan(report):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "routes.gpkg"
        write_geopackage(report, path)
        drawn = {layer: geopandas.read_file(path, layer=layer) for layer in ("routes", "stops", "settings")}
    assert all(frame.crs.to_epsg() == 27700 for frame in drawn.values())
    held_to_the_plan(report, drawn)


@given(reports())
@settings(max_examples=8, deadline=None)
def test_the_geojson_read_back_is_the_plan(report):
    text = geojson(report)
    collection = json.loads(text)
    assert "crs" not in collection
    if not collection["features"]:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "routes.geojson"
        path.write_text(text, encoding="utf-8")
        every = geopandas.read_file(path)
    assert every.crs.to_epsg() == 4326
    every = every.set_geometry(every.geometry.map(on_the_grid, na_action="ignore"), crs="EPSG:27700")
    held_to_the_plan(report, {layer: every[every["layer"] == layer] for layer in ("routes", "stops", "settings")})


def on_the_grid(shape):
    """The shape in whole metres again."""
    return shapely.transform(shape, lambda at: np.column_stack(to_grid(at[:, 0], at[:, 1])).round())


def held_to_the_plan(report, drawn):
    routes = [route for setting in report.plan.settings for route in setting.routes]
    to = {place.urn: place.at for place in report.destinations}
    for route, (_, row) in zip(routes, drawn["routes"].iterrows(), strict=True):
        line = [(seat.at.easting, seat.at.northing) for seat in route.aboard]
        line += [(to[route.urn].easting, to[route.urn].northing)] if to[route.urn].has_point else []
        assert (row["route"], row["children"], row["metres"]) == (route.name, len(route.aboard), route.metres)
        assert (round(10 * row["minutes"]), round(100 * row["price_day"])) == (route.tenths, route.day)
        assert (list(row.geometry.coords) if row.geometry else []) == (line if len(line) > 1 else [])
    seats = [(route, seat) for route in routes for seat in route.aboard]
    for (route, seat), (_, row) in zip(seats, drawn["stops"].iterrows(), strict=True):
        assert (row["route"], row["child_ref"], round(10 * row["minutes_aboard"])) == (
            route.name,
            seat.ref,
            seat.tenths,
        )
        assert (row.geometry.x, row.geometry.y) == (seat.at.easting, seat.at.northing)
    for place, (_, row) in zip(report.destinations, drawn["settings"].iterrows(), strict=True):
        assert row["urn"] == place.urn
        assert (row.geometry is not None) == place.at.has_point
