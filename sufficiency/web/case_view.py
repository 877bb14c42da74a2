"""One case of a run as its page tells it: what is recommended, what was asked, every other place and its effect."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sufficiency.domain.cases import Case
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.round import OVERRIDE
from sufficiency.domain.run import Alternative, GroupKey, Recommendation, Run, Unplaced, Verdict
from sufficiency.domain.settings import Consultation
from sufficiency.domain.years import ncy_label
from sufficiency.errors import UsageError
from sufficiency.reports.effects import effect
from sufficiency.reports.transport.arrangement import child_travel
from sufficiency.reports.words import PlaceNames, day, decimal, pounds
from sufficiency.statute.clocks import deadline_of
from sufficiency.statute.states import STATES
from sufficiency.web.tables import Cell, ListTable, listed

BARRED = "PREFERENCE_BARRED"


@dataclass(frozen=True, slots=True)
class Option:
    """Another place that the case may have, and what choosing it would do. ``ident`` names it in an address."""

    ident: str
    group: GroupKey
    place: str
    feasible: bool
    change: str
    moves: tuple[tuple[str, str, str], ...]
    travel: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case on one run. ``settled``: nothing is recommended, the place stands already."""

    ref: str
    says: str
    ncy: str
    need: str
    group: GroupKey | None
    place: str
    settled: bool
    facts: tuple[tuple[str, str], ...]
    why: str
    would_free: tuple[str, ...]
    options: tuple[Option, ...]


def case_view(run: Run, ref: str, inputs: Inputs | None) -> CaseView:
    """What a run says of one case. Raises UsageError where it says nothing."""
    found, names = _found(run, ref), PlaceNames(run)
    case = next((case for case in inputs.cases if case.ref == ref), None) if inputs else None
    settled = isinstance(found, Recommendation) and (found.fixed or found.basis == OVERRIDE)
    group = found.group if isinstance(found, Recommendation) else None
    why = found.why if isinstance(found, Unplaced) else _why(run, ref)
    return CaseView(
        ref=ref,
        says=_says(found, names, settled=settled),
        ncy=ncy_label(found.ncy),
        need=str(found.primary_need),
        group=group,
        place=names.of(group),
        settled=settled,
        facts=(*_facts(found, case, run), *_travel(run, ref, group)),
        why=why,
        would_free=found.relaxations if isinstance(found, Unplaced) else (),
        options=tuple(_options(run, ref, names)),
    )


def requests_table(run: Run, ref: str, inputs: Inputs) -> ListTable:
    """What the family asked for, in order, and what was found of each."""
    names = PlaceNames(run)
    asked = sorted((p for p in inputs.preferences if p.child_ref == ref), key=lambda p: p.rank)
    rows = [
        (str(p.rank), names.setting(p.urn), day(p.requested_on) if p.requested_on else "–", _finding(run, ref, p.urn))
        for p in asked
    ]
    return listed(
        "requests", "Requests by the family, in their order", ("Rank", "Setting", "Asked on", "Finding"), rows
    )


def consultations_table(names: PlaceNames, ref: str, consultations: Iterable[Consultation]) -> ListTable:
    """Settings consulted and what they replied."""
    rows = [
        (
            names.setting(c.urn), day(c.sent_on) if c.sent_on else "–", day(c.replied_on) if c.replied_on else "–",
            str(c.reply).replace("-", " "), str(c.ground) or "–", c.evidence or "–",
        )
        for c in consultations
        if c.child_ref == ref
    ]  # fmt: skip
    heads = ("Setting", "Sent", "Replied", "Reply", "Ground", "Evidence")
    return listed("consultations", "Consultations", heads, rows)


def not_elsewhere_table(run: Run, ref: str) -> ListTable:
    """Why each other place may not be recommended, by setting."""
    names = PlaceNames(run)
    barred = [v for v in run.verdicts if v.child_ref == ref and v.verdict == "not eligible" and v.rule != BARRED]
    rows = [(names.of(v.group), v.rule, v.sentence) for v in barred]
    counted = Counter(v.rule for v in barred)
    says = ", ".join(f"{rule} {number}" for rule, number in sorted(counted.items()))
    return listed("elsewhere", f"Why no other place: {says or 'nothing to say'}", ("Place", "Rule", "Why"), rows)


