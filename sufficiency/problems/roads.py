"""The road network that the authority file names, and the times over it, kept from one run to the next."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from geodata.errors import GeodataError
from geodata.hierarchy import Progress
from geodata.matrix_cache import kept_times
from geodata.network import RoadNetwork
from geodata.roads import read_roads as read_any
from geodata.shortest import network_times
from geodata.travel import ByRoad
from sufficiency.domain.inputs import Inputs
from sufficiency.errors import Fault, InputRejected
from sufficiency.files.cache_folder import cache_folder
from sufficiency.tables.authority import AUTHORITY

REMEDY = "Give an OpenStreetMap extract, OS Open Roads, or a folder of nodes.csv and roads.csv; or remove the key."


def read_roads(inputs: Inputs, folder: Path) -> RoadNetwork | None:
    """The road network of the authority file at its peak factor, None where it names none.

    ``folder`` is where ``authority.sources`` are looked for. Raises InputRejected where it cannot be read as roads.
    """
    named = dict(inputs.authority.sources).get("roads")
    if not named:
        return None
    try:
        return replace(read_any(folder / named), peak_percent=inputs.authority.travel.peak_percent)
    except (GeodataError, OSError) as error:
        raise InputRejected([fault("ROADS_UNREADABLE", f"is not a network of roads: {error}", REMEDY)]) from error


def road_times(progress: Progress | None = None) -> ByRoad:
    """How times over the roads are had: from the cache of this computer where they are kept, else worked out."""
    folder = cache_folder()
    return (
        partial(network_times, progress=progress) if folder is None else partial(kept_times, folder, progress=progress)
    )


def fault(rule: str, message: str, remedy: str) -> Fault:
    """What is wrong with the roads, at the key that names them."""
    return Fault(AUTHORITY.file_name, "", 0, "sources.roads", rule, message[:600], remedy)


def warning(rule: str, message: str, remedy: str) -> Fault:
    """What to know of the roads before relying on them, at the key that names them."""
    return fault(rule, message, remedy)._replace(severity="warning")
