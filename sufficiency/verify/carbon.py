"""Grams of CO2e a kilometre of the vehicle that children of a plan share, from the raw table or the built-in one."""

import tomllib
from importlib.resources import files
from pathlib import Path

from sufficiency.verify import cells
from sufficiency.verify.fleet import BUILT_IN
from sufficiency.verify.raw_files import Row, table

TAXI_SEATS = 8
"""Of the largest taxi: one with more, or with room for a wheelchair, is a minibus."""
USUAL = {False: "taxi_grams_per_km", True: "minibus_grams_per_km"}
"""Where the table states none: of small and of large vehicles."""


def grams_a_kilometre(folder: Path, share: int) -> int:
    """Of the smallest kind with seats for so many, or of the smallest where none has. Raises Unreadable."""
    built_in = tomllib.loads((files("sufficiency.domain") / BUILT_IN).read_text(encoding="utf-8"))
    usual = {large: int(built_in[name]["value"]) for large, name in USUAL.items()}
    rows = table(folder, "vehicles") or [{key: str(cell) for key, cell in row.items()} for row in built_in["vehicle"]]
    kinds = [(cells.whole(row, "seats"), cells.text(row, "code"), _grams(row, usual)) for row in rows]
    return min([kind for kind in kinds if kind[0] >= share] or kinds)[2]


def _grams(row: Row, usual: dict[bool, int]) -> int:
    stated = cells.whole_or_none(row, "grams_per_km")
    large = cells.whole(row, "seats") > TAXI_SEATS or cells.count(row, "wheelchairs") > 0
    return usual[large] if stated is None else stated
