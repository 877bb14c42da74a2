"""Tables of a local SEND reform plan and of a DSG management plan: plans expected, row by row of their templates.

Figures are expected ones in whole children, so that rows add up to their totals. What the plans do not tell apart is
left blank, and each row says so.
"""

from collections.abc import Iterable

import numpy as np

from scenarios.projection.cells import IntArray
from scenarios.projection.history import History
from scenarios.projection.national import AGES, NEEDS
from scenarios.projection.project import expected_children
from sufficiency.domain.age_stock import FIRST_AGE
from sufficiency.domain.establishments import RECEPTION_AGE
from sufficiency.domain.needs import Need
from sufficiency.domain.plans import Placement
from sufficiency.domain.returns_asked import (
    ReturnLine,
    ReturnTable,
    dsg_plan_labels,
    reform_plan_rows,
    reform_plan_title,
)

AHEAD = 4
"""Projected years beside the actual one."""

TURNS = 1
"""Age groups are of the age a child turns in the academic year: one more than on the 31 August before.

Source: convention of the reform plan's market model (MastodonC/witan.send.lsrp, 1 May 2026).
"""

AGE_GROUPS = ((0, 4), (5, 10), (11, 15), (16, 19), (20, 99))
LAST_SCHOOL_AGE = 11 + RECEPTION_AGE
"""Age on 31 August of Year 11; whoever is older is post-16."""

NEEDS_OF_ROWS = (
    Need.ASD, Need.HI, Need.MLD, Need.MSI, Need.PD, Need.PMLD, Need.SEMH, Need.SLCN, Need.SLD, Need.SPLD, Need.VI,
    Need.OTH, Need.NSA,
)  # fmt: skip
"""Needs in the order of the template's rows; it has no row for Down syndrome."""

NO_ROW = "The template has no row for it; it is part of the total."
SUPPORT_BASES = "Cannot be told: plans do not say who is in a support base; counted in mainstream."
NON_MAINTAINED = "With non-maintained special schools, which plans do not tell from state-funded ones."
INDEPENDENT_ALONE = "Independent special schools alone; non-maintained ones are counted with special schools."
OTHER_ARRANGEMENTS = "Cannot be told: plans do not say who pays."
COLLEGES = "Colleges of every kind, and mainstream schools from Year 12."
SPECIALIST_POST_16 = "Cannot be told from other colleges; counted there."
ELSEWHERE = "Cannot be told: plans say elsewhere alone; counted in Other."
ALL_ELSEWHERE = "Everybody educated elsewhere or nowhere, elective home education and other arrangements among them."
REQUESTS = "Cannot be told: requests and assessments are in no table of the input folder."

SCHOOL, POST_16 = slice(0, LAST_SCHOOL_AGE - FIRST_AGE + 1), slice(LAST_SCHOOL_AGE - FIRST_AGE + 1, AGES)
EVERY_AGE = slice(0, AGES)
Part = tuple[Placement, slice]
"""Plans in one placement at some ages."""

PROVISION: tuple[tuple[tuple[Part, ...] | None, str], ...] = (
    (((Placement.EARLY_YEARS, EVERY_AGE),), ""),
    (((Placement.MAINSTREAM, SCHOOL),), "With support bases."),
    (None, SUPPORT_BASES),
    (((Placement.BASE, SCHOOL),), ""),
    (((Placement.SPECIAL, EVERY_AGE),), NON_MAINTAINED),
    (((Placement.INDEPENDENT, EVERY_AGE),), INDEPENDENT_ALONE),
    (None, OTHER_ARRANGEMENTS),
    (((Placement.AP, EVERY_AGE),), ""),
    (((Placement.FE, EVERY_AGE), (Placement.MAINSTREAM, POST_16)), COLLEGES),
    (((Placement.BASE, POST_16),), ""),
    (None, SPECIALIST_POST_16),
    (None, ELSEWHERE),
    (None, ELSEWHERE),
    (((Placement.ELSEWHERE, EVERY_AGE),), ALL_ELSEWHERE),
)
"""For each row of table 6 the plans it holds, None where they cannot be told, and a note. They add up to all plans."""

BY_NEED: tuple[tuple[str, str, tuple[Part, ...], str], ...] = (
    ("7", "all provision", tuple((one, EVERY_AGE) for one in Placement), ""),
    ("7.1", "early years settings", ((Placement.EARLY_YEARS, EVERY_AGE),), ""),
    ("7.2", "mainstream, with support bases", ((Placement.MAINSTREAM, SCHOOL),), ""),
    ("7.3", "specialist bases", ((Placement.BASE, SCHOOL),), ""),
    ("7.4", "maintained special schools and special academies", ((Placement.SPECIAL, EVERY_AGE),), NON_MAINTAINED),
    ("7.5", "non-maintained or independent", ((Placement.INDEPENDENT, EVERY_AGE),), INDEPENDENT_ALONE),
    ("7.6", "alternative provision or hospital schools", ((Placement.AP, EVERY_AGE),),
     "Hospital schools are not told apart."),
    ("7.7", "post-16", ((Placement.FE, EVERY_AGE), (Placement.MAINSTREAM, POST_16), (Placement.BASE, POST_16)),
     "Special schools and those elsewhere keep their post-16 plans."),
)  # fmt: skip

