"""The morning as a model that PyVRP solves: one function a family of constraints, and the tuple of them is the model.

Sets         I riders, K kinds of room, V kinds of vehicle, C groups of whom no two may meet (a cover of ``apart``)
Data         load[i,k], boarding[i], limit[i], tenths[i,j], room[v,k], number[v]; H the moment of arrival
Decisions    routes r with vehicle v(r), a[r] = 1 with an attendant; x[r,i] = 1 rider i is on route r;
             y[r,i,j] = 1 route r goes from i straight to j; s[i] when boarding of rider i begins
Objective    min sum_r fixed[v(r)] + distance[r] + a[r] (attendant's fixed sum + hourly pay from the first s[i] to H)

Arrival is fixed at H, so that each limit of time aboard is the window in which boarding may begin. A vehicle starts
from a place that is nowhere, from which every way is free. Each kind of vehicle stands twice, without an attendant and
with one, who takes a seat and is paid by the hour. Money is counted in about tenths of a penny, so that an attendant's
tenth of a minute is a whole number of them. Source: Wouda, Lan and Kool (2024), PyVRP, INFORMS Journal on Computing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce

import numpy as np
from pyvrp import Client, Depot, Location, ProblemData, VehicleType

from solvers.routing.price import MILLIMETRES, TENTHS_AN_HOUR
from solvers.routing.problem import NO_ROUTE, Bools, Ints, RoutingProblem

COARSE = 10
"""Units of money in a penny, about: finer ones stall the search."""
NOWHERE, DESTINATION = 0, 1
"""Places and depots of the model; rider i is at place i + 2."""


@dataclass(frozen=True, eq=False)
class Model:
    """What the families write into; riders are those of ``problem``, and the last axis of [v, 2] is the attendant.

    problem   what is modelled
    horizon   tenths of a minute: H, the moment of arrival
    earliest  [n]       when boarding may begin; int64
    tenths    [n+2, n+2]  driven between places; int64
    arrival   [2]       the window of the destination; int64
    number    [v, 2]    vehicles there are; int64
    scarce    there are too few vehicles, so that riders may be left
    wanted    [n]       bool: a vehicle can bring them
    required  [n]       bool: must be brought
    taken     [d][n]    what a rider takes of each dimension of load
    held      [d][v, 2] what a vehicle holds of it
    """

    problem: RoutingProblem
    horizon: int
    earliest: Ints
    tenths: Ints
    arrival: tuple[int, int]
    number: Ints
    scarce: bool
    wanted: Bools
    required: Bools
    taken: tuple[Ints, ...] = ()
    held: tuple[Ints, ...] = ()


Family = Callable[[Model], Model]


def all_arrive_at_once(model: Model) -> Model:
    """Every vehicle reaches the destination at the same moment.

    arrival[r] = H                                              for all r
    """
    return replace(model, arrival=(model.horizon, model.horizon))


def ways_as_driven(model: Model) -> Model:
    """Boarding and driving take their time; where no way is, none is found in the time there is.

    s[j] >= s[i] + boarding[i] + tenths[i,j]                    for all r, i, j with y[r,i,j] = 1
    """
    n = model.problem.size
    tenths = np.zeros((n + 2, n + 2), dtype=np.int64)
    places = [*range(2, n + 2), DESTINATION]
    tenths[np.ix_(places, places)] = np.where(model.problem.tenths == NO_ROUTE, model.horizon + 1, model.problem.tenths)
    np.fill_diagonal(tenths, 0)
    return replace(model, tenths=tenths)


def time_aboard_within_limit(model: Model) -> Model:
    """Nobody is aboard longer than the limit, from the beginning of boarding to arrival.

    s[i] >= H - limit[i]                                        for all i in I
    """
    return replace(model, earliest=model.horizon - np.minimum(model.problem.riders.limit, model.horizon))


def room_for_everybody(model: Model) -> Model:
    """A vehicle holds its riders, and its attendant takes one of the first kind of room.

    sum_I load[i,k] x[r,i] + a[r] [k = 0] <= room[v(r),k]       for all r, k in K
    """
    room, load = model.problem.vehicles.room, model.problem.riders.load
    held = [np.stack([column, column], axis=1) for column in room.T]
    held[0] = held[0] - [0, 1]
    fitting = replace(model, number=np.where(held[0] < 0, 0, model.number))
    return _with_loads(fitting, list(load.T), [np.maximum(column, 0) for column in held])


def attendant_for_attended(model: Model) -> Model:
    """Whoever needs an attendant rides only where one does.

    sum_I attended[i] x[r,i] <= |I| a[r]                        for all r
    """
    attended = model.problem.riders.attended.astype(np.int64)
    held = np.broadcast_to([0, model.problem.size], model.number.shape)
    return _with_loads(model, [attended], [held]) if attended.any() else model


def alone_without_company(model: Model) -> Model:
    """Whoever rides alone fills the vehicle: company[i] is |I| for them and 1 for everybody else.

    sum_I company[i] x[r,i] <= |I|                              for all r
    """
    alone, n = model.problem.riders.alone, model.problem.size
    held = np.full(model.number.shape, n)
    return _with_loads(model, [np.where(alone, n, 1)], [held]) if alone.any() else model


def apart_in_different_vehicles(model: Model) -> Model:
    """Of a group of whom no two may meet, one rides at most.

    sum_{i in c} x[r,i] <= 1                                    for all r, c in C
    """
    groups = cliques(model.problem.size, model.problem.riders.apart)
    return _with_loads(model, groups, [np.ones_like(model.number)] * len(groups))


def vehicles_within_number(model: Model) -> Model:
    """No more vehicles than there are: b says whether an attendant rides.

    |{r : v(r) = v, a[r] = b}| <= number[v,b]                   for all v in V, b in {0, 1}

    PyVRP knows no limit on two kinds together: ``solution`` parts number[v] between the two where both are used.
    """
    attendants = int(model.problem.riders.attended.any())
    return replace(model, number=np.minimum(model.number, model.problem.size) * [1, attendants])


def each_rider_once(model: Model) -> Model:
    """Everybody is brought whom a vehicle can bring.

    sum_r x[r,i] = 1                                            for all i in I

    Where there are too few vehicles, a rider may be left at a price above that of any route.
    """
    return replace(model, required=model.wanted & (not model.scarce))


FORMULATION: tuple[Family, ...] = (
    each_rider_once,
    all_arrive_at_once,
    ways_as_driven,
    time_aboard_within_limit,
    room_for_everybody,
    attendant_for_attended,
    alone_without_company,
    apart_in_different_vehicles,
    vehicles_within_number,
)
"""The whole model."""


def formulated(problem: RoutingProblem, number: Ints, wanted: Bools, *, scarce: bool) -> Model:
    """The model of a problem; ``number`` [v, 2] counts vehicles without and with an attendant.

    ``wanted`` [n] are the riders whom a vehicle can bring; ``scarce`` says that there are too few for all of them.
    """
    n = problem.size
    horizon = int((problem.tenths[:n].max(axis=1, initial=0) + problem.riders.boarding).sum())
    nothing, nobody = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=bool)
    nowhere = np.zeros((n + 2, n + 2), dtype=np.int64)
    empty = Model(problem, horizon, nothing, nowhere, (0, horizon), number, scarce, wanted, nobody)
    return reduce(lambda model, family: family(model), FORMULATION, empty)


def can_be_brought(problem: RoutingProblem) -> Bools:
    """Whom some vehicle can bring alone, straight to the destination [n]."""
    riders, room = problem.riders, problem.vehicles.room
    taken = riders.load.copy()
    taken[:, 0] += riders.attended
    driven = problem.tenths[: problem.size, problem.size]
    fits = (taken[:, None] <= room).all(axis=2) & (problem.vehicles.number > 0)
    held = fits.any(axis=1)
    return np.asarray(held & (driven != NO_ROUTE) & (riders.boarding + driven <= riders.limit))


def posed(model: Model) -> ProblemData:
    """The model as PyVRP takes it."""
    rate = units_a_penny(model.problem)
    prices = np.unique(model.problem.vehicles.by_distance)
    distances = [distance_price(model, int(price), rate) for price in prices]
    dearest = max(int(matrix.max(initial=0)) for matrix in distances) * 2 + round(
        rate * int(model.problem.vehicles.fixed.max() + model.problem.vehicles.attendant_fixed)
    )
    return ProblemData(
        locations=[Location(0, 0)] * (model.problem.size + 2),
        clients=_clients(model, 2 * dearest),
        depots=[Depot(NOWHERE), Depot(DESTINATION, *model.arrival)],
        vehicle_types=[_vehicle(model, *which, rate) for which in vehicle_types(model)],
        distance_matrices=distances,  # type: ignore[arg-type] # its stub has an ndarray of shape int
        duration_matrices=[model.tenths] * len(prices),  # type: ignore[list-item]
    )


def vehicle_types(model: Model) -> list[tuple[int, int]]:
    """Kind and attendant (0 or 1) of each of PyVRP's types, in its order."""
    return [(kind, attendant) for kind, attendant in np.argwhere(model.number > 0).tolist()]


