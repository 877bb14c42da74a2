"""The back-test: forecasts made as at an earlier January beside what was published afterwards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from scenarios.forecast.bands import OUTSIDE, Spread, adapted, spread_of
from scenarios.forecast.model import expected_plans, expected_special
from scenarios.forecast.naive import naive_forecasts
from scenarios.forecast.panel import BoolArray, FloatArray, Panel, Series, panel_at, share
from sufficiency.domain.plan_history import PlanHistory

MODEL = "this model"

FIRST_ORIGIN = 2019
"""The earliest January with two calendar years of requests behind last year's new plans."""

FEWEST = 100
"""Authorities that must have published a January for it to count as published."""


@dataclass(frozen=True, slots=True)
class Target:
    """A published series that is forecast: its values, and the model's forecasts so many years ahead."""

    name: str
    published: Callable[[Panel], Series]
    expected: Callable[[Panel, int], FloatArray]


ALL_PLANS = Target("all plans", lambda panel: panel.plans, expected_plans)
TARGETS = (
    ALL_PLANS,
    Target("special-school plans", lambda panel: panel.special_published, expected_special),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """How one method did from January ``origin`` to ``ahead`` years later.

    ``error``: median absolute percentage error over ``authorities``. ``against``: the model's error over this one's
    less one (-0.15 is fifteen per cent better); None for the model itself. ``within``: share of authorities between P10
    and P90; None where the method has no band or there is nothing to calibrate it on.
    """

    series: str
    origin: int
    ahead: int
    method: str
    authorities: int
    error: float
    against: float | None
    within: float | None


def latest_origin(histories: Sequence[PlanHistory]) -> int:
    """The January before the last that at least a hundred authorities have published."""
    years = {year for one in histories for year in one.plans}
    published = [year for year in years if sum(year in one.plans for one in histories) >= FEWEST]
    return max(published, default=FIRST_ORIGIN + 1) - 1


def backtest(histories: Sequence[PlanHistory], origin: int, ahead: int = 1) -> list[Measured]:
    """Measure the model and every naive forecast made at January ``origin`` for ``ahead`` years later.

    An authority counts where it published both Januaries, every naive forecast can be made and the later is not
    nought: so all methods are measured on the same authorities. Forecasts see ``panel_at(histories, origin)`` alone.
    """
    panel, later = panel_at(histories, origin), panel_at(histories, origin + ahead)
    return [row for target in TARGETS for row in _measured(target, panel, later, ahead)]


def _measured(target: Target, panel: Panel, later: Panel, ahead: int) -> list[Measured]:
    actual = target.published(later)(later.origin)
    model = target.expected(panel, ahead)
    naive = naive_forecasts(target.published(panel), panel.origin, ahead)
    counted = np.isfinite(actual) & (actual > 0) & np.all(np.isfinite([model, *naive.values()]), axis=0)
    if not counted.any():
        return []
    made = Past(target.published(panel)(panel.origin), model, actual)
    within = _within(made, past_spread(target, panel, ahead), counted)
    errors = {
        name: 100 * float(np.median(np.abs(forecast - actual)[counted] / actual[counted]))
        for name, forecast in {MODEL: model, **naive}.items()
    }
    return [
        Measured(
            series=target.name,
            origin=panel.origin,
            ahead=ahead,
            method=name,
            authorities=int(counted.sum()),
            error=error,
            against=None if name == MODEL or error == 0 else errors[MODEL] / error - 1,
            within=within if name == MODEL else None,
        )
        for name, error in errors.items()
    ]


def _within(forecasts: "Past", band: Spread | None, counted: BoolArray) -> float | None:
    """Share of authorities between P10 and P90."""
    if band is None:
        return None
    return float(1 - forecasts.outside(band, counted))


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """Forecasts once made beside what came, each of shape (authorities,)."""

    stock: FloatArray
    expected: FloatArray
    actual: FloatArray

    @property
    def known(self) -> BoolArray:
        """Where there is a forecast and an outcome."""
        return np.isfinite(self.expected) & np.isfinite(self.actual) & (self.stock > 0) & (self.expected > 0)

    @property
    def errors(self) -> FloatArray:
        """Actual over forecast less one."""
        return share(self.actual, self.expected) - 1

    def outside(self, spread: Spread, counted: BoolArray) -> float:
        """Share of those counted that came out below P10 or above P90."""
        low, high = spread.band(self.expected, self.stock)
        return float(((self.actual < low) | (self.actual > high))[counted].mean())


def past_spread(target: Target, panel: Panel, ahead: int = 1) -> Spread | None:
    """The spread of this forecast's errors at earlier origins whose outcome was known by the panel's; None without.

    Each earlier band is made from the errors before it; where it held too few authorities the next leaves out fewer.
    """
    seen: list[Past] = []
    outside = OUTSIDE
    for origin in range(FIRST_ORIGIN, panel.origin - ahead + 1):
        then = panel.cut(origin)
        past = Past(
            target.published(then)(origin), target.expected(then, ahead), target.published(panel)(origin + ahead)
        )
        if seen:
            missed = past.outside(_pooled(seen, outside), past.known)
            outside = adapted(outside, missed, int(past.known.sum()))
        seen.append(past)
    return _pooled(seen, outside) if seen else None


def _pooled(seen: Sequence[Past], outside: float) -> Spread:
    errors = np.concatenate([past.errors[past.known] for past in seen])
    return spread_of(errors, np.concatenate([past.stock[past.known] for past in seen]), outside)
