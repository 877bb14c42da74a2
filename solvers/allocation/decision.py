"""What decides between two answers, as one long vector a choice, packed in words.

Jointly it is the levels. With an order it is, tier after tier, the number unplaced, the number in each class (most
first) and then every unit's own class in tie-break order; after all tiers, the levels. A tier of one unit needs only
that unit's class. So an ordered answer is the lexicographic minimum of one vector, however long.
"""

from dataclasses import dataclass

import numpy as np

from solvers.allocation.problem import Ints, Problem
from solvers.allocation.setup import any_path, word_bounds
from solvers.allocation.words import Layout, layout, pack, unpack


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """Words of every choice: ``option`` [m, W], ``none`` [n, W]; the levels fill the last ``level_words`` of them."""

    option: Ints
    none: Ints
    level_layout: Layout

    @property
    def order_words(self) -> int:
        """Words before those of the levels."""
        return int(self.option.shape[1]) - self.level_layout.width

    def levels(self, words: Ints) -> Ints:
        """The levels [N, L] that decision words [N, W] hold."""
        return unpack(np.ascontiguousarray(words[:, self.order_words :]), self.level_layout)


def decision(problem: Problem) -> Decision:
    """The decision words of a problem; a path through the residual network adds them up exactly."""
    to = layout(word_bounds(any_path(problem)))
    levels = problem.cost, problem.unplaced
    option, none = (pack(vectors, to) for vectors in levels)
    if problem.ordered and problem.units:
        order_option, order_none = _order_words(problem)
        option, none = np.hstack([order_option, option]), np.hstack([order_none, none])
    return Decision(np.ascontiguousarray(option), np.ascontiguousarray(none), to)


def _order_words(problem: Problem) -> tuple[Ints, Ints]:
    """Words of the order for options and for staying unplaced."""
    fields = _Fields(problem)
    option = np.zeros((problem.options, fields.width), dtype=np.int64)
    none = np.zeros((problem.units, fields.width), dtype=np.int64)
    unit, last = problem.option_unit, problem.classes
    fields.add(option, np.arange(problem.options), fields.own[unit], problem.rank)
    fields.add(none, np.arange(problem.units), fields.own, np.full(problem.units, last))
    tied = np.flatnonzero(fields.count >= 0)
    fields.add(none, tied, fields.count[tied], np.ones(len(tied), dtype=np.int64))
    counted = np.flatnonzero(fields.count[unit] >= 0)
    in_class = fields.count[unit[counted]] + 1 + problem.rank[counted]
    fields.add(option, counted, in_class, np.full(len(counted), -1))
    return option, none


class _Fields:
    """Where each unit's class and each tier's counts live: ``own`` [n]; ``count`` [n], -1 in a tier of one."""

    def __init__(self, problem: Problem) -> None:
        sizes = np.bincount(np.unique(problem.tier, return_inverse=True)[1]) if problem.units else np.zeros(0, int)
        self.own = np.zeros(problem.units, dtype=np.int64)
        self.count = np.full(problem.units, -1, dtype=np.int64)
        bounds: list[int] = []
        first = 0
        for size in sizes.tolist():
            units = slice(first, first + size)
            if size > 1:
                self.count[units] = len(bounds)
                bounds += [size] * (1 + problem.classes)
            self.own[units] = len(bounds) + np.arange(size)
            bounds += [problem.classes] * size
            first += size
        to = layout(word_bounds(bounds))
        self.width = to.width
        self._word, self._shift = np.array(to.word), np.array(to.shift)

    def add(self, words: Ints, rows: Ints, field: Ints, value: Ints) -> None:
        """Add a value to one field of each of some rows."""
        words[rows, self._word[field]] += value.astype(np.int64) << self._shift[field]
