"""One child awaiting a place as a row of the children table: what the return says, and what it cannot say.

The return has no day on which a place was asked for. The nearest fact stands for it, by the reason: the review before a
phase transfer, the first day out of education, the request for an assessment; and where there is none, the census day,
with a warning. A tribunal's order and a parent's preference are in no item of the return.
"""

from collections.abc import Iterator
from datetime import date

from sufficiency.domain.cases import Reason, State, Urgency
from sufficiency.importers.sen2.codes import NOT_IN_EDUCATION
from sufficiency.importers.sen2.needs import needs_of
from sufficiency.importers.sen2.whereabouts import Facts, Round, Whereabouts


def child_row(where: Whereabouts, round_: Round, ref: str) -> dict[str, str]:
    """The row of a child awaiting a place, as text by column."""
    facts, state = where.facts, where.rule.state
    reason = reason_of(facts, round_)
    due = facts.active.phase_transfer_due if facts.active and reason is Reason.PHASE_TRANSFER else None
    named = facts.named.urn if facts.named and state is State.NAMED_FINAL else None
    return {
        "child_ref": ref,
        "ncy": str(facts.ncy),
        "primary_need": "|".join(needs_of(facts, 1)),
        "other_needs": "|".join(need for need in needs_of(facts, 2) if need not in needs_of(facts, 1)),
        "sex": str(facts.person.sex),
        "postcode": facts.person.postcode,
        "request_date": _text(request_date_of(facts, round_, reason) or round_.census),
        "deadline": _text(due),
        "reason": str(reason),
        "review_date": _text(_reviewed(facts, round_) if reason is Reason.BREAKDOWN else None),
        "state": str(state),
        "urgency": str(Urgency.NO_SCHOOL_PLACE) if facts.setting in NOT_IN_EDUCATION else "",
        "current_urn": _text(facts.attends.urn if facts.attends else None),
        "named_urn": _text(named),
        "notes": f"SEN2 return, {place_of(facts)}: {where.rule.name}",
    }


def place_of(facts: Facts) -> str:
    """Where the person stands in the return, so that whoever holds the return can look the child up."""
    at = facts.person.at
    return f"{at.path} at line {at.row}" if at.path else f"row {at.row} of {at.sheet or at.file}"


def reason_of(facts: Facts, round_: Round) -> Reason:
    """Why a place is looked for, as far as the return says.

    phase-transfer   a due date of a phase transfer that is not final, or of the year of the round
    move-in          the plan came from another authority in the collection year
    new-plan         the plan was issued in the calendar year before the census, or since
    breakdown        any other plan: it stands, and what it names is not, or no longer, where the child is
    """
    active, plan = facts.active, facts.plan
    due = active.phase_transfer_due if active else None
    if active and due and (active.phase_transfer_final is None or due.year == round_.year.starts):
        return Reason.PHASE_TRANSFER
    if active and active.transfer_la:
        return Reason.MOVE_IN
    if plan and plan.started and plan.started.year >= round_.census.year - 1:
        return Reason.NEW_PLAN
    return Reason.BREAKDOWN


def request_date_of(facts: Facts, round_: Round, reason: Reason) -> date | None:
    """The day that stands for the request, at or before the census: the first fact the reason looks for that is there.

    None where there is none. The day an old plan was issued is no such fact: it would put a child whose review was not
    recorded before everybody whose review was.
    """
    return next((day for day in _days(facts, reason) if day and day <= round_.census), None)


def _days(facts: Facts, reason: Reason) -> Iterator[date | None]:
    active, plan, request, attends = facts.active, facts.plan, facts.request, facts.attends
    if reason is Reason.NEW_PLAN:
        yield from (request.received if request else None, plan.started if plan else None)
    if attends and facts.setting in NOT_IN_EDUCATION:
        yield attends.entered
    if active and reason is not Reason.MOVE_IN:
        yield from (active.review_meeting, active.last_review)


def _reviewed(facts: Facts, round_: Round) -> date | None:
    met = facts.active.review_meeting if facts.active else None
    return met if met and met <= round_.census else None


def _text(value: date | int | None) -> str:
    return "" if value is None else str(value)
