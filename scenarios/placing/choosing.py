"""Options as the location problem has them: when each may open, what it costs from which pot, what it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scenarios.placing.places import Choice, Places, as_action
from scenarios.placing.pots import Pots
from scenarios.placing.works import works_of
from solvers.location import NONE, Options
from sufficiency.errors import Fault, Infeasible


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the problem: a choice, and the row it rests on (``NONE`` for none)."""

    choice: int
    requires: int


def rows_of(choices: Sequence[Choice]) -> tuple[Row, ...]:
    """A row for every choice, and for every size of the option it rests on; what is rested on comes first.

    Raises Infeasible where an option rests on two others that do not rest on each other, or on itself.
    """
    by_name: dict[str, list[int]] = {}
    for number, choice in enumerate(choices):
        by_name.setdefault(choice.option.name, []).append(number)
    rows: dict[str, list[Row]] = {}
    order: list[Row] = []
    waiting = list(by_name)
    while waiting:
        ready = [name for name in waiting if _rests_on(choices[by_name[name][0]], by_name) <= rows.keys()]
        if not ready:
            raise Infeasible([_fault(name, "rests on itself, by way of others") for name in waiting])
        for name in ready:
            on = _nearest(name, _rests_on(choices[by_name[name][0]], by_name), choices, by_name)
            under = [NONE] if on is None else [order.index(row) for row in rows[on]]
            rows[name] = [Row(number, row) for number in by_name[name] for row in under]
            order += rows[name]
        waiting = [name for name in waiting if name not in rows]
    return tuple(order)


def _rests_on(choice: Choice, among: Mapping[str, object]) -> set[str]:
    return {name for name in choice.option.requires if name in among}


def _nearest(name: str, needed: set[str], choices: Sequence[Choice], by_name: Mapping[str, list[int]]) -> str | None:
    """Of the options needed, the one that itself rests on all others."""
    for one in sorted(needed):
        if needed - {one} <= _rests_on(choices[by_name[one][0]], by_name):
            return one
    if needed:
        both = " and ".join(sorted(needed))
        raise Infeasible([_fault(name, f"rests on {both}, of which neither rests on the other")])
    return None


def _fault(name: str, message: str) -> Fault:
    remedy = "Let each option name at most one other that it requires, and that one name the next."
    return Fault("scenarios", "", 0, f"option {name}", "REQUIRES", message, remedy)


def options_of(
    places: Places, rows: Sequence[Row], pots: Pots, opens_by: Mapping[str, int], vacant: Sequence[int]
) -> Options:
    """The rows as arrays.

    ``opens_by``: the first year in which what is dated and required is open, by its name. ``vacant``: pence a year that
    a place of each pool is funded by with nobody in it.
    """
    first, years = places.supply.first.starts, pots.holds.shape[1]
    chosen = [places.choices[row.choice] for row in rows]
    longest = max([len(choice.option.phasing) for choice in chosen], default=1)
    capital = np.zeros((len(rows), len(pots.names), longest), dtype=np.int64)
    allowed = np.zeros((len(rows), years), dtype=np.bool_)
    for at, choice in enumerate(chosen):
        option = choice.option
        for spend in works_of(as_action(choice)).capital:
            capital[at, pots.names.index(spend.pot), spend.year.starts - option.earliest.starts - 1 + longest] = (
                spend.pence
            )
        start = max([option.earliest.starts, *(opens_by[name] for name in option.requires if name in opens_by)])
        allowed[at, max(start - first, 0) : max(option.latest.starts - first + 1, 0)] = True
    groups = {name: number for number, name in enumerate(dict.fromkeys(_group(choice) for choice in chosen))}
    added = [(at, one) for at, row in enumerate(rows) for one in places.added if one.choice == row.choice]
    return Options(
        allowed=allowed,
        forced=np.full(len(rows), NONE, dtype=np.int64),
        capital=capital,
        capital_from=1 - longest,
        fixed=np.array([_fixed(row.choice, places, vacant, years) for row in rows], np.int64).reshape(len(rows), years),
        group=np.array([groups[_group(choice)] for choice in chosen], dtype=np.int64),
        requires=np.array([row.requires for row in rows], dtype=np.int64),
        adds_option=np.array([at for at, _ in added], dtype=np.int64),
        adds_pool=np.array([one.pool for _, one in added], dtype=np.int64),
        adds_places=np.array([one.places for _, one in added], dtype=np.int64).reshape(len(added), years),
    )


def _group(choice: Choice) -> tuple[str, str]:
    """Schemes on one site exclude one another, and so do the sizes of one scheme."""
    return ("site", choice.option.site) if choice.option.site else ("option", choice.option.name)


def _fixed(choice: int, places: Places, vacant: Sequence[int], years: int) -> list[int]:
    """Pence a year by years since it opened: running, and the funding of as many places as it has added by then.

    Places that close or change their needs are funded already; what a closure saves is left to the money, so that it is
    not chosen for that.
    """
    option = places.choices[choice].option
    added = [one for one in places.added if one.choice == choice] if option.kind.adds_places else []
    return [option.running + sum(vacant[one.pool] * one.places[at] for one in added) for at in range(years)]
