"""Whether something may be done now: each policy looks at the facts of one case at one moment.

A policy gives the sentence that stands in the way, or nothing. ``MOVES`` name the policies of each move.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sufficiency.panel.refusal import Refusal
from sufficiency.statute.refusal import Missing
from sufficiency.statute.supersession import REASON_CODES

BASES: Mapping[str, str] = {
    "S44": "review and amendment under section 44 of the Children and Families Act 2014",
    "TRIBUNAL": "an order of the First-tier Tribunal",
    "WITHDRAWN": "withdrawal by the family",
    "PHASE": "phase transfer",
    "MOVED": "a move to another area",
}
"""On what a settled place may be opened again."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A request not met, and what its refusal record still lacks."""

    rank: int
    urn: int
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known when a person asks for a move, read in the transaction that would make it.

    ``today`` is the day in England. ``run`` and ``newest_run`` are runs by name, ``newest_says`` what the newest
    recommends in words; ``listed``: the newest tables have the case. ``interests`` are what the person declared that
    touches the case or a place in question; ``barred`` says why the place may not be named; ``unapproved`` and
    ``own_approvals`` are supersessions by name. ``decided_by`` is who decided the place held.
    """

    by: str
    today: date
    reason: str = ""
    code: str = ""
    on: date | None = None
    run: str = ""
    newest_run: str = ""
    newest_says: str = ""
    listed: bool = True
    opened: bool = False
    decided_already: bool = False
    interests: tuple[str, ...] = ()
    consultations: int = 0
    unanswered: tuple[Unanswered, ...] = ()
    barred: str = ""
    unapproved: tuple[str, ...] = ()
    own_approvals: tuple[str, ...] = ()
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """A rule in words, and its check: the sentence that stands in the way, or an empty one."""

    says: str
    check: Callable[[Facts], str]


def stands_in_the_way(policies: Sequence[str], facts: Facts) -> tuple[Refusal, ...]:
    """Every policy of these that the facts do not satisfy."""
    found = ((name, POLICIES[name].check(facts)) for name in policies)
    return tuple(Refusal("now", name, sentence) for name, sentence in found if sentence)


def _reason(facts: Facts) -> str:
    return "" if facts.reason.strip() else "Give the reason: it is kept with your name."


def _opened(facts: Facts) -> str:
    return "" if facts.opened else "Open the case on this run first: a case not looked at cannot be decided."


def _no_interest(facts: Facts) -> str:
    said = "; ".join(facts.interests)
    return f"You declared an interest ({said}), so somebody else does this." if said else ""


def _current_run(facts: Facts) -> str:
    if facts.run == facts.newest_run:
        return ""
    return (
        f"Run {facts.run or '(none)'} is not the newest of this round: {facts.newest_run or 'there is none yet'}. "
        f"{facts.newest_says}".strip()
    )


def _once(facts: Facts) -> str:
    return (
        "This case was decided on this run already. To decide it again, a place held is given up first, and then a new "
        "run is put before the panel."
        if facts.decided_already
        else ""
    )


def _may_be_named(facts: Facts) -> str:
    return facts.barred


def _approved_by_another(facts: Facts) -> str:
    if facts.unapproved:
        return f"A held place would be passed on; a service manager approves first: {', '.join(facts.unapproved)}."
    if facts.own_approvals:
        return f"You approved {', '.join(facts.own_approvals)} yourself, so another member decides."
    return ""


def _consultation_sent(facts: Facts) -> str:
    return "" if facts.consultations else "Record the consultation sent to a setting first."


def _requests_answered(facts: Facts) -> str:
    lacking = (
        f"request {one.rank} (setting {one.urn}): {missing.says}" for one in facts.unanswered for missing in one.missing
    )
    said = "; ".join(lacking)
    return f"No letter may go: a request that is not met needs its ground and evidence. Lacking: {said}" if said else ""


def _reason_code(facts: Facts) -> str:
    return "" if facts.code in REASON_CODES else f"Give a reason code: {', '.join(REASON_CODES)}."


def _family_told(facts: Facts) -> str:
    return _day_gone_by(facts, "on which the family was told")


def _not_own_decision(facts: Facts) -> str:
    return "You decided this hold, so another person gives it up." if facts.by == facts.decided_by else ""


def _basis_to_reopen(facts: Facts) -> str:
    if facts.code in BASES:
        return ""
    return f"A settled place stands unless the law opens it. Give the basis: {', '.join(BASES)}."


def _order_date(facts: Facts) -> str:
    return _day_gone_by(facts, "of the tribunal's order")


def _day_gone_by(facts: Facts, says: str) -> str:
    if facts.on is None:
        return f"Give the day {says}."
    return f"{facts.on} is still to come: give the day {says}." if facts.on > facts.today else ""


def _listed(facts: Facts) -> str:
    return "" if facts.listed else "The newest tables no longer have this case, so there is nothing to decide on."


POLICIES: Mapping[str, Policy] = {
    "REASON": Policy("a reason in words", _reason),
    "OPENED": Policy("the person opened the case on this run", _opened),
    "NO_INTEREST": Policy(
        "the person declared no interest in the case, or in a setting asked for, recommended, held or chosen",
        _no_interest,
    ),
    "CURRENT_RUN": Policy("the run is the newest of its round", _current_run),
    "LISTED": Policy("the newest tables have the case", _listed),
    "ONCE": Policy("the case was not decided on this run before, deferrals aside", _once),
    "MAY_BE_NAMED": Policy("the place is one of this round, for the child's year", _may_be_named),
    "APPROVED_BY_ANOTHER": Policy(
        "every held place passed on by this was approved by a service manager who is not the one deciding",
        _approved_by_another,
    ),
    "CONSULTATION_SENT": Policy("a consultation is on record", _consultation_sent),
    "REQUESTS_ANSWERED": Policy(
        "every request ranked above the place has a ground of refusal with all its evidence; “full” is not one",
        _requests_answered,
    ),
    "REASON_CODE": Policy("a reason code of supersession", _reason_code),
    "FAMILY_TOLD": Policy("the date on which the family was told", _family_told),
    "NOT_OWN_DECISION": Policy("another person than the one who decided", _not_own_decision),
    "BASIS_TO_REOPEN": Policy("a legal basis: " + ", ".join(BASES), _basis_to_reopen),
    "ORDER_DATE": Policy("the date of the order", _order_date),
}
"""Every policy by name."""