def options_table(view: CaseView, base: str) -> ListTable:
    """Every other place the case may have, least harm first, each with the way to its whole effect."""
    rows = [
        (
            Cell(option.place, f"{base}/effect?place={option.ident}"), option.change, option.travel or "–",
            str(len(option.moves)) if option.feasible else "–",
        )
        for option in view.options
    ]  # fmt: skip
    heads = ("Place", "What choosing it would change", "Journey", "#Children who would move")
    return listed("options", "Every other place the child may have, least harm first", heads, rows)


def _found(run: Run, ref: str) -> Recommendation | Unplaced:
    everyone: tuple[Recommendation | Unplaced, ...] = (*run.recommendations, *run.unplaced)
    for row in everyone:
        if row.child_ref == ref:
            return row
    raise UsageError(f"There is no case {ref} in this run.")


def _says(found: Recommendation | Unplaced, names: PlaceNames, *, settled: bool) -> str:
    if isinstance(found, Unplaced):
        return "No place is recommended."
    return f"{names.of(found.group)} is {'settled' if settled else 'recommended'} ({found.basis})."


def _facts(found: Recommendation | Unplaced, case: Case | None, run: Run) -> Iterator[tuple[str, str]]:
    if isinstance(found, Unplaced):
        yield "Due by", day(found.deadline)
    elif case is not None and not found.fixed:
        due = deadline_of(case, run.authority.academic_year)
        yield "Due by", day(due.on)
    if case is not None:
        yield "Asked on", day(case.request_date)
        yield "State in the tables", f"{case.state}: {STATES[case.state].name}"
        yield "Reason", str(case.reason).replace("-", " ")
    elif isinstance(found, Recommendation):
        yield "State in the tables", f"{found.state}: {STATES[found.state].name}"
    if isinstance(found, Recommendation):
        yield "Journey", "not known" if found.journey is None else f"{decimal(found.journey.tenths, 1)} minutes one way"
        yield "Cost", f"{pounds(found.annual_cost)} a year, {pounds(found.marginal_cost)} of it new"


def _travel(run: Run, ref: str, group: GroupKey | None) -> Iterator[tuple[str, str]]:
    said = child_travel(run, ref).get(group.urn, "") if group else ""
    if said:
        yield "Travel", said


def _why(run: Run, ref: str) -> str:
    return next((v.sentence for v in run.verdicts if v.child_ref == ref and v.verdict == "recommended"), "")


def _finding(run: Run, ref: str, urn: int) -> str:
    mine = [v for v in run.verdicts if v.child_ref == ref and v.group is not None and v.group.urn == urn]
    order: dict[str, int] = {"recommended": 0, "eligible": 1, "not eligible": 2, "note": 3}
    best: list[Verdict] = sorted(mine, key=lambda v: (order[v.verdict], v.rule == "MAY"))
    return f"{best[0].verdict.capitalize()}. {best[0].sentence}" if best else "Nothing is known of it in this round."


def _options(run: Run, ref: str, names: PlaceNames) -> Iterator[Option]:
    travel = child_travel(run, ref)
    mine = (a for a in run.alternatives if a.child_ref == ref)
    for option in sorted(mine, key=lambda a: (not a.feasible, a.change, a.group)):
        moves = tuple((m.child_ref, names.of(m.before), names.of(m.after)) for m in option.moves if m.child_ref != ref)
        yield Option(
            ident(option.group), option.group, names.of(option.group), option.feasible, _change(run, option), moves,
            travel.get(option.group.urn, ""),
        )  # fmt: skip


def option_called(view: CaseView, place: str) -> Option:
    """The other place of this name. Raises UsageError where the case may not have it."""
    found = next((option for option in view.options if option.ident == place), None)
    if found is None:
        raise UsageError(f"There is no such place for case {view.ref} in this run.")
    return found


def ident(group: GroupKey) -> str:
    """A place group in an address."""
    return f"{group.urn}-{group.provision_id}-{group.ncy_from}"


def _change(run: Run, option: Alternative) -> str:
    if not option.feasible:
        return "Cannot be done: no place can be freed"
    said = effect(run.levels, option.change)
    return f"{said[:1].upper()}{said[1:]}"
