"""Demand and places as a location problem: who may go where, at what price, and what may be opened."""

from dataclasses import dataclass

import numpy as np

from scenarios.files.scenario import Action, Budget
from scenarios.placing.admission import PHASE, arcs_of, nearest_independent
from scenarios.placing.choosing import Row, options_of, rows_of
from scenarios.placing.cohorts import FREE, Cohorts, Limited, cohorts
from scenarios.placing.places import Places
from scenarios.placing.plan import Arcs, Outside
from scenarios.placing.policy import PlacingPolicy
from scenarios.placing.pots import pots_of
from scenarios.placing.travel import Travel
from scenarios.planning.demand import Demand
from scenarios.planning.segments import SEGMENTS, PlanningPhase
from scenarios.projection.cells import FloatArray, IntArray
from solvers.location import NO_LIMIT, NONE, WHOLE, Customers, LocationProblem, Pools
from solvers.location import Arcs as Ways
from sufficiency.domain.planning_results import THOUSANDTHS
from sufficiency.domain.settings import SettingType


@dataclass(frozen=True, slots=True)
class Terms:
    """What limits openings besides the options themselves.

    ``discount`` is basis points a year: 350 is 3.5 %. ``openings`` is the most a year, None without limit.
    """

    actions: tuple[Action, ...] = ()
    budgets: tuple[Budget, ...] = ()
    openings: int | None = None
    discount: int = 350


@dataclass(frozen=True, slots=True, eq=False)
class Posed:
    """The problem, and what its rows stand for. The pools of the problem are those of ``places``, then the limits.

    cohort  (arcs)  the cohort of every arc to a pool of ``places``; those arcs come first to last in ``problem`` with
                    arcs to limits between them: ``real`` are their rows there
    """

    demand: Demand
    places: Places
    who: Cohorts
    arcs: Arcs
    cohort: IntArray
    real: IntArray
    outside: Outside
    rows: tuple[Row, ...]
    terms: Terms
    problem: LocationProblem


def pose(
    demand: Demand, places: Places, travel: Travel, policy: PlacingPolicy, terms: Terms, *, empty: bool = False
) -> Posed:
    """The location problem of a scenario.

    A pool takes a cohort where it has a need of its group and a year of its phase, is of a kind that may (special
    schools and their satellites take anybody, bases those for whom a base will do), and is within the limit of the
    policy. Who goes to the independent sector pays its fee and travel. ``empty`` keeps cohorts with nobody in them, so
    that every demand gives the same rows. Raises Infeasible where dated actions take more capital than there is, or
    options rest on each other.
    """
    pools, first = places.supply.pools, places.supply.first.starts
    who = cohorts(demand, policy.base_first, policy.independent, empty=empty)
    cohort, arcs = arcs_of(who, pools, travel, policy)
    outside = outside_of(places, travel, policy)
    years = range(first, first + len(demand.entrants))
    rows = rows_of(places.choices)
    opens_by = {action.name: action.opens.starts for action in terms.actions}
    vacant = [policy.vacant(pool) for pool in pools]
    pots = pots_of(places.choices, terms.actions, terms.budgets, years)
    ways, real = _ways(who, cohort, arcs, outside, np.array([policy.filling(pool) for pool in pools], dtype=np.int64))
    problem = LocationProblem(
        _customers(demand, who, outside),
        _pools(demand, places, who),
        ways,
        options_of(places, rows, pots, opens_by, vacant),
        budgets=pots.holds,
        openings=np.full(len(years), NO_LIMIT if terms.openings is None else terms.openings, dtype=np.int64),
        discount=discounts(terms.discount, len(years)),
    )
    return Posed(demand, places, who, arcs, cohort, real, outside, rows, terms, problem)


def discounts(basis_points: int, years: int) -> IntArray:
    """What a penny of each year counts in the first, in millionths."""
    return np.rint(WHOLE / (1 + basis_points / 10_000) ** np.arange(years)).astype(np.int64)


