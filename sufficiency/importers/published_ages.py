"""Published plans by single age and placement (DfE, Education, health and care plans, 2025 release or later)."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sufficiency.domain.age_stock import FIRST_AGE, NOT_RECORDED, AgeStock
from sufficiency.errors import UsageError
from sufficiency.importers.published_plans import CASELOAD, NEW_PLANS, january_of, newest_release
from sufficiency.tables.open_files import read_open_file, whole

if TYPE_CHECKING:
    import pandas as pd

BASES = tuple(
    f"mainstream_{kind}_{base}"
    for kind in ("la_maintained", "academy", "free_school")
    for base in ("resourced_provision", "senunit")
)
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "mainstream": (
        "mainstream_la_maintained",
        "mainstream_academy",
        "mainstream_free_school",
        "mainstream_independent",
    ),
    "base or unit": BASES,
    "special": ("special_la_maintained", "special_academy_free", "special_non_maintained"),
    "independent special": ("special_independent",),
    "alternative provision": ("ap_pru_total",),
    "further education": ("fe_total",),
    "early years": ("nm_early_years",),
    "elsewhere": ("ed_elsewhere",),
    NOT_RECORDED: ("placement_unknown",),
}
KEYS = ("time_period", "geographic_level", "old_la_code", "la_name", "breakdown")
STOCK_TOPIC, NEW_TOPIC = "Child or young persons age", "Age when plan started"

Counts = dict[int, dict[tuple[int, str], int]]


def read_age_stock(folder: Path, code: str = "") -> AgeStock:
    """Stocks and new plans by age of an authority, of England where no code is given.

    Raises UsageError where no stock by age is published for the code, InputRejected as ``read_open_file`` does.
    """
    release = newest_release(folder)
    stock = _rows(folder, release.format(CASELOAD), STOCK_TOPIC, code)
    new = _rows(folder, release.format(NEW_PLANS), NEW_TOPIC, code)
    if stock.empty:
        raise UsageError(f"No plans by age are published for authority {code}; use a three-figure code such as 855.")
    stocks = {january_of(str(period)): counts for period, counts in _by_period(stock).items()}
    name = str(stock["la_name"].iloc[0]) if code else "England"
    return AgeStock(code, name, stocks, {int(period): counts for period, counts in _by_period(new).items()})


def _rows(folder: Path, file: str, topic: str, code: str) -> "pd.DataFrame":
    columns = [*KEYS, *(column for group in COLUMNS.values() for column in group)]
    where = ("old_la_code", "==", code) if code else ("geographic_level", "==", "National")
    return read_open_file(folder, file, columns, [("breakdown_topic", "==", topic), where])


def _by_period(table: "pd.DataFrame") -> dict[str, dict[tuple[int, str], int]]:
    found: dict[str, dict[tuple[int, str], int]] = {}
    for row in table.to_dict("records"):
        age = _age(str(row["breakdown"]))
        if age is None:
            continue
        counts = found.setdefault(str(row["time_period"]), {})
        for placement, columns in COLUMNS.items():
            counts[age, placement] = sum(whole(row[column]) or 0 for column in columns)
    return dict(sorted(found.items()))


def _age(breakdown: str) -> int | None:
    """The age in "age 7", "under 3", "age 2 and under" or "age 20 and over"; nothing where it is unknown."""
    if "under" in breakdown:
        return FIRST_AGE
    figures = [word for word in breakdown.split() if word.isdigit()]
    return int(figures[0]) if figures else None
