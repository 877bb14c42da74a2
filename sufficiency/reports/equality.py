"""Equality monitoring: how a round came out for whom, and a draft section for the equality impact assessment.

A draft for the authority to complete. It finds differences; it does not say that any is justified, or lawful.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sufficiency.domain.run import PolicyUsed, Run
from sufficiency.reports.disclosure import HIDDEN, NOTE
from sufficiency.reports.equality_figures import Breakdown, GroupFigures, breakdowns
from sufficiency.reports.outcomes import CHARACTERISTICS, ChildOutcome
from sufficiency.reports.sections import Section, SectionTable
from sufficiency.reports.words import day, decimal
from sufficiency.statute.provisions import provision

DRAFT = "Draft, to be completed by the authority."
FOR_OFFICERS = (
    "For the officers who monitor equality only: exact figures, from which single children may be recognised."
)
GROUPED = (
    f"Groups with fewer than eight children in any figure are put together. {NOTE} Medians are to the nearest five "
    f"minutes and five days. An outcome that no grouping makes large enough is {HIDDEN} throughout."
)
NOT_READ = (
    "The characteristics here are read after the round. Eligibility, the order and the places recommended cannot read "
    "them: taking the monitoring table away changes no recommendation."
)
READ_OPENLY = (
    "What the round does read, openly: the child's needs; sex, where a setting admits one sex only (Equality Act 2010, "
    "Schedule 11); looked-after status, where the policy names it as an urgency."
)
FIGURES = (
    "First: the first preference, of those who stated one. Superseded: a place sought went to a later request. "
    "Minutes: the median journey of those placed. Days: the median wait from the request to the census date."
)
TO_COMPLETE = (
    "Which differences above need a reason, and what it is: to be completed by the authority.",
    "What will be done about those without one, by whom and by when: to be completed by the authority.",
    "Who was consulted on the ordering policy, and what they said: to be completed by the authority.",
)

NONE = "–"
_COLUMNS = ("Group", "#Children", "#Placed", "#First", "#Superseded", "#Minutes", "#Days")


@dataclass(frozen=True, slots=True)
class Equality:
    """Outcomes by characteristic for one run; ``public`` says whether small numbers were taken out."""

    authority: str
    as_at: date
    policy: PolicyUsed
    public: bool
    breakdowns: tuple[Breakdown, ...]


def equality(
    run: Run,
    outcomes: Sequence[ChildOutcome],
    *,
    public: bool = True,
    shown_before: Sequence[Sequence[ChildOutcome]] = (),
) -> Equality:
    """How the round came out for whom.

    ``shown_before``: outcomes of runs whose public figures have been given out already, the oldest first; those of this
    run are made beside them, so that no difference between the tables is 1 to 7 children.
    """
    earlier: tuple[Breakdown, ...] = ()
    for before in shown_before if public else ():
        earlier = breakdowns(before, public=True, earlier=earlier)
    found = breakdowns(outcomes, public=public, earlier=earlier)
    return Equality(run.authority.name, run.authority.as_at, run.policy, public, found)


def equality_sections(found: Equality) -> tuple[Section, ...]:
    """A draft section for the equality impact assessment: headings, paragraphs and tables as plain data."""
    duty = provision("equality_duty", found.as_at)
    policy = f"{found.policy.name}: {found.policy.sentence}"
    return (
        Section(
            "Equality impact of the ordering policy",
            (DRAFT, f"{found.authority}, round as at {day(found.as_at)}. {policy}"),
        ),
        Section("The duty", (f"{duty.says} {duty.source.title}.", NOT_READ, READ_OPENLY)),
        Section(
            "Outcomes",
            (FIGURES, GROUPED if found.public else FOR_OFFICERS, *_not_shown(found)),
            tuple(_table(breakdown, HIDDEN if found.public else NONE) for breakdown in found.breakdowns),
        ),
        Section("To be completed", TO_COMPLETE),
    )


def equality_rows(found: Equality) -> list[dict[str, str | int | None]]:
    """One row for each group of each characteristic; an empty figure is hidden, or none."""
    return [
        {
            "characteristic": breakdown.characteristic,
            "group": figures.group,
            "children": figures.children,
            "placed_percent": figures.placed,
            "first_preference_percent": figures.first,
            "superseded_percent": figures.superseded,
            "median_minutes": None if figures.minutes is None else decimal(figures.minutes, 1),
            "median_days_waited": figures.days,
        }
        for breakdown in found.breakdowns
        for figures in breakdown.figures
    ]


def _table(breakdown: Breakdown, blank: str) -> SectionTable:
    heading = CHARACTERISTICS[breakdown.characteristic]
    return SectionTable(heading, _COLUMNS, tuple(_row(figures, blank) for figures in breakdown.figures))


def _row(figures: GroupFigures, blank: str) -> tuple[str, ...]:
    """The figures as text, ``blank`` for one that is hidden or that nobody stands behind."""
    minutes = blank if figures.minutes is None else decimal(figures.minutes, 1)
    rates = (blank if rate is None else f"{rate}%" for rate in (figures.placed, figures.first, figures.superseded))
    counts = (blank if number is None else f"{number:,}" for number in (figures.children, figures.days))
    children, days = counts
    return figures.group, children, *rates, minutes, days


def _not_shown(found: Equality) -> tuple[str, ...]:
    missing = [CHARACTERISTICS[b.characteristic].lower() for b in found.breakdowns if not b.figures]
    return (f"Too few children to show by {', '.join(missing)}.",) if missing else ()
