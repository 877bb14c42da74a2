"""The folder of open files that practice rounds are laid over: which files, and a clear word where one is missing."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sufficiency.errors import Fault, InputRejected, UsageError

if TYPE_CHECKING:
    import pandas as pd

SPECIALIST = "schools/specialist_settings_england_2022_23.csv.gz"
SCHOOLS = "schools/spc_2022_23_school_level_england.parquet"
BASES = "schools/sen_units_resourced_provision_jan2021_derived_urn.csv"
APPROVED = "schools/section41_approved_2022_03.csv"
CAPACITIES = "schools/llr_special_gias_2026_06_partial.csv"
POSTCODES = "postcodes/codepoint_open_2022_england.parquet"
AREAS = "postcodes/lsoa21_postcode_mean_centroids_england.parquet"
PEOPLE = "demography/derived_pop_mid2020_lsoa21_single_age_0_25_england.parquet"
PLANS = "ehcp/ehcp2025_caseload.parquet"
NEEDS = "ehcp/ehcp2025_sen_needs_all_plans.parquet"
ROADS = "roads/rutland-2022-07-20.osm.pbf"

REQUIRED = (SPECIALIST, SCHOOLS, BASES, APPROVED, POSTCODES, AREAS, PEOPLE, PLANS, NEEDS)


def check_open_data(folder: Path) -> None:
    """Raise UsageError where there is no such folder, InputRejected naming every file that is missing from it."""
    if not folder.is_dir():
        raise UsageError(f"no folder of open data at {folder}; say where it is with --open-data FOLDER")
    missing = [name for name in REQUIRED if not (folder / name).is_file()]
    if missing:
        raise InputRejected([_missing(folder, name) for name in missing])


def _missing(folder: Path, name: str) -> Fault:
    remedy = "Put the open file there under this name, or make up a whole authority instead."
    return Fault(name, "", 0, "", "OPEN_DATA_MISSING", f"not found in {folder}", remedy)


def whole(cell: object) -> int | None:
    """Return a cell as a whole number; nothing where it is blank or not a number."""
    try:
        return int(float(str(cell)))
    except ValueError:
        return None


Filter = tuple[str, str, object]


def read(
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
