"""The flow equation: the stock next January is the stock less those who leave plus the new plans to come."""

import numpy as np

from scenarios.forecast.panel import FloatArray, Panel, growth, share
from scenarios.forecast.robust import huber_ridge, shrunk_mean

RECENT = 2
"""Calendar years that an authority's own ratios are taken over."""

PRIOR_YEARS = 2.0
"""What is known of all authorities counts as this many years of an authority's own."""

RECENT_SPECIAL = 3


def requests_behind(panel: Panel, year: int) -> FloatArray:
    """Requests that the new plans of a calendar year come from: the mean of the two years before it.

    A plan is due twenty weeks after its request (SEND Regulations 2014, regulation 13), and half take longer.
    """
    return (panel.requests(year - 1) + panel.requests(year - 2)) / 2


def new_plans_to_come(panel: Panel) -> FloatArray:
    """New plans expected in the calendar year that January ``origin`` begins: N = r R.

    R are the requests behind it, r the authority's new plans per request in recent years, shrunk to all authorities'.
    Without requests, last year's new plans stand.
    """
    years = range(panel.origin - RECENT, panel.origin)
    made = np.column_stack([panel.new_plans(year) for year in years])
    asked = np.column_stack([requests_behind(panel, year) for year in years])
    both = np.isfinite(made) & np.isfinite(asked) & (asked > 0)
    if not both.any():
        return panel.new_plans(panel.origin - 1)
    ratios = np.divide(made, asked, out=np.full(made.shape, np.nan), where=both)
    ratio = shrunk_mean(ratios, float(made[both].sum() / asked[both].sum()), PRIOR_YEARS)
    expected = ratio * requests_behind(panel, panel.origin)
    return np.where(np.isfinite(expected), expected, panel.new_plans(panel.origin - 1))


def leaving_rate(panel: Panel) -> FloatArray:
    """Share of a January's plans gone by the next, l = (P + N - P') / P over recent years, shrunk to all authorities'.

    It holds ceased plans and moves away, less moves in and late corrections.
    """
    years = range(panel.origin - RECENT, panel.origin)
    stock = np.column_stack([panel.plans(year) for year in years])
    gone = np.column_stack([panel.plans(y) + panel.new_plans(y) - panel.plans(y + 1) for y in years])
    seen = np.isfinite(gone) & (stock > 0)
    if not seen.any():
        return np.zeros(len(stock))
    rates = np.divide(gone, stock, out=np.full(gone.shape, np.nan), where=seen)
    return shrunk_mean(rates, float(gone[seen].sum() / stock[seen].sum()), PRIOR_YEARS)


def plans_growth(panel: Panel) -> FloatArray:
    """Growth of all plans by the flow equation: g = N / P - l; the median where an authority has no flows."""
    found = share(new_plans_to_come(panel), panel.plans(panel.origin)) - leaving_rate(panel)
    return _or_median(found, panel)


def special_growth(panel: Panel) -> FloatArray:
    """Growth of special-school plans: g = c + e N / S + own.

    The constant c (moves from the stock less leavers) and the entry e of a new plan are fitted over all authorities
    and the last three years; ``own`` is the authority's mean residual, shrunk to nought.
    """
    years = range(panel.origin - RECENT_SPECIAL, panel.origin)
    taught = panel.taught
    inflow = np.column_stack([share(panel.new_plans(year), panel.special(year)) for year in years])
    grown = np.column_stack([growth(panel.special, year + 1) for year in years])
    usable = np.isfinite(inflow) & np.isfinite(grown) & taught[:, None]
    if not usable.any():
        return _or_median(growth(panel.special, panel.origin), panel)
    constant, entry = huber_ridge(inflow[usable][:, None], grown[usable], 0.0)
    residual = np.where(usable, grown - constant - entry * inflow, np.nan)
    own = shrunk_mean(residual, 0.0, PRIOR_YEARS)
    coming = share(new_plans_to_come(panel), panel.special(panel.origin))
    return _or_median(constant + entry * coming + own, panel)


def _or_median(values: FloatArray, panel: Panel) -> FloatArray:
    sound = values[np.isfinite(values) & panel.taught]
    return np.where(np.isfinite(values), values, np.median(sound) if len(sound) else 0.0)
