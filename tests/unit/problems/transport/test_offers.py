"""Offers to the children of a plan: what each would spare by hand, the best first, at home and from a pick-up point."""

from datetime import date

import pytest

from sufficiency.domain.built_in_fleet import built_in_fleet
from sufficiency.domain.inputs import Authority, Inputs
from sufficiency.domain.passengers import Passenger
from sufficiency.domain.places import Place
from sufficiency.domain.run import Journey
from sufficiency.domain.settings import Setting, SettingType
from sufficiency.domain.transport import Aboard, SettingTransport, Traveller, VehicleRoute
from sufficiency.domain.years import AcademicYear
from sufficiency.problems.transport.offers import offers
from sufficiency.problems.transport.ways import Ways
from sufficiency.statute.modes import Mode

URN, NINE_MILES = 900001, 14_484
HOME, STOP, SCHOOL = Place("", 460_000, 300_000), Place("", 459_000, 300_000), Place("", 450_000, 300_000)


def plan(*spared, ncy=8, pick_up=""):
    """One route to one setting; each child aboard spares so many pence a day."""
    every = [
        Traveller(f"C-{at}", URN, ncy, STOP if pick_up else HOME, 75, pick_up=pick_up) for at in range(len(spared))
    ]
    seats = [Aboard(t.ref, 300, 300, t.board, pick_up, day) for t, day in zip(every, spared, strict=True)]
    route = VehicleRoute(URN, 1, "minibus", False, tuple(seats), 9_000, 300, sum(spared), 0)
    return SettingTransport(URN, tuple(every), sum(spared), (route,))


@pytest.fixture
def inputs():
    authority = Authority(name="A", la_code="999", academic_year=AcademicYear(2026), as_at=date(2026, 1, 15))
    school = Setting(URN, "School", SettingType.SPECIAL, SCHOOL, s38_3=True)
    passengers = (Passenger("C-0", 8, URN, HOME),)
    return Inputs(authority, (), (), (school,), (), passengers=passengers, fleet=built_in_fleet())


def ways(number):
    return Ways(None, {(f"C-{at}", URN): Journey(300, NINE_MILES, "network") for at in range(number)})


def test_forty_pounds_a_day_are_worth_training_and_a_budget(inputs):
    # 40 x 190 = 7,600 a year. Budget 0.45 x 4 x 9 x 190 = 3,078: saves 4,522. Training: 70% of 7,600 - 318 = 5,097.40.
    [found] = offers([plan(4_000)], ways(1), {}, inputs)
    assert [(o.mode, o.now, o.saving) for o in found.offers] == [
        (Mode.TRAINING, 760_000, 509_740),
        (Mode.BUDGET, 760_000, 452_200),
    ]
    assert found.best.mode is Mode.TRAINING


def test_the_greatest_saving_is_named_first_and_a_seat_that_spares_nothing_not_at_all(inputs):
    found = offers([plan(3_000, 0, 4_000)], ways(3), {}, inputs)
    assert [its.traveller.ref for its in found] == ["C-2", "C-0"]


def test_a_budget_is_for_the_way_from_home_also_where_the_child_boards_at_a_pick_up_point(inputs):
    [found] = offers([plan(4_000, ncy=4, pick_up="Library")], ways(1), {}, inputs)
    straight = inputs.settings[0].site.easting - HOME.easting
    assert found.best.instead > 0.45 * 4 * 190 * abs(straight) / 1609.344 * 100, "never less than the straight line"
    assert found.best.instead != 307_800, "nine miles are the way from the pick-up point"


def test_a_case_is_reckoned_from_home_by_its_journey(inputs):
    home = {("C-0", URN): Journey(300, 2 * NINE_MILES, "network")}
    [found] = offers([plan(4_000, ncy=4)], ways(1), home, inputs)
    assert found.best.instead == 2 * 307_800


def test_nothing_is_offered_where_the_distance_is_not_known(inputs):
    assert offers([plan(4_000)], Ways(None, {}), {}, inputs) == ()
