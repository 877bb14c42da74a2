"""The plans table: the stock of plans of one January after another, child by child."""

from collections.abc import Sequence
from typing import Any

from sufficiency.domain.inputs import Authority
from sufficiency.domain.needs import Need
from sufficiency.domain.plans import LAST_PLAN_NCY, Awaited, Placement, PlanHeld
from sufficiency.domain.years import FIRST_NCY, AcademicYear, ncy_in
from sufficiency.tables import kinds
from sufficiency.tables.table import Column, Record, Rule, Table

JANUARY = kinds.whole_number(2015, 2060)


def _ncy(row: Record) -> int:
    given: int | None = row["ncy"]
    return ncy_in(row["date_of_birth"], AcademicYear(row["january"] - 1)) if given is None else given


def _age_fits(row: Record, _: Authority) -> bool:
    return row["ncy"] is not None or row["date_of_birth"] is None or FIRST_NCY <= _ncy(row) <= LAST_PLAN_NCY


def _january_is_past(row: Record, authority: Authority) -> bool:
    return bool(row["january"] <= authority.as_at.year)


def _not_there_already(row: Record, _: Authority) -> bool:
    return row["waiting_for"] is None or str(row["waiting_for"]) != str(row["placement"])


PLANS = Table(
    name="plans",
    one_row_is="one child's plan on the census day of one January",
    key=("child_ref", "january"),
    either=(("ncy", "date_of_birth"), ("area", "postcode")),
    optional=True,
    columns=(
        Column("child_ref", "The authority's own pseudonymous reference, the same in every January", kinds.REFERENCE,
               "authority", required=True, example="C-9001"),
        Column("january", "Year of the January whose census day it is", JANUARY, "SEN2", required=True, unit="year",
               example="2026"),
        Column("ncy", "National Curriculum year in the academic year that the January lies in",
               kinds.whole_number(FIRST_NCY, LAST_PLAN_NCY), "SEN2", unit="year", blank="worked out from date_of_birth",
               remedy="Write the year group as a number: 0 for Reception, 7 for Year 7.", example="8"),
        Column("date_of_birth", "Date of birth; used to work out the year, then dropped", kinds.DATE, "SEN2",
               private=True),
        Column("primary_need", "Primary type of need", kinds.code(Need), "SEN2", required=True,
               remedy="Use the code of the national return: ASD for autism, SEMH for social, emotional, mental health.",
               example="ASD"),
        Column("placement", "Where the child is educated: base is a resourced provision or SEN unit, special a "
               "state-funded or non-maintained special school, independent an independent special school, elsewhere "
               "includes education at home and none", kinds.code(Placement), "SEN2", required=True, example="special"),
        Column("area", "Area of the home", kinds.IDENTIFIER, "authority", default="", refers="areas.code",
               blank="the area nearest to the postcode", remedy="Add the area to areas, or correct its code.",
               example="E05000001"),
        Column("postcode", "Home postcode, where no area is given", kinds.POSTCODE, "SEN2", default="", private=True),
        Column("urn", "Setting attended", kinds.URN, "SEN2", blank="not known"),
        Column("waiting_for", "Kind of place the child waits for and is elsewhere for want of",
               kinds.code(Awaited), "authority", blank="none"),
    ),
    rules=(
        Rule("AGE_OUT_OF_RANGE", ("date_of_birth", "january", "ncy"), _age_fits,
             "gives an age that no National Curriculum year fits", "Check the year of birth and the January."),
        Rule("JANUARY_TO_COME", ("january",), _january_is_past, "{january} is after the census date",
             "Correct the January; what is to come is projected."),
        Rule("THERE_ALREADY", ("waiting_for", "placement"), _not_there_already,
             "{waiting_for} is where the child is already", "Leave waiting_for blank, or correct placement."),
    ),
)  # fmt: skip


def build(rows: Sequence[Record]) -> tuple[PlanHeld, ...]:
    """The plans, by January and reference. Rows must be free of faults, each with its area."""
    return tuple(sorted((_plan(row) for row in rows), key=lambda plan: (plan.january, plan.ref)))


def _plan(row: Record) -> PlanHeld:
    return PlanHeld(
        row["child_ref"],
        row["january"],
        _ncy(row),
        row["primary_need"],
        row["placement"],
        row["area"],
        row["urn"],
        row["waiting_for"],
    )


def row_of(plan: PlanHeld) -> dict[str, Any]:
    """The row that reads back as this plan; the date of birth is not kept, so the year stands for it."""
    return {
        "child_ref": plan.ref,
        "january": plan.january,
        "ncy": plan.ncy,
        "primary_need": plan.need,
        "placement": plan.placement,
        "area": plan.area,
        "urn": plan.urn,
        "waiting_for": plan.awaited,
    }
