"""The inner loops of the contraction hierarchy, compiled once and kept on disk.

Nodes are numbered by rank, the first contracted is 0. The nodes above v, those of higher rank that v is joined to
once all lower ones are contracted, are ``above[start[v]:start[v + 1]]``, rising; ``up`` and ``down`` hold the
weight from v to each and back. The lowest of them is next above v in the tree, -1 where there is none.
"""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

import numpy as np
from numba import njit
from numpy.typing import NDArray

from geodata.points import IntArray

Rows = NDArray[np.int64]
Function = TypeVar("Function", bound=Callable[..., object])


class Ascent(NamedTuple):
    """The way up from each node: its arcs from ``start`` on, the depth they lead to, and what they weigh.

    ``start`` int64 (n + 1,); ``level`` and ``weight`` int64 (a,); the next above and ``depth`` int64 (n,).
    """

    start: IntArray
    level: IntArray
    weight: IntArray
    parent: IntArray
    depth: IntArray


def compiled(function: Function) -> Function:
    """Compile a function that makes no array of its own; its arrays then need no counting of references."""
    machine: Function = njit(cache=True, _nrt=False)(function)  # type: ignore[call-overload]
    return machine


@compiled
def grow_tree(first: IntArray, lower: IntArray, parent: IntArray, ancestor: IntArray) -> None:
    """Fill the elimination tree from each node's neighbours of lower rank; both outputs start as -1."""
    for v in range(len(parent)):
        for k in range(first[v], first[v + 1]):
            at = lower[k]
            while ancestor[at] != -1 and ancestor[at] != v:
                following = ancestor[at]
                ancestor[at] = v
                at = following
            if ancestor[at] == -1:
                ancestor[at] = v
                parent[at] = v


@compiled
def count_above(first: IntArray, lower: IntArray, parent: IntArray, seen: IntArray, count: IntArray) -> None:
    """Count the nodes above each; ``seen`` starts as -1, ``count`` as 0."""
    for v in range(len(parent)):
        seen[v] = v
        for k in range(first[v], first[v + 1]):
            at = lower[k]
            while seen[at] != v:
                seen[at] = v
                count[at] += 1
                at = parent[at]


@compiled
def list_above(
    first: IntArray, lower: IntArray, parent: IntArray, seen: IntArray, place: IntArray, above: IntArray
) -> None:
    """Write the nodes above each from ``place`` on, which moves with them; ``seen`` starts as -1."""
    for v in range(len(parent)):
        seen[v] = v
        for k in range(first[v], first[v + 1]):
            at = lower[k]
            while seen[at] != v:
                seen[at] = v
                above[place[at]] = v
                place[at] += 1
                at = parent[at]


@compiled
def contract(start: IntArray, above: IntArray, up: IntArray, down: IntArray) -> None:
    """Lower each weight to the best way through nodes of lower rank than both ends."""
    for v in range(len(start) - 1):
        for i in range(start[v], start[v + 1]):
            arc = start[above[i]]
            for j in range(i + 1, start[v + 1]):
                while above[arc] < above[j]:
                    arc += 1
                up[arc] = min(up[arc], down[i] + up[j])
                down[arc] = min(down[arc], down[j] + up[i])


@compiled
def measure_depth(parent: IntArray, depth: IntArray) -> None:
    """Fill how many nodes lie above each in the tree; ``depth`` starts as 0."""
    for v in range(len(parent) - 1, -1, -1):
        if parent[v] >= 0:
            depth[v] = depth[parent[v]] + 1


@compiled
def climb(nodes: IntArray, ascent: Ascent, label: Rows, chain: Rows) -> None:
    """Fill for each of k nodes its ancestors by depth and the weight to (or from) each; (k, height).

    ``label`` starts as FAR, ``chain`` as -1.
    """
    start, level, weight, parent, depth = ascent
    for k in range(len(nodes)):
        at = nodes[k]
        label[k, depth[at]] = 0
        while at >= 0:
            here = depth[at]
            chain[k, here] = at
            so_far = label[k, here]
            for arc in range(start[at], start[at + 1]):
                label[k, level[arc]] = min(label[k, level[arc]], so_far + weight[arc])
            at = parent[at]


@njit(cache=True, _nrt=False, forceinline=True)  # type: ignore[call-overload, untyped-decorator]
def least_sum(one: IntArray, other: IntArray, best: int) -> int:
    """Return the least of ``best`` and the sums of two rows."""
    for k in range(len(one)):
        best = min(best, one[k] + other[k])
    return best


@compiled
def meet(label: Rows, chain: Rows, other_label: Rows, other_chain: Rows, found: Rows) -> None:
    """Fill the least weight by way of a common ancestor, (k, other k); ``found`` starts as FAR.

    Two chains agree from the root down to the last common ancestor, which is found by halving.
    """
    for column in range(len(other_label)):
        for row in range(len(label)):
            low, high = 0, label.shape[1]
            while low < high:
                middle = (low + high) // 2
                if chain[row, middle] == other_chain[column, middle] and chain[row, middle] >= 0:
                    low = middle + 1
                else:
                    high = middle
            found[row, column] = least_sum(label[row, :low], other_label[column, :low], found[row, column])
