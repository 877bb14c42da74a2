"""Who was passed over: every place that went to a later request than one still looking for it, and for what reason.

No order is unlawful in itself, but an unrecorded supersession is the failure that reviewers of authorities found. So
each is a record, whatever the policy, measured against the order in which the requests were received.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sufficiency.domain.cases import Case
from sufficiency.domain.ordering import OrderingPolicy, Programme
from sufficiency.domain.run import GroupKey, Supersession
from sufficiency.domain.settings import Ground

Holders = Mapping[GroupKey, Sequence[str]]
"""Place group to the references seated within its binding limit (the innermost that is full); absent if one is free."""

REASON_CODES: Mapping[str, str] = {
    "U1": "a tribunal's order, or its clock running",
    "U2": "no school place at all",
    "U3": "a placement that ended or is unsafe",
    "U4": "a looked-after child",
    "U5": "past its deadline",
    "U6": "a category of urgency",
    "DEADLINE": "an earlier deadline",
    "NEED_SCORE": "a higher published need score among equally urgent deadlines",
    "COHORT_OPTIMUM": "the best outcome over cases considered jointly",
    "AGE_RANGE": "the earlier request is outside the age range",
    "DESIGNATION": "the earlier request is outside the designation, and the setting has not accepted the child",
    "PEER_GROUP": "the setting objected for the sake of the children already there",
    "TRAVEL_LIMIT": "the journey of the earlier request is too long, or not known",
    "MANUAL": "a named person settled the place, with a reason",
}
"""Why a later request went first, in words."""

_BY_RULE = {
    "AGE": "AGE_RANGE",
    "NEED": "DESIGNATION",
    "TRAVEL_LIMIT": "TRAVEL_LIMIT",
    "CHILD_LIMIT": "TRAVEL_LIMIT",
    "NO_ROUTE": "TRAVEL_LIMIT",
}
_BY_GROUND = {
    Ground.A_AGE: "AGE_RANGE",
    Ground.A_ABILITY: "DESIGNATION",
    Ground.A_SEN: "DESIGNATION",
    Ground.B_I_EDU: "PEER_GROUP",
}
_BY_PART = {"lock": "U1", "overdue": "DEADLINE", "deadline": "DEADLINE", "band": "DEADLINE", "need": "NEED_SCORE"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case after the round, fixed cases left out.

    ``key`` is the key of its tier. ``wanted`` are the admissible places it ranks above its seat, best first (all of
    them where ``seat`` is None); ``barred`` the places asked for that eligibility rules out, with a reason code.
    """

    case: Case
    due: date
    key: tuple[int, ...]
    seat: GroupKey | None
    wanted: tuple[GroupKey, ...] = ()
    barred: tuple[tuple[GroupKey, str], ...] = ()
    overridden: bool = False


def supersessions(outcomes: Sequence[Outcome], holders: Holders, policy: OrderingPolicy) -> tuple[Supersession, ...]:
    """One record for each case A and later request B seated where A would rather be, B nearest in time first.

    Where eligibility bars A from a place that A asked for, only the nearest later B is recorded. The texts
    ``counterfactual`` and ``effect_on_a`` are blank, for explanation to fill.
    """
    by_ref = {outcome.case.ref: outcome for outcome in outcomes}
    earliest_first = sorted(outcomes, key=lambda outcome: (outcome.case.request_date, outcome.case.ref))
    return tuple(record for a in earliest_first for record in _passed_over(a, by_ref, holders, policy))


def barred_code(rule: str, ground: Ground = Ground.NOT_GIVEN) -> str | None:
    """The reason code for an eligibility rule, or for an objection's ground, if there is one."""
    return _BY_GROUND.get(ground) if rule == "OBJECTED" else _BY_RULE.get(rule)


def reason_code(a: Outcome, b: Outcome, policy: OrderingPolicy) -> str:
    """Why B was seated before A: the first part of the policy's key in which B comes first."""
    if b.overridden:
        return "MANUAL"
    if policy.programme is Programme.COHORT:
        return "COHORT_OPTIMUM"
    for part, of_a, of_b in zip(policy.key_parts, a.key, b.key, strict=True):
        if of_b > of_a:
            break
        if of_b < of_a:
            return f"U{of_b}" if part == "urgency" else _BY_PART[part]
    return "COHORT_OPTIMUM"  # A is not behind B: only a rule over several children at once can seat B and not A


def _passed_over(
    a: Outcome, by_ref: Mapping[str, Outcome], holders: Holders, policy: OrderingPolicy
) -> Iterator[Supersession]:
    seen = set()
    for group in a.wanted:
        for b in _later_holders(a, group, by_ref, holders):
            if (group.urn, b.case.ref) not in seen:
                seen.add((group.urn, b.case.ref))
                yield _record(a, b, reason_code(a, b, policy))
    for group, code in a.barred:
        for b in _later_holders(a, group, by_ref, holders)[:1]:
            yield _record(a, b, code)


def _later_holders(a: Outcome, group: GroupKey, by_ref: Mapping[str, Outcome], holders: Holders) -> list[Outcome]:
    seated = [by_ref[ref] for ref in holders.get(group, ()) if ref in by_ref]
    later = [b for b in seated if b.case.request_date > a.case.request_date]
    return sorted(later, key=lambda b: (b.case.request_date, b.case.ref))


def _record(a: Outcome, b: Outcome, code: str) -> Supersession:
    if b.seat is None:
        raise ValueError(f"{b.case.ref} is listed as seated and has no seat")
    return Supersession(
        supersession_id=_identity(a.case.ref, b.case.ref, b.seat),
        group=b.seat,
        child_a=a.case.ref,
        child_b=b.case.ref,
        a_request_date=a.case.request_date,
        b_request_date=b.case.request_date,
        a_state=a.case.state,
        a_deadline=a.due,
        b_deadline=b.due,
        reason_code=code,
        a_need_score=a.case.need_score,
        b_need_score=b.case.need_score,
        counterfactual="",
        effect_on_a="",
    )


def _identity(a: str, b: str, group: GroupKey) -> str:
    text = f"{a}:{b}:{group.urn}:{group.provision_id}:{group.ncy_from}"
    return f"S-{sha256(text.encode()).hexdigest()[:12]}"
