"""The price of the order: policies side by side, each against the one in force."""

import pytest

from scenarios.policies import Outcome, moved, price_of_the_order
from sufficiency.domain.run import GroupKey

OAK, ELM = GroupKey(900_001, "main", 7), GroupKey(900_002, "main", 7)
OUTCOMES = {
    "deadline": Outcome({"unplaced": 1, "minutes": 300, "order": 9}, {"A": OAK, "B": ELM, "C": None}),
    "cohort": Outcome({"unplaced": 0, "minutes": 400, "order": 8}, {"A": ELM, "B": ELM, "C": OAK}),
    "chronological": Outcome({"unplaced": 1, "minutes": 310, "order": 7}, {"A": OAK, "B": None, "C": ELM}),
}


@pytest.mark.parametrize("chosen", OUTCOMES)
def test_the_policy_in_force_comes_first_and_moves_nobody(chosen):
    first, *others = price_of_the_order(chosen, list(OUTCOMES), ["unplaced", "minutes"], OUTCOMES.__getitem__)
    assert (first.policy, first.moved) == (chosen, 0)
    assert [price.policy for price in others] == [policy for policy in OUTCOMES if policy != chosen]


def test_each_is_priced_at_the_levels_they_share_and_by_who_would_have_another_place():
    prices = price_of_the_order("deadline", list(OUTCOMES), ["unplaced", "minutes"], OUTCOMES.__getitem__)
    assert [price.values for price in prices] == [(1, 300), (0, 400), (1, 310)]
    assert [price.moved for price in prices] == [0, 2, 2]


def test_every_policy_is_solved_once():
    asked = []
    price_of_the_order("cohort", list(OUTCOMES), [], lambda policy: asked.append(policy) or OUTCOMES[policy])
    assert sorted(asked) == sorted(OUTCOMES)


def test_a_child_of_only_one_round_counts_as_moved_if_it_has_a_place():
    assert moved({"A": OAK}, {"A": OAK, "B": ELM, "C": None}) == 1
