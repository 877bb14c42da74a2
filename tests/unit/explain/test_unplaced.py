"""A child without a place is told what stands in the way, and the nearest change that would help."""

from dataclasses import replace

from sufficiency.domain.inputs import SideRules
from sufficiency.domain.needs import Need
from sufficiency.domain.run import Unplaced
from sufficiency.domain.settings import Consultation, Ground, Reply
from sufficiency.explain.unplaced import RULES_IN_WORDS
from tests.fixtures.rounds import ELM, OAK, authority, case, one_place_two_children, provision, setting, wants
from tests.fixtures.solving import answered

PLAIN = one_place_two_children()
ONLY_OAK = replace(PLAIN, settings=PLAIN.settings[:1], provisions=PLAIN.provisions[:1], preferences=())


def without(inputs, policy="chronological") -> Unplaced:
    """The only child without a place."""
    (found,) = answered(inputs, policy).unplaced
    return found


def test_children_competing_for_too_few_places_are_counted_with_the_place():
    found = without(ONLY_OAK)
    assert found.why == "Year 7, ASD: 2 children, 1 place (Oak School). No arrangement can place them all."
    assert (found.conflict_children, found.conflict_places, found.options, found.stated) == (2, 1, 1, 0)
    assert found.relaxations == ("One more place at Oak School would place one more child.",)


def test_one_more_place_anywhere_that_helps_is_named():
    three = replace(PLAIN, cases=(*PLAIN.cases, case("C")))
    assert without(three).relaxations == ("One more place at Oak School or Elm School would place one more child.",)


def test_a_full_school_alone_in_the_way_is_named():
    alone = replace(ONLY_OAK, cases=PLAIN.cases[:1], provisions=(provision(OAK, 0),))
    assert without(alone).why == "No place is left at Oak School."


def test_an_order_that_stands_in_the_way_is_said_to():
    """A may go to either and prefers Elm; B may go to Elm only."""
    offers = (provision(OAK, 1), replace(provision(ELM, 1), needs=(Need.ASD, Need.SEMH)))
    cases = (PLAIN.cases[0], replace(PLAIN.cases[1], primary_need=Need.SEMH))
    inputs = replace(PLAIN, cases=cases, provisions=offers, preferences=(*wants("A", ELM, OAK), *wants("B", ELM)))
    found = without(inputs)
    assert found.by_order
    assert "which the order does not allow" in found.why


def test_no_provision_for_the_year_group():
    found = without(replace(ONLY_OAK, cases=(case("A", ncy=3),)))
    assert found.why == "No provision takes this year group."
    assert (found.options, found.conflict_children, found.relaxations) == (0, 0, ())


def test_rules_that_bar_every_provision_are_counted():
    found = without(replace(PLAIN, cases=(case("A", need=Need.HI),), preferences=wants("A", OAK)))
    assert found.why == (
        "No provision can be recommended: of those for the year group, "
        "2 are not designated for the primary need and have not accepted the child."
    )
    assert found.stated == 1
    only_oak = replace(ONLY_OAK, cases=(case("A", need=Need.HI),))
    assert without(only_oak).why.endswith("1 is not designated for the primary need and has not accepted the child.")


def test_every_bar_is_said_of_one_and_of_several():
    for rule, (one, many) in RULES_IN_WORDS.items():
        assert one.split()[0] in {"is", "has", "admits", "objected"}, rule
        assert many.split()[0] in {"are", "have", "admit", "objected"}, rule


def test_many_places_that_would_help_are_a_list_not_a_chain_of_ors():
    urns = range(900_001, 900_006)
    many = replace(
        PLAIN, cases=tuple(case(ref) for ref in "ABCDEF"), preferences=(),
        settings=tuple(setting(urn) for urn in urns), provisions=tuple(provision(urn, 1) for urn in urns),
    )  # fmt: skip
    assert without(many).relaxations == (
        "One more place at any of Oak School, Elm School, School 900003 and 2 more would place one more child.",
    )


def test_a_free_place_behind_a_single_rule_is_pointed_out():
    refused = Consultation("A", OAK, Reply.OBJECT, ground=Ground.A_SEN)
    found = without(replace(ONLY_OAK, cases=PLAIN.cases[:1], consultations=(refused,)))
    assert found.relaxations == ("Free places that objected on a ground of their own: Oak School.",)


def test_a_full_place_behind_a_rule_is_not():
    refused = Consultation("A", OAK, Reply.OBJECT, ground=Ground.A_SEN)
    full = replace(ONLY_OAK, cases=PLAIN.cases[:1], consultations=(refused,), provisions=(provision(OAK, 0),))
    assert without(full).relaxations == ()


def test_beyond_the_travel_limit_and_a_childs_own():
    far = replace(ONLY_OAK, settings=(setting(OAK, east=200_000),), cases=PLAIN.cases[:1])
    assert "1 is beyond the travel limit and nobody asked for it" in without(far).why
    own = replace(ONLY_OAK, cases=(replace(PLAIN.cases[0], max_minutes=1),))
    assert "1 is beyond the child's own travel limit" in without(own).why


def test_a_rule_beside_the_limits_is_said_to_stand_in_the_way():
    ruled = replace(PLAIN, authority=authority(side=SideRules(money_ceiling=0)),
                    provisions=tuple(replace(row, top_up=100) for row in PLAIN.provisions))  # fmt: skip
    run = answered(ruled)
    assert {u.child_ref for u in run.unplaced} == {"A", "B"}
    assert all("siblings, class mix or money" in u.why for u in run.unplaced)
