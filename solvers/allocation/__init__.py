"""Who takes which place: an exact lexicographic allocation under a forest of limits."""

from solvers.allocation.check import broken_promises
from solvers.allocation.conflict import Conflict, conflicts
from solvers.allocation.effects import (
    Effects,
    override_effects,
    tied_options,
    value_of_one_more,
    value_with_ancestors,
)
from solvers.allocation.problem import Problem
from solvers.allocation.solution import Answer, extend, solve, warm_up

__all__ = [
    "Answer",
    "Conflict",
    "Effects",
    "Problem",
    "broken_promises",
    "conflicts",
    "extend",
    "override_effects",
    "solve",
    "tied_options",
    "value_of_one_more",
    "value_with_ancestors",
    "warm_up",
]
