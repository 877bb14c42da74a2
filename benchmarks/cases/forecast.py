"""The forecast of published plans beside naive forecasts: what is compared is the error, and the time is by the way.

Needs the published statistics: ``../shared/data`` beside the repository, or the folder SUFFICIENCY_OPEN_DATA names.
"""

import os
from pathlib import Path

from benchmarks.registry import Case, Engine, Reading
from scenarios.forecast.backtest import MODEL, Measured, backtest
from sufficiency.domain.plan_history import PlanHistory
from sufficiency.importers.published_plans import read_plan_histories

OPEN_DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
Histories = tuple[PlanHistory, ...]


def build(size: str) -> tuple[Histories, int]:
    """Every history, and the January to forecast."""
    return read_plan_histories(_folder()), int(size)


def missing(size: str) -> str | None:
    """Why a January cannot be forecast here."""
    if _folder().is_dir():
        return None
    return f"the published statistics for January {size} are not beside the repository (../shared/data)"


def _folder() -> Path:
    return Path(os.environ.get("SUFFICIENCY_OPEN_DATA", OPEN_DATA))


def tested(asked: tuple[Histories, int]) -> list[Measured]:
    """Every method on both series, from a January before."""
    histories, january = asked
    return backtest(histories, january - 1)


def unchanged(asked: tuple[Histories, int]) -> tuple[Histories, int]:
    """Nothing to prepare."""
    return asked


def read(_: object, rows: list[Measured]) -> Reading:
    """Every method's error in words; all methods are measured on the same authorities."""
    return Reading(values=tuple(row.authorities for row in rows), note="\n    ".join(map(_said, rows)))


def _said(row: Measured) -> str:
    beside = "" if row.against is None else f", the model {100 * row.against:+.1f} % beside it"
    within = "" if row.within is None else f", {100 * row.within:.1f} % within P10-P90"
    return f"{row.series}, {row.authorities} authorities, {row.method}: {row.error:.2f} %{beside}{within}"


SIZES = ("2024", "2023", "2022", "2021")

CASE = Case(
    name="forecast",
    sizes=SIZES,
    build=build,
    engines=(Engine(MODEL, unchanged, tested, read, sizes=SIZES[:1], slow=SIZES[1:]),),
    source="median absolute percentage error over authorities of plans in that January, from the January before (DfE)",
    missing=missing,
)
