"""Published statistics on plans (DfE, Education, health and care plans) as histories of every authority.

Two releases are read together: that of 2025 for January 2019 on, that of 2022 for the years before.
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

CASELOAD = "ehcp/ehcp2025_caseload.parquet"
NEW_PLANS = "ehcp/ehcp2025_newplans.parquet"
REQUESTS = "ehcp/ehcp2025_requests.parquet"
OLD_CASELOAD = "ehcp/ehcp2022_sen2_estab_caseload.parquet"
OLD_NEW_PLANS = "ehcp/ehcp2022_sen2_estab_new_plans.parquet"
OLD_REQUESTS = "ehcp/ehcp2022_sen2_mi.parquet"
FILES = (CASELOAD, NEW_PLANS, REQUESTS, OLD_CASELOAD, OLD_NEW_PLANS, OLD_REQUESTS)

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
    if missing := [name for name in FILES if not (folder / name).is_file()]:
        raise InputRejected([missing_file(folder, name) for name in missing])
    names: dict[str, str] = {}
    found = _read_later(folder, names)
    for field, earlier in _read_earlier(folder, names).items():
        _fill(found[field], earlier)
    return tuple(
        PlanHistory(code, names[code], **{field: found[field].get(code, {}) for field in found})
        for code in sorted(found["plans"])
    )


def _read_later(folder: Path, names: dict[str, str]) -> dict[str, ByCode]:
    stock = {"plans": "ehcplans", "special": "special_total", "unrecorded": "placement_unknown"}
    flow = {"new_plans": "new_ehc_plans", "new_special": "special_total"}
    asked = {"requests": "requests_received_in_year"}
    return {
        **_counts(_whole_authorities(folder, CASELOAD, stock, "All EHC plans"), stock, _january, names),
        **_counts(_whole_authorities(folder, NEW_PLANS, flow, "New EHC plans"), flow, int, names),
        **_counts(_whole_authorities(folder, REQUESTS, asked, "All requests for EHC needs assessments"), asked, int,
                  names),
    }  # fmt: skip


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


def _whole_authorities(folder: Path, file: str, fields: Mapping[str, str], breakdown: str) -> "pd.DataFrame":
    return read_open_file(folder, file, [*KEYS, "la_name", *fields.values()], [("breakdown", "==", breakdown)])


def _january(period: str) -> int:
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
