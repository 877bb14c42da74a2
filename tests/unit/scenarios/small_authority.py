"""An input folder's planning tables of a few plans: one area, or two, and three Januaries."""

from datetime import date

from sufficiency.domain.inputs import Authority, Inputs
from sufficiency.domain.needs import Need
from sufficiency.domain.places import Place
from sufficiency.domain.plans import Awaited, ChildrenOfAge, Placement, PlanHeld, PlanningArea
from sufficiency.domain.years import AcademicYear

JANUARY = 2026
AREAS = (
    PlanningArea("N", "North", Place("", 450_000, 300_000), 2),
    PlanningArea("S", "South", Place("", 450_000, 290_000)),
)


def plan(ref, ncy, placement, area="N", *, january=JANUARY, need=Need.ASD, awaited=None):
    """One plan held."""
    return PlanHeld(ref, january, ncy, need, Placement(placement), area, None, awaited)


def followed(ref, ncy, placements, area="N", need=Need.ASD):
    """One child's plans in Januaries that end with the last, by where they were; ``ncy`` is that of the last."""
    first = JANUARY - len(placements) + 1
    return [
        plan(ref, ncy - JANUARY + january, placement, area, january=january, need=need)
        for january, placement in enumerate(placements, start=first)
    ]


def everybody(januaries=range(JANUARY - 2, JANUARY + 11), children=1000, areas=AREAS):
    """As many children of every age in every area and January."""
    return tuple(
        ChildrenOfAge(area.code, january, age, children)
        for area in areas for january in januaries for age in range(2, 26)
    )  # fmt: skip


def inputs(plans, population=None, areas=AREAS, consultations=(), settings=()):
    """The inputs of a planner who holds these plans."""
    return Inputs(
        Authority("Smallshire", "999", AcademicYear(JANUARY), date(JANUARY, 1, 15)),
        (), (), tuple(settings), (), tuple(consultations),
        areas=areas, plans=tuple(plans), population=everybody() if population is None else population,
    )  # fmt: skip


def a_county():
    """Some hundreds of plans of every age from Reception to Year 13, in both areas, followed for three years."""
    found = []
    for number in range(400):
        ncy, area = number % 14, "NS"[number % 3 == 0]
        where = ("mainstream", "special", "base", "independent", "mainstream")[number % 5]
        before = "mainstream" if ncy == 7 else where
        need = (Need.ASD, Need.SEMH, Need.SLD)[number % 7 % 3]
        found += followed(f"C-{number:03d}", ncy, [before, before, where][-(1 + min(ncy, 2)) :], area, need)
    waiting = [plan(f"W-{number}", 3 + number, "mainstream", awaited=Awaited.SPECIAL) for number in range(5)]
    bases = [plan(f"B-{number}", 8, "mainstream", "S", awaited=Awaited.BASE) for number in range(2)]
    return [*found, *waiting, *bases]
