"""The location problem as a readable mixed-integer programme, solved by HiGHS through PuLP: a referee, not the engine.

Sets         C customers, T periods, P pools, A arcs, O options, K pots, N areas; A(c) the arcs of a customer, A(p)
             those into a pool or a pool below it; c, p the ends of an arc a; l(o) the option that o requires
Data         d[c,t] entrants; h[c,i] share of a cohort still there after i periods; v[t] discount
             q[p,t] room, at least nought; b[o,p,s,t] places that o adds in t if it opens in s, less what is wanting
             e[c,t] room outside; g pence, m tenths of a minute, k grams a period, of an arc and of a customer outside
             f[o,n,s,t] pence that pot n pays in t if o opens in s; F[o,s] pence today if o opens in s
             B[n,t] budgets; M[t] openings; D[j] place-periods that area j asks for
             H[c,t] = sum_{s >= t} h[c,s-t];  V[c,t] = sum_{s >= t} v[s] h[c,s-t]
Decisions    x[a,t] >= 0 entrants by an arc;  y[c,t] >= 0 outside;  u[c,t] >= 0 unmet;  z[o,s] in {0, 1} o opens in s;
             w >= 0 tenths of a minute in the worst area
Objective    lexmin over the levels of the programme:
    unmet    sum H[c,t] u[c,t]
    cost     sum V[c,t] g[a] x[a,t] + sum V[c,t] g[c] y[c,t] + sum F[o,s] z[o,s]
    minutes  sum H[c,t] m[a] x[a,t] + sum H[c,t] m[c] y[c,t]
    equity   w
    carbon   sum H[c,t] k[a] x[a,t] + sum H[c,t] k[c] y[c,t]
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pulp

from solvers.location.answer import LEVELS, Answer, Level
from solvers.location.problem import NO_LIMIT, NONE, Floats, Ints, LocationProblem
from solvers.location.sums import (
    asked_by_area,
    capital_by_period,
    opening_costs,
    place_periods,
    places_added,
    room_before,
    upward,
    worths,
)

UNIT = {"unmet": 1.0, "cost": 1e7, "minutes": 1e3, "equity": 1.0, "carbon": 1e6}
"""What a level is counted in, so that no coefficient is large."""
EXACT = dict.fromkeys(("primal_feasibility_tolerance", "dual_feasibility_tolerance", "mip_feasibility_tolerance"), 1e-9)
HELD = 3e-9
"""Share by which a level held may be missed: what a solver's arithmetic leaves open."""

Grid = tuple[tuple[pulp.LpVariable, ...], ...]
Terms = Sequence[tuple[pulp.LpVariable, float]]
Row = tuple[str, pulp.LpConstraint]


@dataclass(frozen=True, slots=True)
class Model:
    """The decisions of one problem: ``x[a][t]``, ``y[c][t]``, ``u[c][t]``, ``z[o][s]`` and ``w``."""

    problem: LocationProblem
    x: Grid
    y: Grid
    u: Grid
    z: Grid
    w: pulp.LpVariable


Family = Callable[[Model], Iterator[Row]]


def each_cohort_once(model: Model) -> Iterator[Row]:
    """Who enters is placed, outside, or unmet.

    sum_{a in A(c)} x[a,t] + y[c,t] + u[c,t] = d[c,t]                    for all c in C, t in T
    """
    own: list[list[int]] = [[] for _ in model.y]
    for arc, customer in enumerate(model.problem.arcs.customer.tolist()):
        own[customer].append(arc)
    for customer, row in enumerate(model.problem.customers.entrants.tolist()):
        for t, entrants in enumerate(row):
            terms = [model.y[customer][t], model.u[customer][t], *(model.x[arc][t] for arc in own[customer])]
            yield f"each_cohort_once_{customer}_{t}", pulp.lpSum(terms) == entrants


def pool_within_capacity(model: Model) -> Iterator[Row]:
    """A pool holds no more than its room and what open options add, cohorts of earlier periods with it.

    sum_{a in A(p), s <= t} h[c,t-s] x[a,s] <= q[p,t] + sum_{o, s <= t} b[o,p,s,t] z[o,s]   for all p in P, t in T
    """
    problem, room, added = model.problem, room_before(model.problem), places_added(model.problem)
    below: list[list[int]] = [[] for _ in room]
    lines = upward(problem)
    for arc, pool in enumerate(problem.arcs.pool.tolist()):
        for above in lines[pool]:
            below[above].append(arc)
    option_of = problem.options.adds_option
    for pool, arcs in enumerate(below):
        rows = np.flatnonzero(problem.options.adds_pool == pool)
        for t in range(problem.periods):
            held = [term for arc in arcs for term in _held(model, arc, t)]
            more = [(z, -float(added[r, s, t])) for r in rows for s, z in enumerate(model.z[option_of[r]][: t + 1])]
            yield f"pool_within_capacity_{pool}_{t}", _sum([*held, *more]) <= float(room[pool, t])


