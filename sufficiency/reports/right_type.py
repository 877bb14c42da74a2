"""Right type of provision in words and rows: who is where the needs recorded do not point, and why."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sufficiency.domain.inputs import Inputs
from sufficiency.domain.placed import PlacedChild
from sufficiency.problems.nearer_places import NearerPlace, nearer_free_places
from sufficiency.reports.sections import Section, SectionTable
from sufficiency.reports.words import children, count, decimal, pounds
from sufficiency.statute.right_type import (
    JUDGED,
    RULES,
    Misfit,
    Towards,
    descriptors_of,
    misfits,
    not_in_round,
    placements_of,
    source_of,
)

IS_A_QUESTION = (
    "Each line is a question for the child's next review with the family, not a finding about the child or the school, "
    "and no ground for moving anyone. It rests on what is recorded: needs, score, designations."
)
"""What a finding is."""

NO_SCORE = (
    "No score was given from which descriptors point to a special school, so scores play no part (--special-from)."
)

_HEADS = {
    Towards.MORE: "Needs recorded point to a more specialist place",
    Towards.LESS: "Needs recorded point to a less specialist place",
    Towards.OTHER: "The place is for other needs",
}


@dataclass(frozen=True, slots=True)
class RightType:
    """What was found on the census date ``on``: ``judged`` children, ``not_judged`` whose setting tells too little.

    ``placed`` are the references of those, judged or not, who await no place.
    """

    on: date
    special_from: int | None
    judged: int
    not_judged: int
    misfits: tuple[Misfit, ...]
    nearer: tuple[NearerPlace, ...]
    names: Mapping[int, str]
    placed: Collection[str] = frozenset()
    placed_judged: int = 0


def right_type(
    inputs: Inputs, folder: Path, special_from: int | None = None, placed: Iterable[PlacedChild] = ()
) -> RightType:
    """Children whose present placement does not fit the needs recorded, and free places nearer than independent ones.

    ``special_from`` is the need score from which the authority's published descriptors point to a special school.
    ``placed`` are children with plans who await no place.
    """
    others = not_in_round(inputs.cases, placed)
    placements, unknown = placements_of(inputs, others)
    refs = frozenset(child.ref for child in others)
    judged = Counter(placement.child_ref in refs for placement in placements if placement.type in JUDGED)
    return RightType(
        on=inputs.authority.as_at,
        special_from=special_from,
        judged=judged.total(),
        not_judged=len(placements) - judged.total() + unknown,
        misfits=misfits(placements, descriptors_of(inputs, special_from)),
        nearer=nearer_free_places(inputs, folder, placements, others),
        names={setting.urn: setting.name for setting in inputs.settings},
        placed=refs,
        placed_judged=judged[True],
    )


def right_type_sections(found: RightType) -> tuple[Section, ...]:
    """Headings, paragraphs and tables as plain data."""
    return (_counted(found), *(_towards(found, towards) for towards in Towards), _nearer(found))


def right_type_rows(found: RightType) -> list[dict[str, str | int | None]]:
    """One row for each finding, with its rule, its sentence and what the rule rests on."""
    return [
        *(
            {"finding": m.rule, "child_ref": m.child_ref, "awaits_place": _awaits(found, m.child_ref),
             "urn": m.urn, "towards": m.towards.value,
             "says": m.sentence, "source": source_of(m.rule, found.on), "nearer_urn": None, "minutes_fewer": None,
             "pence_a_year_less": None}
            for m in found.misfits
        ),
        *(
            {"finding": "NEARER_PLACE", "child_ref": n.child_ref,
             "awaits_place": _awaits(found, n.child_ref), "urn": n.urn, "towards": "nearer",
             "says": _nearer_says(found, n), "source": "Provision table, journeys and eligibility of the round",
             "nearer_urn": n.group.urn, "minutes_fewer": decimal(n.now.tenths - n.there.tenths, 1),
             "pence_a_year_less": n.saving}
            for n in found.nearer
        ),
    ]  # fmt: skip


def right_type_document(found: RightType) -> dict[str, object]:
    """The same for machines, with how many could be judged."""
    return {
        "on": str(found.on),
        "statement": IS_A_QUESTION,
        "special_from": found.special_from,
        "judged": found.judged,
        "judged_placed": found.placed_judged,
        "not_judged": found.not_judged,
        "findings": right_type_rows(found),
    }


def _counted(found: RightType) -> Section:
    by_rule = Counter(misfit.rule for misfit in found.misfits)
    rows = [
        (rule, f"{number:,}", RULES[rule][0].value, source_of(rule, found.on))
        for rule in RULES
        if (number := by_rule[rule])
    ]
    says = (
        f"{children(found.judged)} judged, {len(found.misfits):,} to look at; {found.not_judged:,} more attend "
        "alternative provision or a setting that the settings table does not have, and cannot be judged."
    )
    waiting = (
        f"Of those judged, {found.judged - found.placed_judged:,} await a place and {found.placed_judged:,} do not "
        "(placements)."
    )
    score = (
        NO_SCORE if found.special_from is None else f"Descriptors point to a special school from {found.special_from}."
    )
    table = SectionTable("", ("Rule", "#Children", "Points to", "Rests on"), tuple(rows))
    return Section("Right type of provision", (says, waiting, score, IS_A_QUESTION), (table,))


def _towards(found: RightType, towards: Towards) -> Section:
    rows = [
        (m.child_ref, _awaits(found, m.child_ref), _name(found, m.urn), m.sentence)
        for m in found.misfits
        if m.towards is towards
    ]
    says = () if rows else ("None.",)
    return Section(_HEADS[towards], says, (SectionTable("", ("Child", "Waits", "Now at", "Why"), tuple(rows)),))


def _nearer(found: RightType) -> Section:
    rows = [
        (
            n.child_ref,
            _awaits(found, n.child_ref),
            f"{_name(found, n.urn)}: {decimal(n.now.tenths, 1)}",
            f"{_name(found, n.group.urn)}: {decimal(n.there.tenths, 1)}",
            str(n.free),
            "not known" if n.saving is None else pounds(n.saving),
        )
        for n in found.nearer
    ]
    places = len({n.group for n in found.nearer})
    says = (
        f"{children(len(rows))} in independent schools could be met by a free place nearer home, in "
        f"{count(places, 'place group')}. Several may be shown one place: the round decides who could have it. Less "
        "spent is by marginal cost, places already paid for left out, journeys included."
    )
    columns = ("Child", "Waits", "Now at: minutes", "Nearer, free: minutes", "#Free", "#Less a year")
    return Section(
        "Independent placements with a free place nearer", (says,), (SectionTable("", columns, tuple(rows)),)
    )


def _nearer_says(found: RightType, n: NearerPlace) -> str:
    saving = "" if n.saving is None else f", {pounds(n.saving)} a year less"
    there, now = decimal(n.there.tenths, 1), decimal(n.now.tenths, 1)
    places = count(n.free, "free place")
    return f"{_name(found, n.group.urn)} has {places}, {there} minutes from home instead of {now}{saving}."


def _awaits(found: RightType, ref: str) -> str:
    return "no" if ref in found.placed else "yes"


def _name(found: RightType, urn: int) -> str:
    return found.names.get(urn, f"URN {urn}")