def units_a_penny(problem: RoutingProblem) -> Fraction:
    """Units of money in a penny: about ten, and such that an attendant's tenth of a minute is whole."""
    hour = problem.vehicles.attendant_by_hour
    whole = round(Fraction(COARSE * hour, TENTHS_AN_HOUR))
    return Fraction(whole * TENTHS_AN_HOUR, hour) if whole else Fraction(COARSE)


def distance_price(model: Model, by_distance: int, rate: Fraction) -> Ints:
    """Units of money [n+2, n+2] for each way at one price by distance; nothing from nowhere."""
    problem, n = model.problem, model.problem.size
    price = np.zeros((n + 2, n + 2), dtype=np.int64)
    places = [*range(2, n + 2), DESTINATION]
    units = float(rate * by_distance * MILLIMETRES / problem.vehicles.stretch)
    ways = np.rint(np.maximum(problem.metres, 0) * units).astype(np.int64)
    price[np.ix_(places, places)] = np.where(problem.tenths == NO_ROUTE, ways.max(initial=0), ways)
    np.fill_diagonal(price, 0)
    return price


def cliques(riders: int, apart: Ints) -> list[Ints]:
    """Groups of whom no two may meet, each as [n] of 0 and 1, that cover every pair: the first pair left begins one."""
    meet_not = np.zeros((riders, riders), dtype=bool)
    meet_not[apart[:, 0], apart[:, 1]] = meet_not[apart[:, 1], apart[:, 0]] = True
    left, groups = meet_not.copy(), []
    for pair in apart.tolist():
        if not left[pair[0], pair[1]]:
            continue
        group = list(pair)
        for rider in range(riders):
            if rider not in group and meet_not[rider, group].all():
                group.append(rider)
        left[np.ix_(group, group)] = False
        groups.append(np.isin(np.arange(riders), group).astype(np.int64))
    return groups


