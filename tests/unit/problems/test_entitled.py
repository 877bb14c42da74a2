"""Free travel asked of a round: a place recommended would be named in the plan, alone or on the parent's condition."""

from dataclasses import replace
from datetime import date

import pytest

from sufficiency.domain.cases import Preference
from sufficiency.problems.entitled import travel_facts
from sufficiency.statute.entitlement import entitlement
from tests.fixtures.rounds import OAK, case, setting

ON = date(2026, 9, 1)
FAR, NEAR = 4_829, 4_828
WISH = Preference("A", 1, OAK)


def asked(child, walking, wish=WISH, **known):
    return entitlement(travel_facts(child, setting(OAK), wish, walking, **known), ON)


@pytest.mark.parametrize(("walking", "answer"), [(FAR, "yes"), (NEAR, "no"), (None, "no")])
def test_a_place_that_would_be_named_alone_is_the_nearest_suitable(walking, answer):
    assert asked(case("A"), walking).answer == answer
    assert asked(case("A"), walking, wish=None).answer == answer


def test_named_on_condition_that_the_parent_brings_the_child():
    wish = replace(WISH, parent_transports=True)
    assert asked(case("A"), FAR, wish, nearer_place=True).answer == "no"
    assert asked(case("A"), FAR, wish, nearer_place=False).answer == "yes"
    assert asked(case("A"), FAR, wish).unknown == ("whether a nearer suitable school has a place",)


def test_a_wheelchair_speaks_where_nothing_is_said_of_walking():
    assert asked(case("A", wheelchair=True), NEAR).gateways == ("CANNOT_WALK",)
    assert asked(case("A", wheelchair=True, cannot_walk=False), NEAR).answer == "no"
    assert asked(case("A", cannot_walk=True), NEAR).gateways == ("CANNOT_WALK",)


def test_an_unsafe_route_is_a_way_of_its_own():
    assert asked(case("A"), NEAR, unsafe_route=True).gateways == ("UNSAFE_ROUTE",)
