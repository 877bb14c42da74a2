"""Travel as a handful of functions, each one line of its pipeline.

folder -> tables -> roads -> journeys -> files
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sufficiency.errors import Fault, InputRejected
from sufficiency.files.whole_folder import whole_folder
from sufficiency.progress import Told, nobody

if TYPE_CHECKING:
    from geodata.hierarchy import Progress
    from sufficiency.domain.fleet import Depth
    from sufficiency.domain.inputs import Inputs
    from sufficiency.problems.travel_matrix import TravelMatrix
    from sufficiency.reports.transport.report import CalibratedError, TransportReport


def travel_matrix(folder: Path, told: Told | None = None) -> "TravelMatrix":
    """Minutes and metres of every child's home to every setting, and what is far from a road or has no route.

    Raises InputRejected where the folder, or the roads it names, cannot be read.
    """
    from sufficiency.tables import load as tables

    tell = told or nobody
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
            _write_catchments(matrix, stage, partial(told or nobody, "catchments"))
        return tuple(sorted(path.name for path in stage.iterdir()))


def estimate(source: Path, depth: "Depth", inputs: Path | None = None, told: Told | None = None) -> "TransportReport":
    """Transport of everyone who travels today and of everyone placed, at one depth.

    ``source`` is an input folder, where those placed are the ones settled already, or a released run. Raises UsageError
    where the input folder of a run is gone, InputRejected and Infeasible as reading the round does.
    """
    from sufficiency.problems.transport.plans import plan_transport
    from sufficiency.reports.transport.report import transport_report

    tell = told or nobody
    tell("reading", 0, 1)
    round_ = _placed_in(source, inputs)
    planned = plan_transport(
        round_.inputs, round_.folder, round_.placed, depth, seed=round_.seed, progress=partial(tell, "routes")
    )
    return transport_report(
        round_.inputs, planned.plan, estimated=planned.estimated, error=_error_of(depth), offered=planned.offered
    )


def write_transport(report: "TransportReport", source: Path, out: Path, inputs: Path | None = None) -> tuple[str, ...]:
    """Write the travel folder of a plan, whole or not at all, after recounting it; returns the names of its files.

    Raises StoreTrouble where it cannot be written, VerificationFailed where the recount from the raw input files
    disagrees.
    """
    from sufficiency.problems.outlines import outlines
    from sufficiency.reports.transport.write import write_travel
    from sufficiency.verify import verify_travel

    round_ = _placed_in(source, inputs)
    run = source if round_.is_run else None
    drawn = outlines(round_.inputs, round_.folder)
    return write_travel(report, out, drawn, verify=lambda stage: verify_travel(stage, round_.folder, run))


def _error_of(depth: "Depth") -> "CalibratedError | None":
    from sufficiency.problems.transport.calibration import MEASURED_ON, RANGE
    from sufficiency.reports.transport.report import CalibratedError

    return CalibratedError(*RANGE[depth], MEASURED_ON) if depth in RANGE else None


@dataclass(frozen=True, slots=True)
class _Round:
    """A round and where its children are placed, by reference to URN: by a run, or settled already."""

    inputs: "Inputs"
    folder: Path
    placed: Mapping[str, int]
    seed: int
    is_run: bool


def _placed_in(source: Path, inputs: Path | None) -> _Round:
    from sufficiency.problems.fixed import fixed_placements
    from sufficiency.reports.run_folder import input_folder, read_run
    from sufficiency.tables import load as tables

    if not (source / "run.json").is_file():
        loaded = tables.load(source).inputs
        placed = {item.child_ref: item.group.urn for item in fixed_placements(loaded)}
        return _Round(loaded, source, placed, loaded.authority.seed, is_run=False)
    stored = read_run(source)
    folder = input_folder(stored, inputs)
    run = stored.run
    placed = {r.child_ref: r.group.urn for r in run.recommendations}
    return _Round(tables.load(folder).inputs, folder, placed, run.seed, is_run=True)


def road_faults(inputs: "Inputs", folder: Path) -> tuple[Fault, ...]:
    """What is wrong with the roads of a sound round, or to be known of them; nothing where it names none."""
    from sufficiency.problems.travel_matrix import road_warnings

    if "roads" not in dict(inputs.authority.sources):
        return ()
    try:
        return road_warnings(_matrix_of(inputs, folder, nobody))
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
