"""What decides between two answers, as one long vector a choice, packed in words.

Jointly it is the levels. With an order it is, tier after tier, the number unplaced, the number in each class (most
first) and then every unit's own class in tie-break order; after all tiers, the levels. A tier of one unit needs only
that unit's class. So an ordered answer is the lexicographic minimum of one vector, however long.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csr_array

from solvers.allocation.problem import Ints, Problem
from solvers.allocation.setup import any_path, word_bounds
from solvers.allocation.words import Layout, layout, pack, unpack

Rows = tuple[Ints, Ints, Ints]
"""Compressed sparse rows: where each begins, then the word and the value of each entry."""


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """What N changes of mind add to the decision: words of the order [N, V], canonical, then of the levels [N, W]."""

    order: csr_array
    levels: Ints

    @property
    def rows(self) -> Rows:
        """The words of the order, of one type however many there are, so that loops are compiled once."""
        starts, words = (part.astype(np.int64, copy=False) for part in (self.order.indptr, self.order.indices))
        return starts, words, np.asarray(self.order.data, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """Words of every choice: choice o is option o, choice m + i is unit i staying unplaced.

    order   [m + n, V]  words of the order; sparse, as there is a field for each unit and a choice touches one tier's
    levels  [m + n, W]  words of the levels
    unit    [m + n]     whose choice it is
    """

    order: csr_array
    levels: Ints
    unit: Ints
    level_layout: Layout

    @property
    def order_words(self) -> int:
        """Words of the order, which come before those of the levels."""
        return int(self.order.shape[1])

    def taken(self, option: Ints) -> Ints:
        """The choice each unit takes [n]; ``option`` is -1 where it stays unplaced."""
        alone = len(self.unit) - len(option) + np.arange(len(option))
        return np.where(option >= 0, option, alone)

    def step(self, choice: Ints, option: Ints) -> Step:
        """What taking some choices adds, each in place of what its unit takes now."""
        now = self.taken(option)[self.unit[choice]]
        return Step(self._order_step(choice, now), self.levels[choice] - self.levels[now])

    def _order_step(self, choice: Ints, now: Ints) -> csr_array:
        if not self.order_words:
            return csr_array((len(choice), 0), dtype=np.int64)
        order = csr_array(self.order[choice] - self.order[now])
        order.sum_duplicates()
        order.eliminate_zeros()
        return order

    def level_vectors(self, words: Ints) -> Ints:
        """The levels [N, L] that words of the levels [N, W] hold."""
        return unpack(np.ascontiguousarray(words), self.level_layout)


def decision(problem: Problem) -> Decision:
    """The decision words of a problem; a path through the residual network adds them up exactly."""
    to = layout(word_bounds(any_path(problem)))
    levels = np.concatenate([pack(problem.cost, to), pack(problem.unplaced, to)])
    unit = np.concatenate([problem.option_unit, np.arange(problem.units)])
    order = _order_words(problem) if problem.ordered and problem.units else csr_array((len(unit), 0), dtype=np.int64)
    return Decision(order, levels, unit, to)


def _order_words(problem: Problem) -> csr_array:
    """Words of the order for options, then for staying unplaced."""
    fields, m, unit = _Fields(problem), problem.options, problem.option_unit
    tied, counted = np.flatnonzero(fields.count >= 0), np.flatnonzero(fields.count[unit] >= 0)
    entries = (
        (np.arange(m), fields.own[unit], problem.rank),
        (m + np.arange(problem.units), fields.own, np.full(problem.units, problem.classes)),
        (m + tied, fields.count[tied], np.ones(len(tied), dtype=np.int64)),
        (counted, fields.count[unit[counted]] + 1 + problem.rank[counted], np.full(len(counted), -1)),
    )
    choice, field, value = (np.concatenate(parts) for parts in zip(*entries, strict=True))
    shifted = value.astype(np.int64) << fields.shift[field]
    return csr_array(coo_array((shifted, (choice, fields.word[field])), (m + problem.units, fields.width)))


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
        self.word, self.shift = np.array(to.word), np.array(to.shift)
