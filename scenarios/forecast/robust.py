"""Estimates that a few misprinted figures cannot move far."""

import numpy as np

from scenarios.forecast.panel import FloatArray

ROUNDS = 25
SMALLEST_RESIDUAL = 1e-9


def huber_ridge(x: FloatArray, y: FloatArray, ridge: float) -> FloatArray:
    """Coefficients (1 + k,), the constant first, of y on x (n, k), the columns of x standardised.

    Least squares with a penalty of ``ridge`` n on the squared coefficients, reweighted so that residuals beyond their
    median size count by their size and not its square (Huber, Annals of Mathematical Statistics 35, 1964).
    """
    design = np.column_stack([np.ones(len(x)), x])
    penalty = np.diag([0.0] + [ridge * len(x)] * x.shape[1])
    weight = np.ones(len(x))
    found = np.zeros(design.shape[1])
    for _ in range(ROUNDS):
        weighted = design * weight[:, None]
        found = np.linalg.solve(design.T @ weighted + penalty, weighted.T @ y)
        residual = np.abs(y - design @ found)
        weight = np.minimum(1, np.median(residual) / np.maximum(residual, SMALLEST_RESIDUAL))
        weight = np.maximum(weight, SMALLEST_RESIDUAL)
    return found


def shrunk_mean(values: FloatArray, pooled: float, years: float) -> FloatArray:
    """Mean of each row of (n, t), NaN left out, pulled to ``pooled`` as if seen ``years`` more times."""
    seen = np.isfinite(values).sum(axis=1)
    mean: FloatArray = (np.nansum(values, axis=1) + years * pooled) / (seen + years)
    return mean


def centred(values: FloatArray) -> FloatArray:
    """Each column of (n, k) less its median over the rows that have it."""
    with np.errstate(all="ignore"):
        return values - np.nanmedian(values, axis=0)
