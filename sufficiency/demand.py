"""How many plans to expect, and how well that could have been told in earlier years."""

from pathlib import Path
from typing import TYPE_CHECKING

from sufficiency.errors import UsageError

if TYPE_CHECKING:
    from scenarios.forecast.backtest import Measured
    from scenarios.projection.authority import Projected

AHEAD = (1, 2, 3)


def backtest(open_data: Path, origin: int | None = None) -> list["Measured"]:
    """Forecast a January that has been published, from one, two and three years before, beside naive forecasts.

    ``origin`` is the January one year before; left out, the last whose following January is published. Raises
    UsageError where nothing is published a year after it, and as ``read_plan_histories`` does.
    """
    from scenarios.forecast import backtest as tests
    from sufficiency.importers.published_plans import read_plan_histories

    histories = read_plan_histories(open_data)
    latest = tests.latest_origin(histories)
    start = latest if origin is None else origin
    if not tests.FIRST_ORIGIN <= start <= latest:
        raise UsageError(f"Nothing to test from January {start}: give --origin {tests.FIRST_ORIGIN} to {latest}.")
    origins = [(start + 1 - ahead, ahead) for ahead in AHEAD if start + 1 - ahead >= tests.FIRST_ORIGIN]
    return [row for january, ahead in origins for row in tests.backtest(histories, january, ahead)]


def project(open_data: Path, authority: str, seed: int = 1) -> list["Projected"]:
    """Ten years of an authority's plans by placement, from published statistics alone.

    From the last January that most authorities have published. Raises UsageError where the authority has no stock by
    age then, and as ``read_plan_histories`` does.
    """
    from scenarios.forecast.backtest import latest_origin
    from scenarios.forecast.panel import panel_at
    from scenarios.projection.authority import projected
    from sufficiency.importers.published_ages import read_age_stock
    from sufficiency.importers.published_plans import read_plan_histories

    histories = read_plan_histories(open_data)
    panel = panel_at(histories, latest_origin(histories) + 1)
    return projected(read_age_stock(open_data, authority), read_age_stock(open_data), panel, seed=seed)
