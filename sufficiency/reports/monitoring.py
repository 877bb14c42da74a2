"""The equality characteristics of a round's children, read from its folder for looking at outcomes afterwards.

The only reader of the monitoring table. It stands above everything that decides anything, so nothing there can use it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sufficiency.tables.cells import read_cells
from sufficiency.tables.monitoring import MONITORING
from sufficiency.tables.structure import read_structure

NOT_GIVEN = "Not given"
_SEX = {"F": "Girls and young women", "M": "Boys and young men"}
_YES_NO = {True: "Yes", False: "No"}


@dataclass(frozen=True, slots=True)
class Characteristics:
    """What is recorded of one child, in words; ``NOT_GIVEN`` where nothing is."""

    sex: str = NOT_GIVEN
    ethnicity: str = NOT_GIVEN
    fsm: str = NOT_GIVEN
    looked_after: str = NOT_GIVEN


def read_monitoring(folder: Path) -> Mapping[str, Characteristics]:
    """Characteristics by child reference; none where the folder has no monitoring table.

    Raises sufficiency.errors.InputRejected where the folder's structure is not sound.
    """
    structure = read_structure(folder)
    date_format = structure.authority.date_format
    records = (
        record
        for table, grid, header in structure.grids
        if table is MONITORING
        for record in read_cells(table, grid, header, date_format)[0].records
    )
    return {
        record["child_ref"]: Characteristics(
            sex=_SEX.get(record["sex"], NOT_GIVEN),
            ethnicity=record["ethnicity"] or NOT_GIVEN,
            fsm=_YES_NO.get(record["fsm"], NOT_GIVEN),
            looked_after=_YES_NO.get(record["looked_after"], NOT_GIVEN),
        )
        for record in records
    }
