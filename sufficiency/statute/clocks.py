"""By when each case is due, from the reason a place is looked for and its dated facts.

Weeks are calendar weeks and days calendar days: no date is moved to a working day.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce

from sufficiency.domain.cases import Case, Reason
from sufficiency.domain.years import AcademicYear
from sufficiency.errors import SufficiencyError
from sufficiency.statute.provisions import DatedProvision, provision


class MissingFact(SufficiencyError):
    """The dated fact that fixes a deadline was not given."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The date a case is due, the name of the clock (``given`` where the authority states the date), its source."""

    on: date
    rule: str
    source: str
    sentence: str


def deadline_of(case: Case, year: AcademicYear) -> Deadline:
    """When the case is due: the date given where one is given, else worked out from ``case.reason``.

    Raises
    ------
    MissingFact
        A tribunal case without the date of the order.
    """
    if case.deadline is not None:
        return Deadline(
            case.deadline, "given", "Children table, deadline", f"Due on {case.deadline}, as the authority states."
        )
    return _CLOCK[case.reason](case, year)


def consultation_due(sent_on: date) -> date:
    """The date by which a setting consulted on ``sent_on`` should reply. Source: Code of Practice, 9.83."""
    return sent_on + timedelta(days=provision("school_consult", sent_on).whole)


def weeks_after(start: date, clock: str) -> date:
    """``start`` plus the whole calendar weeks of a clock, as in force on ``start``."""
    return start + timedelta(weeks=provision(clock, start).whole)


def _new_plan(case: Case, _: AcademicYear) -> Deadline:
    return _counted(case.request_date, ("final_plan",), "the request")


def _move_in(case: Case, _: AcademicYear) -> Deadline:
    return _counted(case.request_date, ("move_in",), "the transfer")


def _breakdown(case: Case, _: AcademicYear) -> Deadline:
    if case.review_date is None:
        return _counted(case.request_date, ("ar_notice", "ar_final"), "the request for a review")
    return _counted(case.review_date, ("ar_notice", "ar_final"), "the review meeting")


def _tribunal(case: Case, _: AcademicYear) -> Deadline:
    if case.order_date is None:
        raise MissingFact(f"{case.ref}: a tribunal case needs the date of the order or a deadline")
    return _counted(case.order_date, ("trib_name_school",), "the tribunal's order")


def _phase_transfer(case: Case, year: AcademicYear) -> Deadline:
    """By the calendar year of transfer, in which the academic year starts; the regulations say *before* these dates."""
    known = date(year.starts, 1, 1)
    post_16 = provision("first_post_16_ncy", known).whole
    if case.ncy > post_16:
        clock = provision("phase_p16_p16", known)
        first = year.first_day
        due = first.replace(month=first.month - clock.whole)
        return _dated(due, clock, f"{clock.whole} months before the transfer on {first}")
    clock = provision("phase_sec_p16" if case.ncy == post_16 else "phase_other", known)
    return _dated(clock.day_in(year.starts), clock, f"the date for transfers in {year.starts}")


def _counted(start: date, clocks: tuple[str, ...], event: str) -> Deadline:
    due = reduce(weeks_after, clocks, start)
    weeks = (due - start).days // 7
    return _dated(due, provision(clocks[-1], start), f"{weeks} weeks from {event} on {start}")


def _dated(due: date, clock: DatedProvision, words: str) -> Deadline:
    return Deadline(due, clock.name, clock.source.title, f"Due on {due}: {words}.")


_CLOCK: Mapping[Reason, Callable[[Case, AcademicYear], Deadline]] = {
    Reason.NEW_PLAN: _new_plan,
    Reason.PHASE_TRANSFER: _phase_transfer,
    Reason.MOVE_IN: _move_in,
    Reason.BREAKDOWN: _breakdown,
    Reason.TRIBUNAL: _tribunal,
}
