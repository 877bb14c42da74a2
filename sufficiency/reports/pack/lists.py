"""The lists of a pack: over all cases, not case by case."""

from collections import Counter
from collections.abc import Iterator

from sufficiency.domain.run import Site, Supersession
from sufficiency.domain.settings import Consultation, Ground, SettingType
from sufficiency.domain.years import ncy_label
from sufficiency.reports.disclosure import Counts, mark, public_table
from sufficiency.reports.pack.cases import outcome, supersession_reason
from sufficiency.reports.pack.dossier import Dossier
from sufficiency.reports.pack.sheets import EQUALITY, Cell, Row
from sufficiency.reports.page.children import OUTCOMES, outcome_counts
from sufficiency.reports.page.places import by_fullness, one_more_at
from sufficiency.statute.clocks import deadline_of

ALL = "All"
_COLUMNS = ("first", "other", "proposed", "settled", "unplaced")
"""Columns of the tables of needs, in the order of ``OUTCOMES``."""


def refused_as_full(dossier: Dossier) -> tuple[Row, ...]:
    """Replies that said only that the setting is full, by setting and child."""
    found = sorted(_said_full(dossier), key=lambda c: (dossier.names.setting(c.urn), c.child_ref))
    return tuple(
        {
            "child": consulted.child_ref,
            "place": dossier.names.setting(consulted.urn),
            "sent": consulted.sent_on,
            "replied": consulted.replied_on,
            "counts": _counts(dossier, consulted),
        }
        for consulted in found
    )


def _said_full(dossier: Dossier) -> Iterator[Consultation]:
    return (c for c in dossier.inputs.consultations if c.ground is Ground.PROVIDER_REPORTED_FULL)


def _counts(dossier: Dossier, consulted: Consultation) -> str:
    ncy = dossier.cases[consulted.child_ref].ncy
    keys = dossier.groups_at(consulted.urn, consulted.provision_id, ncy)
    return "; ".join(dossier.counts(key) for key in keys) or f"No provision there takes {ncy_label(ncy)}"


def unplaced(dossier: Dossier) -> tuple[Row, ...]:
    """Children without a place, earliest deadline first."""
    return tuple(
        {
            "child": u.child_ref,
            "year": f"{ncy_label(u.ncy)}, {u.primary_need}",
            "deadline": u.deadline,
            "why": u.why,
            "freeing": " ".join(u.relaxations) or "No single change was found",
        }
        for u in sorted(dossier.run.unplaced, key=lambda u: (u.deadline, u.child_ref))
    )


def supersessions(dossier: Dossier) -> tuple[Row, ...]:
    """One row for each earlier request and place: the later requests together, the nearest in time named."""
    grouped: dict[tuple[str, int, str], list[Supersession]] = {}
    for record in dossier.run.supersessions:
        grouped.setdefault((record.child_a, record.group.urn, record.reason_code), []).append(record)
    return tuple(_superseded(dossier, records) for records in grouped.values())


def _superseded(dossier: Dossier, records: list[Supersession]) -> Row:
    first, more = records[0], len(records) - 1
    return {
        "earlier": first.child_a,
        "earlier_asked": first.a_request_date,
        "later": f"{first.child_b} and {more} more" if more else first.child_b,
        "later_asked": first.b_request_date,
        "place": dossier.names.of(first.group),
        "why": supersession_reason(first),
        "effect": _effect_on(dossier, first.child_a),
    }


def _effect_on(dossier: Dossier, ref: str) -> str:
    placed = dossier.recommended.get(ref)
    return "No place is recommended" if placed is None else f"{dossier.names.of(placed.group)} is recommended"


def overrides(dossier: Dossier) -> tuple[Row, ...]:
    """Places settled by a named person, with the reason given."""
    return tuple(
        {
            "child": o.child_ref,
            "place": " ".join(filter(None, (dossier.names.setting(o.urn), o.provision_id))),
            "reason": o.reason,
            "by": o.by or "Not given",
        }
        for o in dossier.run.overrides
    )


def places(dossier: Dossier) -> tuple[Row, ...]:
    """Settings with places free to name, the fullest first."""
    full = Counter(c.urn for c in _said_full(dossier))
    return tuple(_setting(dossier, site, full[site.urn]) for site in by_fullness(dossier.run))


def _setting(dossier: Dossier, site: Site, full: int) -> Row:
    return {
        "place": site.name,
        "type": SettingType(site.type).label,
        "places": site.places,
        "used": site.used,
        "left": max(0, site.places - site.used),
        "full": full,
        "one_more": one_more_at(dossier.run, site.urn),
    }


def needs(dossier: Dossier) -> tuple[Row, ...]:
    """True counts by primary need and outcome, with totals."""
    counted = outcome_counts(dossier.run)
    rows = [_need(need.label, [by[name] for name in OUTCOMES], by.total()) for need, by in counted.items()]
    totals = [sum(by[name] for by in counted.values()) for name in OUTCOMES]
    return (*rows, _need(ALL, totals, sum(totals)))


def public_needs(dossier: Dossier) -> tuple[Row, ...]:
    """The same for the public: small counts hidden, the rest rounded, totals made from what is shown."""
    counted = outcome_counts(dossier.run)
    labels = tuple(sorted(need.label for need in counted))
    cells = {need.label: tuple(by[name] for name in OUTCOMES) for need, by in counted.items()}
    table = public_table(Counts(labels, OUTCOMES, tuple(cells[label] for label in labels)))
    rows = [_need(label, [mark(f) for f in table.row(label)], mark(table.row_total(label))) for label in table.rows]
    totals = [mark(table.column_total(column)) for column in table.columns]
    return (*rows, _need(ALL, totals, mark(table.total)))


def _need(label: str, figures: list[int] | list[str], total: Cell) -> Row:
    return {"need": label, **dict(zip(_COLUMNS, figures, strict=True)), "all": total}


def equality(dossier: Dossier) -> tuple[Row, ...]:
    """Outcomes by characteristic, the tables of the draft section one under another."""
    names = tuple(column.name for column in EQUALITY.columns)
    tables = [table for section in dossier.equality for table in section.tables]
    return tuple(dict(zip(names, (table.title, *row), strict=True)) for table in tables for row in table.rows)


def references(dossier: Dossier) -> tuple[Row, ...]:
    """Every child by reference: the outcome, the place and the deadline, and nothing else."""
    return tuple(_reference(dossier, ref) for ref in sorted(dossier.recommended.keys() | dossier.unplaced.keys()))


def _reference(dossier: Dossier, ref: str) -> Row:
    placed = dossier.recommended.get(ref)
    return {
        "child": ref,
        "outcome": "No place recommended" if placed is None else outcome(placed),
        "place": "" if placed is None else dossier.names.of(placed.group),
        "deadline": deadline_of(dossier.cases[ref], dossier.run.authority.academic_year).on,
    }
