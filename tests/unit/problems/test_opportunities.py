"""Budgets, training and carbon: the worked figures are done by hand."""

from dataclasses import replace

import pytest

from sufficiency.domain.built_in_fleet import built_in_fleet
from sufficiency.problems.carbon import day_grams, year_grams
from sufficiency.problems.opportunities import OFFER, opportunities, personal_budget, tenths_of_a_mile
from sufficiency.statute.modes import Mode, Traveller

FLEET = built_in_fleet()
NINE_MILES = 14_484
YEAR_8 = Traveller(8)


def modes(child, now, metres=NINE_MILES):
    return [offer.mode for offer in opportunities("C-1", child, metres, now, FLEET)]


@pytest.mark.parametrize(("metres", "tenths"), [(0, 0), (80, 0), (81, 1), (1_609, 10), (14_484, 90), (14_564, 90)])
def test_distance_is_to_the_nearest_tenth_of_a_mile(metres, tenths):
    assert tenths_of_a_mile(metres) == tenths


def test_a_budget_for_nine_miles_four_legs_and_190_days():
    assert personal_budget(NINE_MILES, FLEET) == 307_800, "0.45 x 9 x 4 x 190 = 3,078.00 pounds"
    assert personal_budget(NINE_MILES, replace(FLEET, budget_per_mile=55)) == 376_200


def test_a_budget_saves_what_transport_costs_above_it():
    [offer] = opportunities("C-1", Traveller(4), NINE_MILES, 811_600, FLEET)
    assert (offer.mode, offer.instead, offer.once, offer.saving) == (Mode.BUDGET, 307_800, 0, 503_800)
    assert offer.worth == 8 * 503_800, "Year 4 to Year 11"
    assert "£3,078.00" in offer.says
    assert "£8,116.00" in offer.says
    assert offer.says.endswith(OFFER)


def test_training_saves_for_those_who_then_travel_alone():
    training = opportunities("C-1", YEAR_8, NINE_MILES, 811_600, FLEET)[0]
    # (8,116 - 318) x 70 in 100 is 5,458.60; four years of it less 2,750 once.
    assert (training.mode, training.saving, training.once) == (Mode.TRAINING, 545_860, 275_000)
    assert training.worth == 4 * 545_860 - 275_000
    assert modes(YEAR_8, 811_600) == [Mode.TRAINING, Mode.BUDGET]


@pytest.mark.parametrize(
    "child", [Traveller(6), Traveller(8, wheelchair=True), Traveller(8, assistant=True), Traveller(8, solo=True)]
)
def test_the_young_and_those_who_travel_unlike_others_are_not_assessed_for_training(child):
    assert modes(child, 811_600) == [Mode.BUDGET]


def test_nothing_is_offered_that_saves_nothing():
    assert modes(YEAR_8, 0) == []
    assert modes(YEAR_8, 31_800) == [], "the price of the bus pass itself"
    assert modes(Traveller(11), 307_800) == [], "in Year 11 training is not paid back, and the budget saves nothing"
    assert modes(Traveller(11), 307_801) == [Mode.BUDGET]


def test_the_carbon_of_a_taxi_alone_and_of_a_minibus_shared_by_five():
    assert round(year_grams(NINE_MILES, 208, 190) / 1000, 1) == 2_289.6
    assert round(year_grams(NINE_MILES, 260, 190, share=5) / 1000, 1) == 572.4
    assert day_grams(1_000, 208) == 832, "a kilometre, four times"
