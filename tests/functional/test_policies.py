"""Every ordering policy on one made-up authority: recounted, priced beside the others, none better than jointly."""

import html
import json
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from sufficiency import api
from sufficiency.domain.cases import Case
from sufficiency.domain.run import Run
from sufficiency.problems.limits import provisions_of_round
from sufficiency.problems.round import prepare, solve_round
from sufficiency.statute.clocks import deadline_of
from sufficiency.statute.policies import POLICIES
from sufficiency.tables.load import load
from tests.functional.commands import in_process

ORDERED = ("deadline", "chronological", "need-in-band", "urgent-then-chronological")
WHAT_IF = POLICIES["what-if"].watermark


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Path:
    """A made-up authority with far too few places, so that the order matters."""
    folder = tmp_path_factory.mktemp("desk")
    api.synthesise(folder / "town", children=90, settings=8, seed=11)
    return folder


@pytest.fixture(scope="module")
def runs(desk) -> dict[str, Run]:
    """A released run of every policy, recounted before it was released."""
    return {policy: released(desk, policy) for policy in (*ORDERED, "cohort")}


def released(desk: Path, policy: str) -> Run:
    run, record = api.recommend(desk / "town", api.Choices(policy))
    assert api.release(run, record, desk / policy).verified
    return run


def values(run: Run) -> dict[str, int]:
    """Every level that all policies share."""
    return {level.name: level.value for level in run.levels if level.unit != "tie-break"}


def tier_of(run: Run) -> dict[str, int]:
    return {row.child_ref: row.tier for row in (*run.recommendations, *run.unplaced)}


@pytest.mark.parametrize("policy", [*ORDERED, "cohort"])
def test_a_run_says_which_policy_it_used_and_that_it_is_proven(runs, policy) -> None:
    run = runs[policy]
    assert run.policy.code == policy
    assert run.policy.programme == ("cohort" if policy == "cohort" else "ordered")
    assert run.policy.sentence
    assert run.status == "optimal"
    assert [level.name for level in run.levels if level.value != level.bound] == []
    assert not run.policy.watermark


@pytest.mark.parametrize("policy", [*ORDERED, "cohort"])
def test_the_price_of_the_order_has_every_policy_at_its_own_value(runs, policy) -> None:
    prices = {price.policy: price for price in runs[policy].price_of_the_order}
    assert list(prices) == [policy, *(other for other in api.COMPARED if other != policy)]
    assert prices[policy].moved == 0
    for other, price in prices.items():
        assert dict(zip(values(runs[policy]), price.values, strict=True)) == values(runs[other])


def test_the_policies_differ_here(runs) -> None:
    assert len({tuple(values(run).items()) for run in runs.values()}) >= 4


@pytest.mark.parametrize("policy", ORDERED)
def test_jointly_at_least_as_many_are_placed_and_no_level_vector_is_better(runs, policy) -> None:
    assert values(runs["cohort"])["unplaced"] <= values(runs[policy])["unplaced"]
    assert tuple(values(runs["cohort"]).values()) <= tuple(values(runs[policy]).values())


@pytest.mark.parametrize(
    ("policy", "key"),
    [
        ("chronological", lambda case, due, as_at: (case.request_date, due)),
        ("deadline", lambda case, due, as_at: (due >= as_at, due, case.request_date)),
        ("urgent-then-chronological", lambda case, due, as_at: (urgency(case, due, as_at), case.request_date)),
    ],
)
def test_tiers_are_in_the_order_that_is_published(desk, runs, policy, key) -> None:
    """Sorted again from the case alone; nobody in this round has an order of the tribunal, which would come first."""
    inputs, tier = load(desk / "town").inputs, tier_of(runs[policy])
    year, as_at = inputs.authority.academic_year, inputs.authority.as_at
    free = {case.ref: key(case, deadline_of(case, year).on, as_at) for case in inputs.cases if tier[case.ref]}
    assert len(free) > 60
    ordered = sorted(free, key=free.__getitem__)
    assert all((tier[a] < tier[b]) == (free[a] < free[b]) for a, b in pairwise(ordered))


