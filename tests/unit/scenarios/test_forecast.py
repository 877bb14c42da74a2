"""The forecast of plans: its equations on stocks known by hand, and nothing seen of what came after."""

from dataclasses import replace

import numpy as np
import pytest

from scenarios.forecast import bands, flow
from scenarios.forecast.backtest import MODEL, backtest, latest_origin
from scenarios.forecast.model import expected_plans, expected_special
from scenarios.forecast.naive import naive_forecasts
from scenarios.forecast.panel import Series, panel_at
from sufficiency.domain.plan_history import PlanHistory
from tests.unit.scenarios.made_up_histories import histories, history


@pytest.fixture(scope="module")
def many():
    return histories()


def after(origin, one, factor):
    """The same authority with everything published after a January multiplied."""

    def bent(counts, last):
        return {year: count * factor if year > last else count for year, count in counts.items()}

    stocks = {name: bent(getattr(one, name), origin) for name in ("plans", "special", "unrecorded")}
    flows = {name: bent(getattr(one, name), origin - 1) for name in ("requests", "new_plans", "new_special")}
    return replace(one, **stocks, **flows)


def test_the_flow_equation_gives_the_next_stock_of_an_authority_that_follows_it():
    panel = panel_at([history("301", 4000)], 2020)
    grown = flow.plans_growth(panel)
    assert panel.plans(2020)[0] * (1 + grown[0]) == pytest.approx(history("301", 4000).plans[2021], rel=1e-3)


def test_new_plans_are_a_share_of_the_requests_of_the_two_years_before():
    one = replace(history("301", 4000), requests={y: 1000 + 100 * (y % 2) for y in range(2010, 2020)},
                  new_plans=dict.fromkeys(range(2012, 2020), 840))  # fmt: skip
    assert flow.new_plans_to_come(panel_at([one], 2020))[0] == pytest.approx(840)


def test_one_authority_without_requests_keeps_its_new_plans_of_last_year():
    one = replace(history("301", 4000), requests={})
    assert flow.new_plans_to_come(panel_at([one], 2020))[0] == one.new_plans[2019]


def test_what_is_published_with_the_next_january_is_not_known_at_this_one():
    known = history("301", 4000).known_at(2020)
    assert (max(known.plans), max(known.special)) == (2020, 2020)
    assert (max(known.requests), max(known.new_plans), max(known.new_special)) == (2019, 2019, 2019)


@pytest.mark.parametrize("forecast", [expected_plans, expected_special])
@pytest.mark.parametrize("ahead", [1, 3])
def test_nothing_after_the_origin_moves_a_forecast_by_a_bit(many, forecast, ahead):
    seen = forecast(panel_at(many, 2020), ahead)
    bent = forecast(panel_at([after(2020, one, 3) for one in many], 2020), ahead)
    assert seen.tobytes() == bent.tobytes()


@pytest.mark.parametrize("name", ["plans", "special", "requests", "new_plans"])
def test_the_last_known_year_does_move_it(many, name):
    """Or the test above would pass for a forecast that reads nothing."""
    last = 2020 if name in ("plans", "special") else 2019
    changed = [replace(one, **{name: {y: c + 7 * (y == last) for y, c in getattr(one, name).items()}}) for one in many]
    assert expected_special(panel_at(many, 2020)).tobytes() != expected_special(panel_at(changed, 2020)).tobytes()


def test_the_measured_error_alone_changes_when_the_outcome_does(many):
    told = backtest(many, 2022)
    other = backtest([after(2022, one, 2) for one in many], 2022)
    assert [row.authorities for row in told] == [row.authorities for row in other]
    assert all(a.error < b.error for a, b in zip(told, other, strict=True) if a.method == MODEL)


def test_the_order_of_authorities_changes_no_byte(many):
    assert expected_plans(panel_at(many, 2021)).tobytes() == expected_plans(panel_at(many[::-1], 2021)).tobytes()
    assert backtest(many, 2021) == backtest(many[::-1], 2021)


def test_naive_forecasts_by_hand():
    told = naive_forecasts(Series(2016, np.array([[60.0, 80, 100, 110, 120]])), 2020)
    assert {name: round(float(value[0]), 3) for name, value in told.items()} == {
        "no change": 120,
        "last growth repeated, rate": 130.909,
        "last growth repeated, number": 130,
        "linear trend, 3 years": 130,
        "linear trend, 5 years": 139,
    }


def test_plans_without_a_placement_are_shared_out_as_the_others_stand():
    one = PlanHistory("301", "A", plans={2022: 100, 2023: 100}, special={2022: 40, 2023: 30}, unrecorded={2023: 20})
    assert panel_at([one], 2023).special(2023)[0] == pytest.approx(37.5)


def test_where_most_are_unrecorded_the_share_of_the_year_before_stands():
    one = PlanHistory("301", "A", plans={2022: 100, 2023: 200}, special={2022: 40, 2023: 30}, unrecorded={2023: 120})
    assert panel_at([one], 2023).special(2023)[0] == pytest.approx(80)


def test_more_new_plans_than_could_be_is_a_misprint():
    one = replace(history("301", 1000), new_plans={2019: 6078})
    assert np.isnan(panel_at([one], 2020).new_plans(2019)).all()


def test_a_band_holds_eight_in_ten_of_errors_like_those_it_was_made_from():
    rng = np.random.default_rng(3)
    stocks = rng.integers(200, 9000, 4000).astype(float)
    errors = rng.normal(0, 1, 4000) / np.sqrt(stocks)
    spread = bands.spread_of(errors[:2000], stocks[:2000])
    low, high = spread.band(stocks, stocks)
    inside = (low <= stocks * (1 + errors)) & (stocks * (1 + errors) <= high)
    assert (spread.low, spread.high) == pytest.approx((-1.28, 1.28), abs=0.1)
    assert inside[2000:].mean() == pytest.approx(0.8, abs=0.03)


@pytest.mark.parametrize(("seen", "told"), [(0.2, 0.2), (0.4, 0.1), (0.1, 0.2), (1.0, 0.02)])
def test_a_band_learns_from_how_many_fell_outside_it(seen, told):
    assert bands.adapted(0.2, seen, 100) == pytest.approx(told)


def test_a_january_that_few_have_published_is_not_the_latest(many):
    assert latest_origin(many) == 2023
    assert latest_origin([*many[:3], *(one.known_at(2023) for one in many[3:])]) == 2022
