"""Plans by age and placement as published: the stock of a January, and the new plans of a calendar year."""

from collections.abc import Mapping
from dataclasses import dataclass

PLACEMENTS = (
    "mainstream",
    "base or unit",
    "special",
    "independent special",
    "alternative provision",
    "further education",
    "early years",
    "elsewhere",
)
"""Kinds of placement that published counts by age are told by; a base is a resourced provision."""

NOT_RECORDED = "not recorded"

FIRST_AGE, LAST_AGE = 2, 25
"""Ages on 31 August; 2 holds all younger, and of new plans 20 holds all older."""


@dataclass(frozen=True, slots=True)
class AgeStock:
    """Plans of one authority, or of England where ``code`` is blank, by (age, placement).

    Placements are those of PLACEMENTS and NOT_RECORDED. ``stocks`` are by January, ``new_plans`` by calendar year; the
    age of a new plan is that at its start.
    """

    code: str
    name: str
    stocks: Mapping[int, Mapping[tuple[int, str], int]]
    new_plans: Mapping[int, Mapping[tuple[int, str], int]]
