"""A road network from OS Open Roads: the GeoPackage that Ordnance Survey gives out.

Layers ``road_link`` (lines, with the node at each end) and ``road_node`` (points), in metres of the National Grid.
The product does not say which way a road may be driven, nor what turns or vehicles it forbids: every road is taken as
open both ways, so minutes near one-way streets and dual carriageways are too low rather than too high.
Attributes and code lists: Ordnance Survey, OS Open Roads technical specification.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import geopandas
import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.connected import keep_connected
from geodata.errors import UnreadableNetwork, WrongCrs, listed
from geodata.lines import Lines, Rule, network_of
from geodata.network import RoadNetwork
from geodata.osm_foot import WALK_MPH
from geodata.osm_tags import CLASS_MPH
from geodata.points import IntArray

LINK_LAYERS = ("road_link", "roadlink")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "road_function": ("road_function", "roadfunction", "function"),
    "form_of_way": ("form_of_way", "formofway"),
    "start_node": ("start_node", "startnode"),
    "end_node": ("end_node", "endnode"),
}
"""What is needed of a link, by its name in the GeoPackage, and the spellings of other releases and formats."""

MPH: Mapping[str, int] = {
    "motorway": CLASS_MPH["motorway"],
    "aroad": CLASS_MPH["primary"],
    "broad": CLASS_MPH["secondary"],
    "minorroad": CLASS_MPH["unclassified"],
    "localroad": CLASS_MPH["residential"],
    "localaccessroad": CLASS_MPH["service"],
    "secondaryaccessroad": CLASS_MPH["service"],
}
"""Miles an hour of each road function, as assumed for the like class of OpenStreetMap."""

RESTRICTED = "restrictedlocalaccessroad"
"""Not for the public: who lives on such a road is snapped to the public road nearest to them."""

DUAL_MPH, SLIP_MPH = CLASS_MPH["trunk"], CLASS_MPH["trunk_link"]
BUSWAY, SLIP_ROAD = "guidedbusway", "sliproad"
NODE_APART_METRES = 5
MOST_LINKS = 1_500_000
REMEDY = "Give the GeoPackage of OS Open Roads, or a part of it cut out with its columns as they are."
SMALLER = "Cut out your area with a wide margin (in QGIS: Export, Save Features As, current map extent)."


def driving(function: str, form: str) -> Rule | None:
    """Return how a link of this road function and form of way is driven, None where it is not."""
    if function == RESTRICTED or form == BUSWAY:
        return None
    mph = MPH[function]
    if form == SLIP_ROAD:
        mph = min(mph, SLIP_MPH)
    elif function == "aroad" and "dual" in form:
        mph = DUAL_MPH
    return Rule(forward=True, backward=True, mph=mph)


def walking(function: str, form: str) -> Rule | None:
    """Return how a link is walked, None where it is not: motorways and their slip roads are not."""
    if function in {RESTRICTED, "motorway"} or form == BUSWAY:
        return None
    return Rule(forward=True, backward=True, mph=WALK_MPH)


def read_open_roads(
    path: Path, peak_percent: int = 100, rule_of: Callable[[str, str], Rule | None] = driving
) -> RoadNetwork:
    """Return the network of a GeoPackage of OS Open Roads, both ways everywhere, without its stray parts.

    ``rule_of`` says how a link is used; ``peak_percent`` is as in ``read_osm``.
    Raises UnreadableNetwork for a missing layer, column, node or function, WrongCrs for another coordinate system.
    """
    links = _links(path)
    rules = [rule_of(*link) for link in zip(links["road_function"], links["form_of_way"], strict=True)]
    used = [rule for rule in rules if rule]
    if not used:
        raise UnreadableNetwork(f"{path.name}: no road that can be driven. {REMEDY}")
    lines = _lines(links[np.array([rule is not None for rule in rules])], path.name)
    source = f"{path.name} (OS Open Roads: no one-way streets or turn restrictions)"
    return keep_connected(replace(network_of(lines, used, source, "not stated"), peak_percent=peak_percent))


def _links(path: Path) -> geopandas.GeoDataFrame:
    """Return the links with the columns of ``COLUMNS``, functions and forms in small letters without blanks.

    Sorted, so that nothing depends on the order of the file.
    """
    layer = _layer(path)
    frame = _read(path, layer)
    spelled = {str(column).casefold(): column for column in frame.columns}
    found = {name: next((spelled[s] for s in others if s in spelled), None) for name, others in COLUMNS.items()}
    if missing := [name for name, column in found.items() if column is None]:
        raise UnreadableNetwork(f"{path.name}: layer {layer} has no column {', '.join(missing)}. {REMEDY}")
    columns = {name: frame[column] for name, column in found.items()}
    links = geopandas.GeoDataFrame(columns, geometry=frame.geometry, crs=frame.crs)
    if empty := [name for name in COLUMNS if links[name].isna().any()]:
        raise UnreadableNetwork(f"{path.name}: layer {layer} has blanks in {', '.join(empty)}. {REMEDY}")
    for name in ("road_function", "form_of_way"):
        links[name] = [str(value).replace(" ", "").casefold() for value in links[name]]
    if unknown := sorted(set(links["road_function"]) - {*MPH, RESTRICTED}):
        raise UnreadableNetwork(f"{path.name}: road_function {listed(unknown)} is not one of OS Open Roads. {REMEDY}")
    drawn = links.assign(drawn=shapely.to_wkb(np.asarray(links.geometry.array)))
    return drawn.sort_values(["start_node", "end_node", "drawn"], ignore_index=True)


def _layer(path: Path) -> str:
    if not path.is_file():
        raise UnreadableNetwork(f"{path.name}: not found. {REMEDY}")
    try:
        names = [str(name) for name in geopandas.list_layers(path)["name"]]
    except (OSError, ValueError, RuntimeError) as error:
        raise UnreadableNetwork(f"{path.name}: not readable as a GeoPackage. {REMEDY}") from error
    found = [name for name in names if name.casefold() in LINK_LAYERS]
    if not found:
        raise UnreadableNetwork(f"{path.name}: no layer road_link among {listed(names)}. {REMEDY}")
    return found[0]


def _read(path: Path, layer: str) -> geopandas.GeoDataFrame:
    """Return the layer's lines, those that are there, in metres of the National Grid."""
    try:
        frame = geopandas.read_file(path, layer=layer, rows=MOST_LINKS + 1)
    except (OSError, ValueError, RuntimeError) as error:
        raise UnreadableNetwork(f"{path.name}: layer {layer} is not readable. {REMEDY}") from error
    if len(frame) > MOST_LINKS:
        raise UnreadableNetwork(f"{path.name}: more than {MOST_LINKS:,} roads. {SMALLER}")
    if not isinstance(frame, geopandas.GeoDataFrame):
        raise UnreadableNetwork(f"{path.name}: layer {layer} holds no lines. {REMEDY}")
    if frame.crs is None or frame.crs.to_epsg() != 27700:
        stated = "no coordinate system stated" if frame.crs is None else f"in {frame.crs.name}"
        raise WrongCrs(f"{path.name}: {stated}, not the British National Grid. Save the layer in EPSG:27700.")
    frame = frame[frame.geometry.notna() & ~frame.geometry.is_empty]
    single = shapely.get_geometry(np.asarray(frame.geometry.array), 0)
    if (shapely.get_num_geometries(np.asarray(frame.geometry.array)) > 1).any() or not _all_lines(single):
        raise UnreadableNetwork(f"{path.name}: layer {layer} holds something other than single lines. {REMEDY}")
    return frame.set_geometry(geopandas.GeoSeries(single, index=frame.index, crs=frame.crs))


