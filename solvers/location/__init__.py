"""What to open, when, and who is placed where: multi-period facility location with cohorts that stay."""

from solvers.location.answer import LEVELS, Answer, Level
from solvers.location.check import broken_promises, counted, level_value
from solvers.location.problem import (
    NO_LIMIT,
    NONE,
    WHOLE,
    Arcs,
    Customers,
    LocationProblem,
    Options,
    Pools,
)
from solvers.location.solution import evaluate, solve

__all__ = [
    "LEVELS",
    "NONE",
    "NO_LIMIT",
    "WHOLE",
    "Answer",
    "Arcs",
    "Customers",
    "Level",
    "LocationProblem",
    "Options",
    "Pools",
    "broken_promises",
    "counted",
    "evaluate",
    "level_value",
    "solve",
]
