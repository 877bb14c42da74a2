"""Free travel never depends on a fact that does not matter, and what is called unknown is just what might change it."""

from dataclasses import fields, replace
from datetime import date
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from sufficiency.domain.entitlement import Named, TravelFacts
from sufficiency.statute.entitlement import entitlement

ON = date(2026, 9, 1)
DISTANCES = (0, 3_218, 3_219, 4_829, 9_656, 9_657, 24_140, 24_141)
"""A distance from every band that some rule tells from the others."""

maybe = st.none() | st.booleans()
facts = st.builds(
    TravelFacts, st.integers(1, 11), st.none() | st.sampled_from(DISTANCES), maybe, maybe, maybe,
    st.sampled_from(Named), maybe, st.booleans(), maybe, maybe, st.just(None),
)  # fmt: skip


def completions(given_facts):
    """Every way in which the facts not known may turn out."""
    open_names = [
        field.name for field in fields(given_facts)
        if getattr(given_facts, field.name) is None and field.name != "of_school_age"
    ]  # fmt: skip
    for values in product(*(DISTANCES if name == "metres" else (False, True) for name in open_names)):
        yield replace(given_facts, **dict(zip(open_names, values, strict=True)))


@settings(max_examples=200, deadline=None)
@given(facts)
def test_unknown_facts_are_named_exactly_where_they_could_turn_a_no_into_a_yes(given_facts):
    found = entitlement(given_facts, ON)
    outcomes = {entitlement(full, ON).answer for full in completions(given_facts)}
    if found.answer == "yes":
        assert outcomes == {"yes"}, "a duty holds however the rest turns out"
    else:
        assert bool(found.unknown) == ("yes" in outcomes)


@given(facts, st.none() | st.integers(0, 100_000))
def test_distance_does_not_matter_where_the_child_cannot_walk(given_facts, metres):
    cannot = replace(given_facts, cannot_walk=True, low_income=False)
    found, farther = entitlement(cannot, ON), entitlement(replace(cannot, metres=metres), ON)
    assert (found.answer, found.unknown) == (farther.answer, farther.unknown)


@given(facts, st.integers(0, 100_000))
def test_the_nearest_school_farther_away_never_loses_a_duty(given_facts, more):
    nearest = replace(given_facts, named=Named.ALONE, metres=given_facts.metres or 0, low_income=False)
    if entitlement(nearest, ON).answer == "yes":
        assert entitlement(replace(nearest, metres=nearest.metres + more), ON).answer == "yes"


@given(facts, maybe, maybe, maybe)
def test_without_a_low_income_the_rules_for_it_do_not_matter(given_facts, three, belief, age):
    without = replace(given_facts, low_income=False)
    other = replace(without, three_nearest=three, nearest_by_belief=belief, of_school_age=age)
    assert entitlement(without, ON) == entitlement(other, ON)
