"""The places a plan may use: those there will be, and those each option would add or take away."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scenarios.files.scenario import Action, Option, Size
from scenarios.placing.together import Key, key_of, together
from scenarios.planning.supply import Pool, Supply

Lay = Callable[[Sequence[Action]], Supply]
"""Places by year once these actions are laid over what is there."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One option in one size: what the optimiser may take or leave. What takes places away, in one year besides."""

    option: Option
    size: Size


@dataclass(frozen=True, slots=True)
class Added:
    """Places that a choice adds to a pool, by years since it opens; below nought it takes them away."""

    choice: int
    pool: int
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Pools of whole phases, those that only options would make among them (without places), and the choices.

    ``added`` is in order of choice and pool.
    """

    supply: Supply
    choices: tuple[Choice, ...]
    added: tuple[Added, ...]


def places_of(lay: Lay, actions: Sequence[Action], options: Sequence[Option]) -> Places:
    """Every option in every size beside the same places without it, so that an option is what the action would be."""
    choices = tuple(Choice(one, size) for option in options for one in _as_laid(option) for size in option.sizes)
    without = together(lay(actions))
    first = without.first.starts
    with_each = [
        (choice.option.earliest.starts - first, together(lay([*actions, as_action(choice)]))) for choice in choices
    ]
    pools = {key_of(pool): pool for pool in without.pools}
    for _, supply in with_each:
        for pool in supply.pools:
            if key_of(pool) not in pools:
                pools[key_of(pool)] = _empty(pool)
    ordered = sorted(pools.values(), key=lambda pool: (pool.urn, pool.provision_id, pool.ncy_from, key_of(pool)))
    row = {key_of(pool): number for number, pool in enumerate(ordered)}
    added = [
        Added(number, row[key], places)
        for number, (opens, supply) in enumerate(with_each)
        for key, places in _differences(pools, supply, opens)
    ]
    return Places(
        Supply(without.first, tuple(ordered)),
        choices,
        tuple(sorted(added, key=lambda one: (one.choice, one.pool))),
    )


def _as_laid(option: Option) -> tuple[Option, ...]:
    """What adds places adds the same whenever it opens; what takes them away does as children leave, year by year."""
    if option.kind.adds_places:
        return (option,)
    years = (replace(option.earliest, starts=year) for year in range(option.earliest.starts, option.latest.starts + 1))
    return tuple(replace(option, earliest=year, latest=year) for year in years)


def as_action(choice: Choice, opens: int | None = None) -> Action:
    """The action that a choice is when it opens in that year, or as early as it may."""
    at = choice.option.earliest if opens is None else replace(choice.option.earliest, starts=opens)
    return choice.option.chosen(at, choice.size)


def _empty(pool: Pool) -> Pool:
    return replace(pool, places=(0,) * len(pool.places), incumbents=(0.0,) * len(pool.incumbents))


def _differences(pools: Mapping[Key, Pool], supply: Supply, opens: int) -> Iterator[tuple[Key, tuple[int, ...]]]:
    """Key and places added by years since opening, of every pool that has more or fewer; nought beyond the plan."""
    there = {key_of(pool): pool for pool in supply.pools}
    for key, before in pools.items():
        after = there.get(key)
        now = after.places if after is not None else (0,) * len(before.places)
        more = tuple(b - a for a, b in zip(before.places, now, strict=True))
        if any(more):
            yield key, more[opens:] + (more[-1],) * opens
