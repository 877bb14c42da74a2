"""A stock of two ages, one need and two placements, with rates a person can follow."""

import numpy as np

from scenarios.projection.cells import Axes, Plan
from scenarios.projection.rates import Rates

AXES = Axes(areas=("North",), first_age=10, last_age=12, needs=("ASD",), placements=("mainstream", "special"))
MAINSTREAM, SPECIAL = 0, 1


def plans(count, age, placement, start=0):
    """So many plans alike."""
    return [Plan(f"C{start + k}", "North", age, "ASD", placement) for k in range(count)]


def rates():
    """A tenth of ten-year-olds in mainstream leave; three tenths of the rest go to special; one in 100 joins at 11."""
    leave = np.zeros((3, 2))
    leave[0, MAINSTREAM] = 0.1
    move = np.tile(np.eye(2), (3, 1, 1))
    move[0, MAINSTREAM] = [0.7, 0.3]
    join = np.zeros((3, 1, 2))
    join[1, 0, MAINSTREAM] = 0.01
    return Rates(leave, move, join).checked()


def population(years=1, children=500):
    """The same number of children of every age in every year."""
    return np.full((years + 1, 1, 3), float(children))
