"""The programme: named levels in order, and what each option and each child left unplaced costs at every one.

Lower is better at every level. A level counts only when every level above it is equal.
"""

from collections.abc import Sequence
from functools import cache

from sufficiency.domain.round import LevelSpec, Option

UNPLACED = LevelSpec("unplaced", "children without a place", "children")
UNSUITABILITY = LevelSpec("unsuitability", "needs not among those the provision is designated for", "points")
APART = LevelSpec("apart_from_sibling", "children placed apart from a sibling's setting", "children")
OVER_GUIDELINE = LevelSpec("over_guideline", "children over the travel-time guideline", "children")
MINUTES = LevelSpec("minutes", "time on the road, one way", "tenths of minutes")
COST = LevelSpec("cost", "marginal public cost", "pence a year")
HOLDS_MOVED = LevelSpec("holds_moved", "provisional holds moved", "children")
ORDER = LevelSpec("order", "tie-break: earlier requests first, then the seeded hash", "tie-break")

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@cache
def preference_levels(highest_rank: int) -> tuple[LevelSpec, ...]:
    """One level per stated rank: children who stated preferences and are given none of their first k."""
    return tuple(_preference_level(rank) for rank in range(1, highest_rank + 1))


def _preference_level(rank: int) -> LevelSpec:
    ordinal = _ORDINALS[rank - 1] if rank <= len(_ORDINALS) else f"rank_{rank}"
    says = "given their first preference" if rank == 1 else f"given one of their first {rank} preferences"
    return LevelSpec(f"{ordinal}_preference_missed", f"children who stated preferences and are not {says}", "children")


def programme(highest_rank: int, *, joint: bool, first: str = "") -> tuple[LevelSpec, ...]:
    """Every level in order. ``first`` names the level a what-if puts right after the children without a place."""
    levels = [UNPLACED, *preference_levels(highest_rank)]
    levels += [UNSUITABILITY, APART, OVER_GUIDELINE, MINUTES, COST, HOLDS_MOVED]
    if first:
        levels.sort(key=lambda level: (level.name != UNPLACED.name, level.name != first))
    return (*levels, ORDER) if joint else tuple(levels)


def option_costs(option: Option, *, highest_rank: int, stated: bool, moves_hold: bool) -> dict[str, int]:
    """What giving this option adds to every level but the tie-break."""
    missed = {
        level.name: int(stated and (option.rank is None or option.rank > k))
        for k, level in enumerate(preference_levels(highest_rank), start=1)
    }
    return missed | {
        UNPLACED.name: 0,
        UNSUITABILITY.name: option.unsuitability,
        APART.name: int(option.apart_from_sibling),
        OVER_GUIDELINE.name: int(option.over_guideline),
        MINUTES.name: option.journey.tenths,
        COST.name: option.marginal_cost,
        HOLDS_MOVED.name: int(moves_hold),
    }


def unplaced_costs(*, highest_rank: int, stated: bool, held: bool) -> dict[str, int]:
    """What leaving a child unplaced adds to every level but the tie-break."""
    missed = {level.name: int(stated) for level in preference_levels(highest_rank)}
    others = (UNSUITABILITY, APART, OVER_GUIDELINE, MINUTES, COST)
    return missed | {level.name: 0 for level in others} | {UNPLACED.name: 1, HOLDS_MOVED.name: int(held)}


def classes(options: Sequence[Option]) -> list[int]:
    """The child's own order over its options: stated ranks in order, then everything nobody asked for as one class."""
    stated = sorted({option.rank for option in options if option.rank is not None})
    position = {rank: index for index, rank in enumerate(stated)}
    return [len(stated) if option.rank is None else position[option.rank] for option in options]
