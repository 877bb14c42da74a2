"""The drift report: what is overdue, what falls due week by week, and who has had no answer."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sufficiency.domain.cases import Reason
from sufficiency.domain.inputs import Inputs
from sufficiency.reports.sections import Section, SectionTable
from sufficiency.reports.words import children, count, day
from sufficiency.statute.clocks import consultation_due
from sufficiency.statute.drift import (
    Due,
    Objections,
    Silent,
    TransferDate,
    Unanswered,
    health_escalations,
    open_cases,
    silent_settings,
    transfer_dates,
    unanswered_requests,
)
from sufficiency.statute.provisions import provision
from sufficiency.statute.statements import A10
from sufficiency.statute.states import STATES

LONGEST = 10
"""How many of those who wait longest are listed; the sentence says of how many."""

LISTED = 20
"""How many rows of children a terminal lists of a kind; rows for machines hold them all."""

CLOCKS: Mapping[Reason, str] = {
    Reason.NEW_PLAN: "20 weeks",
    Reason.BREAKDOWN: "Review",
    Reason.PHASE_TRANSFER: "Transfer",
    Reason.MOVE_IN: "Move-in",
    Reason.TRIBUNAL: "Tribunal",
}
"""The clock that runs for each reason, as a heading."""

_WEEKS = (
    ("Over a year late", None, -365),
    ("13 to 52 weeks late", -364, -85),
    ("5 to 12 weeks late", -84, -29),
    ("Up to 4 weeks late", -28, -1),
    ("Due this week", 0, 6),
    *((f"Due in week {week + 1}", 7 * week, 7 * week + 6) for week in range(1, 6)),
    ("Due later", 42, None),
)
"""Label, first and last day from the date of the report; a week begins on that date."""


@dataclass(frozen=True, slots=True)
class Drift:
    """All of it, on one date."""

    on: date
    cases: tuple[Due, ...]
    transfers: tuple[TransferDate, ...]
    silent: tuple[Silent, ...]
    unanswered: tuple[Unanswered, ...]
    objections: tuple[Objections, ...]
    names: Mapping[int, str]


def drift(inputs: Inputs, on: date) -> Drift:
    """What ``on`` finds overdue, due or unanswered. No other date is looked at."""
    return Drift(
        on=on,
        cases=open_cases(inputs, on),
        transfers=transfer_dates(inputs, on),
        silent=silent_settings(inputs, on),
        unanswered=unanswered_requests(inputs, on),
        objections=health_escalations(inputs, on),
        names={setting.urn: setting.name for setting in inputs.settings},
    )


def drift_sections(found: Drift, most: int = LISTED) -> tuple[Section, ...]:
    """Headings, paragraphs and tables as plain data; of requests unanswered at ``most`` so many are listed."""
    return (
        _deadlines(found),
        _transfers(found),
        _silent(found),
        _unanswered(found, most),
        _objections(found),
        _longest(found),
    )


def child_by_child(found: Drift, most: int) -> tuple[Section, Section]:
    """What the sections count only: cases past their deadline and consultations unanswered, ``most`` of each listed."""
    late = [case for case in found.cases if case.days < 0]
    cases = [
        (c.child_ref, CLOCKS[c.reason], STATES[c.state].name, day(c.asked), day(c.due), f"{-c.days:,}")
        for c in late[:most]
    ]
    silent = [(s.child_ref, _name(found, s.urn), day(s.sent), day(s.due), f"{s.days:,}") for s in found.silent[:most]]
    about = f"{count(len(late), 'case')}, the one due first at the head.{_first(most, len(late))}"
    asked = f"{count(len(found.silent), 'consultation')}, the oldest first.{_first(most, len(found.silent))}"
    of_cases = SectionTable("", ("Child", "Clock", "State", "#Asked", "#Due", "#Days over"), tuple(cases))
    of_silent = SectionTable("", ("Child", "Setting", "#Sent", "#Reply due", "#Days over"), tuple(silent))
    return (
        Section("Cases past their deadline", (about,), (of_cases,)),
        Section("Consultations unanswered, child by child", (asked,), (of_silent,)),
    )


def drift_rows(found: Drift) -> list[dict[str, str | int]]:
    """One row for each thing found about one child: code, child, setting, date and days past it (below 0: to go)."""
    return [
        *(
            _row("DEADLINE_PASSED" if c.days < 0 else "DEADLINE_DUE", c.child_ref, c.reason.value, c.due, -c.days)
            for c in found.cases
        ),
        *(_row("CONSULTATION_UNANSWERED", s.child_ref, str(s.urn), s.due, s.days) for s in found.silent),
        *(_row("REQUEST_UNANSWERED", u.child_ref, _urns(u.wanted), u.asked, u.days) for u in found.unanswered),
        *(
            _row("HEALTH_ESCALATION", o.child_ref, _urns(o.urns), o.escalate_by, _past(o.escalate_by, found.on))
            for o in found.objections
        ),
    ]


def drift_document(found: Drift) -> dict[str, object]:
    """The same for machines: counts by week, phase transfers, and every finding."""
    transfers = [
        {"clock": t.clock, "due": str(t.due), "days_to_go": t.days, "settled": t.settled, "held": t.held,
         "consulted": t.consulted, "not_consulted": t.not_consulted}
        for t in found.transfers
    ]  # fmt: skip
    return {
        "on": str(found.on),
        "statement": A10,
        "open": len(found.cases),
        "passed": sum(case.days < 0 for case in found.cases),
        "weeks": [{"when": label, **counts} for label, counts in _weeks(found.cases)],
        "phase_transfers": transfers,
        "findings": drift_rows(found),
    }


def _deadlines(found: Drift) -> Section:
    passed = sum(case.days < 0 for case in found.cases)
    clocks = [reason for reason in CLOCKS if any(case.reason is reason for case in found.cases)]
    rows = [
        (label, *(f"{counts[reason.value]:,}" for reason in clocks), f"{counts['all']:,}")
        for label, counts in _weeks(found.cases)
        if counts["all"] or label.startswith("Due")
    ]
    says = (
        f"{count(len(found.cases), 'case')} open on {day(found.on)}; {passed:,} past their deadline. A week runs from "
        "the date of the report. A deadline passed is a duty still owed: decide those cases first, each on its own."
    )
    columns = ("Deadline", *(f"#{CLOCKS[reason]}" for reason in clocks), "#All")
    return Section("Deadlines", (says,), (SectionTable("", columns, tuple(rows)),))


def _weeks(cases: Sequence[Due]) -> Iterator[tuple[str, dict[str, int]]]:
    for label, first, last in _WEEKS:
        inside = [c for c in cases if (first is None or c.days >= first) and (last is None or c.days <= last)]
        by_reason = Counter(case.reason for case in inside)
        yield label, {reason.value: by_reason[reason] for reason in CLOCKS} | {"all": len(inside)}


def _transfers(found: Drift) -> Section:
    rows = [
        (day(t.due), _to_go(t.days), *(f"{n:,}" for n in (t.settled, t.held, t.consulted, t.not_consulted)))
        for t in found.transfers
    ]
    says = tuple(
        f"{day(t.due)}: {provision(t.clock, found.on).source.title}. {children(t.open)} without a final plan that "
        f"names a school; {'the date ' if t.days < 0 else ''}{_to_go(t.days)}."
        for t in found.transfers
    )
    columns = ("Date", "To go", "#Named", "#Held", "#Consulted", "#Not yet")
    return Section("Phase transfers", says or ("None in this round.",), (SectionTable("", columns, tuple(rows)),))


def _silent(found: Drift) -> Section:
    days = (consultation_due(found.on) - found.on).days
    by_setting = Counter(row.urn for row in found.silent)
    first = {row.urn: row for row in reversed(found.silent)}
    rows = [
        (_name(found, urn), f"{number:,}", day(first[urn].sent), f"{first[urn].days:,}")
        for urn, number in sorted(by_setting.items(), key=lambda item: (-item[1], item[0]))
    ]
    says = f"{count(len(found.silent), 'consultation')} without a reply after {days} days (Code of Practice, 9.83)."
    columns = ("Setting", "#Unanswered", "#Oldest sent", "#Days over")
    return Section("Consultations unanswered", (says,), (SectionTable("", columns, tuple(rows)),))


def _unanswered(found: Drift, most: int) -> Section:
    rows = [(u.child_ref, day(u.asked), f"{u.days:,}", day(u.due), _not_consulted(u)) for u in found.unanswered[:most]]
    says = (
        f"{count(len(found.unanswered), 'request')} with no answer yet, in the order in which they were made. Each is "
        f"owed its own answer, whoever asked later.{_first(most, len(found.unanswered))}"
    )
    columns = ("Child", "#Asked", "#Days", "#Due", "#Settings not consulted")
    return Section("Parental requests unanswered", (says,), (SectionTable("", columns, tuple(rows)),))


def _objections(found: Drift) -> Section:
    rule = provision("health_escalation_objections", found.on)
    rows = [
        (o.child_ref, f"{len(o.urns)}", "not dated" if o.escalate_by is None else day(o.escalate_by),
         ", ".join(_name(found, urn) for urn in o.urns))
        for o in found.objections
    ]  # fmt: skip
    says = f"{children(len(found.objections))} with {rule.whole} or more. {rule.source.title}."
    columns = ("Child", "#Settings", "#Bring to health by", "Which objected")
    return Section("Objections: bring in health", (says,), (SectionTable("", columns, tuple(rows)),))


def _longest(found: Drift) -> Section:
    longest = sorted(found.cases, key=lambda case: (case.asked, case.child_ref))[:LONGEST]
    rows = [
        (c.child_ref, day(c.asked), f"{(found.on - c.asked).days:,}", CLOCKS[c.reason], STATES[c.state].name,
         day(c.due))
        for c in longest
    ]  # fmt: skip
    table = SectionTable("", ("Child", "#Asked", "#Days", "Clock", "State", "#Due"), tuple(rows))
    of = f"The {LONGEST} who asked first, of {count(len(found.cases), 'open case')}."
    says = (of,) if len(found.cases) > LONGEST else ()
    return Section("Waiting longest", (*says, A10), (table,))


def _first(most: int, of: int) -> str:
    return f" The first {most:,} are listed." if of > most else ""


def _row(code: str, child: str, about: str, on: date | None, past: int) -> dict[str, str | int]:
    return {"finding": code, "child_ref": child, "about": about, "date": str(on or ""), "days_past": past}


def _past(by: date | None, on: date) -> int:
    return 0 if by is None else (on - by) // timedelta(days=1)


def _urns(urns: Sequence[int]) -> str:
    return " ".join(map(str, urns))


def _name(found: Drift, urn: int) -> str:
    return found.names.get(urn, f"URN {urn}")


def _not_consulted(row: Unanswered) -> str:
    return f"{len(row.not_consulted)} of {len(row.wanted)}" if row.wanted else "none asked for"


def _to_go(days: int) -> str:
    if days < 0:
        return f"passed {count(-days, 'day')} ago"
    return f"{count(days, 'day')} to go"
