"""Travel as a handful of functions, each one line of its pipeline.

folder -> tables -> roads -> journeys -> files
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sufficiency.errors import Fault, InputRejected
from sufficiency.whole_folder import whole_folder

if TYPE_CHECKING:
    from geodata.hierarchy import Progress
    from sufficiency.domain.inputs import Inputs
    from sufficiency.problems.travel_matrix import TravelMatrix

Told = Callable[[str, int, int], None]
"""Told the step, how much of it is done, and of how much."""


def travel_matrix(folder: Path, told: Told | None = None) -> "TravelMatrix":
    """Minutes and metres of every child's home to every setting, and what is far from a road or has no route.

    Raises InputRejected where the folder, or the roads it names, cannot be read.
    """
    from sufficiency.tables import load as tables

    tell = told or _nobody
    tell("reading", 0, 1)
    return _matrix_of(tables.load(folder).inputs, folder, tell)


def write_travel_matrix(matrix: "TravelMatrix", out: Path, told: Told | None = None) -> tuple[str, ...]:
    """Write a matrix into a new folder, whole or not at all; returns the names of the files.

    With roads, also the land from which each setting is reached in 45 and in 75 minutes. Raises StoreTrouble.
    """
    from sufficiency.reports.travel_matrix import write_matrix_files

    with whole_folder(out) as stage:
        write_matrix_files(matrix, stage)
        if matrix.network is not None and len(matrix.sites):
            _write_catchments(matrix, stage, partial(told or _nobody, "catchments"))
        return tuple(sorted(path.name for path in stage.iterdir()))


def road_faults(inputs: "Inputs", folder: Path) -> tuple[Fault, ...]:
    """What is wrong with the roads of a sound round, or to be known of them; nothing where it names none."""
    from sufficiency.problems.travel_matrix import road_warnings

    if "roads" not in dict(inputs.authority.sources):
        return ()
    try:
        return road_warnings(_matrix_of(inputs, folder, _nobody))
    except InputRejected as rejected:
        return rejected.faults


def _matrix_of(inputs: "Inputs", folder: Path, tell: Told) -> "TravelMatrix":
    from sufficiency.problems.roads import read_roads, road_times
    from sufficiency.problems.travel_matrix import travel_matrix as found

    tell("roads", 0, 1)
    network = read_roads(inputs, folder)
    return found(inputs, network, road_times(partial(tell, "journeys")))


def _write_catchments(matrix: "TravelMatrix", folder: Path, progress: "Progress") -> None:
    from geodata.catchments import catchments
    from sufficiency.reports.map_layers import write_geojson, write_geopackage

    assert matrix.network is not None
    layer = catchments(matrix.network, matrix.sites, progress=progress)
    layer.insert(1, "name", [matrix.settings[int(urn)] for urn in layer["place"]])
    layer = layer.rename(columns={"place": "urn"})
    write_geopackage(folder / "catchments.gpkg", {"catchments": layer})
    write_geojson(folder / "catchments.geojson", layer)


def _nobody(_step: str, _done: int, _total: int) -> None:
    """Nobody watches."""
