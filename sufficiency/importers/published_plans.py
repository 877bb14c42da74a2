"""Published statistics on plans (DfE, Education, health and care plans) as histories of every authority.

Two releases are read together: the newest one there is, of 2025 or later, for January 2019 on, and that of 2022 for the
years before.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sufficiency.domain.plan_history import PlanHistory
from sufficiency.errors import InputRejected, UsageError
from sufficiency.tables.open_files import missing_file, read_open_file, whole

if TYPE_CHECKING:
    import pandas as pd

CASELOAD, NEW_PLANS, REQUESTS = "caseload", "newplans", "requests"
LATER = (CASELOAD, NEW_PLANS, REQUESTS)
OLDEST = 2025
OLD_CASELOAD = "ehcp/ehcp2022_sen2_estab_caseload.parquet"
OLD_NEW_PLANS = "ehcp/ehcp2022_sen2_estab_new_plans.parquet"
OLD_REQUESTS = "ehcp/ehcp2022_sen2_mi.parquet"

KEYS = ("time_period", "geographic_level", "old_la_code")
LOCAL = "Local authority"

ByCode = dict[str, dict[int, int]]


def read_plan_histories(folder: Path) -> tuple[PlanHistory, ...]:
    """Histories of all authorities that ever published, in order of their code.

    Where both releases hold a year, the later stands. Raises UsageError where there is no such folder, InputRejected
    naming every file that is missing or is not what its name says.
    """
    if not folder.is_dir():
        raise UsageError(f"no folder of open data at {folder}; say where it is with --open-data FOLDER")
    later = newest_release(folder)
    files = (*(later.format(table) for table in LATER), OLD_CASELOAD, OLD_NEW_PLANS, OLD_REQUESTS)
    if missing := [name for name in files if not (folder / name).is_file()]:
        raise InputRejected([missing_file(folder, name) for name in missing])
    names: dict[str, str] = {}
    found = _read_later(folder, later, names)
    for field, earlier in _read_earlier(folder, names).items():
        _fill(found[field], earlier)
    return tuple(
        PlanHistory(code, names[code], **{field: found[field].get(code, {}) for field in found})
        for code in sorted(found["plans"])
    )


def newest_release(folder: Path) -> str:
    """The name of a file of the newest release in the folder, {} for the table: ehcp/ehcp2025_{}.parquet."""
    years = [int(path.name[4:8]) for path in folder.glob(f"ehcp/ehcp[0-9][0-9][0-9][0-9]_{CASELOAD}.parquet")]
    return f"ehcp/ehcp{max([OLDEST, *years])}_{{}}.parquet"


def _read_later(folder: Path, later: str, names: dict[str, str]) -> dict[str, ByCode]:
    found: dict[str, ByCode] = {}
    for table, breakdown, year, fields in (
        (CASELOAD, "All EHC plans", january_of,
         {"plans": "ehcplans", "special": "special_total", "unrecorded": "placement_unknown"}),
        (NEW_PLANS, "New EHC plans", int, {"new_plans": "new_ehc_plans", "new_special": "special_total"}),
        (REQUESTS, "All requests for EHC needs assessments", int, {"requests": "requests_received_in_year"}),
    ):  # fmt: skip
        kept = [("breakdown", "==", breakdown)]
        rows = read_open_file(folder, later.format(table), [*KEYS, "la_name", *fields.values()], kept)
        found |= _counts(rows, fields, year, names)
    return found


def _read_earlier(folder: Path, names: dict[str, str]) -> dict[str, ByCode]:
    found: dict[str, ByCode] = {}
    for file, column, fields in (
        (OLD_CASELOAD, "Total_all", {"Total": "plans", "Special school": "special"}),
        (OLD_NEW_PLANS, "Total_new_all", {"Total": "new_plans", "Special school": "new_special"}),
    ):
        kept = [("establishment_type", "==", "Total")]
        table = read_open_file(folder, file, [*KEYS, "la_name", "establishment_group", column], kept)
        for group, field in fields.items():
            found |= _counts(table[table["establishment_group"] == group], {field: column}, int, names)
    asked = read_open_file(folder, OLD_REQUESTS, [*KEYS, "la_name", "InreqEHC"])
    return found | _counts(asked, {"requests": "InreqEHC"}, int, names)


def january_of(period: str) -> int:
    """The year of the January in an academic year such as 202223."""
    return 2000 + int(period[4:])


def _counts(
    table: "pd.DataFrame", fields: Mapping[str, str], year: Callable[[str], int], names: dict[str, str]
) -> dict[str, ByCode]:
    """Counts by field, authority and year; symbols for what is not available are left out."""
    local = table[table["geographic_level"] == LOCAL]
    names.update(zip(map(str, local["old_la_code"]), map(str, local["la_name"]), strict=True))
    return {field: _by_code(local, column, year) for field, column in fields.items()}


def _by_code(table: "pd.DataFrame", column: str, year: Callable[[str], int]) -> ByCode:
    found: ByCode = defaultdict(dict)
    cells: Iterable[tuple[object, ...]] = zip(table["old_la_code"], table["time_period"], table[column], strict=True)
    for code, period, cell in cells:
        count = whole(cell)
        if count is not None:
            found[str(code)][year(str(period))] = count
    return dict(found)


def _fill(later: ByCode, earlier: ByCode) -> None:
    for code, counts in earlier.items():
        later[code] = {**counts, **later.get(code, {})}
