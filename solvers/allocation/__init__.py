"""Who takes which place: an exact lexicographic allocation under a forest of limits."""

from solvers.allocation.check import broken_promises
from solvers.allocation.problem import Problem
from solvers.allocation.solution import Answer, solve, warm_up

__all__ = ["Answer", "Problem", "broken_promises", "solve", "warm_up"]
