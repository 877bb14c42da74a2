"""One case as the panel reads it: facts in a row, and the tables of its page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sufficiency.domain.cases import Case, Preference, Reason, State
from sufficiency.domain.round import OVERRIDE
from sufficiency.domain.run import Alternative, Move, Recommendation, Supersession, Unplaced
from sufficiency.domain.settings import Consultation, Ground, Reply
from sufficiency.domain.years import ncy_label
from sufficiency.reports.effects import effect
from sufficiency.reports.pack import requests, sheets
from sufficiency.reports.pack.dossier import Dossier
from sufficiency.reports.pack.sheets import Row
from sufficiency.reports.pack.travel import travel_rows
from sufficiency.reports.words import count, day, minutes
from sufficiency.statute.clocks import consultation_due, deadline_of
from sufficiency.statute.refusal import only_says_full
from sufficiency.statute.states import STATES
from sufficiency.statute.supersession import REASON_CODES

MOST_ALTERNATIVES, MOST_MOVES, MOST_SUPERSESSIONS = 4, 3, 4
_SETTLED = (State.NAMED_FINAL, State.ON_ROLL, State.TRIBUNAL_ORDERED)
_REASONS = {
    Reason.NEW_PLAN: "New plan",
    Reason.PHASE_TRANSFER: "Phase transfer",
    Reason.MOVE_IN: "Moved in",
    Reason.BREAKDOWN: "Placement broke down",
    Reason.TRIBUNAL: "Tribunal",
}
_REPLIES = {
    Reply.ACCEPT: "Accepts",
    Reply.ACCEPT_OVER_NUMBER: "Accepts over number",
    Reply.OBJECT: "Objects",
    Reply.NONE: "No reply",
}


@dataclass(frozen=True, slots=True)
class CasePage:
    """One child: the row of the cases table, and the rows of each table of the page by name."""

    facts: Row
    tables: Mapping[str, tuple[Row, ...]]


def open_cases(dossier: Dossier) -> tuple[str, ...]:
    """References of children whose place is not settled, in the order of the policy, then by reference."""
    tiers = {r.child_ref: r.tier for r in dossier.run.recommendations if r.state not in _SETTLED}
    tiers |= {u.child_ref: u.tier for u in dossier.run.unplaced}
    return tuple(sorted(tiers, key=lambda ref: (tiers[ref], ref)))


def case_page(dossier: Dossier, ref: str) -> CasePage:
    """Everything the panel needs on one child, by reference."""
    refused = requests.not_recommended(dossier, ref)
    tables = {
        sheets.ASKED: tuple(_asked(dossier, asked) for asked in dossier.preferences.get(ref, ())),
        sheets.CONSULTED: tuple(_consulted(dossier, c) for c in dossier.consultations.get(ref, ())),
        sheets.ALTERNATIVES: tuple(_alternatives(dossier, ref)),
        sheets.TRAVEL: tuple(travel_rows(dossier, ref, MOST_ALTERNATIVES)),
        sheets.REFUSALS: tuple(requests.refusal_row(dossier, request) for request in refused),
        sheets.EVIDENCE: tuple(row for request in refused for row in requests.evidence_rows(dossier, request)),
        sheets.PAGE_EVIDENCE: requests.evidence_by_ground(dossier, refused),
        sheets.TOUCHING: tuple(_touching(dossier, ref)),
    }
    return CasePage(_facts(dossier, ref), {sheet.name: rows for sheet, rows in tables.items()})


def _facts(dossier: Dossier, ref: str) -> Row:
    case, as_at = dossier.cases[ref], dossier.run.authority.as_at
    due = deadline_of(case, dossier.run.authority.academic_year)
    about: dict[str, sheets.Cell] = {
        "child": ref,
        "year": ncy_label(case.ncy),
        "need": case.primary_need.label,
        "other_needs": ", ".join(case.other_needs) or "None recorded",
        "reason": _REASONS[case.reason],
        "state": STATES[case.state].name,
        "requested": case.request_date,
        "deadline": due.on,
        "deadline_rule": due.source,
        "time_left": _time_left(due.on, as_at),
        "notes": " ".join(_notes(dossier, case)) or "Nothing",
    }
    placed = dossier.recommended.get(ref)
    return about | (_no_place(dossier.unplaced[ref]) if placed is None else _place(dossier, placed))


def _place(dossier: Dossier, placed: Recommendation) -> dict[str, sheets.Cell]:
    journey = "Not known" if placed.journey is None else f"{minutes(placed.journey.tenths)} ({placed.journey.basis})"
    return {
        "outcome": outcome(placed),
        "place": f"{dossier.names.of(placed.group)}, {dossier.band(placed.group)}",
        "basis": f"{placed.basis[:1].upper()}{placed.basis[1:]}",
        "journey": journey,
        "cost": placed.annual_cost,
        "new_cost": placed.marginal_cost,
        "why": _why(dossier, placed),
    }


def _no_place(unplaced: Unplaced) -> dict[str, sheets.Cell]:
    freeing = " ".join(unplaced.relaxations) or "No single change was found that would free a place."
    return {
        "outcome": "No place recommended",
        "place": "None",
        "basis": "",
        "journey": "",
        "cost": None,
        "new_cost": None,
        "why": f"{unplaced.why} {freeing}",
    }


def outcome(placed: Recommendation) -> str:
    """What the run says of a child with a place, in two or three words."""
    if placed.basis == OVERRIDE:
        return "Settled by a named person"
    if placed.state is State.PROVISIONAL and placed.fixed:
        return "Place held provisionally"
    return "Already settled" if placed.fixed else "Place recommended"


def _why(dossier: Dossier, placed: Recommendation) -> str:
    override = next((o for o in dossier.run.overrides if o.child_ref == placed.child_ref), None)
    if override is not None:
        return f"Settled by {override.by or 'a person not named'}: {override.reason}"
    found = (v.sentence for v in dossier.verdicts.get(placed.child_ref, ()) if v.verdict == "recommended")
    return " ".join(found)


def _notes(dossier: Dossier, case: Case) -> Iterator[str]:
    """Notes on the case itself and on the place recommended; notes on a setting asked for stand with the request."""
    placed = dossier.recommended.get(case.ref)
    here = (None, placed.group if placed else None)
    found = (v.sentence for v in dossier.verdicts.get(case.ref, ()) if v.verdict == "note" and v.group in here)
    yield from dict.fromkeys(found)


def _time_left(due: date, as_at: date) -> str:
    days = (due - as_at).days
    if days < 0:
        return f"Overdue by {count(-days, 'day')}"
    return f"{count(days, 'day')} left" if days else "Due that day"


def _asked(dossier: Dossier, asked: Preference) -> Row:
    met = requests.is_met(dossier, asked)
    placed = dossier.recommended.get(asked.child_ref)
    lower = placed is not None and (placed.preference_rank or asked.rank) < asked.rank
    return {
        "rank": asked.rank,
        "place": " ".join(filter(None, (dossier.names.setting(asked.urn), asked.provision_id))),
        "requested": asked.requested_on,
        "answer": "Recommended"
        if met
        else "A higher request is recommended"
        if lower
        else "Not recommended: see below",
    }


def _consulted(dossier: Dossier, consulted: Consultation) -> Row:
    due = consultation_due(consulted.sent_on) if consulted.sent_on else None
    return {
        "place": " ".join(filter(None, (dossier.names.setting(consulted.urn), consulted.provision_id))),
        "sent": consulted.sent_on,
        "due": due,
        "replied": consulted.replied_on,
        "reply": _REPLIES[consulted.reply],
        "ground": "Reported as full" if consulted.ground is Ground.PROVIDER_REPORTED_FULL else str(consulted.ground),
        "says": _to_note(consulted, due, dossier.run.authority.as_at),
    }


def _to_note(consulted: Consultation, due: date | None, as_at: date) -> str:
    if consulted.reply is Reply.NONE:
        return f"Reply late by {count((as_at - due).days, 'day')}" if due and due < as_at else ""
    if consulted.ground is Ground.PROVIDER_REPORTED_FULL:
        return "A report, not a ground of refusal"
    if consulted.ground is Ground.NOT_GIVEN:
        return ""
    if consulted.ground is not Ground.NOT_OFFERED and only_says_full(consulted.evidence):
        return "The evidence says only that the setting is full: not a ground"
    return "Evidence is noted in the consultations table" if consulted.evidence.strip() else "No evidence is noted"


def _alternatives(dossier: Dossier, ref: str) -> Iterator[Row]:
    found = dossier.alternatives.get(ref, ())
    possible = [a for a in found if a.feasible]
    yield from (_alternative(dossier, a) for a in possible[:MOST_ALTERNATIVES])
    more = [f"{len(possible) - MOST_ALTERNATIVES} more would change more"] if len(possible) > MOST_ALTERNATIVES else []
    barred = len(found) - len(possible)
    more += [f"{barred} cannot be had: no place can be freed"] if barred else []
    if more:
        yield {"place": "Others", "effect": "; ".join(more), "moves": ""}


def _alternative(dossier: Dossier, option: Alternative) -> Row:
    said = effect(dossier.run.levels, option.change)
    return {
        "place": f"{dossier.names.of(option.group)}, {dossier.band(option.group)}",
        "effect": f"{said[:1].upper()}{said[1:]}",
        "moves": _moves(dossier, [move for move in option.moves if move.child_ref != option.child_ref]),
    }


def _moves(dossier: Dossier, moves: list[Move]) -> str:
    said = [f"{move.child_ref} to {dossier.names.of(move.after)}" for move in moves[:MOST_MOVES]]
    more = [f"and {len(moves) - MOST_MOVES} more"] if len(moves) > MOST_MOVES else []
    return "; ".join([*said, *more]) or "Nobody"


def _touching(dossier: Dossier, ref: str) -> Iterator[Row]:
    records = [(s, _superseded(dossier, s)) for s in dossier.superseded.get(ref, ())]
    records += [(s, _superseding(dossier, s)) for s in dossier.superseding.get(ref, ())]
    for record, says in records[:MOST_SUPERSESSIONS]:
        yield {"says": says, "why": supersession_reason(record)}
    if len(records) > MOST_SUPERSESSIONS:
        yield {"says": f"and {len(records) - MOST_SUPERSESSIONS} more: see the list of supersessions", "why": ""}


def _superseded(dossier: Dossier, record: Supersession) -> str:
    asked = day(record.b_request_date)
    return f"{record.child_b}, asked {asked}, is recommended {dossier.names.of(record.group)}, which this case sought"


def _superseding(dossier: Dossier, record: Supersession) -> str:
    asked = day(record.a_request_date)
    return f"{record.child_a}, asked {asked}, sought {dossier.names.of(record.group)}, which this case is recommended"


def supersession_reason(record: Supersession) -> str:
    """Why the later request went first."""
    why = REASON_CODES.get(record.reason_code, record.reason_code)
    return f"{why[:1].upper()}{why[1:]}"
