"""The data of a location problem: customers who come period by period and stay, pools of places, options to open.

Who enters in a period takes a place in a pool, outside at a price, or none, and stays there: a share of the cohort,
its hold, still has the place so many periods on. Options add places to pools once opened; each opens once or never.
Money is whole pence at the prices of one year, and is discounted by period. Places and cohorts need not be whole.
Source: Nickel and Saldanha da Gama (2019), Multi-period facility location, in Location Science, second edition.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

NONE = -1
"""No pool above, no group, no other option, no period: never."""
NO_LIMIT = 10**15
"""As many pence or openings as wanted."""
WHOLE = 1_000_000
"""A discount of one: discounts are millionths."""
LARGEST_TOTAL = 2.0**53


@dataclass(frozen=True, eq=False)
class Customers:
    """c customers over t periods.

    entrants       [c, t]  float64  who come in a period, at or above nought
    hold           [c, t]  float64  share of a cohort still there so many periods on, 1 at first, never rising
    area           [c]     int64    the area a customer belongs to, from 0
    outside_price  [c]     int64    pence a period for one outside the pools
    outside_room   [c, t]  float64  how many may be outside in a period, cohorts of earlier periods with them;
                                    infinite where always more
    outside_tenths [c]     int64    tenths of a minute each way, outside
    outside_grams  [c]     int64    grams of carbon a period for one outside
    """

    entrants: Floats
    hold: Floats
    area: Ints
    outside_price: Ints
    outside_room: Floats
    outside_tenths: Ints
    outside_grams: Ints


@dataclass(frozen=True, eq=False)
class Pools:
    """p pools, a forest: whoever is in a pool also counts in every pool above it.

    above  [p]     int64    the pool above, ``NONE`` at the top
    room   [p, t]  float64  places free of those who were there before, options left out. Below nought there are more
                            of those than places: nobody can enter, and places added first make up what is wanting
    """

    above: Ints
    room: Floats


@dataclass(frozen=True, eq=False)
class Arcs:
    """a pairs of a customer and a pool it may take places in, strictly increasing by customer, then pool; int64.

    customer, pool  [a]
    price           [a]  pence a period for one in the place
    tenths          [a]  tenths of a minute each way
    grams           [a]  grams of carbon a period for one in the place
    """

    customer: Ints
    pool: Ints
    price: Ints
    tenths: Ints
    grams: Ints


@dataclass(frozen=True, eq=False)
class Options:
    """o options, each opened in one period or never.

    allowed   [o, t]     bool   may open in that period
    forced    [o]        int64  opens in this period whatever it costs (what is decided already), else ``NONE``
    capital   [o, k, j]  int64  pence from pot k, j periods after the first of ``capital_from``; what would fall before
                                the first period or after the last falls in the first or last
    capital_from         int    periods from opening to the first column of ``capital``; below nought before opening
    fixed     [o, t]     int64  pence a period, so many periods after opening
    group     [o]        int64  at most one option of a group opens, ``NONE`` for no group
    requires  [o]        int64  the option that opens no later than this one, ``NONE`` for none
    adds_option, adds_pool  [r] int64  rows of places: which option adds to which pool, strictly increasing
    adds_places             [r, t] int64  places it adds so many periods after opening; below nought takes away.
                                Every pool that is to have more places has a row, those above too
    """

    allowed: Bools
    forced: Ints
    capital: Ints
    capital_from: int
    fixed: Ints
    group: Ints
    requires: Ints
    adds_option: Ints
    adds_pool: Ints
    adds_places: Ints


@dataclass(frozen=True, eq=False)
class LocationProblem:
    """Customers, pools, arcs and options, and what limits the openings.

    budgets   [k, t]  int64  pence that pot k holds for a period, ``NO_LIMIT`` where any sum is
    openings  [t]     int64  options that open in a period at most, ``NO_LIMIT`` where any number; forced ones count
    discount  [t]     int64  what a penny of the period counts today, in millionths

    A joint limit on places outside is a pool like any other. Who gets no place counts as unmet for as long as the
    cohort would have held one. Raises ValueError, in plain words, where the arrays disagree.
    """

    customers: Customers
    pools: Pools
    arcs: Arcs
    options: Options
    budgets: Ints
    openings: Ints
    discount: Ints

    def __post_init__(self) -> None:
        _check_shapes(self)
        _check_customers(self.customers)
        _check_pools(self.pools)
        _check_arcs(self)
        _check_options(self)
        _check_money(self)

    @property
    def periods(self) -> int:
        """Number of periods, t."""
        return len(self.discount)

    @property
    def size(self) -> tuple[int, int, int, int]:
        """Numbers of customers, pools, arcs and options."""
        return len(self.customers.area), len(self.pools.above), len(self.arcs.pool), len(self.options.fixed)


def _check_shapes(p: LocationProblem) -> None:
    c, pools, a, o = p.size
    t, k, r, j = p.periods, len(p.budgets), len(p.options.adds_option), p.options.capital.shape[-1]
    if t == 0:
        raise ValueError("there is no period")
    expected = {
        "entrants": (c, t), "hold": (c, t), "area": (c,), "outside_price": (c,), "outside_room": (c, t),
        "outside_tenths": (c,), "outside_grams": (c,), "above": (pools,), "room": (pools, t),
        "customer": (a,), "pool": (a,), "price": (a,), "tenths": (a,), "grams": (a,),
        "allowed": (o, t), "forced": (o,), "capital": (o, k, j), "fixed": (o, t), "group": (o,), "requires": (o,),
        "adds_option": (r,), "adds_pool": (r,), "adds_places": (r, t),
        "budgets": (k, t), "openings": (t,), "discount": (t,),
    }  # fmt: skip
    parts = (p, p.customers, p.pools, p.arcs, p.options)
    held = {f.name: getattr(part, f.name) for part in parts for f in fields(part)}
    kinds = {"entrants": np.float64, "hold": np.float64, "outside_room": np.float64, "room": np.float64}
    for name, shape in expected.items():
        kind = np.bool_ if name == "allowed" else kinds.get(name, np.int64)
        if held[name].shape != shape or held[name].dtype != kind:
            raise ValueError(f"{name} is {held[name].dtype} {held[name].shape}, not {kind.__name__} {shape}")


def _check_customers(c: Customers) -> None:
    if not (np.isfinite(c.entrants).all() and (c.entrants >= 0).all()):
        raise ValueError("entrants are below nought, or not finite")
    if not ((c.hold[:, 0] == 1).all() and (c.hold >= 0).all() and (np.diff(c.hold, axis=1) <= 0).all()):
        raise ValueError("a hold does not begin at 1, rises, or is below nought")
    for name in ("area", "outside_price", "outside_room", "outside_tenths", "outside_grams"):
        if not (getattr(c, name) >= 0).all():
            raise ValueError(f"{name} is below nought")


def _check_pools(p: Pools) -> None:
    if not np.isfinite(p.room).all():
        raise ValueError("room is not finite")
    above, number = p.above, len(p.above)
    if number and not (above.min() >= NONE and above.max() < number):
        raise ValueError("a pool lies under one that does not exist")
    for _ in range(number):
        if (above == NONE).all():
            return
        above = np.where(above == NONE, NONE, p.above[above])
    if (above != NONE).any():
        raise ValueError("pools lie under each other in a circle")


def _check_arcs(p: LocationProblem) -> None:
    c, pools, a, _ = p.size
    arcs = p.arcs
    if a and not (
        min(arcs.customer.min(), arcs.pool.min()) >= 0 and arcs.customer.max() < c and arcs.pool.max() < pools
    ):
        raise ValueError("an arc joins a customer and a pool of which one does not exist")
    if (np.diff(arcs.customer * pools + arcs.pool) <= 0).any():
        raise ValueError("arcs are not strictly increasing by customer, then pool")
    for name in ("price", "tenths", "grams"):
        if (getattr(arcs, name) < 0).any():
            raise ValueError(f"{name} is below nought")


def _check_options(p: LocationProblem) -> None:
    _, pools, _, o = p.size
    x = p.options
    for name, most in (("forced", p.periods), ("group", o), ("requires", o)):
        array = getattr(x, name)
        if o and not (array.min() >= NONE and array.max() < most):
            raise ValueError(f"{name} names what does not exist")
    if (x.requires == np.arange(o)).any():
        raise ValueError("an option requires itself")
    rows = len(x.adds_option)
    if rows and not (x.adds_option.min() >= 0 and x.adds_option.max() < o):
        raise ValueError("places are added by an option that does not exist")
    if rows and not (x.adds_pool.min() >= 0 and x.adds_pool.max() < pools):
        raise ValueError("places are added to a pool that does not exist")
    if (np.diff(x.adds_option * max(pools, 1) + x.adds_pool) <= 0).any():
        raise ValueError("rows of places are not strictly increasing by option, then pool")


def _check_money(p: LocationProblem) -> None:
    for name in ("budgets", "openings", "discount"):
        if (getattr(p, name) < 0).any():
            raise ValueError(f"{name} is below nought")
    for name in ("capital", "fixed"):
        if (getattr(p.options, name) < 0).any():
            raise ValueError(f"{name} is below nought")
    dearest = max(int(p.arcs.price.max(initial=0)), int(p.customers.outside_price.max(initial=0)))
    most = float(p.options.capital.sum(dtype=np.float64) + p.options.fixed.sum(dtype=np.float64))
    most += float(p.customers.entrants.sum()) * p.periods * dearest
    if most * max(1.0, float(p.discount.max()) / WHOLE) >= LARGEST_TOTAL:
        raise ValueError(f"an answer may cost {most:.0f} pence: too much to be told to the penny")
