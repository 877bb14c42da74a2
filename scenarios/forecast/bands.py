"""How far off to expect a forecast to be: from how far off the same forecast was in earlier years."""

from dataclasses import dataclass

import numpy as np

from scenarios.forecast.panel import FloatArray

OUTSIDE = 0.2
"""Share of authorities meant to fall outside P10 to P90."""

LEARNING = 0.005
"""How much a band learns from one authority outside it or inside it (Gibbs and Candès, NeurIPS 2021)."""

LEAST_OUTSIDE = 0.02


@dataclass(frozen=True, slots=True)
class Spread:
    """Quantiles of past relative errors at a stock of one plan; at a stock s they are ``low`` and ``high`` / sqrt(s).

    Where each plan's fortune is its own, errors fall with the square root of size.
    """

    low: float
    high: float

    def band(self, expected: FloatArray, stock: FloatArray) -> tuple[FloatArray, FloatArray]:
        """P10 and P90 of forecasts (n,) for authorities of that stock; never below nought."""
        scale = 1 / np.sqrt(np.maximum(stock, 1.0))
        return np.maximum(expected * (1 + self.low * scale), 0), np.maximum(expected * (1 + self.high * scale), 0)


def adapted(outside: float, seen: float, authorities: int) -> float:
    """The share to leave out next year where ``seen`` of so many authorities fell outside a band that left ``outside``.

    A' = A + rate (0.2 - seen), the rate that of one authority times their number and at most one. A' is at most 0.2:
    a year that was kind to the band is no reason to narrow it.
    """
    rate = min(LEARNING * authorities, 1.0)
    return min(max(outside + rate * (OUTSIDE - seen), LEAST_OUTSIDE), OUTSIDE)


def spread_of(errors: FloatArray, stocks: FloatArray, outside: float = OUTSIDE) -> Spread:
    """The spread of past errors, actual over forecast less one, of forecasts from ``stocks``, each (n,).

    The quantiles are those of e sqrt(s), with the correction for a finite sample of split conformal prediction (Lei and
    others, Journal of the American Statistical Association 113, 2018).
    """
    scaled = np.sort(errors * np.sqrt(np.maximum(stocks, 1.0)))
    n = len(scaled)
    below = max(int(np.floor(outside / 2 * (n + 1))) - 1, 0)
    above = min(int(np.ceil((1 - outside / 2) * (n + 1))) - 1, n - 1)
    return Spread(float(scaled[below]), float(scaled[above]))