def _with_loads(model: Model, taken: list[Ints], held: list[Ints]) -> Model:
    return replace(model, taken=(*model.taken, *taken), held=(*model.held, *held))


def _clients(model: Model, prize: int) -> list[Client]:
    riders = model.problem.riders
    return [
        Client(
            location=rider + 2,
            pickup=[int(taken[rider]) for taken in model.taken],
            service_duration=int(riders.boarding[rider]),
            tw_early=int(model.earliest[rider]),
            required=bool(model.required[rider]),
            prize=prize * int(model.wanted[rider] and not model.required[rider]),
        )
        for rider in range(model.problem.size)
    ]


def _vehicle(model: Model, kind: int, attendant: int, rate: Fraction) -> VehicleType:
    vehicles = model.problem.vehicles
    prices = np.unique(vehicles.by_distance).tolist()
    pence = int(vehicles.fixed[kind]) + attendant * vehicles.attendant_fixed
    return VehicleType(
        num_available=int(model.number[kind, attendant]),
        capacity=[int(held[kind, attendant]) for held in model.held],
        start_depot=NOWHERE,
        end_depot=DESTINATION,
        fixed_cost=round(rate * pence),
        unit_distance_cost=1,
        unit_duration_cost=attendant * round(rate * vehicles.attendant_by_hour / TENTHS_AN_HOUR),
        profile=prices.index(int(vehicles.by_distance[kind])),
    )
