"""The run folder as it was written: the record, the recommendations and those left without a place."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sufficiency.verify import cells
from sufficiency.verify.facts import Key
from sufficiency.verify.raw_files import LongTable, Row, Unreadable, rows_of

T = TypeVar("T")
Object = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Placed:
    """One row of ``recommendations.csv``; minutes in tenths, money in pence; ``row`` keeps it as written."""

    ref: str
    key: Key
    tier: int
    rank: int | None
    tenths: int | None
    journey_basis: str
    metres: int | None
    annual: int
    marginal: int
    basis: str
    row: Row


@dataclass(frozen=True, slots=True)
class Unplaced:
    """One row of ``unplaced.csv``, kept whole."""

    ref: str
    tier: int
    row: Row


@dataclass(frozen=True, slots=True)
class Override:
    """A place settled by a named person."""

    urn: int
    provision_id: str


@dataclass(frozen=True, slots=True)
class Run:
    """The answer to recount. ``rows`` keeps repeats; ``placed`` has one row for each child, the last one written."""

    record: Object
    rows: tuple[Placed, ...]
    placed: Mapping[str, Placed]
    unplaced: tuple[Unplaced, ...]
    limits: tuple[Row, ...]
    supersessions: LongTable
    alternatives: LongTable
    overrides: Mapping[str, Override]

    @property
    def holds_released(self) -> bool:
        """Whether provisional holds were free to move."""
        return self.record.get("holds_released") is True

    @property
    def policy(self) -> str:
        """Code of the ordering policy."""
        return str(inner(self.record, "policy").get("code", ""))

    @property
    def ordered(self) -> bool:
        """Whether the order was used tier after tier."""
        return inner(self.record, "policy").get("programme") == "ordered"


def read_run(folder: Path) -> Run:
    """Read the run folder. Raises Unreadable by file, row and column where a cell cannot be read."""
    try:
        record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Unreadable("run.json is missing or is not JSON") from error
    rows = _each(folder, "recommendations.csv", _placed)
    return Run(
        record=record,
        rows=rows,
        placed={placed.ref: placed for placed in rows},
        unplaced=_each(folder, "unplaced.csv", _unplaced),
        limits=tuple(rows_of(folder / "limits.csv")),
        supersessions=LongTable(folder / "supersessions.csv"),
        alternatives=LongTable(folder / "alternatives.csv"),
        overrides={str(override["child_ref"]): _override(override) for override in listed(record, "overrides")},
    )


def listed(record: Object, name: str) -> list[Object]:
    """A list of objects in the record, empty where there is none."""
    value = record.get(name)
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def inner(record: Object, name: str) -> Object:
    """An object in the record, empty where there is none."""
    value = record.get(name)
    return value if isinstance(value, dict) else {}


def _each(folder: Path, name: str, build: Callable[[Row], T]) -> tuple[T, ...]:
    built = []
    for number, row in enumerate(rows_of(folder / name), 2):
        try:
            built.append(build(row))
        except Unreadable as error:
            raise Unreadable(f"{name} row {number}: {error}") from error
    return tuple(built)


def _override(stated: Object) -> Override:
    return Override(int(str(stated["urn"])), str(stated.get("provision_id", "")))


def _placed(row: Row) -> Placed:
    return Placed(
        ref=cells.text(row, "child_ref"),
        key=Key(cells.whole(row, "urn"), cells.text(row, "provision_id"), cells.whole(row, "ncy_from")),
        tier=cells.whole(row, "tier"),
        rank=cells.whole_or_none(row, "preference_rank"),
        tenths=cells.exact_tenths(row, "minutes"),
        journey_basis=cells.text(row, "journey_basis"),
        metres=cells.whole_or_none(row, "metres"),
        annual=cells.exact_pence(row, "annual_cost"),
        marginal=cells.exact_pence(row, "marginal_cost"),
        basis=cells.text(row, "basis"),
        row=row,
    )


def _unplaced(row: Row) -> Unplaced:
    return Unplaced(cells.text(row, "child_ref"), cells.whole(row, "tier"), row)
