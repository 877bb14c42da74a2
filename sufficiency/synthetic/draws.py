"""Seeded draws that come out the same on every platform."""

from bisect import bisect_right
from collections.abc import Sequence
from hashlib import sha256
from itertools import accumulate
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Draws:
    """A stream of draws for one topic of one seed; streams of different topics do not disturb each other.

    Only ``Random.random`` is used: Python promises its sequence for a whole-number seed, and nothing else of
    ``random`` or of NumPy's generators is promised across versions.
    """

    def __init__(self, topic: str, seed: int) -> None:
        digest = sha256(f"{topic}:{seed}".encode()).digest()
        self._next = Random(int.from_bytes(digest[:8], "big")).random

    def below(self, stop: int) -> int:
        """Return a whole number from 0 to ``stop`` - 1."""
        return int(self._next() * stop)

    def between(self, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``, both included."""
        return low + self.below(high - low + 1)

    def chance(self, per_thousand: int) -> bool:
        """Return whether something that happens so many times in a thousand happens this time."""
        return self.below(1000) < per_thousand

    def one_of(self, items: Sequence[T]) -> T:
        """Return one item, each as likely as another."""
        return items[self.below(len(items))]

    def weighted(self, items: Sequence[T], weights: Sequence[int]) -> T:
        """Return one item, each as likely as its weight; some weight must be above zero."""
        totals = list(accumulate(weights))
        return items[bisect_right(totals, self.below(totals[-1]))]

    def some_of(self, items: Sequence[T], weights: Sequence[int], count: int) -> list[T]:
        """Return up to ``count`` different items of weight above zero, in the order drawn."""
        left = list(weights)
        chosen: list[T] = []
        while len(chosen) < count and any(left):
            place = self.weighted(range(len(items)), left)
            left[place] = 0
            chosen.append(items[place])
        return chosen

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return the items in a drawn order."""
        order = list(items)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order


def by_quota(weights: Sequence[tuple[T, int]], count: int) -> list[T]:
    """Return ``count`` items in proportion to their weights (Sainte-Laguë), so that none is left to luck."""
    given = [0] * len(weights)
    chosen = []
    for _ in range(count):
        place = max(range(len(weights)), key=lambda i: (weights[i][1] * 1_000_000 // (2 * given[i] + 1), -i))
        given[place] += 1
        chosen.append(weights[place][0])
    return chosen
