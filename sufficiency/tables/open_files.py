"""Files of open data as their publishers write them: read in one place, with a clear word where one is not right."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sufficiency.errors import Fault, InputRejected

if TYPE_CHECKING:
    import pandas as pd


def missing_file(folder: Path, name: str) -> Fault:
    """The fault of a file that is not in the folder."""
    remedy = "Put the open file there under this name, or make up a whole authority instead."
    return Fault(name, "", 0, "", "OPEN_DATA_MISSING", f"not found in {folder}", remedy)


def whole(cell: object) -> int | None:
    """Return a cell as a whole number; nothing where it is blank or not a number."""
    try:
        return int(float(str(cell)))
    except ValueError:
        return None


Filter = tuple[str, str, object]


def read_open_file(
    folder: Path, name: str, columns: Sequence[str] | None = None, kept: Sequence[Filter] | None = None
) -> "pd.DataFrame":
    """Return a table of the open data: the columns named, and of a parquet file the rows that pass the filters.

    pandas is imported only now. Raises InputRejected for a file that is not what its name says.
    """
    import pandas as pd  # noqa: PLC0415

    path, wanted = folder / name, list(columns) if columns else None
    try:
        if name.endswith(".parquet"):
            return pd.read_parquet(path, columns=wanted, filters=list(kept) if kept else None)
        return pd.read_csv(path, usecols=wanted)
    except (ValueError, KeyError, OSError) as error:
        message = f"cannot be read as expected ({str(error).splitlines()[0]})"
        remedy = "Use the release named in the file's name, with its column names unchanged."
        raise InputRejected([Fault(name, "", 0, "", "OPEN_DATA_UNREADABLE", message, remedy)]) from error
