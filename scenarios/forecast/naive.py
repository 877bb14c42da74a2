"""The forecasts that any other has to beat."""

from collections.abc import Mapping

import numpy as np

from scenarios.forecast.panel import FloatArray, Series, growth

LINE_YEARS = (3, 5)


def naive_forecasts(series: Series, january: int, ahead: int = 1) -> Mapping[str, FloatArray]:
    """Forecasts for ``ahead`` years after that January by name, each of shape (authorities,)."""
    now = series(january)
    rate = 1 + growth(series, january)
    return {
        "no change": now,
        "last growth repeated, rate": now * rate**ahead,
        "last growth repeated, number": now + ahead * (now - series(january - 1)),
        **{f"linear trend, {years} years": line(series, january, years, ahead) for years in LINE_YEARS},
    }


def line(series: Series, january: int, years: int, ahead: int = 1) -> FloatArray:
    """The least-squares line through the last ``years`` Januaries, read off ``ahead`` years on."""
    at = np.arange(1 - years, 1, dtype=np.float64)
    seen = np.column_stack([series(january + int(back)) for back in at])
    around = at - at.mean()
    slope = seen @ around / (around @ around)
    read_off: FloatArray = seen.mean(axis=1) + slope * (ahead - at.mean())
    return read_off
