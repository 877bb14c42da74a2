"""The forecast: the mean of the flow equation, what set authorities apart, and each authority's own line.

Each way counts the same; that was chosen on earlier years (docs/explanation/forecast.md).
"""

import numpy as np

from scenarios.forecast import flow
from scenarios.forecast.naive import line
from scenarios.forecast.panel import FloatArray, Panel, Series, growth, share
from scenarios.forecast.regression import plans_features, pooled_growth, special_features

DAMPING = 0.7
"""How much of next year's departure from the long run is left in each year after it."""

LONG_RUN = 5
TREND_YEARS = 3

STILL_UNRECORDED = 0.5
"""Share of unrecorded placements expected to be unrecorded next January: nothing published before 2024 says how many,
so the middle between none and all."""


def expected_plans(panel: Panel, ahead: int = 1) -> FloatArray:
    """Plans ``ahead`` years after the origin; NaN where an authority had none recorded then."""
    return panel.plans(panel.origin) * _compounded(_plans_growth(panel), panel.plans, panel, ahead)


def expected_special(panel: Panel, ahead: int = 1) -> FloatArray:
    """Special-school plans as they will be published ``ahead`` years after the origin.

    Some placements will go unrecorded again: half the share of this January, a quarter a year later.
    """
    full = panel.special(panel.origin) * _compounded(_special_growth(panel), panel.special, panel, ahead)
    missing = np.nan_to_num(share(panel.unrecorded(panel.origin), panel.plans(panel.origin)))
    return full * (1 - STILL_UNRECORDED**ahead * missing)


def _plans_growth(panel: Panel) -> FloatArray:
    by_flow = flow.plans_growth(panel)
    by_pool = pooled_growth(panel, plans_features, lambda one: one.plans, _level(by_flow, panel))
    return (by_flow + by_pool + _own_line(panel.plans, panel, _level(by_flow, panel))) / 3


def _special_growth(panel: Panel) -> FloatArray:
    by_flow = flow.special_growth(panel)
    level = _level(by_flow, panel)
    by_pool = pooled_growth(panel, special_features, lambda one: one.special, level)
    by_share = (1 + _plans_growth(panel)) * (1 + _drift_of_share(panel)) - 1
    return (by_flow + by_pool + by_share + _own_line(panel.special, panel, level)) / 4


def _own_line(series: Series, panel: Panel, otherwise: float) -> FloatArray:
    """Growth by the authority's own line; ``otherwise`` where it is too young to have one."""
    found = share(line(series, panel.origin, TREND_YEARS), series(panel.origin)) - 1
    return np.where(np.isfinite(found), found, otherwise)


def _drift_of_share(panel: Panel) -> float:
    """Yearly change of the share of plans in special schools, relative: the median over authorities and two years."""
    years = (panel.origin, panel.origin - 1)
    ratios = [(1 + growth(panel.special, year)) / (1 + growth(panel.plans, year)) - 1 for year in years]
    return float(np.mean([_level(one, panel) for one in ratios]))


def _level(values: FloatArray, panel: Panel) -> float:
    sound = values[np.isfinite(values) & panel.taught]
    return float(np.median(sound)) if len(sound) else 0.0


def _compounded(first: FloatArray, series: Series, panel: Panel, ahead: int) -> FloatArray:
    """Product of 1 + g over the years, g nearing the long run: g(h) = G + d^(h-1) (g(1) - G)."""
    years = [growth(series, panel.origin - back) for back in range(LONG_RUN)]
    long_run = float(np.mean([_level(one, panel) for one in years]))
    steps = [1 + long_run + DAMPING**step * (first - long_run) for step in range(ahead)]
    factor: FloatArray = np.prod(np.stack(steps), axis=0)
    return factor
