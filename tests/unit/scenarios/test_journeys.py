"""What a year of journeys takes, by hand: nothing within walking distance, else the mileage rate, shared."""

from dataclasses import replace

import numpy as np
import pytest

from scenarios.placing.journeys import Ways, travel_of, year_of_travel
from scenarios.placing.question import posed
from scenarios.planning.segments import PlanningPhase
from scenarios.planning.supply import Supply
from sufficiency.domain.built_in_fleet import built_in_fleet
from sufficiency.domain.inputs import Rates
from sufficiency.domain.settings import SettingType
from tests.fixtures.small_plan import FEE, FIRST, SEMH, question

RATES = Rates(per_mile=300, share=3, days=190)


@pytest.mark.parametrize(
    ("phase", "metres", "pence"),
    [
        (PlanningPhase.PRIMARY, 3_218, 0),  # two miles are 3,218.7 metres
        (PlanningPhase.PRIMARY, 3_220, 190 * 400),  # there and back four miles at 1.00 for each of three
        (PlanningPhase.SECONDARY, 3_220, 0),
        (PlanningPhase.SECONDARY, 4_828, 0),  # three miles are 4,828.0
        (PlanningPhase.POST_16, 16_094, 190 * 2_000),  # ten miles and half a metre
    ],
)
def test_a_year_of_journeys(phase, metres, pence):
    assert year_of_travel(phase, metres, RATES) == pence


def sent_outside(*kinds):
    """Where settings of these kinds, ten miles away, are all there is: pence, tenths, metres and grams of one child."""
    asked = question(0)
    pools = tuple(replace(asked.lay(()).pools[0], urn=urn, type=kind) for urn, kind in enumerate(kinds, 900_001))

    def travel(pools):
        tenths, metres = (np.full((1, len(pools)), each) for each in (300, 16_094))
        return travel_of(Ways(tenths, metres), RATES, built_in_fleet(), 60)

    found = posed(replace(asked, lay=lambda actions: Supply(FIRST, pools), travel=travel)).outside
    parts = (found.price - found.travel, found.travel, found.tenths, found.metres, found.grams)
    return tuple(int(part[0, SEMH]) for part in parts)


def test_the_nearest_independent_setting_that_takes_the_need_is_travelled_to():
    """The smallest vehicle for three drives 16.094 km four times a day, twice without a child, at 260 grams."""
    grams = 4 * 16_094 * 260 * 190 // 3000
    assert sent_outside(SettingType.SPECIAL, SettingType.INDEPENDENT) == (FEE, 190 * 2_000, 300, 16_094, grams)


def test_where_no_independent_setting_is_known_the_longest_way_allowed_is_paid_for():
    """An hour at 30 km/h is 30 km, 18.64 miles: there and back 37.28 miles at 1.00 for each of three, on 190 days.

    Four times 30 km at 260 grams on 190 days are 5,928 kg, a third of it 1,976 kg.
    """
    assert sent_outside(SettingType.SPECIAL) == (FEE, 190 * 3_728, 600, 30_000, 1_976_000)
