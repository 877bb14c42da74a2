"""Exact vectors as a few machine words: add component by component, compare level by level.

Adjacent levels share one 64-bit word as long as the largest component that can ever be compared fits its
field with its sign. Words then add and subtract like the vectors they hold, and the first word that
differs orders them as the first level that differs would.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from solvers.allocation.problem import Ints

WORD_BITS = 63


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each level lives: its word, its shift within the word and its bits, sign included."""

    word: tuple[int, ...]
    shift: tuple[int, ...]
    bits: tuple[int, ...]

    @property
    def width(self) -> int:
        """Number of words."""
        return self.word[-1] + 1

    def holds(self, bounds: Sequence[int]) -> bool:
        """Whether components up to ``bounds`` in size fit their fields."""
        return all(_bits(bound) <= bits for bound, bits in zip(bounds, self.bits, strict=True))


def layout(bounds: Sequence[int], breaks: Sequence[int] = ()) -> Layout:
    """As few words as hold components up to ``bounds`` in size; each level in ``breaks`` begins a word.

    Bits left over go to the fields of their word, so that a slightly larger problem keeps the layout.
    Raises ValueError if one level alone does not fit a word.
    """
    groups: list[list[int]] = []
    starts = frozenset(breaks)
    room = 0
    for level, bound in enumerate(bounds):
        bits = _bits(bound)
        if bits > WORD_BITS:
            raise ValueError(f"level {level} reaches {bound}, too large to stay exact")
        if not groups or level in starts or bits > room:
            groups.append([])
            room = WORD_BITS
        groups[-1].append(bits)
        room -= bits
    return _placed(groups)


def _placed(groups: Sequence[Sequence[int]]) -> Layout:
    word: list[int] = []
    shift: list[int] = []
    width: list[int] = []
    for index, group in enumerate(groups):
        spare = (WORD_BITS - sum(group)) // len(group)
        at = sum(group) + spare * len(group)
        for bits in group:
            at -= bits + spare
            word.append(index)
            shift.append(at)
            width.append(bits + spare)
    return Layout(tuple(word), tuple(shift), tuple(width))


def _bits(bound: int) -> int:
    return int(bound).bit_length() + 1


def pack(vectors: Ints, to: Layout) -> Ints:
    """Vectors [N, L] as words [N, W]."""
    words = np.zeros((len(vectors), to.width), dtype=np.int64)
    for level, (word, shift) in enumerate(zip(to.word, to.shift, strict=True)):
        words[:, word] += vectors[:, level] << shift
    return words


def unpack(words: Ints, by: Layout) -> Ints:
    """Words [N, W] as the vectors [N, L] they hold."""
    left = words.copy()
    vectors = np.empty((len(words), len(by.word)), dtype=np.int64)
    for level in reversed(range(len(by.word))):
        word, shift, bits = by.word[level], by.shift[level], by.bits[level]
        field = left[:, word] >> shift
        half = np.int64(1) << (bits - 1)
        vectors[:, level] = ((field + half) & ((half << 1) - 1)) - half if bits < WORD_BITS else field
        left[:, word] -= vectors[:, level] << shift
    return vectors
