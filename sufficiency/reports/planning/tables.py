"""The tables of a scenario's run: each column stated once, with its unit, and read back as it was written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from sufficiency.domain import planning_results as results
from sufficiency.domain.planning_results import Kind
from sufficiency.reports.csv_file import read_csv, write_csv
from sufficiency.reports.planning.units import (
    CHILDREN,
    KIND,
    LIST,
    MINUTES,
    NUMBER,
    POUNDS,
    SHARE,
    TEXT,
    WHOLE,
    YES_NO,
    Unit,
)

T = TypeVar("T")
KIND_COLUMNS = ("need", "phase", "tier")


@dataclass(frozen=True, slots=True)
class RowTable(Generic[T]):
    """One CSV: the type of its rows, and the unit of each field; one of KIND is written as three columns."""

    file: str
    row: type[T]
    units: Mapping[str, Unit]

    def write(self, folder: Path, rows: Iterable[T]) -> None:
        """Write the table into a folder."""
        write_csv(folder / self.file, list(self._columns()), (list(self._cells(row)) for row in rows))

    def read(self, folder: Path) -> tuple[T, ...]:
        """The rows as they were written; KeyError or ValueError where the file is another's."""
        return tuple(self.row(**self._values(row)) for row in read_csv(folder / self.file))

    def _columns(self) -> Iterator[str]:
        for name, unit in self.units.items():
            yield from KIND_COLUMNS if unit is KIND else (name,)

    def _cells(self, row: T) -> Iterator[str]:
        for name, unit in self.units.items():
            value = getattr(row, name)
            if isinstance(value, Kind):
                yield from (value.need, value.phase, value.tier)
            else:
                yield unit.write(value)

    def _values(self, row: Mapping[str, str]) -> dict[str, Any]:
        return {
            name: Kind(*(row[part] for part in KIND_COLUMNS)) if unit is KIND else unit.read(row[name])
            for name, unit in self.units.items()
        }


AREAS = RowTable(
    "areas.csv", results.AreaName,
    {"code": TEXT, "name": TEXT, "easting": WHOLE, "northing": WHOLE, "deprivation": WHOLE},
)  # fmt: skip
DEMAND = RowTable(
    "demand.csv", results.DemandRow,
    {"year": WHOLE, "area": TEXT, "kind": KIND, "stock": CHILDREN, "entrants": CHILDREN},
)  # fmt: skip
HOLDS = RowTable("holds.csv", results.HoldRow, {"kind": KIND, "after": WHOLE, "millionths": SHARE})
STEPS = RowTable("steps.csv", results.StepRow, {"year": WHOLE, "step": TEXT, "children": CHILDREN})
GAP = RowTable(
    "gap.csv", results.GapRow,
    {"year": WHOLE, "need": TEXT, "phase": TEXT, "tier": TEXT, "places": CHILDREN, "p50": CHILDREN, "p80": CHILDREN},
)  # fmt: skip
SCHEMES = RowTable(
    "schemes.csv", results.SchemeRow,
    {"name": TEXT, "kind": TEXT, "dated": YES_NO, "opens": WHOLE, "earliest": WHOLE, "latest": WHOLE, "urn": WHOLE,
     "provision_id": TEXT, "lead_urn": WHOLE, "needs": LIST, "ncy_from": WHOLE, "ncy_to": WHOLE, "approved": TEXT,
     "lead_months": WHOLE, "places": WHOLE, "ramp_up": LIST, "capital": POUNDS, "pot": TEXT, "phasing": LIST,
     "running": POUNDS, "place_cost": POUNDS, "top_up": POUNDS, "site": TEXT, "requires": LIST, "proposal": TEXT,
     "staffing": TEXT, "because": TEXT},
)  # fmt: skip
OPTIONS = RowTable(
    "options.csv", results.OptionRow,
    {"name": TEXT, "kind": TEXT, "opens": WHOLE, "places": WHOLE, "capital": POUNDS, "flags": LIST},
)  # fmt: skip
PLACES = RowTable(
    "places.csv", results.PlaceRow,
    {"year": WHOLE, "pool": WHOLE, "urn": WHOLE, "provision_id": TEXT, "name": TEXT, "type": TEXT, "area": TEXT,
     "easting": WHOLE, "northing": WHOLE, "needs": LIST, "ncy_from": WHOLE, "ncy_to": WHOLE,
     "places": WHOLE, "incumbents": CHILDREN, "placed": CHILDREN,
     "place_cost": POUNDS, "top_up": POUNDS, "action": TEXT},
)  # fmt: skip
PLACEMENTS = RowTable(
    "placements.csv", results.PlacedRow,
    {"year": WHOLE, "area": TEXT, "kind": KIND, "pool": WHOLE, "urn": WHOLE, "provision_id": TEXT,
     "children": CHILDREN, "minutes": MINUTES, "metres": WHOLE, "place": POUNDS, "travel": POUNDS},
)  # fmt: skip
WHERE = RowTable(
    "where.csv", results.WhereRow,
    {"year": WHOLE, "commissioned": WHOLE, "incumbents": CHILDREN, "placed": CHILDREN, "independent": CHILDREN,
     "unmet": CHILDREN},
)  # fmt: skip
TRAVEL = RowTable(
    "travel.csv", results.TravelRow,
    {"year": WHOLE, "children": CHILDREN, "within": CHILDREN, "minutes": MINUTES, "cost": POUNDS, "grams": WHOLE},
)  # fmt: skip
EQUITY = RowTable(
    "equity.csv", results.EquityRow,
    {"by": TEXT, "code": TEXT, "entrants": CHILDREN, "placed": CHILDREN, "independent": CHILDREN, "unmet": CHILDREN,
     "within": CHILDREN, "minutes": MINUTES},
)  # fmt: skip
LEVELS = RowTable(
    "levels.csv", results.LevelRow, {"name": TEXT, "unit": TEXT, "value": NUMBER, "bound": NUMBER, "gap": NUMBER}
)