def urgency(case: Case, due: date, as_at: date) -> str:
    """The category stated, or that of overdue cases where it is more urgent."""
    return min(case.urgency.value, "U5") if due < as_at else case.urgency.value


def test_a_what_if_puts_cost_first_and_is_marked_on_everything_it_writes(desk) -> None:
    call = ("--policy", "what-if", "--first", "cost", "--no-compare", "--out", "what-if")
    said = in_process("panel", "recommend", "town", *call, folder=desk)
    assert said.code == 0, said.err
    assert WHAT_IF in said.out
    head = json.loads((desk / "what-if" / "run.json").read_text(encoding="utf-8"))
    assert WHAT_IF in head["watermark"]
    assert [level["level"] for level in head["programme"]][:2] == ["unplaced", "cost"]
    assert head["verified"] is True
    assert WHAT_IF in html.unescape((desk / "what-if" / "report.html").read_text(encoding="utf-8"))


def test_a_what_if_finds_the_cheapest_way_to_place_as_many(desk, runs) -> None:
    run, _ = api.recommend(desk / "town", api.Choices("what-if", first="cost", compare_policies=False))
    assert values(run)["unplaced"] == values(runs["cohort"])["unplaced"]
    assert values(run)["cost"] < values(runs["cohort"])["cost"]


def test_a_rerun_of_a_what_if_puts_the_same_level_first(desk, tmp_path) -> None:
    first = ("--policy", "what-if", "--first", "minutes", "--no-compare", "--out", tmp_path / "a")
    assert in_process("panel", "recommend", desk / "town", *first, folder=desk).code == 0
    stored = api.read(tmp_path / "a")
    again, _ = api.rerun(stored, api.Choices(compare_policies=False))
    assert again.recommendations == stored.run.recommendations
    assert again.levels == stored.run.levels
    lawful, _ = api.rerun(stored, api.Choices("cohort", compare_policies=False))
    assert (lawful.first, lawful.policy.watermark) == ("", "")


@pytest.mark.nightly
def test_one_more_place_anywhere_never_worsens_the_joint_levels(desk) -> None:
    """More places, or a limit lifted, widens the choice: the first level to change can only get better."""
    inputs = load(desk / "town").inputs
    before = joint(inputs, desk / "town")
    gains = 0
    for row in provisions_of_round(inputs)[::3]:
        wider = tuple(replace(p, commissioned=p.commissioned + 1) if p is row else p for p in inputs.provisions)
        after = joint(replace(inputs, provisions=wider), desk / "town")
        assert after <= before
        gains += after < before
    assert gains > 1


def joint(inputs, folder: Path) -> tuple[int, ...]:
    """The level vector with all cases considered together."""
    solved = solve_round(prepare(inputs, folder), POLICIES["cohort"], seed=0)
    return tuple(solved.answer.values[:-1])


def test_one_more_place_is_worth_what_the_run_says_it_is(desk, runs) -> None:
    """The value of one more place with all its limits raised, against solving the wider round again."""
    inputs = load(desk / "town").inputs
    rows = {row.key: row for row in provisions_of_round(inputs)}
    before, checked = tuple(values(runs["cohort"]).values()), 0
    for use in runs["cohort"].limits[::3]:
        row = rows.get((use.urn, use.provision_id, use.ncy_from))
        if row is None or row.free_to_name < 0 or not any(use.one_more_with_all_above):
            continue
        wider = tuple(replace(p, commissioned=p.commissioned + 1) if p is row else p for p in inputs.provisions)
        after = joint(replace(inputs, provisions=wider), desk / "town")
        assert tuple(a - b for a, b in zip(after, before, strict=True)) == use.one_more_with_all_above[: len(after)]
        checked += 1
    assert checked >= 3
