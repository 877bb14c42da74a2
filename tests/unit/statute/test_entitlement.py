"""Free travel: each gateway by hand, at its boundary to the metre; what bars it; and what is not known is said."""

from dataclasses import replace
from datetime import date

import pytest

from sufficiency.domain.entitlement import Named, TravelFacts
from sufficiency.statute.entitlement import GATEWAYS, NEARER, RULES, entitlement
from sufficiency.statute.provisions import MissingProvision, provision
from sufficiency.statute.walking import metres_in, walking_metres

ON = date(2026, 9, 1)
NEAR = TravelFacts(7, 1_000, False, False, False, nearer_place=False, three_nearest=False, nearest_by_belief=False)
"""Year 7, a kilometre from the nearest suitable school, able to walk, on a safe route, with no low income."""
LOW = replace(NEAR, low_income=True)


def gateways(facts):
    return entitlement(facts, ON).gateways


def answer(facts):
    return entitlement(facts, ON).answer


def rules(facts):
    return [reason.rule for reason in entitlement(facts, ON).reasons]


def test_within_walking_distance_with_nothing_in_the_way_there_is_no_duty():
    found = entitlement(NEAR, ON)
    assert (found.answer, rules(NEAR), found.unknown) == ("no", ["NO_GATEWAY"], ())


@pytest.mark.parametrize(
    ("facts", "opens"),
    [
        (replace(NEAR, cannot_walk=True), ["CANNOT_WALK"]),
        (replace(NEAR, cannot_walk=True, metres=0), ["CANNOT_WALK"]),
        (replace(NEAR, unsafe_route=True), ["UNSAFE_ROUTE"]),
        # Two miles, 3,218.688 m, to the end of Year 3; three miles, 4,828.032 m, from Year 4.
        (replace(NEAR, ncy=3, metres=3_218), []),
        (replace(NEAR, ncy=3, metres=3_219), ["BEYOND_WALKING"]),
        (replace(NEAR, ncy=4, metres=3_219), []),
        (replace(NEAR, ncy=4, metres=4_828), []),
        (replace(NEAR, ncy=4, metres=4_829), ["BEYOND_WALKING"]),
        (replace(NEAR, ncy=11, metres=4_829), ["BEYOND_WALKING"]),
        # Low income, aged 8 to 10: beyond two miles.
        (replace(LOW, ncy=4, metres=3_218), []),
        (replace(LOW, ncy=4, metres=3_219), ["LOW_INCOME_8_10"]),
        (replace(LOW, ncy=6, metres=4_829), ["BEYOND_WALKING", "LOW_INCOME_8_10"]),
        (replace(LOW, ncy=7, metres=3_219), []),
        # Low income, aged 11 to 16: one of the three nearest, two to six miles (9,656.064 m).
        (replace(LOW, three_nearest=True, metres=3_218), []),
        (replace(LOW, three_nearest=True, metres=3_219), ["LOW_INCOME_11_16"]),
        (replace(LOW, three_nearest=True, metres=9_656), ["BEYOND_WALKING", "LOW_INCOME_11_16"]),
        (replace(LOW, three_nearest=True, metres=9_657), ["BEYOND_WALKING"]),
        (replace(LOW, three_nearest=True, metres=3_219, ncy=6), ["LOW_INCOME_8_10"]),
        # Religion or belief: two to fifteen miles (24,140.16 m).
        (replace(LOW, nearest_by_belief=True, metres=24_140), ["BEYOND_WALKING", "LOW_INCOME_BELIEF"]),
        (replace(LOW, nearest_by_belief=True, metres=24_141), ["BEYOND_WALKING"]),
        (replace(NEAR, cannot_walk=True, unsafe_route=True, metres=5_000),
         ["CANNOT_WALK", "UNSAFE_ROUTE", "BEYOND_WALKING"]),
    ],
)  # fmt: skip
def test_every_gateway_that_is_open_is_given_to_the_metre(facts, opens):
    found = entitlement(facts, ON)
    assert list(found.gateways) == opens
    assert found.answer == ("yes" if opens else "no")


