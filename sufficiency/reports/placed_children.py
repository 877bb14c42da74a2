"""Children with plans who await no place, read from their folder for the check of the right type of provision.

The only reader of the placements table. It stands above everything that decides anything, so nothing there can use it.
"""

from dataclasses import replace
from pathlib import Path

from sufficiency.domain.placed import PlacedChild
from sufficiency.tables.cells import read_cells
from sufficiency.tables.homes import put_on_map
from sufficiency.tables.placements import PLACEMENTS, build
from sufficiency.tables.structure import read_structure


def read_placed(folder: Path) -> tuple[PlacedChild, ...]:
    """Everybody in the placements table, with a point on the map where the postcode has one; none without the table.

    Raises sufficiency.errors.InputRejected where the folder's structure is not sound.
    """
    structure = read_structure(folder)
    table, grid, header = next(found for found in structure.grids if found[0] is PLACEMENTS)
    rows, _ = read_cells(table, grid, header, structure.authority.date_format)
    if structure.postcodes is not None:
        without_point = tuple({**record, "easting": None, "northing": None} for record in rows.records)
        rows, _ = put_on_map(replace(rows, records=without_point), structure.postcodes)
    return build(rows.records)
