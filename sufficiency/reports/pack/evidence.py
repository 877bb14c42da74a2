"""The evidence sheet of one case, for mediation or the tribunal: numbers with date and source, and what is missing.

A figure that the data do not hold is listed as missing and never guessed: class sizes, therapist hours, and the route
cost of one more seat where no routes are made. The difference in cost is therefore a part, and said to be.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sufficiency.domain.run import GroupKey
from sufficiency.domain.settings import SettingType
from sufficiency.reports.pack import requests
from sufficiency.reports.pack.cases import CasePage, case_page
from sufficiency.reports.pack.contents import run_id
from sufficiency.reports.pack.dossier import Dossier
from sufficiency.reports.pack.requests import Request
from sufficiency.reports.pack.sheets import CASE, CONSULTED, REFUSALS, Column, Row, Sheet, rows_in_words
from sufficiency.reports.pack.travel import COMPARED, compared_rows
from sufficiency.reports.record import RunRecord
from sufficiency.reports.words import day, pounds
from sufficiency.statute.provisions import provision

NOT_HELD = "Missing"
NUMBERS = Sheet(
    "numbers",
    "Places and children",
    "",
    (
        Column("place", "Setting", 5),
        Column("says", "Figure", 6),
        Column("value", "Value", 2),
        Column("as_at", "As at", 3, "day"),
        Column("source", "Source", 5),
    ),
    "No setting was asked for that is not recommended.",
)
COSTS = Sheet(
    "costs",
    "Marginal cost, pounds a year",
    "",
    (
        Column("place", "Setting", 4),
        Column("says", "Item", 4),
        Column("asked", "Asked for", 2),
        Column("recommended", "Recommended", 3),
        Column("note", "Note", 5),
    ),
    "No setting was asked for that is not recommended.",
)
MISSING = Sheet(
    "missing",
    "Missing: to be given by people, with date and source",
    "",
    (Column("place", "Setting", 6), Column("says", "What is missing", 12)),
)
LAW = Sheet("law", "How these figures are used", "", (Column("says", "Rule", 8), Column("source", "Source", 4)))
TABLES = (CONSULTED, REFUSALS, NUMBERS, COSTS, COMPARED, LAW, MISSING)
_RULES = (
    "cost_marginal",
    "cost_actual",
    "cost_vacant_funded",
    "cost_two_stages",
    "named_on_condition",
    "ground_B_I_EDU",
)
_ALWAYS_MISSING = (
    "Size and adult ratio of the receiving class before and after",
    "Extra provision the child would need there, and its cost",
    "Social care and health costs borne or saved, where ground I_9 is considered",
)
_JOURNEY_MISSING = "Incremental cost of the journey: a spare seat on a route that runs already may cost nothing"


@dataclass(frozen=True, slots=True)
class CostOf:
    """What a place costs more, pence a year, as far as the data tell: place funding counts only where not vacant.

    ``journey`` is what the child adds to today's routes, None where transport is priced by mileage.
    """

    place: int
    place_counts: bool
    top_up: int
    why: str
    journey: int | None

    @property
    def known(self) -> int:
        """The part of the additional cost that the data hold."""
        return self.top_up + (self.place if self.place_counts else 0)


def evidence_sheet(dossier: Dossier, record: RunRecord, ref: str) -> dict[str, object]:
    """The fields and tables of the sheet as text, for its template."""
    page, run = case_page(dossier, ref), dossier.run
    refused = requests.not_recommended(dossier, ref)
    tables = {
        NUMBERS: [row for request in refused for row in _numbers(dossier, request)],
        COSTS: [row for request in refused for row in _costs(dossier, request, ref)],
        COMPARED: list(compared_rows(dossier, ref)),
        MISSING: [row for request in refused for row in _missing(dossier, request)],
        LAW: [_rule(dossier, name) for name in _RULES],
    }
    return {
        "reference": ref,
        "marking": "OFFICIAL-SENSITIVE",
        "authority": run.authority.name,
        "academic_year": str(run.authority.academic_year),
        "data_date": day(run.authority.as_at),
        "run_id": run_id(run, record),
        "case": rows_in_words(CASE, (page.facts,))[0],
        **_of_page(page),
        **{sheet.name: rows_in_words(sheet, rows) for sheet, rows in tables.items()},
    }


def _of_page(page: CasePage) -> dict[str, object]:
    return {sheet.name: rows_in_words(sheet, page.tables[sheet.name]) for sheet in (CONSULTED, REFUSALS)}


def _numbers(dossier: Dossier, request: Request) -> Iterator[Row]:
    place, as_at = dossier.names.setting(request.preference.urn), dossier.run.authority.as_at
    for says, value, source in _figures(dossier, request.group):
        yield {"place": place, "says": says, "value": value, "as_at": as_at, "source": source}


def _figures(dossier: Dossier, key: GroupKey | None) -> Iterator[tuple[str, str, str]]:
    """Each figure of a place group in words, its value or that it is missing, and where it comes from."""
    if key is None or key not in dossier.groups:
        yield "Places for this year group", "None", "Provision table"
        return
    group, table = dossier.groups[key], f"Provision table, {dossier.run.authority.academic_year}"
    band = dossier.band(key)
    yield f"Places commissioned, {band}", str(group.commissioned), table
    yield "Children on roll", str(group.on_roll), table
    yield "Of them leaving", str(group.leavers), table
    yield "Named and not started", str(group.named_not_started), table
    yield "Held for others", str(group.held), table
    yield "Free to name", str(group.free_to_name), "Worked out: commissioned − roll − named − held + leavers"
    yield "Places the building holds", NOT_HELD if group.physical is None else str(group.physical), table
    use = next(
        (u for u in dossier.run.limits if u.kind == "group" and (u.urn, u.provision_id, u.ncy_from) == key), None
    )
    if use is not None:
        before = group.commissioned - group.free_to_name + use.used
        yield "Recommended or settled there in this round", str(use.used), "This run"
        yield f"Children in {band} without this child", str(before), "Worked out from the figures above"
        yield f"Children in {band} with this child", str(before + 1), "Worked out from the figures above"


def _costs(dossier: Dossier, request: Request, ref: str) -> Iterator[Row]:
    """The formula of marginal cost, item by item: asked for less recommended, of what is known."""
    placed = dossier.recommended.get(ref)
    asked = _cost_of(dossier, request.group, ref, taken=False)
    other = _cost_of(dossier, placed.group, ref, taken=True) if placed else None
    place = dossier.names.setting(request.preference.urn)
    items = (
        ("Place funding", _pounds(asked, "place"), _pounds(other, "place"), ""),
        ("Counted as additional", _counts(asked), _counts(other), asked.why if asked else ""),
        ("Top-up funding", _pounds(asked, "top_up"), _pounds(other, "top_up"), ""),
        ("Extra provision", NOT_HELD, NOT_HELD, ""),
        ("Journey, incremental", _journey(asked), _journey(other), _journey_note(dossier, ref)),
        ("Difference, of what is known", _difference(asked, other), "", "A part only: what is missing is not in it"),
    )
    for says, b, a, note in items:
        yield {"place": place, "says": says, "asked": b, "recommended": a, "note": note}


def _cost_of(dossier: Dossier, key: GroupKey | None, ref: str, *, taken: bool) -> CostOf | None:
    """``taken`` where the child's own recommended place is already counted among those used."""
    if key is None or key not in dossier.groups:
        return None
    group, setting = dossier.groups[key], dossier.settings[key.urn]
    way = dossier.arrangements.get((ref, key.urn))
    journey = None if way is None else way.year
    if setting.type is SettingType.INDEPENDENT:
        return CostOf(group.place_cost, True, group.top_up, "Independent: the whole fee is additional", journey)
    use = next(
        (u for u in dossier.run.limits if u.kind == "group" and (u.urn, u.provision_id, u.ncy_from) == key), None
    )
    vacant = use is not None and use.places - use.used + taken > 0
    why = "A vacant funded place: not additional" if vacant else "No vacant place is left: another would be additional"
    return CostOf(group.place_cost, not vacant, group.top_up, why, journey)