SHEETS: tuple[tuple[tuple[Placement, ...], str], ...] = (
    ((Placement.MAINSTREAM,), ""),
    ((Placement.BASE,), ""),
    ((Placement.SPECIAL,), NON_MAINTAINED),
    ((Placement.INDEPENDENT,), INDEPENDENT_ALONE),
    ((Placement.AP,), "Hospital schools are not told apart."),
    ((Placement.FE,), ""),
    ((Placement.ELSEWHERE, Placement.EARLY_YEARS), "With early years settings, which have no sheet."),
)
"""For each placement sheet of the DSG plan its placements, and a note. They add up to all plans."""


def reform_plan(history: History) -> tuple[ReturnTable, ...]:
    """Tables 5.1, 6, 7 to 7.7, and 10 to 12, which cannot be told."""
    plans, years = _plans(history), _years(history)
    ages = [ReturnLine((label,), _figures(plans, _of_ages(low, high)))
            for label, (low, high) in zip(reform_plan_rows("5.1"), AGE_GROUPS, strict=True)]  # fmt: skip
    provision = [
        ReturnLine((label,), _unknown(plans) if parts is None else _figures(plans, _of_parts(parts)), note)
        for label, (parts, note) in zip(reform_plan_rows("6"), PROVISION, strict=True)
    ]
    title = reform_plan_title
    return (
        ReturnTable("5.1", title("5.1"), ("Age group",), years, tuple(ages)),
        ReturnTable("6", title("6"), ("Provision",), years, tuple(provision)),
        *(
            ReturnTable(
                name, f"{title('7')}: {which}", ("Primary need",), years, _by_need(plans, _of_parts(parts), note)
            )
            for name, which, parts, note in BY_NEED
        ),
        *(
            ReturnTable(name, title(name), ("",), years, (ReturnLine(("Total",), _unknown(plans), REQUESTS),))
            for name in ("10", "11", "12")
        ),
    )


def dsg_plan(history: History) -> tuple[ReturnTable, ...]:
    """One table for each placement sheet: plans by age group and need."""
    plans, years = _plans(history), _years(history)
    tables = []
    labels = zip(dsg_plan_labels("placement_sheet"), SHEETS, strict=True)
    for number, (label, (placements, note)) in enumerate(labels, start=1):
        lines: list[ReturnLine] = []
        for group, (low, high) in zip(dsg_plan_labels("age_group"), AGE_GROUPS, strict=True):
            cells = _of_ages(low, high) * _of_parts([(one, EVERY_AGE) for one in placements])
            lines += (
                ReturnLine((group, *line.labels), line.figures, line.note) for line in _by_need(plans, cells, note)
            )
        tables.append(ReturnTable(f"Sheet {number}", label, ("Age group", "Primary need"), years, tuple(lines)))
    return tuple(tables)


def _plans(history: History) -> IntArray:
    """Plans (years, ages, needs, placements), the first as they were; latent demand moves nobody in these tables."""
    assumed = history.assumed_without_latent
    return expected_children(history.stock.astype(np.float64), assumed, over=(0,))[: AHEAD + 1]


def _years(history: History) -> tuple[str, ...]:
    """The actual year is named by the September before its census day."""
    first = history.january - 1
    return (f"{first} actual", *(f"{first + ahead} projection" for ahead in range(1, AHEAD + 1)))


def _by_need(plans: IntArray, cells: IntArray, note: str) -> tuple[ReturnLine, ...]:
    labels = reform_plan_rows("7")
    lines = [
        ReturnLine((label,), _figures(plans, cells * _of_need(need)), note)
        for label, need in zip(labels, NEEDS_OF_ROWS, strict=True)
    ]
    return (*lines, ReturnLine((Need.DS.label,), _figures(plans, cells * _of_need(Need.DS)), NO_ROW))


def _of_ages(low: int, high: int) -> IntArray:
    """1 in cells (ages, needs, placements) of those who turn these ages in the academic year."""
    turned = np.arange(AGES) + FIRST_AGE + TURNS
    return np.broadcast_to(((turned >= low) & (turned <= high))[:, None, None], _SHAPE).astype(np.int64)


def _of_parts(parts: Iterable[Part]) -> IntArray:
    cells = np.zeros(_SHAPE, dtype=np.int64)
    for placement, ages in parts:
        cells[ages, :, list(Placement).index(placement)] = 1
    return cells


def _of_need(need: Need) -> IntArray:
    cells = np.zeros(_SHAPE, dtype=np.int64)
    cells[:, NEEDS.index(need)] = 1
    return cells


_SHAPE = (AGES, len(NEEDS), len(Placement))


def _figures(plans: IntArray, cells: IntArray) -> tuple[int | None, ...]:
    return tuple(int((year * cells).sum()) for year in plans)


def _unknown(plans: IntArray) -> tuple[int | None, ...]:
    return (None,) * len(plans)