def outside_of(places: Places, travel: Travel, policy: PlacingPolicy) -> Outside:
    """What the independent sector takes for children of every area and segment: where none is known, the furthest way.

    Children whose needs no independent setting of the tables takes are sent to one beyond them, and travel far.
    """
    nearest = nearest_independent(places.supply.pools, travel)
    area, segment = (grid.ravel() for grid in np.indices(nearest.shape))
    pool, known, phase, far = nearest.ravel(), nearest.ravel() >= 0, PHASE[segment], travel.furthest

    def there(of: IntArray, otherwise: int | IntArray) -> IntArray:
        found = of[phase, area, pool] if of.ndim == 3 else of[area, pool]
        return np.where(known, found, otherwise).reshape(nearest.shape)

    fee = np.array([policy.finance.fee(segment.need) for segment in SEGMENTS], dtype=np.int64)
    travels = there(travel.pence, far.pence[phase])
    return Outside(
        fee + travels, travels,
        there(travel.tenths, far.tenths), there(travel.metres, far.metres), there(travel.grams, far.grams[phase]),
    )  # fmt: skip


def _customers(demand: Demand, who: Cohorts, outside: Outside) -> Customers:
    room = np.where(who.limit == FREE, np.inf, 0.0)[:, None]
    at = who.area, who.segment
    return Customers(
        entrants=who.entrants / THOUSANDTHS,
        hold=demand.holds[who.segment],
        area=who.area,
        outside_price=outside.price[at],
        outside_room=np.broadcast_to(room, who.entrants.shape).copy(),
        outside_tenths=outside.tenths[at],
        outside_grams=outside.grams[at],
    )


def _pools(demand: Demand, places: Places, who: Cohorts) -> Pools:
    """Room of every pool, incumbents aside; then what each limit leaves of the independent sector."""
    pools = places.supply.pools
    room = [np.array(pool.places) - np.array(pool.incumbents) for pool in pools]
    room += [_room_of(limit, demand, places) for limit in who.limits]
    above = np.full(len(room), NONE, dtype=np.int64)
    return Pools(above, np.array(room, dtype=np.float64).reshape(len(room), len(demand.entrants)))


def _room_of(limit: Limited, demand: Demand, places: Places) -> FloatArray:
    """Children a limit allows in each year: so many a year from its first to its last, who stay as all do.

    Of as many as today: the children of the phase in the sector now, over the years that one stays on average.
    """
    of_phase = [row for row, segment in enumerate(SEGMENTS) if segment.phase is limit.phase]
    weights = demand.entrants[:, :, of_phase].sum(axis=(0, 1))
    hold = np.average(demand.holds[of_phase], axis=0, weights=weights if weights.any() else None)
    today = sum(
        pool.incumbents[0] * _share(pool.ncy_from, pool.ncy_to, limit.phase)
        for pool in places.supply.pools if pool.type is SettingType.INDEPENDENT
    )  # fmt: skip
    each_year = limit.percent / 100 * today / float(hold.sum())
    room = np.zeros(len(hold))
    for entry in range(limit.first, limit.end):
        room[entry:] += each_year * hold[: len(hold) - entry]
    return room


def _share(ncy_from: int, ncy_to: int, phase: PlanningPhase) -> float:
    """Share of the band's years that lie in the phase."""
    band = range(ncy_from, ncy_to + 1)
    return sum(year in phase.years for year in band) / len(band)


def _ways(who: Cohorts, cohort: IntArray, arcs: Arcs, outside: Outside, filling: IntArray) -> tuple[Ways, IntArray]:
    """Arcs to pools and, for cohorts under a limit, one to that limit; with the rows of the former.

    ``filling`` (pools) is what a child in a place spares of its funding.
    """
    pools = len(filling)
    inside = np.maximum(arcs.top_up + arcs.travel - filling[arcs.pool], 0)
    limited = np.flatnonzero(who.limit != FREE)
    area, segment = who.area[limited], who.segment[limited]
    customer = np.concatenate([cohort, limited])
    pool = np.concatenate([arcs.pool, pools + who.limit[limited]])
    order = np.lexsort((pool, customer))
    ways = Ways(
        customer[order], pool[order],
        price=np.concatenate([inside, outside.price[area, segment]])[order],
        tenths=np.concatenate([arcs.tenths, outside.tenths[area, segment]])[order],
        grams=np.concatenate([arcs.grams, outside.grams[area, segment]])[order],
    )  # fmt: skip
    return ways, np.flatnonzero(pool[order] < pools)
