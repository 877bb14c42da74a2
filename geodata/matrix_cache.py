"""Travel times by road kept on disk: a matrix that was worked out once is read the next time.

A file is named by a digest of all that its times depend on, so one that is found is always the right one, and any
change (a road, a speed, the peak factor, a point, the limit of snapping) asks for another. Positions go into the
digest; names go nowhere. It is written under another name first: a file is there whole or not at all. One that does
not read is worked out again. Those not used for longest make room.
"""

import hashlib
import os
import secrets
import zipfile
from contextlib import suppress
from pathlib import Path

import numpy as np

from geodata.hierarchy import Progress
from geodata.network import RoadNetwork
from geodata.points import Points
from geodata.shortest import network_source, network_times
from geodata.snap import SNAP_LIMIT_METRES, SNAP_MPH
from geodata.traveltimes import Basis, TravelTimes

FORMAT = 2
"""Counted up whenever the same question may have another answer: older files are then passed over."""
SUFFIX = ".times.npz"
MOST_FILES = 50
MOST_BYTES = 500_000_000
"""What a folder keeps, the latest used first."""

UNREADABLE = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile)


def kept_times(
    folder: Path,
    network: RoadNetwork,
    origins: Points,
    destinations: Points,
    snap_limit_metres: int = SNAP_LIMIT_METRES,
    progress: Progress | None = None,
) -> TravelTimes:
    """Return what ``network_times`` returns, from an existing folder where it was kept, else worked out and kept.

    A folder that cannot be written keeps nothing; the times are the same.
    """
    path = folder / f"{matrix_digest(network, origins, destinations, snap_limit_metres)}{SUFFIX}"
    if (found := _read(path, network, origins, destinations)) is not None:
        with suppress(OSError):
            os.utime(path)
        return found
    times = network_times(network, origins, destinations, snap_limit_metres, progress)
    with suppress(OSError):
        _write(path, times)
        _make_room(folder)
    return times


def matrix_digest(network: RoadNetwork, origins: Points, destinations: Points, snap_limit_metres: int) -> str:
    """Return a fingerprint of a question and of the way it is answered, the same on every machine."""
    told = hashlib.sha256(f"{FORMAT} {network.digest} {snap_limit_metres} {SNAP_MPH}".encode("ascii"))
    for points in (origins, destinations):
        for axis in (points.easting, points.northing):
            told.update(f"{len(axis)} ".encode("ascii") + np.ascontiguousarray(axis, dtype="<i8").tobytes())
    return told.hexdigest()


def _read(path: Path, network: RoadNetwork, origins: Points, destinations: Points) -> TravelTimes | None:
    """Return the matrix of a file, None where there is none or it is damaged."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            tenths, metres = kept["tenths"], kept["metres"]
        known = tenths >= 0
        basis = np.where(known, Basis.NETWORK, Basis.NONE).astype(np.int8)
        source = network_source(network)
        return TravelTimes(origins.ids, destinations.ids, tenths, metres, known, basis, basis.copy(), (source,))
    except UNREADABLE:
        return None


def _write(path: Path, times: TravelTimes) -> None:
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            np.savez(file, tenths=times.tenths, metres=times.metres)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _make_room(folder: Path) -> None:
    """Remove the matrices beyond what a folder keeps, and nothing else that may stand there."""
    found = [(path, path.stat()) for path in folder.glob(f"*{SUFFIX}")]
    kept = 0
    for number, (path, about) in enumerate(sorted(found, key=lambda one: (-one[1].st_mtime_ns, one[0].name))):
        kept += about.st_size
        if number >= MOST_FILES or kept > MOST_BYTES:
            path.unlink(missing_ok=True)