def _all_lines(shapes: NDArray[np.object_]) -> bool:
    return bool((shapely.get_type_id(shapes) == shapely.GeometryType.LINESTRING).all())


def _lines(links: geopandas.GeoDataFrame, name: str) -> Lines:
    """Return the links as lines; the nodes at their ends are numbered by name, points between from there on."""
    at, way = shapely.get_coordinates(np.asarray(links.geometry.array), return_index=True)
    ends = np.concatenate([links["start_node"].astype(str), links["end_node"].astype(str)])
    names, number = np.unique(ends, return_inverse=True)
    node: IntArray = len(names) + np.arange(len(way), dtype=np.int64)
    first = np.searchsorted(way, np.arange(len(links)))
    last = np.searchsorted(way, np.arange(len(links)), side="right") - 1
    rows = np.concatenate([first, last])
    node[rows] = number
    _check_joined(names, number, at[rows], name)
    return Lines(node, way.astype(np.int64), at[:, 0], at[:, 1])


def _check_joined(names: NDArray[np.str_], number: IntArray, at: NDArray[np.float64], name: str) -> None:
    """Raise UnreadableNetwork where roads that share a node do not meet: they were cut, or are not in metres."""
    meets = np.empty((len(names), 2))
    meets[number] = at
    if (apart := np.abs(meets[number] - at).max(axis=1) > NODE_APART_METRES).any():
        where = listed(sorted({str(names[k]) for k in number[apart].tolist()}))
        raise UnreadableNetwork(
            f"{name}: node {where} lies in two places, so roads were cut at a border. Select whole roads instead."
        )
