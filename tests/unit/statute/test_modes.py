"""The ladder: least restrictive first, and whom each rung fits."""

from datetime import date

import pytest

from sufficiency.domain.built_in_fleet import built_in_fleet
from sufficiency.statute.modes import FITS, NEEDS_AGREEMENT, Mode, Traveller, by_vehicle, in_words, ladder
from sufficiency.statute.provisions import provision

ON, REACH = date(2026, 9, 1), 800
LAST_RUNGS = (Mode.SHARED_MINIBUS, Mode.SHARED_TAXI, Mode.SOLO_TAXI)


def rungs(**facts):
    return ladder(Traveller(**facts), REACH, ON)


def test_the_ladder_is_stated_in_its_order():
    assert tuple(FITS) == tuple(Mode)
    assert next(iter(Mode)) is Mode.WALK
    assert list(Mode)[-1] is Mode.SOLO_TAXI


def test_a_near_child_who_can_walk_may_begin_on_the_lowest_rung():
    assert rungs(ncy=8, can_walk=True, walking=4_828, to_pick_up=800) == tuple(
        mode for mode in Mode if mode is not Mode.WHEELCHAIR_VEHICLE
    )


@pytest.mark.parametrize(
    ("facts", "first"),
    [
        ({"ncy": 8, "can_walk": True, "walking": 4_829}, Mode.PUBLIC_TRANSPORT),
        ({"ncy": 8, "can_walk": False, "walking": 100}, Mode.TRAINING),
        ({"ncy": 8, "can_walk": None, "walking": 100}, Mode.TRAINING),
        ({"ncy": 6, "can_walk": True, "walking": None}, Mode.BUDGET),
        ({"ncy": 6, "can_walk": False}, Mode.BUDGET),
    ],
)
def test_the_first_rung_that_fits(facts, first):
    assert rungs(**facts)[0] is first


def test_a_pick_up_point_is_for_a_child_who_can_walk_to_it():
    assert Mode.PICK_UP_POINT in rungs(ncy=5, can_walk=True, to_pick_up=REACH)
    assert Mode.PICK_UP_POINT not in rungs(ncy=5, can_walk=True, to_pick_up=REACH + 1)
    assert Mode.PICK_UP_POINT not in rungs(ncy=5, can_walk=None, to_pick_up=REACH)
    assert Mode.PICK_UP_POINT not in rungs(ncy=5, can_walk=True, to_pick_up=REACH, wheelchair=True)


def test_with_an_assistant_a_wheelchair_or_alone():
    assert rungs(ncy=9, can_walk=True, walking=10, assistant=True) == (Mode.BUDGET, *LAST_RUNGS)
    assert rungs(ncy=9, wheelchair=True) == (Mode.BUDGET, Mode.WHEELCHAIR_VEHICLE, Mode.SOLO_TAXI)
    assert rungs(ncy=9, solo=True) == (Mode.BUDGET, Mode.SOLO_TAXI)


def test_the_rung_of_a_child_in_a_vehicle():
    kinds = {kind.code: kind for kind in built_in_fleet().vehicles}
    assert by_vehicle(kinds["TAXI"]) is by_vehicle(kinds["CARRIER"]) is Mode.SHARED_TAXI
    assert by_vehicle(kinds["MINIBUS-8"]) is by_vehicle(kinds["MINIBUS-16"]) is Mode.SHARED_MINIBUS
    assert by_vehicle(kinds["ACCESSIBLE-TAXI"], wheelchair=True) is Mode.WHEELCHAIR_VEHICLE
    assert by_vehicle(kinds["ACCESSIBLE-TAXI"], wheelchair=True, solo=True) is Mode.SOLO_TAXI
    assert in_words(Mode.SOLO_TAXI, assistant=True) == "solo taxi with a passenger assistant"


def test_what_needs_agreement_rests_on_an_instrument():
    assert {Mode.TRAINING, Mode.BUDGET} == NEEDS_AGREEMENT
    assert "cannot be required" in provision("travel_by_agreement", ON).says
