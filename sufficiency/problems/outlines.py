"""Outlines of the areas that the authority file names, light enough for the map of a report."""

from pathlib import Path

from sufficiency.domain.inputs import Inputs

DETAIL_METRES = 200
Ring = tuple[tuple[int, int], ...]


def outlines(inputs: Inputs, folder: Path) -> tuple[Ring, ...]:
    """Rings in whole metres (EPSG:27700), none where no areas are named. Raises geodata.errors.UnreadableAreas."""
    named = dict(inputs.authority.sources).get("areas")
    if not named:
        return ()
    from geodata.areas import outlines as simplified  # noqa: PLC0415  a large library that only a map needs
    from geodata.areas import read_areas  # noqa: PLC0415

    rings = simplified(read_areas(folder / named, "name"), DETAIL_METRES)
    return tuple(
        tuple((round(x), round(y)) for x, y in ring.tolist()) for name in sorted(rings) for ring in rings[name]
    )
