"""How a child would travel, as a panel reads it."""

from dataclasses import replace

import pytest

from sufficiency.domain.transport import Arrangement
from sufficiency.reports.transport.arrangement import GROUNDS, arrangement_sentence, miles_of, ordinal
from sufficiency.statute.entitlement import GATEWAYS
from tests.fixtures.transport import FLEET

JOINS = Arrangement("C-1", 900001, "yes", ("BEYOND_WALKING",), "shared-vehicle", 124_000, "900001/3", 3, "minibus")
ALONE = Arrangement("C-1", 900001, "yes", ("CANNOT_WALK",), "own-vehicle", 1_900_000, vehicle="accessible")
NOT = Arrangement("C-1", 900001, "no", (), "own-way", 0, walking=1_931)


def test_a_child_joins_a_route_of_today():
    assert arrangement_sentence(JOINS, FLEET.vehicles, 3) == (
        "Entitled to free travel (over 3 miles). Would join route 900001/3 (minibus, 16 seats) as its 4th stop: "
        "£1,240 a year over today's routes."
    )


def test_a_seat_that_costs_nothing_more_is_said_so():
    assert arrangement_sentence(replace(JOINS, year=0), FLEET.vehicles).endswith(
        "nothing more than today's routes cost."
    )


def test_a_child_for_whom_a_vehicle_is_added():
    assert arrangement_sentence(ALONE, FLEET.vehicles) == (
        "Entitled to free travel (the child cannot be expected to walk). A vehicle of their own "
        "(accessible minibus, 8 seats): £19,000 a year over today's routes."
    )


@pytest.mark.parametrize(
    ("metres", "miles", "says"),
    [
        (1_931, 3, "Not entitled to free travel: 1.2 miles on foot, 3 are the limit."),
        (8_047, 3, "Not entitled to free travel on the facts given, though it is 5.0 miles on foot."),
        (1_931, None, "Not entitled to free travel on the facts given: 1.2 miles on foot."),
        (None, 3, "Not entitled to free travel on the facts given."),
    ],
)
def test_a_child_who_is_not_entitled(metres, miles, says):
    assert arrangement_sentence(replace(NOT, walking=metres), FLEET.vehicles, miles) == says


def test_above_and_below_school_age_it_is_for_the_authority():
    said = arrangement_sentence(replace(JOINS, entitled="discretionary", gateways=()), FLEET.vehicles)
    assert said.startswith("Free travel is for the authority's discretion at this age. Would join route")


def test_without_a_vehicle_the_mode_is_said():
    bus = Arrangement("C-1", 900001, "yes", ("BEYOND_WALKING",), "bus-pass", 31_800)
    assert (
        arrangement_sentence(bus, FLEET.vehicles, 3)
        == "Entitled to free travel (over 3 miles). By bus pass: £318 a year."
    )


def test_every_ground_of_the_statute_has_words():
    assert GROUNDS.keys() == GATEWAYS.keys()


def test_miles_and_ordinals():
    assert [miles_of(metres) for metres in (0, 80, 81, 1_609, 4_828)] == ["0.0", "0.0", "0.1", "1.0", "3.0"]
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 111)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "111th",
    ]  # fmt: skip
