"""The evidence of a panel's run for a planner, as rows and on the terminal."""

from rich.console import Group
from rich.text import Text

from sufficiency.domain.place_evidence import PlaceEvidence, PlaceGroupEvidence, RefusedAsFull
from sufficiency.reports.effects import effect
from sufficiency.reports.plain_table import PlainTable, plain_table

MOST_SHOWN = 15
"""Rows of each table on the terminal; the other forms have all."""

LEVELS_SHOWN = 2
"""Levels whose change is said on the terminal: the first two that change at all."""


def evidence_document(found: PlaceEvidence) -> dict[str, object]:
    """Both tables under their names."""
    return {
        "one_more_place": [_group_row(one, found) for one in found.groups],
        "refused_as_full": [_refused_row(one) for one in found.refused],
    }


def evidence_rows(found: PlaceEvidence) -> list[dict[str, object]]:
    """Both tables in one, told apart by the column ``evidence``."""
    groups = [{"evidence": "one more place", **_group_row(one, found)} for one in found.groups]
    return groups + [{"evidence": "refused as full", **_refused_row(one)} for one in found.refused]


def evidence_tables(found: PlaceEvidence) -> Group:
    """Both tables, the most helpful first."""
    more_groups, more_refused = (Text(_left_out(len(rows))) for rows in (found.groups, found.refused))
    return Group(_groups(found), more_groups, _refused(found), more_refused)


def _group_row(one: PlaceGroupEvidence, found: PlaceEvidence) -> dict[str, object]:
    worth = {f"one_more_{level.name}": step for level, step in zip(found.levels, one.change, strict=False)}
    return {
        "rank": one.rank,
        "urn": one.urn,
        "name": one.name,
        "provision_id": one.provision_id,
        "ncy_from": one.ncy_from,
        "ncy_to": one.ncy_to,
        "needs": "|".join(one.needs),
        "places": one.places,
        "used": one.used,
        "children_refused_as_full": one.refused_as_full,
        "one_more_place": effect(found.levels, one.change),
    } | worth


def _refused_row(one: RefusedAsFull) -> dict[str, object]:
    return {
        "urn": one.urn,
        "name": one.name,
        "need": str(one.need),
        "phase": one.phase,
        "reported_full": one.reported_full,
        "resources": one.resources,
        "children": one.children,
    }


def _groups(found: PlaceEvidence) -> PlainTable:
    table = plain_table("#", "Place group", "#Used", "#Refused as full", "One more place there")
    table.title, table.title_justify = "Which place group would have helped most this round", "left"
    for one in found.groups[:MOST_SHOWN]:
        used = f"{one.used} of {one.places}"
        table.add_text(str(one.rank), one.name, used, str(one.refused_as_full), _most_of_it(one, found))
    return table


def _most_of_it(one: PlaceGroupEvidence, found: PlaceEvidence) -> str:
    """What changes at the levels that count most."""
    changed = [at for at, step in enumerate(one.change) if step][:LEVELS_SHOWN]
    return effect(found.levels, tuple(step if at in changed else 0 for at, step in enumerate(one.change)))


def _refused(found: PlaceEvidence) -> PlainTable:
    table = plain_table("Setting", "Need", "Phase", "#Said to be full", "#Resources", "#Children")
    table.title, table.title_justify = "Refused as full, in children", "left"
    for one in found.refused[:MOST_SHOWN]:
        counts = (str(one.reported_full), str(one.resources), str(one.children))
        table.add_text(one.name, str(one.need), one.phase, *counts)
    return table


def _left_out(rows: int) -> str:
    rest = rows - MOST_SHOWN
    return f"and {rest:,} more: --format csv or json gives them all.\n" if rest > 0 else ""
