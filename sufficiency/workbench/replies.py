"""What people recorded of consultations on pages, put into tables: a run reads tables, and nothing else.

The tables of a run that is before the panel stay as they are, for its letters and its recount need them; a round of
another name begins from them.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sufficiency.domain.inputs import Inputs
from sufficiency.domain.settings import Consultation
from sufficiency.errors import UsageError
from sufficiency.tables.catalogue import BY_NAME
from sufficiency.tables.consultations import last_of_each, row_of
from sufficiency.tables.folder import open_folder
from sufficiency.tables.write import write_table
from sufficiency.workbench.uploads import Received, Sent, receive

TABLE = BY_NAME["consultations"]


def begin_with_recorded(
    folder: Path, base: str, name: str, inputs: Inputs, recorded: Sequence[Consultation], now: datetime
) -> Received:
    """Begin a round from ``base``, whose inputs are given, with what was recorded in its table of consultations.

    Raises UsageError where the name is none or taken, or where the consultations of ``base`` are a sheet of a workbook.
    """
    if open_folder(folder / base).sheet_of(TABLE):
        raise UsageError(
            "The consultations of this round are a sheet of its workbook, which is not written to. Enter what is "
            "listed here into the sheet and upload the workbook."
        )
    return receive(folder, name, [Sent(TABLE.file_name, table_with(inputs, recorded))], now, base)


def table_with(inputs: Inputs, recorded: Sequence[Consultation]) -> bytes:
    """The table of consultations with these: one sent on the same day takes the place of the one that is there."""
    every = last_of_each((*inputs.consultations, *recorded))
    with TemporaryDirectory() as room:
        rows = map(row_of, every)
        return write_table(Path(room), TABLE, rows, inputs.authority.date_format, marked=True).read_bytes()


def free_name(folder: Path, base: str) -> str:
    """A name for a round begun from another that no folder has yet."""
    stem, _, number = base.rpartition("-")
    first, stem = (int(number) + 1, stem) if stem and number.isdigit() and len(number) < 3 else (2, base)
    return next(name for more in range(first, first + 1_000) if not (folder / (name := f"{stem}-{more}")).exists())
