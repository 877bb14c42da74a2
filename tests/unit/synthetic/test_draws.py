"""Draws: the same for the same topic and seed, and in the proportions asked for."""

from collections import Counter

import pytest

from sufficiency.synthetic.draws import Draws, by_quota


def test_a_stream_is_pinned_for_good() -> None:
    """These figures may never change: folders made last year must come out the same."""
    draws = Draws("children", 1)
    assert [draws.below(100) for _ in range(6)] == [36, 20, 46, 65, 71, 9]


def test_topics_do_not_disturb_each_other() -> None:
    one, other = Draws("children", 1), Draws("places", 1)
    alone = [Draws("children", 1).below(10**6)]
    other.below(10)
    assert [one.below(10**6)] == alone
    assert Draws("children", 2).below(10**6) != alone[0]


def test_weights_are_kept_in_the_long_run() -> None:
    draws = Draws("weights", 1)
    counts = Counter(draws.weighted("abc", (1, 0, 3)) for _ in range(8000))
    assert counts["b"] == 0
    assert counts["a"] == pytest.approx(2000, abs=150)


def test_items_drawn_without_replacement_differ_and_need_weight() -> None:
    draws = Draws("some", 1)
    assert sorted(draws.some_of("abcd", (5, 0, 5, 5), 9)) == ["a", "c", "d"]


def test_a_shuffle_keeps_every_item() -> None:
    assert sorted(Draws("shuffle", 3).shuffled(range(50))) == list(range(50))


def test_quotas_leave_nothing_to_luck() -> None:
    assert Counter(by_quota([("a", 70), ("b", 20), ("c", 10)], 100)) == {"a": 70, "b": 20, "c": 10}
    assert by_quota([("a", 1)], 0) == []
