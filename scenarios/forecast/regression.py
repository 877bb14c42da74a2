"""What set faster authorities apart in earlier years, applied to this one."""

from collections.abc import Callable

import numpy as np

from scenarios.forecast import flow
from scenarios.forecast.panel import FloatArray, Panel, Series, growth, share
from scenarios.forecast.robust import centred, huber_ridge

Features = Callable[[Panel], FloatArray]

RIDGE = 0.3
YEARS = 4
FARTHEST = 3.0
"""Standard deviations beyond which a feature is drawn in: small authorities have wild rates."""
FEWEST = 100
"""Rows below which nothing is learnt and every authority gets the level."""


def plans_features(panel: Panel) -> FloatArray:
    """New plans and requests per plan and the growth of plans, in the last year and the one before, shape (n, 6)."""
    now, before = panel.origin, panel.origin - 1
    return np.column_stack(
        [
            share(panel.new_plans(now - 1), panel.plans(now)),
            share(panel.new_plans(before - 1), panel.plans(before)),
            share(panel.requests(now - 1), panel.plans(now)),
            share(panel.requests(before - 1), panel.plans(before)),
            growth(panel.plans, now),
            growth(panel.plans, before),
        ]
    )


def special_features(panel: Panel) -> FloatArray:
    """Growth of all plans to come by the flow equation, special growth in three years, new plans, shape (n, 6)."""
    now = panel.origin
    return np.column_stack(
        [
            flow.plans_growth(panel),
            *(growth(panel.special, now - back) for back in range(3)),
            share(panel.new_special(now - 1), panel.special(now)),
            share(panel.new_plans(now - 1), panel.plans(now)),
        ]
    )


def pooled_growth(panel: Panel, features: Features, target: Callable[[Panel], Series], level: float) -> FloatArray:
    """Growth of every authority: ``level`` plus its features' departure from the year's median, times what they bore.

    Each earlier year is centred on its own median, so that only differences between authorities are learnt and the
    level of the coming year is taken from elsewhere. A missing feature counts as the median.
    """
    rows, grown = [], []
    for january in range(panel.origin - YEARS, panel.origin):
        then = panel.cut(january)
        x, y = features(then), growth(target(panel), january + 1)
        kept = np.isfinite(x).all(axis=1) & np.isfinite(y) & then.taught
        if kept.any():
            rows.append(centred(x[kept]))
            grown.append(y[kept] - np.median(y[kept]))
    n = len(panel.histories)
    if sum(map(len, rows)) < FEWEST:
        return np.full(n, level)
    x, y = np.concatenate(rows), np.concatenate(grown)
    spread = x.std(axis=0)
    spread[spread == 0] = 1.0
    slopes = huber_ridge(np.clip(x / spread, -FARTHEST, FARTHEST), y, RIDGE)[1:]
    mine = features(panel)
    mine = (mine - np.nanmedian(mine[panel.taught], axis=0)) / spread
    departure: FloatArray = np.clip(np.nan_to_num(mine), -FARTHEST, FARTHEST) @ slopes
    return level + departure
