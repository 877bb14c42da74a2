"""What a year of journeys takes, by hand: nothing within walking distance, else the mileage rate, shared."""

import pytest

from scenarios.placing.journeys import year_of_travel
from scenarios.planning.segments import PlanningPhase
from sufficiency.domain.inputs import Rates

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
