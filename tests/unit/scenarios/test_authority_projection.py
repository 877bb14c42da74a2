"""An authority's ten years: its stock, the tested forecast in the first year, the country's flows after."""

import pytest

from scenarios.forecast.model import expected_plans, expected_special
from scenarios.forecast.panel import panel_at
from scenarios.projection.authority import ALL, projected
from sufficiency.domain.age_stock import FIRST_AGE, LAST_AGE, NOT_RECORDED, AgeStock
from sufficiency.errors import UsageError
from tests.unit.scenarios.made_up_histories import histories

AGES = range(FIRST_AGE, LAST_AGE + 1)
COUNTRY = AgeStock(
    "",
    "England",
    stocks={
        2023: {(age, name): 1000 for age in AGES for name in ("mainstream", "special", "further education")},
        2024: {(age, name): n for age in AGES for name, n in (("mainstream", 1080), ("special", 1060),
                                                              ("further education", 990))},
    },
    new_plans={2023: {(age, "mainstream"): 200 for age in AGES}},
)  # fmt: skip


@pytest.fixture(scope="module")
def panel():
    return panel_at(histories(), 2023)


def own(panel):
    """The first authority of the panel, its plans shared out over ages; a few have no placement recorded."""
    plans, special = int(panel.plans(2023)[0]), int(panel.special(2023)[0])
    counts = {(age, "special"): special // len(AGES) for age in AGES}
    counts |= {(age, "mainstream"): (plans - special) // len(AGES) - 1 for age in AGES}
    counts |= {(age, NOT_RECORDED): 1 for age in AGES}
    short = plans - sum(counts.values())
    counts[10, "mainstream"] += short
    return AgeStock(panel.histories[0].code, "Here", {2023: counts}, {})


def test_the_first_year_is_the_forecast_of_all_plans_and_of_special_schools(panel):
    rows = {(row.january, row.placement): row for row in projected(own(panel), COUNTRY, panel, draws=20)}
    assert rows[2023, ALL].expected == panel.plans(2023)[0]
    assert rows[2024, ALL].expected == pytest.approx(expected_plans(panel)[0], abs=1)
    assert rows[2024, "special"].expected == pytest.approx(expected_special(panel)[0], abs=1)
    assert not any(placement == NOT_RECORDED for _, placement in rows)


def test_the_same_seed_draws_the_same_futures(panel):
    assert projected(own(panel), COUNTRY, panel, 10, 3) == projected(own(panel), COUNTRY, panel, 10, 3)
    assert projected(own(panel), COUNTRY, panel, 10, 3) != projected(own(panel), COUNTRY, panel, 10, 4)


def test_without_a_stock_of_that_january_there_is_no_projection(panel):
    with pytest.raises(UsageError, match="January 2023"):
        projected(AgeStock("200", "Here", {}, {}), COUNTRY, panel)