def outside_within_room(model: Model) -> Iterator[Row]:
    """No more are outside than there is room, cohorts of earlier periods with them.

    sum_{s <= t} h[c,t-s] y[c,s] <= e[c,t]                               for all c in C, t in T with e[c,t] finite
    """
    hold = model.problem.customers.hold
    for customer, row in enumerate(model.problem.customers.outside_room.tolist()):
        for t, room in enumerate(row):
            if np.isfinite(room):
                held = [(y, float(hold[customer, t - s])) for s, y in enumerate(model.y[customer][: t + 1])]
                yield f"outside_within_room_{customer}_{t}", _sum(held) <= room


def opens_once_when_it_may(model: Model) -> Iterator[Row]:
    """An option opens once or never, in a period allowed; a forced one in its period.

    sum_s z[o,s] <= 1,  z[o,s] = 0 where not allowed,  z[o,s] = 1 where forced              for all o in O
    """
    options = model.problem.options
    for option, z in enumerate(model.z):
        forced = int(options.forced[option])
        yield f"opens_once_{option}", pulp.lpSum(z) <= 1
        for s, opens in enumerate(z):
            if forced == s:
                yield f"opens_when_forced_{option}_{s}", opens == 1
            elif forced != NONE or not options.allowed[option, s]:
                yield f"opens_when_allowed_{option}_{s}", opens == 0


def one_of_a_group(model: Model) -> Iterator[Row]:
    """At most one option of a group opens.

    sum_{o in G, s} z[o,s] <= 1                                          for all groups G
    """
    group = model.problem.options.group
    for number in sorted(set(group.tolist()) - {NONE}):
        members = np.flatnonzero(group == number).tolist()
        yield f"one_of_a_group_{number}", pulp.lpSum(z for option in members for z in model.z[option]) <= 1


def no_sooner_than_required(model: Model) -> Iterator[Row]:
    """An option opens only once the one it requires has.

    sum_{s <= t} z[o,s] <= sum_{s <= t} z[l(o),s]                        for all o in O with l(o), t in T
    """
    for option, lead in enumerate(model.problem.options.requires.tolist()):
        for t in range(model.problem.periods) if lead != NONE else ():
            own, other = model.z[option][: t + 1], model.z[lead][: t + 1]
            yield f"no_sooner_than_required_{option}_{t}", pulp.lpSum(own) - pulp.lpSum(other) <= 0


def openings_within_number(model: Model) -> Iterator[Row]:
    """So many options open in a period at most.

    sum_o z[o,t] <= M[t]                                                 for all t in T with a limit
    """
    for t, most in enumerate(model.problem.openings.tolist()):
        if most < NO_LIMIT:
            yield f"openings_within_number_{t}", pulp.lpSum(z[t] for z in model.z) <= most


def capital_within_budget(model: Model) -> Iterator[Row]:
    """A pot pays no more in a period than it holds for it.

    sum_{o,s} f[o,n,s,t] z[o,s] <= B[n,t]                                for all n in K, t in T with a limit
    """
    paid = capital_by_period(model.problem) / UNIT["cost"]
    for pot, row in enumerate(model.problem.budgets.tolist()):
        for t, budget in enumerate(row):
            if budget < NO_LIMIT:
                spent = [(z, float(paid[o, s, pot, t])) for o, own in enumerate(model.z) for s, z in enumerate(own)]
                yield f"capital_within_budget_{pot}_{t}", _sum(spent) <= budget / UNIT["cost"]


def worst_area_at_least(model: Model) -> Iterator[Row]:
    """No area travels longer than the worst, for each place-period that it asks for.

    sum_{c in j, t} H[c,t] (sum_{a in A(c)} m[a] x[a,t] + m[c] y[c,t]) <= D[j] w            for all j in N
    """
    problem = model.problem
    terms = _weighted(model, place_periods(problem), problem.arcs.tenths, problem.customers.outside_tenths)
    area = problem.customers.area
    where = [*area[problem.arcs.customer].repeat(problem.periods), *area.repeat(problem.periods)]
    for number, asked in enumerate(asked_by_area(problem).tolist()):
        if asked > 0:
            own = [(z, weight / asked) for at, (z, weight) in zip(where, terms, strict=True) if at == number]
            yield f"worst_area_at_least_{number}", _sum(own) - model.w <= 0


FORMULATION: tuple[Family, ...] = (
    each_cohort_once, pool_within_capacity, outside_within_room, opens_once_when_it_may, one_of_a_group,
    no_sooner_than_required, openings_within_number, capital_within_budget, worst_area_at_least,
)  # fmt: skip
"""Every constraint family. Beside these, only the values reached at earlier levels are held."""


