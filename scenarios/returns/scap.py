"""The SEND forecast of the School Capacity return: children by planning area and year group, five or seven years on."""

from collections.abc import Sequence

import numpy as np

from scenarios.projection.cells import IntArray
from scenarios.projection.draws import Chance
from scenarios.projection.history import JOINING_SPREAD, History
from scenarios.projection.told import drawn_by
from sufficiency.domain.age_stock import FIRST_AGE
from sufficiency.domain.plans import Placement, age_in
from sufficiency.domain.returns_asked import ReturnLine, ReturnTable, ScapArea, scap_areas
from sufficiency.domain.years import AcademicYear

AHEAD = {"primary": 5, "secondary": 7}
MOST_AHEAD = max(AHEAD.values())
YEAR_GROUPS = {"primary": range(7), "secondary": range(7, 12)}

PLACEMENTS_OF = {
    "UR": (Placement.BASE,),
    "IN": (Placement.INDEPENDENT,),
    "SS": (Placement.SPECIAL,),
    "AP": (Placement.AP,),
}
NOTES = {
    "IN": "Independent special schools alone: plans do not tell independent mainstream schools from others.",
    "AP": "As the plans have it: independent alternative provision may be recorded elsewhere.",
}


def scap(history: History, draws: int, seed: int) -> tuple[ReturnTable, ...]:
    """One table for primary and one for secondary: the last January as it was, then the median of the futures drawn.

    Latent demand is part of it from the first forecast year on. Raises nothing that ``drawn_by`` does not.
    """
    futures = drawn_by(history, (1, 3), Chance(draws, seed, JOINING_SPREAD))
    median = np.floor(np.median(futures, axis=0) + 0.5).astype(np.int64)
    median[0] = history.stock.sum(axis=(0, 2))
    return tuple(_table(history, median, phase) for phase in AHEAD)


def _table(history: History, median: IntArray, phase: str) -> ReturnTable:
    years = AHEAD[phase]
    if len(median) <= years:
        raise ValueError(f"The history has {len(median) - 1} years ahead; {phase} asks for {years}.")
    lines = [line for area in scap_areas() if area.phase == phase for line in _lines(area, median[: years + 1])]
    first = AcademicYear(history.january - 1)
    titles = [f"{first} actual", *(f"{AcademicYear(first.starts + ahead)} forecast" for ahead in range(1, years + 1))]
    headings = ("Planning area", "Type", "Provision of the area", "Year group")
    return ReturnTable(f"SCAP {phase}", f"SEND forecast, {phase}", headings, tuple(titles), tuple(lines))


def _lines(area: ScapArea, median: IntArray) -> Sequence[ReturnLine]:
    places = [list(Placement).index(placement) for placement in PLACEMENTS_OF[area.type]]
    found = []
    for ncy in YEAR_GROUPS[area.phase]:
        figures = median[:, age_in(ncy) - FIRST_AGE, places].sum(axis=1)
        labels = (area.code, area.type, area.label, "R" if ncy == 0 else str(ncy))
        found.append(ReturnLine(labels, tuple(map(int, figures)), NOTES.get(area.type, "")))
    return found
