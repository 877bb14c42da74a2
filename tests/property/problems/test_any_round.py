"""Promises that hold for every round, whatever its locks, holds, siblings, satellites, refusals and replies."""

import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sufficiency import api
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.run import Override, Run
from sufficiency.errors import Infeasible
from tests.fixtures.solving import answered, places, recounted
from tests.property.problems.strategies import rounds

POLICIES = ("deadline", "chronological", "need-in-band", "urgent-then-chronological", "cohort")
policies = st.sampled_from(POLICIES)
quick = settings(max_examples=30, suppress_health_check=list(HealthCheck), derandomize=True)
long = settings(quick, max_examples=2000)


def honoured(inputs: Inputs, policy: str, **choices) -> Run:
    """The run of a round whose settled places can all be honoured; other rounds are passed over."""
    try:
        return answered(inputs, policy, **choices)
    except Infeasible:
        assume(False)
        raise


def vector(run: Run) -> tuple[int, ...]:
    return tuple(level.value for level in run.levels)


def check_recount(inputs: Inputs, policy: str, released: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            _, found = recounted(inputs, Path(folder), api.Choices(policy, release_holds=released))
        except Infeasible:
            assume(False)
            raise
    assert found.broken == ()
    assert len(found.checks) >= 15


def check_effects(inputs: Inputs, policy: str) -> None:
    before = honoured(inputs, policy)
    for alternative in before.alternatives:
        settled = Override(alternative.child_ref, alternative.group.urn, alternative.group.provision_id, "to see")
        try:
            after = answered(inputs, policy, overrides=[settled])
        except Infeasible:
            assert not alternative.feasible
            continue
        assert alternative.feasible
        for now, was, change in zip(after.levels, before.levels, alternative.change, strict=True):
            # A child settled by a person is no longer in the tie-break, so that its own part of it is gone.
            assert now.unit == "tie-break" or now.value - was.value == change, now.name
        went = places(after)
        assert went[alternative.child_ref] == alternative.group.urn


@quick
@given(rounds(), policies, st.booleans())
def test_an_independent_recount_finds_nothing_broken(inputs, policy, released):
    check_recount(inputs, policy, released)


@quick
@given(rounds(side=True), policies, st.booleans())
def test_nor_where_rules_stand_beside_the_limits(inputs, policy, released):
    check_recount(inputs, policy, released)


@quick
@given(rounds(), policies)
def test_every_alternative_is_what_settling_it_and_solving_again_would_give(inputs, policy):
    check_effects(inputs, policy)


@pytest.mark.nightly
@long
@given(rounds(), policies, st.booleans())
def test_an_independent_recount_finds_nothing_broken_in_2000_rounds(inputs, policy, released):
    check_recount(inputs, policy, released)


@pytest.mark.nightly
@long
@given(rounds(side=True), policies, st.booleans())
def test_nor_in_2000_rounds_with_rules_beside_the_limits(inputs, policy, released):
    check_recount(inputs, policy, released)


@pytest.mark.nightly
@long
@given(rounds(), policies)
def test_every_alternative_of_2000_rounds_is_what_solving_again_would_give(inputs, policy):
    check_effects(inputs, policy)


@quick
@given(rounds(), policies)
def test_everybody_has_one_place_or_one_entry_among_the_unplaced(inputs, policy):
    run = honoured(inputs, policy)
    listed = [r.child_ref for r in run.recommendations] + [u.child_ref for u in run.unplaced]
    assert sorted(listed) == sorted(case.ref for case in inputs.cases)
    used = Counter(r.group for r in run.recommendations)
    for use in run.limits:
        if use.kind == "group":
            assert use.used <= use.places
            assert used[use.urn, use.provision_id, use.ncy_from] >= use.used


@quick
@given(rounds(), policies)
def test_jointly_no_level_vector_is_better(inputs, policy):
    shared = len(honoured(inputs, "chronological").levels)
    assert vector(honoured(inputs, "cohort"))[:shared] <= vector(honoured(inputs, policy))[:shared]


@quick
@given(rounds(), st.data())
def test_one_more_place_never_worsens_the_joint_levels(inputs, data):
    """Another place in one row widens every limit above it, unless a number was agreed for all of them."""
    before = honoured(inputs, "cohort")
    row = data.draw(st.sampled_from(inputs.provisions))
    wider = tuple(replace(p, commissioned=p.commissioned + 1) if p is row else p for p in inputs.provisions)
    after = answered(replace(inputs, provisions=wider), "cohort")
    assert vector(after) <= vector(before)


@quick
@given(rounds(), st.data())
def test_in_a_strict_order_one_more_place_worsens_nobodys_lot(inputs, data):
    """With every request on its own day, each child in turn has the same choice as before or a wider one."""
    alone = tuple(
        replace(case, request_date=case.request_date.replace(day=1 + n)) for n, case in enumerate(inputs.cases)
    )
    inputs = replace(inputs, cases=alone)
    before = honoured(inputs, "chronological")
    row = data.draw(st.sampled_from(inputs.provisions))
    wider = tuple(replace(p, commissioned=p.commissioned + 1) if p is row else p for p in inputs.provisions)
    after = answered(replace(inputs, provisions=wider), "chronological")
    was, now = standing(before), standing(after)
    assert [ref for ref in was if now[ref] > was[ref]] == []


def standing(run: Run) -> dict[str, int]:
    """What each child has, lower is better: the preference given, 50 for another place, 99 for none."""
    return {r.child_ref: r.preference_rank or 50 for r in run.recommendations} | {u.child_ref: 99 for u in run.unplaced}


@quick
@given(rounds(), policies)
def test_the_order_of_the_tuples_does_not_matter(inputs, policy):
    backwards = replace(
        inputs,
        cases=inputs.cases[::-1],
        preferences=inputs.preferences[::-1],
        settings=inputs.settings[::-1],
        provisions=inputs.provisions[::-1],
        consultations=inputs.consultations[::-1],
    )
    first, second = honoured(inputs, policy), honoured(backwards, policy)
    assert (first.recommendations, first.alternatives) == (second.recommendations, second.alternatives)


@quick
@given(rounds(), policies)
def test_settled_places_stay_and_open_cases_are_not_settled(inputs, policy):
    run = honoured(inputs, policy)
    settled = {case.ref: case.named_urn for case in inputs.cases if case.named_urn is not None}
    assert {r.child_ref: r.group.urn for r in run.recommendations if r.fixed} == settled
