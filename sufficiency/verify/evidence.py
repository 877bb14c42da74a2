"""What every check looks at: the raw facts, the answer, and what follows from the raw facts alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sufficiency.verify.eligibility import barred, rank_of
from sufficiency.verify.facts import Child, Group, Key, Round
from sufficiency.verify.journeys import Journey, Pair, journeys
from sufficiency.verify.limits import Limit, paths, places
from sufficiency.verify.read_facts import read_round
from sufficiency.verify.run_files import Placed, Run, read_run
from sufficiency.verify.settled import Settled, settled
from sufficiency.verify.tiers import tiers
from sufficiency.verify.vehicles import Vehicles, gather_vehicles

NOWHERE = 10**6


@dataclass(frozen=True, slots=True)
class Option:
    """A place a child may be recommended. ``choice`` is the family's order of it: 0 first, all unasked ones last."""

    key: Key
    rank: int | None
    choice: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """``free`` children are those this round may move; ``counted`` adds those settled by override in this round.

    Both are in order of reference. ``options`` covers the free, ``tier`` (from 1) the counted. ``vehicles`` is the
    transport of the run, None where it is priced by mileage.
    """

    facts: Round
    run: Run
    run_folder: Path
    settled: Mapping[str, Settled]
    free: tuple[str, ...]
    counted: tuple[str, ...]
    journeys: Mapping[Pair, Journey]
    options: Mapping[str, tuple[Option, ...]]
    paths: Mapping[Key, tuple[Limit, ...]]
    places: Mapping[Limit, int]
    used: Mapping[Limit, int]
    tier: Mapping[str, int]
    vehicles: Vehicles | None

    def known_rows(self) -> Iterator[tuple[Placed, Child, Group]]:
        """Rows of the answer whose child and place group the raw files know."""
        for placed in self.run.rows:
            child, group = self.facts.children.get(placed.ref), self.facts.groups.get(placed.key)
            if child is not None and group is not None:
                yield placed, child, group

    def free_rows(self) -> Iterator[tuple[Placed, Child, Group]]:
        """The same, of children this round may move."""
        return (row for row in self.known_rows() if row[0].ref in self.options)

    def counted_rows(self) -> Iterator[tuple[Placed, Child, Group]]:
        """The same, of children that count at every level."""
        return (row for row in self.known_rows() if row[0].ref in self.tier)

    def choice(self, ref: str) -> int:
        """The child's own order of the place it has: ``NOWHERE`` without one, or with one it may not have."""
        placed = self.run.placed.get(ref)
        return next((o.choice for o in self.options[ref] if placed and o.key == placed.key), NOWHERE)


def gather(run_folder: Path, inputs: Path) -> Evidence:
    """Read both folders and work out what the checks compare. Raises Unreadable."""
    facts, run = read_round(inputs), read_run(run_folder)
    fixed = settled(facts, run.overrides, holds_released=run.holds_released)
    free = tuple(ref for ref in sorted(facts.children) if ref not in fixed)
    counted = tuple(ref for ref in sorted(facts.children) if ref not in fixed or fixed[ref].by_override)
    known = journeys(facts)
    path_of = paths(facts)
    return Evidence(
        facts, run, run_folder, fixed, free, counted, known,
        {ref: _options(facts, known, facts.children[ref]) for ref in free},
        path_of, places(facts, path_of), _used(run, path_of, fixed),
        tiers(facts, run.policy, counted), gather_vehicles(run_folder, inputs, facts),
    )  # fmt: skip


def _options(facts: Round, known: Mapping[Pair, Journey], child: Child) -> tuple[Option, ...]:
    open_to = [group for group in facts.groups.values() if _may(facts, known, child, group)]
    ranked = [(group.key, rank_of(facts, child.ref, group)) for group in open_to]
    ranks = sorted({rank for _, rank in ranked if rank is not None})
    return tuple(Option(key, rank, len(ranks) if rank is None else ranks.index(rank)) for key, rank in ranked)


def _may(facts: Round, known: Mapping[Pair, Journey], child: Child, group: Group) -> bool:
    if not group.key.ncy_from <= child.ncy <= group.ncy_to:
        return False
    journey = known.get((child.ref, group.key.urn))
    return next(barred(facts, child, group, journey.tenths if journey else None), None) is None


def _used(run: Run, path_of: Mapping[Key, tuple[Limit, ...]], fixed: Mapping[str, Settled]) -> dict[Limit, int]:
    used: dict[Limit, int] = {}
    for placed in run.rows:
        if placed.ref in fixed and not fixed[placed.ref].takes_place:
            continue
        for limit in path_of.get(placed.key, ()):
            used[limit] = used.get(limit, 0) + 1
    return used
