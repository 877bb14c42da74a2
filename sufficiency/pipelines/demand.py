"""How many plans to expect, and how well that could have been told in earlier years."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sufficiency.errors import UsageError
from sufficiency.tables.load import load

if TYPE_CHECKING:
    from scenarios.forecast.backtest import Measured
    from scenarios.gap.published import PublishedGapRow
    from scenarios.gap.sufficiency import Sufficiency
    from scenarios.projection.authority import Projected
    from scenarios.projection.told import DemandRow
    from sufficiency.domain.inputs import Inputs
    from sufficiency.domain.returns_asked import ReturnTable
    from sufficiency.importers.published_places import SchoolPlaces

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


def project_folder(folder: Path, by: str, years: int, draws: int, seed: int | None = None) -> list["DemandRow"]:
    """The years ahead of an input folder's own history, by placement, need, phase or area.

    Raises InputRejected with every fault where the folder is not sound or holds no history.
    """
    from scenarios.projection.history import history_of
    from scenarios.projection.told import projected_by

    inputs = load(folder).inputs
    return projected_by(history_of(inputs, years), by, draws, _seed(inputs, seed))


def sufficiency_gap(folder: Path, draws: int, seed: int | None = None) -> "Sufficiency":
    """Places as they are against the demand expected, over the years of a plan. Raises as ``project_folder`` does."""
    from scenarios.files.scenario import DemandAssumptions
    from scenarios.gap.sufficiency import sufficiency_of
    from scenarios.projection.history import history_of
    from scenarios.projection.stated import ScenarioDemand

    inputs = load(folder).inputs
    demand = ScenarioDemand(history_of(inputs), DemandAssumptions(), _seed(inputs, seed))
    return sufficiency_of(inputs, [demand.drawn(number) for number in range(draws)])


@dataclass(frozen=True, slots=True)
class PublishedAsked:
    """Which authorities, the first January told, places opened and in which September, and how places are counted."""

    authorities: tuple[str, ...]
    first: int = 2022
    opened: int = 0
    opened_in: int = 2022
    by_roll: bool = False


def published_gap(
    open_data: Path, asked: PublishedAsked, draws: int, seed: int = 1
) -> tuple[list["PublishedGapRow"], tuple["SchoolPlaces", ...]]:
    """Children of authorities in state-funded special schools against places, from published statistics alone.

    The schools counted come with it. Raises as ``project`` does.
    """
    from scenarios.forecast.backtest import latest_origin
    from scenarios.forecast.panel import panel_at
    from scenarios.gap.published import Opened
    from scenarios.gap.published import published_gap as rows_of
    from scenarios.projection.authority import drawn_futures
    from sufficiency.importers.published_ages import read_age_stock
    from sufficiency.importers.published_places import read_school_places, read_special_children
    from sufficiency.importers.published_plans import read_plan_histories

    histories = read_plan_histories(open_data)
    panel = panel_at(histories, latest_origin(histories) + 1)
    schools = read_school_places(open_data, asked.authorities, by_roll=asked.by_roll)
    counted = read_special_children(open_data, asked.authorities)
    country = read_age_stock(open_data)
    futures = [
        drawn_futures(read_age_stock(open_data, code), country, panel, draws, seed) for code in asked.authorities
    ]
    places = sum(school.places for school in schools)
    opened = Opened(asked.opened, asked.opened_in)
    return rows_of(counted, futures, panel.origin, asked.first, places, opened), schools


def return_tables(folder: Path, which: str, draws: int, seed: int | None = None) -> tuple["ReturnTable", ...]:
    """The tables of a national return: scap, dsg or reform-plan. Raises as ``project_folder`` does."""
    from scenarios.projection.history import history_of
    from scenarios.returns.plans_by_row import dsg_plan, reform_plan
    from scenarios.returns.scap import MOST_AHEAD, scap

    inputs = load(folder).inputs
    history = history_of(inputs, MOST_AHEAD)
    if which == "scap":
        return scap(history, draws, _seed(inputs, seed))
    return dsg_plan(history) if which == "dsg" else reform_plan(history)


def _seed(inputs: "Inputs", seed: int | None) -> int:
    return inputs.authority.seed if seed is None else seed
