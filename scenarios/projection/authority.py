"""An authority's ten years from published statistics: its own stock and forecast, the country's flows."""

from dataclasses import dataclass, replace

import numpy as np

from scenarios.forecast.backtest import ALL_PLANS, TARGETS, past_spread
from scenarios.forecast.panel import Panel
from scenarios.projection.assumptions import Assumptions
from scenarios.projection.cells import FloatArray, IntArray, rounded
from scenarios.projection.draws import Chance, futures, range_of
from scenarios.projection.flows import Flows, Strength, shrunk
from scenarios.projection.national import AGES, country_rates, shared_out
from scenarios.projection.project import expected_children, steps
from scenarios.projection.rates import Rates, joining_level, next_stock
from sufficiency.domain.age_stock import PLACEMENTS, AgeStock
from sufficiency.errors import UsageError

TENTH = 1.2816
"""Standard deviations from the middle of a normal distribution to its P90."""

STRENGTH = Strength(leave=200, move=200, join=1)
"""How far an authority may be from the country's rates: as though those had been seen in so many of its plans."""

IN_SPECIAL = [PLACEMENTS.index(name) for name in ("special", "independent special")]
MOST_MOVING = 5.0
"""Moves into special schools are scaled by this at most."""
HALVINGS = 40

ALL = "all"
YEARS = 10
"""Years ahead that are told."""


@dataclass(frozen=True, slots=True)
class Projected:
    """Plans in one January in one placement, or in all: expected, P10, P90, and what each step adds since today."""

    january: int
    placement: str
    expected: int
    p10: int
    p90: int
    steps: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Futures:
    """One authority's projection: stock (1, ages, 1, placements), assumptions, draws (draws, years + 1, placements)."""

    stock: IntArray
    assumptions: Assumptions
    drawn: IntArray


def projected(own: AgeStock, country: AgeStock, panel: Panel, draws: int = 200, seed: int = 1) -> list[Projected]:
    """Ten years from the panel's January, by placement and in all; as ``drawn_futures`` has them."""
    found = drawn_futures(own, country, panel, draws, seed)
    return _rows(panel.origin, found.stock, found.assumptions, found.drawn)


def drawn_futures(own: AgeStock, country: AgeStock, panel: Panel, draws: int = 200, seed: int = 1) -> Futures:
    """Ten years from the panel's January.

    The stock by age and placement is the authority's. Rates are the country's between its last two Januaries, joining
    scaled so that the first year comes to the forecast of all plans, and moves into special schools so that it comes as
    near as it can to theirs. The number of children of each age is held as it is. Raises UsageError where the stock of
    that January or the forecast is missing.
    """
    stock = _stock(own, panel.origin)[None, :, None, :]
    row = _row(panel, own.code)
    rates = country_rates(country, np.ones(AGES))
    people = np.ones((YEARS + 1, 1, AGES))
    today = stock.astype(np.float64)
    recorded = today.sum() / panel.plans(panel.origin)[row]
    total, special = (float(target.expected(panel, 1)[row]) for target in TARGETS)
    level = joining_level(today, rates, people[1], total * recorded)
    scaled = replace(rates, join=rates.join * level)
    if np.isfinite(special):
        scaled = _toward(today, scaled, people[1], special * recorded)
    assumed = Assumptions(scaled, people)
    chance = Chance(draws, seed, _joining_spread(panel, row, total, float(scaled.join.sum())))
    drawn = futures(stock, shrunk(_unseen(rates), scaled, STRENGTH), assumed, chance, over=(0, 1, 2))
    return Futures(stock, assumed, drawn)


def _row(panel: Panel, code: str) -> int:
    codes = [one.code for one in panel.histories]
    if code not in codes or not np.isfinite(panel.plans(panel.origin)[codes.index(code)]):
        raise UsageError(f"There is no forecast for authority {code} from January {panel.origin}.")
    return codes.index(code)


def _stock(own: AgeStock, january: int) -> IntArray:
    if not sum(own.stocks.get(january, {}).values()):
        raise UsageError(f"No plans by age are published for {own.name} in January {january}.")
    return rounded(shared_out(own.stocks[january]))


def _unseen(rates: Rates) -> Flows:
    """No flows of its own: published statistics follow nobody from one January to the next."""
    left, moved, joined = (np.zeros(part.shape, dtype=np.int64) for part in (rates.leave, rates.move, rates.join))
    return Flows(left, moved, joined, np.zeros(AGES, dtype=np.int64))


def _toward(stock: FloatArray, rates: Rates, population: FloatArray, special: float) -> Rates:
    """The rates with moves into special schools scaled so that next year's children there come nearest ``special``."""
    low, high = 0.0, MOST_MOVING
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        after = next_stock(stock, _moving(rates, middle), population)
        low, high = (middle, high) if float(after[..., IN_SPECIAL].sum()) < special else (low, middle)
    return _moving(rates, (low + high) / 2).checked()


def _moving(rates: Rates, factor: float) -> Rates:
    """The rates with moves from elsewhere into special schools times a factor, at most all."""
    move = rates.move.copy()
    for column in range(len(PLACEMENTS)):
        if column in IN_SPECIAL:
            continue
        was = rates.move[:, column, IN_SPECIAL].sum(axis=1)
        moved = (was > 0) & (was < 1)
        into = np.minimum(was[moved] * factor, 1.0)
        move[moved, column] *= ((1 - into) / (1 - was[moved]))[:, None]
        move[np.ix_(moved, [column], IN_SPECIAL)] = (
            rates.move[np.ix_(moved, [column], IN_SPECIAL)] * (into / was[moved])[:, None, None]
        )
    return replace(rates, move=move)


def _joining_spread(panel: Panel, row: int, total: float, joining: float) -> float:
    """The spread of a year's joining that makes the first year's total as uncertain as the back-test found it."""
    spread = past_spread(ALL_PLANS, panel)
    if spread is None:
        raise UsageError(f"There is no earlier January to tell the forecast's error from before {panel.origin}.")
    expected, stock = np.array([total]), np.array([panel.plans(panel.origin)[row]])
    low, high = spread.band(expected, stock)
    return float((high - low)[0]) / (2 * TENTH * joining)


def _rows(origin: int, stock: IntArray, assumed: Assumptions, drawn: IntArray) -> list[Projected]:
    """Rows of every January and placement; all of them are the sum for what is expected, ranged by themselves."""
    told = expected_children(stock.astype(np.float64), assumed, over=(0, 1, 2))
    added = steps(stock, assumed, over=(0, 1, 2))
    ranges = {True: range_of(drawn), False: range_of(drawn.sum(axis=2, keepdims=True))}
    rows = []
    for year in range(assumed.years + 1):
        for column, name in enumerate((*PLACEMENTS, ALL)):
            one = name != ALL
            at = [column] if one else list(range(len(PLACEMENTS)))
            rows.append(
                Projected(
                    january=origin + year,
                    placement=name,
                    expected=int(told[year, at].sum()),
                    p10=_whole(ranges[one].p10, year, column if one else 0),
                    p90=_whole(ranges[one].p90, year, column if one else 0),
                    steps=tuple((step, int(values[year, at].sum())) for step, values in added.items()),
                )
            )
    return rows


def _whole(figures: FloatArray, year: int, column: int) -> int:
    return round(float(figures[year, column]))
