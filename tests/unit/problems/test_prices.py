"""Prices in whole pence: the worked figures are done by hand."""

from dataclasses import replace

import pytest

from sufficiency.domain.inputs import Rates
from sufficiency.domain.run import Journey
from sufficiency.domain.settings import SettingType
from sufficiency.problems.prices import marginal_cost, transport
from tests.fixtures.rounds import OAK, case, provision, setting

RATES = Rates(per_mile=300, wheelchair_per_mile=400, assistant_per_day=4000, share=3, days=190)
NINE_MILES = Journey(tenths=250, metres=14_484, basis="network")


def test_a_shared_taxi_over_nine_miles():
    # 2 x 14,484 m at 300p a mile is 5,399.98p a day; a third of it, rounded down, is 1,799p; 190 days.
    assert transport(case("A"), NINE_MILES, RATES) == 190 * 1799


def test_alone_in_a_wheelchair_vehicle_nothing_is_shared():
    # 2 x 14,484 m at 400p a mile is 7,199p a day.
    assert transport(case("A", wheelchair=True), NINE_MILES, RATES) == 190 * 7199


def test_an_assistant_is_shared_with_the_vehicle():
    assert transport(case("A", passenger_assistant=True), NINE_MILES, RATES) == 190 * (1799 + 1333)


@pytest.mark.parametrize(
    ("ncy", "metres", "walks"), [(3, 3218, True), (3, 3219, False), (4, 4828, True), (4, 4829, False)]
)
def test_within_walking_distance_costs_nothing(ncy, metres, walks):
    journey = Journey(60, metres, "network")
    assert (transport(case("A", ncy=ncy), journey, RATES) == 0) is walks


def test_a_vacant_commissioned_place_is_already_paid_for():
    places = replace(provision(OAK, 1), place_cost=1_000_000, top_up=500_000)
    assert marginal_cost(setting(OAK), places, 7) == 500_007
    assert marginal_cost(setting(OAK, kind=SettingType.INDEPENDENT), places, 7) == 1_500_007