def level_total(model: Model, level: str) -> pulp.LpAffineExpression:
    """The objective of one level, in its ``UNIT``."""
    problem = model.problem
    many, arcs, customers = place_periods(problem), problem.arcs, problem.customers
    if level == "unmet":
        return _sum(_grid(model.u, many))
    if level == "cost":
        flows = _weighted(model, worths(problem) / UNIT["cost"], arcs.price, customers.outside_price)
        return _sum([*flows, *_grid(model.z, opening_costs(problem) / UNIT["cost"])])
    if level == "minutes":
        return _sum(_weighted(model, many / UNIT["minutes"], arcs.tenths, customers.outside_tenths))
    if level == "carbon":
        return _sum(_weighted(model, many / UNIT["carbon"], arcs.grams, customers.outside_grams))
    return pulp.LpAffineExpression(model.w)


def pose(problem: LocationProblem) -> tuple[Model, pulp.LpProblem]:
    """Decisions and all rows of the formulation, without an objective; ``writeLP`` of the second is the LP file."""
    programme = pulp.LpProblem("location", pulp.LpMinimize)
    customers, _, arcs, options = problem.size

    def grid(letter: str, rows: int, kind: str = pulp.LpContinuous) -> Grid:
        named = ([f"{letter}_{row}_{t}" for t in range(problem.periods)] for row in range(rows))
        most = 1 if kind == pulp.LpBinary else None
        return tuple(tuple(programme.add_variable(name, 0, most, kind) for name in names) for names in named)

    model = Model(
        problem, grid("x", arcs), grid("y", customers), grid("u", customers), grid("z", options, pulp.LpBinary),
        programme.add_variable("w", 0),
    )  # fmt: skip
    for family in FORMULATION:
        for name, row in family(model):
            programme += row, name
    return model, programme


def solve_by_pulp(problem: LocationProblem, programme: Sequence[str] = LEVELS, gap: float = 0.0) -> Answer:
    """The referee's answer, level by level, each level's value held for the next.

    Raises RuntimeError where HiGHS does not come to an end.
    """
    model, posed = pose(problem)
    levels = []
    for level in programme:
        total = level_total(model, level)
        posed.setObjective(total)
        bound = _solved(posed, gap)
        chosen = [(z, round(z.value())) for own in model.z for z in own]
        for z, opens in chosen:
            z.bounds(opens, opens)
        value = _solved(posed, 0.0)  # once more with whole openings: a solver takes 0.999999 for one
        for z, _ in chosen:
            z.bounds(0, 1)
        levels.append(Level(level, value * UNIT[level], min(bound, value) * UNIT[level]))
        for variable in total if value <= HELD else ():
            variable.bounds(0, 0)
        if value > HELD:
            posed += total <= value * (1 + HELD) + HELD, f"level_held_{level}"
    opened = [next((s for s, z in enumerate(own) if pulp.value(z) > 0.5), NONE) for own in model.z]
    placed, outside, unmet = (_values(grid, problem.periods) for grid in (model.x, model.y, model.u))
    return Answer(np.array(opened, dtype=np.int64), placed, outside, unmet, tuple(levels), "optimal")


def _solved(posed: pulp.LpProblem, gap: float) -> float:
    """Solve; what is proven of the objective."""
    posed.solve(pulp.HiGHS(msg=False, threads=1, gapRel=gap, **EXACT))
    if posed.status != pulp.LpStatusOptimal:
        raise RuntimeError(f"HiGHS stopped: {pulp.LpStatus[posed.status]}")
    return max(0.0, float(posed.solverModel.getInfo().mip_dual_bound))


def _sum(terms: Terms) -> pulp.LpAffineExpression:
    return pulp.LpAffineExpression([(variable, weight) for variable, weight in terms if weight])


def _grid(variables: Grid, weights: Floats) -> Terms:
    rows = zip(variables, weights.tolist(), strict=True)
    return [pair for own, values in rows for pair in zip(own, values, strict=True)]


def _weighted(model: Model, weight: Floats, inside: Ints, outside: Ints) -> Terms:
    """Each entrant by an arc, then each outside, at the weight [c, t] of its cohort times that of its place."""
    by_arc = weight[model.problem.arcs.customer] * inside[:, None]
    return [*_grid(model.x, by_arc), *_grid(model.y, weight * outside[:, None])]


def _held(model: Model, arc: int, t: int) -> Terms:
    """What is held of an arc in period t, by the cohorts of every period so far."""
    hold = model.problem.customers.hold[model.problem.arcs.customer[arc]]
    return [(x, float(hold[t - s])) for s, x in enumerate(model.x[arc][: t + 1])]


def _values(grid: Grid, periods: int) -> Floats:
    values = [[float(pulp.value(variable) or 0.0) for variable in own] for own in grid]
    return np.maximum(np.array(values, dtype=np.float64).reshape(-1, periods), 0.0)