def test_the_most_whole_metres_of_so_many_miles_drop_the_part_of_a_metre():
    assert [metres_in(miles) for miles in (2, 3, 6, 15)] == [3_218, 4_828, 9_656, 24_140]
    assert (walking_metres(3, ON), walking_metres(4, ON)) == (3_218, 4_828)


CANNOT = replace(NEAR, cannot_walk=True)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (replace(CANNOT, nearer_place=True), "NEARER_PLACE"),
        (replace(CANNOT, nearer_place=True, named=Named.ON_CONDITION), "PARENTS_CONDITION"),
        (replace(CANNOT, independent=True), "NOT_QUALIFYING"),
    ],
)
def test_a_school_that_is_not_the_one_meant_bars_every_gateway(facts, says):
    assert (answer(facts), rules(facts)) == ("no", [says])


@pytest.mark.parametrize(
    ("facts", "notes"),
    [
        (replace(CANNOT, named=Named.ALONE, nearer_place=True), "NAMED"),
        (replace(CANNOT, named=Named.ALONE, independent=True), "NAMED"),
        (replace(CANNOT, named=Named.ON_CONDITION), "CONDITION_FALLS"),
    ],
)
def test_a_school_named_alone_or_with_no_nearer_place_is_the_one_meant(facts, notes):
    assert (answer(facts), rules(facts)) == ("yes", ["CANNOT_WALK", notes])


def test_one_of_the_three_nearest_need_not_be_the_nearest():
    facts = replace(LOW, three_nearest=True, metres=4_000, nearer_place=True)
    assert (answer(facts), gateways(facts)) == ("yes", ("LOW_INCOME_11_16",))
    assert answer(replace(facts, named=Named.ON_CONDITION)) == "no"


@pytest.mark.parametrize(
    ("ncy", "of_age", "rule"),
    [(-1, None, "BELOW_AGE"), (0, False, "BELOW_AGE"), (0, None, "BELOW_AGE"), (12, None, "POST_16"),
     (14, None, "POST_16"), (15, None, "POST_19"), (20, None, "POST_19")],
)  # fmt: skip
def test_outside_compulsory_school_age_it_is_discretionary(ncy, of_age, rule):
    facts = replace(CANNOT, ncy=ncy, metres=9_999, of_school_age=of_age)
    assert (answer(facts), rules(facts)) == ("discretionary", [rule])


def test_in_reception_a_child_of_school_age_is_entitled_as_others():
    assert answer(replace(CANNOT, ncy=0, of_school_age=True)) == "yes"


def test_what_is_not_known_is_named_and_only_what_matters():
    nothing = TravelFacts(7, None)
    found = entitlement(nothing, ON)
    assert found.answer == "no"
    assert found.unknown[0] == NEARER
    assert len(found.unknown) == 7
    assert found.reasons[-1].rule == "NOT_KNOWN"
    assert all(fact in found.reasons[-1].sentence for fact in found.unknown)
    assert entitlement(replace(NEAR, nearer_place=None), ON).unknown == (), "no gateway would open anyway"
    assert entitlement(replace(CANNOT, nearer_place=None), ON).unknown == (NEARER,)


def test_every_rule_rests_on_an_instrument_and_every_sentence_ends():
    for rule in RULES:
        entry = provision(f"entitlement_{rule}", ON)
        assert entry.text == rule
        assert entry.source.title
        assert entry.says.endswith(".")
    found = entitlement(replace(LOW, cannot_walk=True, unsafe_route=True, metres=5_000, three_nearest=True), ON)
    assert set(found.gateways) == {*GATEWAYS} - {"LOW_INCOME_8_10", "LOW_INCOME_BELIEF"}
    assert all(reason.sentence.endswith(".") and reason.source for reason in found.reasons)


def test_a_date_before_the_rules_are_stated_raises():
    with pytest.raises(MissingProvision):
        entitlement(NEAR, date(2013, 9, 1))
