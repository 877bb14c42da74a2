"""In what order cases are considered. As at 15 January 2026; a policy orders work, never grounds."""

from random import Random

import pytest

from sufficiency.statute.ordering import POLICIES, tiers


def test_deadline_overdue_cases_come_first_oldest_deadline_first(order):
    table = """
        case | due        | request
        ---- | ---------- | ----------
        A    | 2026-02-15 | 2025-01-01
        B    | 2026-01-14 | 2025-12-01
        C    | 2025-12-20 | 2025-12-31
    """
    assert order("deadline", table) == "C B A"


def test_deadline_a_case_due_today_is_not_overdue(order):
    table = """
        case | due        | score
        ---- | ---------- | -----
        A    | 2026-01-15 | 99
        B    | 2026-01-14 | 0
    """
    assert order("need-in-band", table) == "B A"


def test_deadline_equal_deadlines_go_by_request(order):
    table = """
        case | due        | request
        ---- | ---------- | ----------
        A    | 2026-02-15 | 2025-09-02
        B    | 2026-02-15 | 2025-09-01
    """
    assert order("deadline", table) == "B A"


def test_deadline_ignores_need_and_urgency(order):
    table = """
        case | due        | score | urgency
        ---- | ---------- | ----- | -------
        A    | 2026-02-16 | 99    | U2
        B    | 2026-02-15 | 0     | U6
    """
    assert order("deadline", table) == "B A"


@pytest.mark.parametrize("policy", ["deadline", "chronological", "need-in-band", "urgent-then-chronological"])
def test_a_tribunals_order_comes_before_everything(order, policy):
    table = """
        case | state | due        | request    | score | urgency
        ---- | ----- | ---------- | ---------- | ----- | -------
        A    | P2    | 2025-11-01 | 2025-01-01 | 99    | U2
        B    | X1    | 2026-06-01 | 2025-12-01 | 0     | U6
    """
    assert order(policy, table) == "B A"


def test_chronological_the_earliest_request_comes_first(order):
    table = """
        case | request    | due
        ---- | ---------- | ----------
        A    | 2025-11-04 | 2025-12-01
        B    | 2025-11-03 | 2026-09-01
    """
    assert order("chronological", table) == "B A"


def test_chronological_ignores_need(order):
    table = """
        case | request    | score | urgency
        ---- | ---------- | ----- | -------
        A    | 2025-11-04 | 99    | U2
        B    | 2025-11-03 | 0     | U6
    """
    assert order("chronological", table) == "B A"


def test_chronological_requests_of_one_day_go_by_deadline(order):
    table = """
        case | request    | due
        ---- | ---------- | ----------
        A    | 2025-11-03 | 2026-04-02
        B    | 2025-11-03 | 2026-04-01
    """
    assert order("chronological", table) == "B A"


def test_need_in_band_the_higher_score_comes_first_inside_a_band(order):
    """20 working days from Thursday 15 January end with Wednesday 11 February."""
    table = """
        case | due        | score | request
        ---- | ---------- | ----- | ----------
        A    | 2026-01-15 | 3     | 2025-01-01
        B    | 2026-02-11 | 5     | 2025-12-01
    """
    assert order("need-in-band", table) == "B A"


def test_need_in_band_the_score_counts_only_inside_a_band(order):
    table = """
        case | due        | score
        ---- | ---------- | -----
        A    | 2026-02-12 | 99
        B    | 2026-02-11 | 0
    """
    assert order("need-in-band", table) == "B A"


def test_need_in_band_overdue_cases_are_one_band_and_the_first(order):
    table = """
        case | due        | score
        ---- | ---------- | -----
        A    | 2026-01-16 | 99
        B    | 2025-06-01 | 1
        C    | 2026-01-14 | 2
    """
    assert order("need-in-band", table) == "C B A"


def test_need_in_band_equal_scores_go_by_request(order):
    table = """
        case | due        | score | request
        ---- | ---------- | ----- | ----------
        A    | 2026-01-20 | 5     | 2025-09-02
        B    | 2026-01-30 | 5     | 2025-09-01
    """
    assert order("need-in-band", table) == "B A"


def test_urgent_cases_go_by_the_closed_list_then_by_request(order):
    table = """
        case | urgency | request    | due
        ---- | ------- | ---------- | ----------
        A    | U6      | 2025-01-01 | 2026-09-01
        B    | U4      | 2025-03-01 | 2026-09-01
        C    | U2      | 2025-12-02 | 2026-09-01
        D    | U2      | 2025-12-01 | 2026-09-01
        E    | U1      | 2025-12-31 | 2026-09-01
        F    | U3      | 2025-02-01 | 2026-09-01
    """
    assert order("urgent-then-chronological", table) == "E D C F B A"


def test_urgent_a_case_past_its_deadline_is_overdue_even_where_nobody_said_so(order):
    table = """
        case | urgency | request    | due
        ---- | ------- | ---------- | ----------
        A    | U6      | 2025-01-01 | 2026-09-01
        B    | U6      | 2025-12-01 | 2026-01-14
        C    | U4      | 2025-12-02 | 2026-01-01
    """
    assert order("urgent-then-chronological", table) == "C B A"


@pytest.mark.parametrize("policy", ["cohort", "what-if"])
def test_a_cohort_has_no_order(order, policy):
    table = """
        case | request    | score
        ---- | ---------- | -----
        A    | 2025-11-04 | 99
        B    | 2025-11-03 | 0
    """
    assert order(policy, table) == "BA", "one tier; inside it the published tie-break, earliest request first"


def test_ties_are_broken_by_request_date_then_by_a_seeded_hash(order):
    table = """
        case | due        | request
        ---- | ---------- | ----------
        A    | 2026-02-15 | 2025-09-01
        B    | 2026-02-15 | 2025-09-01
        C    | 2026-02-15 | 2025-09-01
    """
    drawn = {seed: order("deadline", table, seed=seed) for seed in range(20)}
    assert all(sorted(refs) == ["A", "B", "C"] for refs in drawn.values()), "all three stay in one tier"
    assert drawn == {seed: order("deadline", table, seed=seed) for seed in range(20)}, "the same seed, the same order"
    assert len(set(drawn.values())) == 6, "no reference is favoured: other seeds give every order"


@pytest.mark.parametrize("policy", list(POLICIES))
def test_the_order_of_the_rows_changes_nothing(policy, read_cases, as_at, year):
    table = """
        case | due        | request    | score | urgency | state
        ---- | ---------- | ---------- | ----- | ------- | -----
        A    | 2026-02-15 | 2025-09-01 | 3     | U6      | P0
        B    | 2026-02-15 | 2025-09-01 | 3     | U6      | P2
        C    | 2025-12-31 | 2025-09-02 | 1     | U5      | P0
        D    | 2026-03-31 | 2025-06-01 | 9     | U2      | P1
        E    | 2026-03-31 | 2025-06-01 | 9     | U2      | X1
    """
    rows = read_cases(table)
    published = tiers(rows, POLICIES[policy], as_at, year, 7)
    for seed in range(20):
        Random(seed).shuffle(rows)
        assert tiers(rows, POLICIES[policy], as_at, year, 7) == published
