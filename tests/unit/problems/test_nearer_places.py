"""Independent placements whose need a free place nearer home could meet."""

from dataclasses import replace
from pathlib import Path

import pytest

from sufficiency.domain.cases import State
from sufficiency.domain.inputs import Inputs, TravelRow
from sufficiency.domain.needs import Need
from sufficiency.domain.placed import PlacedChild
from sufficiency.domain.run import GroupKey
from sufficiency.domain.settings import Consultation, Ground, Reply, SettingType
from sufficiency.problems.nearer_places import free_places, nearer_free_places
from sufficiency.statute.right_type import placements_of
from tests.fixtures.rounds import ELM, OAK, authority, case, provision, setting

FAR = 900_003
INDEPENDENT = {"kind": SettingType.INDEPENDENT, "s38_3": False}


def a_child_far_away(oak_free=1, **more):
    """A child at Far House, 40 minutes away for £60,000. Oak is 10 minutes away, Elm 20; each costs £20,000 more."""
    one = Inputs(
        authority=authority(),
        cases=(case("A", current_urn=FAR),),
        preferences=(),
        settings=(setting(OAK), setting(ELM), setting(FAR, **INDEPENDENT)),
        provisions=(
            provision(OAK, oak_free, place_cost=1_000_000, top_up=2_000_000),
            provision(ELM, 1, place_cost=1_000_000, top_up=2_000_000),
            provision(FAR, 0, place_cost=6_000_000),
        ),
        travel=tuple(TravelRow("A", urn, tenths, 1_000) for urn, tenths in ((OAK, 100), (ELM, 200), (FAR, 400))),
    )
    return replace(one, **more)


def found(inputs):
    return nearer_free_places(inputs, Path(), placements_of(inputs)[0])


def test_the_nearest_free_place_is_named_with_minutes_and_the_yearly_difference():
    """A vacant place that is paid for already costs its top-up; 1,000 metres are walked in every case."""
    (one,) = found(a_child_far_away())
    assert (one.child_ref, one.urn, one.group.urn, one.free) == ("A", FAR, OAK, 1)
    assert (one.now.tenths, one.there.tenths) == (400, 100)
    assert (one.cost_now, one.cost_there, one.saving) == (6_000_000, 2_000_000, 4_000_000)


def test_a_full_school_is_passed_over_for_the_next():
    assert [place.group.urn for place in found(a_child_far_away(oak_free=0))] == [ELM]


def test_a_place_taken_by_a_final_plan_is_not_free():
    plain = a_child_far_away()
    named = case("B", state=State.NAMED_FINAL, named_urn=OAK)
    assert [place.group.urn for place in found(replace(plain, cases=(*plain.cases, named)))] == [ELM]


def test_a_school_that_objected_is_passed_over():
    plain = a_child_far_away()
    objected = Consultation("A", OAK, Reply.OBJECT, ground=Ground.A_SEN)
    assert [place.group.urn for place in found(replace(plain, consultations=(objected,)))] == [ELM]


def test_a_free_place_farther_away_is_no_finding():
    plain = a_child_far_away()
    near_by = tuple(replace(row, tenths=50) if row.urn == FAR else row for row in plain.travel)
    assert found(replace(plain, travel=near_by)) == ()


def test_a_child_in_a_special_school_is_not_looked_at():
    plain = a_child_far_away()
    assert found(replace(plain, cases=(case("A", current_urn=ELM),))) == ()


def test_without_a_price_the_difference_is_not_known():
    plain = a_child_far_away()
    (one,) = found(replace(plain, provisions=plain.provisions[:2]))
    assert (one.cost_now, one.saving) == (None, None)


def test_a_child_on_roll_is_where_the_plan_says():
    attends = case("A", state=State.ON_ROLL, named_urn=FAR, current_urn=ELM)
    assert [placement.urn for placement in placements_of(a_child_far_away(cases=(attends,)))[0]] == [FAR]


def test_a_setting_that_nobody_listed_is_counted_and_not_judged():
    assert placements_of(a_child_far_away(cases=(case("A", current_urn=123_456), case("B")))) == ((), 1)


def placed(ref, urn, **more):
    return PlacedChild(ref, 8, Need.ASD, urn, **more)


def test_children_who_await_nothing_are_judged_too_and_those_of_the_round_once():
    others = (placed("A", ELM), placed("S", OAK, need_score=7), placed("T", 123_456))
    found, unknown = placements_of(a_child_far_away(), others)
    assert [(p.child_ref, p.urn, p.need_score) for p in found] == [("A", FAR, 0), ("S", OAK, 7)]
    assert unknown == 1


def test_an_independent_placement_is_met_by_a_nearer_place_though_the_child_awaits_none():
    """T lives where A does, by the rows of travel, and is no case of the round."""
    plain = a_child_far_away()
    travel = (*plain.travel, *(replace(row, origin="T") for row in plain.travel))
    inputs = replace(plain, cases=(), travel=travel)
    others = (placed("S", ELM), placed("T", FAR))
    (one,) = nearer_free_places(inputs, Path(), placements_of(inputs, others)[0], others)
    assert (one.child_ref, one.group.urn, one.saving) == ("T", OAK, 4_000_000)


def test_where_no_journey_is_known_nothing_is_said():
    inputs = a_child_far_away(cases=())
    others = (placed("T", FAR),)
    assert nearer_free_places(inputs, Path(), placements_of(inputs, others)[0], others) == ()


@pytest.mark.parametrize(
    ("kind", "in_base", "judged_as"),
    [
        (SettingType.MAINSTREAM, True, SettingType.BASE),
        (SettingType.BASE, False, SettingType.MAINSTREAM),
        (SettingType.BASE, None, SettingType.BASE),
        (SettingType.SPECIAL, False, SettingType.SPECIAL),
    ],
)
def test_a_school_with_a_base_has_ordinary_classes_too(kind, in_base, judged_as):
    inputs = a_child_far_away(settings=(setting(OAK, kind=kind),))
    (one,) = placements_of(inputs, (placed("T", OAK, in_base=in_base),))[0]
    assert one.type is judged_as
    assert bool(one.here) == (judged_as is not SettingType.MAINSTREAM), (
        "the places of a base are not those of its school's classes"
    )


def test_free_places_are_the_least_left_at_any_limit_above():
    from sufficiency.problems.limits import forest

    over = provision(OAK, -3, name="other")
    free = free_places(forest(a_child_far_away(oak_free=4, provisions=(provision(OAK, 4), over))))
    assert free == {GroupKey(OAK, "main", 7): 1, GroupKey(OAK, "other", 7): 0}, "4 free in one, 3 over in the other"
