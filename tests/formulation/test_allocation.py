"""The programme says what its docstrings say, and says it for every family."""

import re

import numpy as np
import pytest

from solvers.allocation import Problem
from solvers.allocation.milp import FORMULATION, pose

TWO_BY_TWO = Problem(
    option_start=np.array([0, 2, 3]),
    option_limit=np.array([0, 1, 1]),
    limit_parent=np.array([2, 2, -1]),
    limit_capacity=np.array([1, 1, 1]),
    cost=np.zeros((3, 1), dtype=np.int64),
    unplaced=np.ones((2, 1), dtype=np.int64),
    levels=("unplaced",),
    tier=np.array([0, 0]),
    rank=np.array([0, 1, 0]),
    ordered=False,
)
"""Unit 0 may use limits 0 and 1, unit 1 only limit 1; limit 2 stands above both and holds one."""

WRITTEN_OUT = {
    "each_unit_once": ["u_0 + x_0 + x_1 = 1.0", "u_1 + x_2 = 1.0"],
    "limit_within_capacity": ["x_0 <= 1.0", "x_1 + x_2 <= 1.0", "x_0 + x_1 + x_2 <= 1.0"],
}
SIGNS = {"<=": -1, "=": 0, ">=": 1}


def rows(family):
    model, _ = pose(TWO_BY_TWO)
    return [row for _, row in family(model)]


@pytest.mark.parametrize("family", FORMULATION, ids=lambda f: f.__name__)
def test_rows_are_those_a_reviewer_would_write(family):
    assert [str(row) for row in rows(family)] == WRITTEN_OUT[family.__name__]


@pytest.mark.parametrize("family", FORMULATION, ids=lambda f: f.__name__)
def test_docstring_states_the_same_relation(family):
    equation = next(line for line in family.__doc__.splitlines() if "for all" in line)
    relation = re.search(r" (<=|>=|=) ", equation.split("for all")[0].split("}", 1)[1])[1]
    assert {row.sense for row in rows(family)} == {SIGNS[relation]}


def test_no_family_is_left_out():
    assert {family.__name__ for family in FORMULATION} == WRITTEN_OUT.keys()
    _, programme = pose(TWO_BY_TWO)
    assert len(programme.constraints()) == sum(map(len, WRITTEN_OUT.values()))
