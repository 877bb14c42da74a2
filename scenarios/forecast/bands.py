"""How far off to expect a forecast to be: from how far off the same forecast was in earlier years."""

from dataclasses import dataclass

import numpy as np

from scenarios.forecast.panel import FloatArray

OUTSIDE = 0.2
"""Share of authorities meant to fall outside P10 to P90."""

LEARNING = 0.005
"""How much a band learns from one authority outside it or inside it (Gibbs and Candès, NeurIPS 2021)."""

LEAST_OUTSIDE, MOST_OUTSIDE = 0.02, 0.4

STEEPEST = 0.5
"""Errors fall with the square root of size at most: where each plan's fortune is its own."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Relative errors of past forecasts, actual over forecast less one: quantiles at a stock of one plan.

    At a stock s they are ``low`` s^-p and ``high`` s^-p.
    """

    low: float
    high: float
    power: float

    def band(self, expected: FloatArray, stock: FloatArray) -> tuple[FloatArray, FloatArray]:
        """P10 and P90 of forecasts (n,) for authorities of that stock; never below nought."""
        scale = np.maximum(stock, 1.0) ** -self.power
        return np.maximum(expected * (1 + self.low * scale), 0), np.maximum(expected * (1 + self.high * scale), 0)


def adapted(outside: float, seen: float, authorities: int) -> float:
    """The share to leave out next year where ``seen`` of so many authorities fell outside a band that left ``outside``.

    A' = A + rate (0.2 - seen), the rate that of one authority times their number and at most one.
    """
    rate = min(LEARNING * authorities, 1.0)
    return min(max(outside + rate * (OUTSIDE - seen), LEAST_OUTSIDE), MOST_OUTSIDE)


def spread_of(errors: FloatArray, stocks: FloatArray, outside: float = OUTSIDE) -> Spread:
    """The spread of past errors (n,) of forecasts from stocks (n,).

    p is the slope of log size of error on log stock, between nought and one half. The quantiles are those of the
    errors times s^p, with the correction for a finite sample of split conformal prediction (Lei and others, Journal of
    the American Statistical Association 113, 2018).
    """
    sizes = np.log(np.maximum(stocks, 1.0))
    spread_out = sizes - sizes.mean()
    slope = -float(spread_out @ np.log(np.maximum(np.abs(errors), 1e-4)) / max(float(spread_out @ spread_out), 1e-9))
    power = min(max(slope, 0.0), STEEPEST)
    scaled = np.sort(errors * np.maximum(stocks, 1.0) ** power)
    n = len(scaled)
    below = max(int(np.floor(outside / 2 * (n + 1))) - 1, 0)
    above = min(int(np.ceil((1 - outside / 2) * (n + 1))) - 1, n - 1)
    return Spread(float(scaled[below]), float(scaled[above]), power)