def _journey(cost: CostOf | None) -> str:
    return NOT_HELD if cost is None or cost.journey is None else pounds(cost.journey)


def _journey_note(dossier: Dossier, ref: str) -> str:
    if dossier.run.transport is not None:
        return "What the child adds to today's routes, as this run makes them: to be checked against the contracts"
    placed = dossier.recommended.get(ref)
    if placed is None or placed.group not in dossier.groups:
        return ""
    planned = placed.annual_cost - dossier.groups[placed.group].annual_cost
    return (
        f"For planning, this run reckons {pounds(planned)} a year to the place recommended: an average, not used here"
    )


def _difference(asked: CostOf | None, other: CostOf | None) -> str:
    if asked is None or other is None:
        return NOT_HELD
    ways = 0 if asked.journey is None or other.journey is None else asked.journey - other.journey
    return pounds(asked.known - other.known + ways)


def _pounds(cost: CostOf | None, part: Literal["place", "top_up"]) -> str:
    return NOT_HELD if cost is None else pounds(cost.place if part == "place" else cost.top_up)


def _counts(cost: CostOf | None) -> str:
    return NOT_HELD if cost is None else "Yes" if cost.place_counts else "No"


def _missing(dossier: Dossier, request: Request) -> Iterator[Row]:
    place = dossier.names.setting(request.preference.urn)
    asked = [str(row["says"]) for row in requests.evidence_rows(dossier, request) if row["given"] == requests.TO_FILL]
    known = (request.preference.child_ref, request.preference.urn) in dossier.arrangements
    always = _ALWAYS_MISSING if known else (_JOURNEY_MISSING, *_ALWAYS_MISSING)
    for says in dict.fromkeys((*asked, *always)):
        yield {"place": place, "says": says}


def _rule(dossier: Dossier, name: str) -> Row:
    entry = provision(name, dossier.run.authority.as_at)
    return {"says": entry.says, "source": f"{entry.source.title}; checked {day(entry.source.checked)}"}
