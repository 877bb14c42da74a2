"""The contents of a pack, put together once as plain data: Word, Excel and PDF all show these and nothing else."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field

from sufficiency.domain.run import Run
from sufficiency.reports.audience import Audience
from sufficiency.reports.pack import lists, sheets
from sufficiency.reports.pack.cases import CasePage, case_page, open_cases
from sufficiency.reports.pack.dossier import Dossier
from sufficiency.reports.pack.sheets import Row, Sheet, rows_in_words
from sufficiency.reports.page.order import ties_in_words
from sufficiency.reports.page.summary import attention, outcomes, recount
from sufficiency.reports.record import RunRecord, tool_version
from sufficiency.reports.run_json import watermarks
from sufficiency.reports.words import day
from sufficiency.statute.statements import A10, RECOMMENDATION


@dataclass(frozen=True, slots=True)
class AudienceRules:
    """What one audience is given: the marking of each page, what the pack holds in words, and its lists."""

    marking: str
    holds: str
    lists: tuple[Sheet, ...]


RULES: Mapping[Audience, AudienceRules] = {
    Audience.PANEL: AudienceRules(
        "OFFICIAL-SENSITIVE",
        "For members of the placement panel. Children by reference, with the detail of each case.",
        (
            sheets.REFUSED_AS_FULL,
            sheets.UNPLACED,
            sheets.SUPERSESSIONS,
            sheets.OVERRIDES,
            sheets.PLACES,
            sheets.NEEDS,
            sheets.EQUALITY,
        ),
    ),
    Audience.AUTHORITY: AudienceRules(
        "OFFICIAL-SENSITIVE",
        "For officers of the authority. Counts by setting and need, and references without the detail of any case.",
        (sheets.PLACES, sheets.NEEDS, sheets.REFERENCES),
    ),
    Audience.PUBLIC: AudienceRules(
        "PUBLIC",
        "For anyone. Counts only: 1 to 7 hidden, the rest rounded to 5, totals made from the rounded figures.",
        (sheets.PUBLIC_NEEDS,),
    ),
}

HOW_TO_READ = (
    "Nothing is decided here. The tool recommends; a named person decides each case, on the child's own evidence.",
    "Children are given by the authority's reference. Names, addresses, notes and the texts of evidence are not here.",
    "“Against the data date” counts from the date on which the data were taken, not from today.",
    "An alternative says what would change, for all children together, if the child had it, and who would move.",
    "“Full” is a setting's report, not a ground. A request not recommended needs its own answer under s.39(4).",
    "Costs are for comparison: in what is new spending, a vacant commissioned place is already paid for.",
)
_FOR_PUBLIC = (HOW_TO_READ[0],)
_LISTS: Mapping[Sheet, Callable[[Dossier], tuple[Row, ...]]] = {
    sheets.REFUSED_AS_FULL: lists.refused_as_full,
    sheets.UNPLACED: lists.unplaced,
    sheets.SUPERSESSIONS: lists.supersessions,
    sheets.OVERRIDES: lists.overrides,
    sheets.PLACES: lists.places,
    sheets.NEEDS: lists.needs,
    sheets.REFERENCES: lists.references,
    sheets.PUBLIC_NEEDS: lists.public_needs,
    sheets.EQUALITY: lists.equality,
}


@dataclass(frozen=True, slots=True)
class Pack:
    """One pack: named fields, paragraphs, figures, a page for each case, and lists by the name of their sheet."""

    audience: Audience
    title: str
    fields: Mapping[str, str]
    how_to_read: tuple[str, ...]
    figures: tuple[Row, ...]
    attention: tuple[str, ...] = ()
    equality_says: tuple[str, ...] = ()
    cases: tuple[CasePage, ...] = ()
    lists: Mapping[Sheet, tuple[Row, ...]] = field(default_factory=dict)


def assemble(dossier: Dossier, record: RunRecord, audience: Audience, only: tuple[str, ...] = ()) -> Pack:
    """The pack for an audience. Nothing of a case reaches an audience whose rules do not list it.

    ``only`` limits the pages of cases to these children; the lists stay whole.
    """
    run, rules = dossier.run, RULES[audience]
    to_public, to_panel = audience is Audience.PUBLIC, audience is Audience.PANEL
    title = f"{audience.capitalize()} pack: {run.authority.name}, {run.authority.academic_year}"
    return Pack(
        audience=audience,
        title=title,
        fields=_fields(dossier, record, rules) | {"title": title, "ties": "" if to_public else ties_in_words(run)},
        how_to_read=_FOR_PUBLIC if to_public else HOW_TO_READ,
        figures=() if to_public else _figures(run),
        attention=tuple(item.says for item in attention(run)) if to_panel else (),
        equality_says=_equality_says(dossier) if to_panel else (),
        cases=tuple(case_page(dossier, ref) for ref in _on_pages(dossier, only)) if to_panel else (),
        lists={sheet: rows for sheet in rules.lists if (rows := _LISTS[sheet](dossier)) or sheet != sheets.OVERRIDES},
    )


def _equality_says(dossier: Dossier) -> tuple[str, ...]:
    return tuple(line for section in dossier.equality for line in section.paragraphs)


def _on_pages(dossier: Dossier, only: tuple[str, ...]) -> tuple[str, ...]:
    """Open cases in the order of the policy; those asked for by name even where they are settled."""
    opened = [ref for ref in open_cases(dossier) if not only or ref in only]
    return (*opened, *(ref for ref in dict.fromkeys(only) if ref not in opened))


def run_id(run: Run, record: RunRecord) -> str:
    """The same for the same input, policy, seed and choices: ``R-1b509266f753``."""
    told = [record.files, asdict(run.policy), run.seed, [asdict(o) for o in run.overrides], run.first]
    text = json.dumps([*told, run.holds_released], sort_keys=True)
    return f"R-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def _fields(dossier: Dossier, record: RunRecord, rules: AudienceRules) -> dict[str, str]:
    run = dossier.run
    return {
        "authority": run.authority.name,
        "academic_year": str(run.authority.academic_year),
        "data_date": day(run.authority.as_at),
        "run_id": run_id(run, record),
        "tool": f"sufficiency {tool_version()}",
        "policy": run.policy.name,
        "policy_sentence": run.policy.sentence,
        "policy_source": run.policy.source,
        "policy_version": run.policy.version or "not stated",
        "policy_approved_by": run.policy.approved_by or "not stated",
        "statement": A10,
        "recommendation": RECOMMENDATION,
        "watermark": ". ".join(watermarks(run)),
        "recount": recount(record) if rules is not RULES[Audience.PUBLIC] else "",
        "marking": rules.marking,
        "made_for": rules.holds,
    }


def _figures(run: Run) -> tuple[Row, ...]:
    return tuple({"name": o.name, "figure": o.figure, "says": o.says} for o in outcomes(run))


def in_words(pack: Pack) -> dict[str, object]:
    """The pack as nested text, for templates: fields by name, each case with its tables, each list under its name."""
    return {
        **pack.fields,
        "how_to_read": list(pack.how_to_read),
        "attention": list(pack.attention),
        "equality_says": list(pack.equality_says),
        "figures": rows_in_words(sheets.FIGURES, pack.figures),
        "cases": [_case_in_words(page) for page in pack.cases],
        **{sheet.name: None for sheet in sheets.LISTS},
        **{sheet.name: rows_in_words(sheet, rows) for sheet, rows in pack.lists.items()},
    }


def _case_in_words(page: CasePage) -> dict[str, object]:
    tables = {sheet.name: rows_in_words(sheet, page.tables[sheet.name]) for sheet in sheets.PAGE_TABLES}
    return {**rows_in_words(sheets.CASE, (page.facts,))[0], **tables}
