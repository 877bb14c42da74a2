"""A scenario's run as it was written, beside the raw input files it rests on: plain values, nothing inferred."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeVar

from sufficiency.verify import cells
from sufficiency.verify.facts import Round
from sufficiency.verify.map_files import Point
from sufficiency.verify.raw_files import Row, Unreadable, rows_of, table
from sufficiency.verify.read_facts import read_round
from sufficiency.verify.roads import read_roads
from sufficiency.verify.ways import Ways

T = TypeVar("T")


class Band(NamedTuple):
    """One year band of a provision in one academic year: commissioned, and those of them not free to name."""

    urn: int
    provision_id: str
    ncy_from: int
    ncy_to: int
    needs: frozenset[str]
    year: int
    commissioned: int
    taken: int
    opens: date | None
    closes: bool
    place_cost: int
    top_up: int


@dataclass(frozen=True, slots=True)
class Raw:
    """The input folder: settings, bands of all years, and the ways over its roads."""

    facts: Round
    bands: tuple[Band, ...]
    ways: Ways


class Kind(NamedTuple):
    """Need group, phase and tier."""

    need: str
    phase: str
    tier: str


class Pool(NamedTuple):
    """One pool in one year; children in thousandths."""

    year: int
    number: int
    urn: int
    provision_id: str
    type: str
    at: Point
    needs: frozenset[str]
    ncy_from: int
    ncy_to: int
    places: int
    incumbents: int
    placed: int
    place_cost: int
    top_up: int
    first_need: str
    actions: tuple[str, ...]


class Placed(NamedTuple):
    """Entrants of a year, area and kind sent to a pool, ``independent`` or ``unmet`` (pool 0)."""

    year: int
    area: str
    kind: Kind
    pool: int
    urn: int
    where: str
    children: int
    tenths: int | None
    metres: int | None
    place: int
    travel: int


class Scheme(NamedTuple):
    """An action or option; ``opens`` is None where it is not taken."""

    name: str
    kind: str
    dated: bool
    opens: int | None
    earliest: int
    latest: int
    urn: int
    provision_id: str
    lead: int | None
    needs: frozenset[str]
    ncy_from: int
    ncy_to: int
    approved: str
    months: int
    places: int
    ramp_up: tuple[int, ...]
    capital: int
    pot: str
    phasing: tuple[int, ...]
    running: int
    place_cost: int
    top_up: int
    site: str
    requires: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """The run folder. Entrants and stock are by year, area and kind; holds by kind and years since entry."""

    folder: Path
    head: Mapping[str, object]
    areas: Mapping[str, Point]
    deciles: Mapping[str, int | None]
    entrants: Mapping[tuple[int, str, Kind], int]
    holds: Mapping[tuple[Kind, int], int]
    pools: tuple[Pool, ...]
    placed: tuple[Placed, ...]
    schemes: tuple[Scheme, ...]

    @property
    def years(self) -> range:
        """Calendar years in which the academic years of the plan begin."""
        first, number = self.head["first"], self.head["years"]
        assert isinstance(first, int)
        assert isinstance(number, int)
        return range(first, first + number)

    def premise(self, name: str) -> int:
        """One whole number that the plan was made under."""
        premises = self.head["premises"]
        assert isinstance(premises, dict)
        return int(premises[name])


def read_raw(folder: Path) -> Raw:
    """Read the input folder. Raises Unreadable by file, row and column where a cell cannot be read."""
    facts = read_round(folder)
    named = facts.authority.sources.get("roads")
    roads = read_roads(folder / named, facts.authority.peak_percent) if named else None
    return Raw(facts, tuple(_each(table(folder, "provision"), "provision", _band)), Ways(roads))


def read_scenario_run(folder: Path) -> Run:
    """Read the run folder. Raises Unreadable as above, and where it is another kind of folder."""
    path = folder / "run.json"
    head = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    if not isinstance(head, dict) or head.get("kind") != "scenario":
        raise Unreadable(f"{folder.name} is not the run of a scenario")

    def rows(name: str, build: Callable[[Row], T]) -> tuple[T, ...]:
        if not (folder / name).is_file():
            raise Unreadable(f"{name} is missing")
        return tuple(_each(rows_of(folder / name), name, build))

    return Run(
        folder,
        head,
        dict(rows("areas.csv", lambda row: (cells.text(row, "code"), _point(row)))),
        dict(rows("areas.csv", lambda row: (cells.text(row, "code"), cells.whole_or_none(row, "deprivation")))),
        dict(rows("demand.csv", _entrants)),
        dict(rows("holds.csv", _hold)),
        rows("places.csv", _pool),
        rows("placements.csv", _placed),
        rows("schemes.csv", _scheme),
    )


def listed(row: Row, column: str) -> tuple[str, ...]:
    """What one cell lists between bars, as written."""
    text = cells.text(row, column)
    return tuple(text.split("|")) if text else ()


def _each(rows: list[Row], name: str, build: Callable[[Row], T]) -> list[T]:
    built = []
    for number, row in enumerate(rows, 2):
        try:
            built.append(build(row))
        except Unreadable as error:
            raise Unreadable(f"{name} row {number}: {error}") from error
    return built


def _band(row: Row) -> Band:
    taken = sum(cells.count(row, column) for column in ("on_roll", "named_not_started", "held"))
    return Band(
        cells.whole(row, "urn"), cells.text(row, "provision_id"), cells.whole(row, "ncy_from"),
        cells.whole(row, "ncy_to"), frozenset(cells.words(row, "needs")), int(cells.text(row, "year")[:4]),
        cells.whole(row, "commissioned"), taken - cells.count(row, "leavers"),
        cells.day(row, "opens_on", day_first=True), bool(cells.text(row, "closes_on")),
        cells.pence(row, "place_cost"), cells.pence(row, "top_up"),
    )  # fmt: skip


def _point(row: Row) -> Point:
    return cells.whole(row, "easting"), cells.whole(row, "northing")


def _kind(row: Row) -> Kind:
    return Kind(cells.text(row, "need"), cells.text(row, "phase"), cells.text(row, "tier"))


def _entrants(row: Row) -> tuple[tuple[int, str, Kind], int]:
    return (cells.whole(row, "year"), cells.text(row, "area"), _kind(row)), cells.exact_thousandths(row, "entrants")


def _hold(row: Row) -> tuple[tuple[Kind, int], int]:
    return (_kind(row), cells.whole(row, "after")), cells.exact_millionths(row, "millionths")


def _pool(row: Row) -> Pool:
    actions = cells.text(row, "action")
    return Pool(
        cells.whole(row, "year"), cells.whole(row, "pool"), cells.whole(row, "urn"), cells.text(row, "provision_id"),
        cells.text(row, "type"), _point(row), frozenset(listed(row, "needs")), cells.whole(row, "ncy_from"),
        cells.whole(row, "ncy_to"), cells.whole(row, "places"), cells.exact_thousandths(row, "incumbents"),
        cells.exact_thousandths(row, "placed"),
        cells.exact_pence(row, "place_cost"), cells.exact_pence(row, "top_up"), listed(row, "needs")[0],
        tuple(actions.split("; ")) if actions else (),
    )  # fmt: skip


def _placed(row: Row) -> Placed:
    return Placed(
        cells.whole(row, "year"), cells.text(row, "area"), _kind(row), cells.whole(row, "pool"),
        cells.whole(row, "urn"), cells.text(row, "provision_id"), cells.exact_thousandths(row, "children"),
        cells.exact_tenths(row, "minutes"),
        cells.whole_or_none(row, "metres"), cells.exact_pence(row, "place"), cells.exact_pence(row, "travel"),
    )  # fmt: skip


def _scheme(row: Row) -> Scheme:
    return Scheme(
        cells.text(row, "name"), cells.text(row, "kind"), cells.yes(row, "dated"), cells.whole_or_none(row, "opens"),
        cells.whole(row, "earliest"), cells.whole(row, "latest"), cells.whole(row, "urn"),
        cells.text(row, "provision_id"), cells.whole_or_none(row, "lead_urn"), frozenset(listed(row, "needs")),
        cells.whole(row, "ncy_from"),
        cells.whole(row, "ncy_to"), cells.text(row, "approved"), cells.whole(row, "lead_months"),
        cells.whole(row, "places"), tuple(map(int, listed(row, "ramp_up"))), cells.exact_pence(row, "capital"),
        cells.text(row, "pot"), tuple(map(int, listed(row, "phasing"))),
        cells.exact_pence(row, "running"), cells.exact_pence(row, "place_cost"), cells.exact_pence(row, "top_up"),
        cells.text(row, "site"), listed(row, "requires"),
    )  # fmt: skip
