"""Outcomes by characteristic: exact for the officers who monitor them, or made safe for the public."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median_low

from sufficiency.reports.disclosure import (
    ROUND_TO,
    SMALLEST_SHOWN,
    Counts,
    PublicTable,
    grouped,
    public_percent,
    public_table,
    public_total,
)
from sufficiency.reports.outcomes import CHARACTERISTICS, ChildOutcome

CELLS: Mapping[str, tuple[str, ...]] = {
    "placed": ("placed", "not placed"),
    "first": ("first preference", "another or none", "none stated"),
    "superseded": ("superseded", "not superseded"),
}
"""Each outcome and the cells that make up its children; the most important outcome first."""


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """One group: children and whole per cents, minutes in tenths and days as medians; None is hidden or none."""

    group: str
    children: int | None
    placed: int | None
    first: int | None
    superseded: int | None
    minutes: int | None
    days: int | None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One characteristic: its groups, or none where too few children stand behind them.

    ``groups``, ``outcomes``, ``table`` are what the next public table is made beside; never shown.
    """

    characteristic: str
    figures: tuple[GroupFigures, ...]
    groups: Mapping[str, str] = field(default_factory=dict)
    outcomes: tuple[str, ...] = ()
    table: PublicTable | None = None


def exact_breakdown(characteristic: str, outcomes: Sequence[ChildOutcome]) -> Breakdown:
    """True figures, group by group."""
    by_group = _by_group(outcomes, {}, characteristic)
    return Breakdown(characteristic, tuple(_exact(group, members) for group, members in by_group.items()))


def public_breakdown(
    characteristic: str, outcomes: Sequence[ChildOutcome], earlier: Breakdown | None = None
) -> Breakdown:
    """Figures that may be shown to anyone: groups put together until no cell is 1 to 7, then rounded.

    An outcome for which no grouping is large enough is hidden for all; where that is so of every outcome, nothing is
    shown. ``earlier`` is what was shown before about some of the same children; see ``disclosure.public_table``.
    """
    if earlier is not None and earlier.table is not None:
        groups, shown, before = earlier.groups, earlier.outcomes, earlier.table
    else:
        groups, shown, before = *_grouping(characteristic, outcomes), None
    if not shown:
        return Breakdown(characteristic, ())
    by_group = _by_group(outcomes, groups, characteristic)
    table = public_table(_counts(by_group, shown), before)
    kept = {f.group: f for f in earlier.figures} if earlier else {}
    moved = {group: _moved(group, table, before) for group in table.rows}
    figures = tuple(
        _public(group, by_group.get(group, ()), table, shown, None if moved[group] else kept.get(group))
        for group in table.rows
    )
    return Breakdown(characteristic, figures, groups, shown, table)


def _grouping(characteristic: str, outcomes: Sequence[ChildOutcome]) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """The groups to show, and as many outcomes as can be shown of them, the most important first."""
    names, by_group = tuple(CELLS), _by_group(outcomes, {}, characteristic)
    for many in range(len(names), 0, -1):
        groups = grouped(_counts(by_group, names[:many]))
        if groups is not None:
            return groups, names[:many]
    return {}, ()


def _by_group(
    outcomes: Iterable[ChildOutcome], groups: Mapping[str, str], characteristic: str
) -> Mapping[str, Sequence[ChildOutcome]]:
    """Children by group in order of its name, those put together last; a group met for the first time is put there."""
    found: dict[str, list[ChildOutcome]] = {}
    for outcome in outcomes:
        group = outcome.groups[characteristic]
        found.setdefault(groups.get(group, "All others") if groups else group, []).append(outcome)
    return {group: found[group] for group in sorted(found, key=lambda name: (name == "All others", name))}


def _counts(by_group: Mapping[str, Sequence[ChildOutcome]], shown: Sequence[str]) -> Counts:
    columns = tuple(cell for name in shown for cell in CELLS[name])
    rows = ([_cell(child, name) for child in members for name in shown] for members in by_group.values())
    return Counts(tuple(by_group), columns, tuple(tuple(map(cells.count, columns)) for cells in rows))


def _cell(child: ChildOutcome, outcome: str) -> str:
    yes, no, *rest = CELLS[outcome]
    happened = getattr(child, outcome)
    return rest[0] if happened is None else yes if happened else no


def _exact(group: str, members: Sequence[ChildOutcome]) -> GroupFigures:
    stated = [child.first for child in members if child.first is not None]
    return GroupFigures(
        group=group,
        children=len(members),
        placed=_percent(child.placed for child in members),
        first=_percent(stated),
        superseded=_percent(child.superseded for child in members),
        minutes=_median(child.tenths for child in members),
        days=_median(child.waiting for child in members),
    )


def _public(
    group: str, members: Sequence[ChildOutcome], table: PublicTable, shown: Sequence[str], kept: GroupFigures | None
) -> GroupFigures:
    rates = {name: _rate(group, name, table) if name in shown else None for name in CELLS}
    children = public_total([table.shown[group, cell] for cell in CELLS["placed"]])
    if kept is not None:
        minutes, days = kept.minutes, kept.days
    else:
        minutes = _rounded((child.tenths for child in members), 10 * ROUND_TO)
        days = _rounded((child.waiting for child in members), ROUND_TO)
    return GroupFigures(group, children, **rates, minutes=minutes, days=days)


def _rate(group: str, outcome: str, table: PublicTable) -> int | None:
    """Of the outcome's first two cells: a first preference can be met only where one was stated."""
    figures = [table.shown[group, cell] for cell in CELLS[outcome][:2]]
    return public_percent(figures[0], figures)


def _moved(group: str, table: PublicTable, before: PublicTable | None) -> bool:
    """Whether any figure of the group was made anew."""
    if before is None or group not in before.rows:
        return True
    return any(table.behind.at(group, column) != before.behind.at(group, column) for column in table.columns)


def _percent(happened: Iterable[bool]) -> int | None:
    cases = list(happened)
    return (200 * sum(cases) + len(cases)) // (2 * len(cases)) if cases else None


def _median(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return median_low(known) if known else None


def _rounded(values: Iterable[int | None], to: int) -> int | None:
    """The median to the nearest ``to``, where at least eight children stand behind it."""
    known = [value for value in values if value is not None]
    return (2 * median_low(known) + to) // (2 * to) * to if len(known) >= SMALLEST_SHOWN else None


def breakdowns(
    outcomes: Sequence[ChildOutcome], *, public: bool, earlier: Sequence[Breakdown] = ()
) -> tuple[Breakdown, ...]:
    """Every characteristic in turn; ``earlier`` is what was shown before, in the same order."""
    if not public:
        return tuple(exact_breakdown(name, outcomes) for name in CHARACTERISTICS)
    before = {breakdown.characteristic: breakdown for breakdown in earlier}
    return tuple(public_breakdown(name, outcomes, before.get(name)) for name in CHARACTERISTICS)
