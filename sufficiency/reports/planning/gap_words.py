"""Gaps between places and demand in words, for the terminal and for pages."""

from sufficiency.domain.need_groups import NeedGroup
from sufficiency.domain.planning_results import THOUSANDTHS, GapRow
from sufficiency.domain.scenario_comparison import Figure
from sufficiency.reports.planning.words import academic, signed
from sufficiency.reports.words import count


def whole_children(thousandths: int) -> int:
    """Whole children, halves going up."""
    return (thousandths + THOUSANDTHS // 2) // THOUSANDTHS


def gap_at_both(row: GapRow) -> str:
    """Children beyond places at P50 and at P80: ``+15 / +17``; below nought there are places to spare."""
    return f"{signed(Figure.CHILDREN, row.gap_p50)} / {signed(Figure.CHILDREN, row.gap_p80)}"


def kind_of_place(row: GapRow) -> str:
    """``Social, emotional and mental health, secondary, special``."""
    return f"{NeedGroup(row.need).label}, {row.phase}, {row.tier}"


def first_to_bind(level: str, row: GapRow | None) -> str:
    """The first kind of place to run short at ``P50`` or ``P80``, in a sentence; None where places suffice."""
    if row is None:
        return f"At {level} no kind of place runs short."
    gap = count(whole_children(row.gap_p80 if level == "P80" else row.gap_p50), "place")
    kind = kind_of_place(row).lower()
    return f"At {level} the first to bind is {kind}, in {academic(row.year)}: {gap} short."
