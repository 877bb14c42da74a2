"""The constraint families of ``formulation`` as rows of one sparse matrix over ``columns``."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from solvers.location.columns import UNIT, Columns
from solvers.location.problem import NO_LIMIT, NONE, Floats, Ints
from solvers.location.sums import asked_by_area, capital_by_period, place_periods, places_added, room_before, upward


@dataclass(frozen=True, eq=False)
class Rows:
    """lower <= matrix @ columns <= upper."""

    matrix: sparse.csr_array
    lower: Floats
    upper: Floats


Entries = Iterable[tuple[NDArray[np.integer], Ints, Floats]]
"""Row, column and value of entries; shapes are broadcast."""


def cohorts(m: Columns) -> Rows:
    """Who enters is placed, outside, or unmet."""
    at = _numbered(m.grid("y").shape)
    columns = [(at[m.problem.arcs.customer], m.grid("x")), (at, m.grid("y")), (at, m.grid("u"))]
    entrants = m.problem.customers.entrants.ravel()
    return _rows(m, [(row, column, _ONE) for row, column in columns], entrants, entrants)


def groups(m: Columns) -> Rows:
    """The entrants of a group are those of its arcs."""
    at = _numbered(m.grid("e").shape)
    nought = np.zeros(at.size)
    return _rows(m, [(at[m.groups[0]], m.grid("x"), _ONE), (at, m.grid("e"), -_ONE)], nought, nought)


def pools(m: Columns) -> Rows:
    """A pool holds no more than its room and what open options add."""
    problem, options = m.problem, m.problem.options
    room, added, (_, pool_of, shown) = room_before(problem), places_added(problem), m.groups
    at, lines, entered = _numbered(room.shape), upward(problem), m.grid("e")
    early, late = np.triu_indices(problem.periods)
    hold = problem.customers.hold[:, late - early]
    entries = [
        (at[above, late], entered[group, early], hold[shown[group]])
        for group, pool in enumerate(pool_of.tolist())
        for above in lines[pool]
    ]
    opens = m.grid("z")[options.adds_option][:, :, None]
    return _at_most(m, [*entries, (at[options.adds_pool][:, None, :], opens, -added)], room.ravel())


def outside(m: Columns) -> Rows:
    """No more are outside than there is room."""
    room, hold = m.problem.customers.outside_room, m.problem.customers.hold
    early, late = np.triu_indices(m.problem.periods)
    held = (_numbered(room.shape)[:, late], m.grid("y")[:, early], hold[:, late - early])
    return _finite(_at_most(m, [held], room.ravel()))


def opens_once(m: Columns) -> Rows:
    """An option opens once or never."""
    z = m.grid("z")
    return _at_most(m, [(np.arange(len(z))[:, None], z, _ONE)], np.ones(len(z)))


def one_of_a_group(m: Columns) -> Rows:
    """At most one option of a group opens."""
    group = m.problem.options.group
    number, at = np.unique(group[group != NONE], return_inverse=True)
    return _at_most(m, [(at[:, None], m.grid("z")[group != NONE], _ONE)], np.ones(len(number)))


def no_sooner_than_required(m: Columns) -> Rows:
    """An option opens only once the one it requires has."""
    z, lead, periods = m.grid("z"), m.problem.options.requires, m.problem.periods
    own = np.flatnonzero(lead != NONE)
    early, late = np.triu_indices(periods)
    row = _numbered((len(own), periods))[:, late]
    return _at_most(
        m, [(row, z[own][:, early], _ONE), (row, z[lead[own]][:, early], -_ONE)], np.zeros(len(own) * periods)
    )


def openings(m: Columns) -> Rows:
    """So many options open in a period at most."""
    z, most = m.grid("z"), m.problem.openings
    upper = np.where(most >= NO_LIMIT, np.inf, most)
    return _finite(_at_most(m, [(np.broadcast_to(np.arange(len(most)), z.shape), z, _ONE)], upper))


def budgets(m: Columns) -> Rows:
    """A pot pays no more in a period than it holds for it."""
    budget = m.problem.budgets
    paid = capital_by_period(m.problem) / UNIT["cost"]
    upper = np.where(budget >= NO_LIMIT, np.inf, budget / UNIT["cost"])
    return _finite(_at_most(m, [(_numbered(budget.shape), m.grid("z")[:, :, None, None], paid)], upper.ravel()))


def worst_area(m: Columns) -> Rows:
    """No area travels longer than the worst, for each place-period that it asks for."""
    problem, asked = m.problem, asked_by_area(m.problem)
    c, many = problem.customers, place_periods(problem)
    share = np.divide(1.0, asked, out=np.zeros_like(asked), where=asked > 0)
    own, by_arc = c.area[:, None], problem.arcs.customer
    inside = (own[by_arc], m.grid("x"), (share[own] * many)[by_arc] * problem.arcs.tenths[:, None])
    out = (own, m.grid("y"), share[own] * many * c.outside_tenths[:, None])
    worst = (np.arange(len(asked)), np.full(len(asked), m.starts["w"]), -_ONE)
    return _at_most(m, [inside, out, worst], np.zeros(len(asked)))


PLACING: tuple[Callable[[Columns], Rows], ...] = (cohorts, groups, pools, outside)
"""Who is placed where."""
OPENING: tuple[Callable[[Columns], Rows], ...] = (
    opens_once, one_of_a_group, no_sooner_than_required, openings, budgets,
)  # fmt: skip
"""What opens when. Beside these is ``worst_area``, which only the level of equity has."""
_ONE = np.ones(1)


def strong(m: Columns) -> Rows:
    """Nobody enters a pool before an option opens that gives it places, where it has none of its own.

    x[a,t] <= d[c,t] sum_{o, s <= t : b[o,p,s,t] > 0} z[o,s]    for all a in A, t in T with q[p,t] = 0

    Implied where openings are whole, and much stronger than the capacity where they are not.
    """
    problem, added = m.problem, places_added(m.problem)
    pool, none = problem.arcs.pool, room_before(problem) == 0
    arc, period = np.nonzero(none[pool] & (problem.customers.entrants[problem.arcs.customer] > 0))
    at = _numbered((len(arc),))
    entries = [(at, m.grid("x")[arc, period], _ONE)]
    adds = problem.options.adds_pool
    for number in range(len(adds)):
        own = np.flatnonzero(pool[arc] == adds[number])
        opens = m.grid("z")[problem.options.adds_option[number]]
        entrants = problem.customers.entrants[problem.arcs.customer[arc[own]], period[own]]
        gives = added[number][:, period[own]].T > 0
        entries.append((at[own][:, None], opens[None, :], -entrants[:, None] * gives))
    return _at_most(m, entries, np.zeros(len(arc)))


def stacked(parts: Iterable[Rows]) -> Rows:
    """The rows of all parts, one below the other."""
    held = list(parts)
    matrix = sparse.vstack([part.matrix for part in held]).tocsr()
    return Rows(matrix, np.concatenate([p.lower for p in held]), np.concatenate([p.upper for p in held]))


def _numbered(shape: tuple[int, ...]) -> Ints:
    return np.arange(int(np.prod(shape))).reshape(shape)


def _at_most(m: Columns, entries: Entries, upper: Floats) -> Rows:
    return _rows(m, entries, np.full(len(upper), -np.inf), upper)


def _finite(rows: Rows) -> Rows:
    """Only the rows that limit anything."""
    kept = np.isfinite(rows.upper)
    return Rows(rows.matrix[kept], rows.lower[kept], rows.upper[kept])


def _rows(m: Columns, entries: Entries, lower: Floats, upper: Floats) -> Rows:
    flat = [[np.ravel(part) for part in np.broadcast_arrays(*entry)] for entry in entries]
    row, column, value = (np.concatenate([entry[i] for entry in flat]) for i in range(3))
    kept = value != 0
    shape = (len(upper), m.starts["end"])
    return Rows(sparse.coo_array((value[kept], (row[kept], column[kept])), shape=shape).tocsr(), lower, upper)
