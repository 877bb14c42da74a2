"""How a round came out for each child it decided about, beside who the child is: for monitoring only."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sufficiency.domain.inputs import Inputs
from sufficiency.domain.run import Run
from sufficiency.reports.monitoring import NOT_GIVEN, Characteristics, read_monitoring
from sufficiency.tables.load import load

CHARACTERISTICS: Mapping[str, str] = {
    "sex": "Sex",
    "ethnicity": "Ethnicity",
    "fsm": "Free school meals",
    "looked_after": "Looked after",
    "area": "Area (postcode district)",
    "need": "Primary need",
}
"""What outcomes are set beside, with its heading."""


@dataclass(frozen=True, slots=True)
class ChildOutcome:
    """One child: ``groups`` by characteristic; ``first`` is None where no preference was stated.

    ``tenths`` of minutes to the place recommended; ``waiting`` in days from the request to the census date.
    """

    groups: Mapping[str, str]
    placed: bool
    first: bool | None
    superseded: bool
    tenths: int | None
    waiting: int


def outcomes_in(run: Run, folder: Path) -> tuple[ChildOutcome, ...]:
    """The outcomes of a run, with its input folder read again. Raises InputRejected where that is not sound now."""
    return outcomes_of(run, load(folder).inputs, read_monitoring(folder))


def outcomes_of(run: Run, inputs: Inputs, monitoring: Mapping[str, Characteristics]) -> tuple[ChildOutcome, ...]:
    """Every child whom the round could place or leave without one; those settled before it began are left out."""
    free = {r.child_ref: r for r in run.recommendations if not r.fixed}
    decided = free.keys() | {u.child_ref for u in run.unplaced}
    stated = {preference.child_ref for preference in inputs.preferences}
    passed_over = {record.child_a for record in run.supersessions}
    found = []
    for case in inputs.cases:
        if case.ref in decided:
            seat = free.get(case.ref)
            known = monitoring.get(case.ref, Characteristics())
            groups = {name: getattr(known, name, "") for name in CHARACTERISTICS}
            groups |= {"area": district(case.home.postcode), "need": case.primary_need.value}
            found.append(
                ChildOutcome(
                    groups=groups,
                    placed=seat is not None,
                    first=(seat is not None and seat.preference_rank == 1) if case.ref in stated else None,
                    superseded=case.ref in passed_over,
                    tenths=seat.journey.tenths if seat is not None and seat.journey is not None else None,
                    waiting=(inputs.authority.as_at - case.request_date).days,
                )
            )
    return tuple(found)


def district(postcode: str) -> str:
    """The outward part of a postcode: ``LE1`` of ``LE1 1AA`` or ``le11aa``."""
    plain = "".join(postcode.split()).upper()
    return plain[:-3] or NOT_GIVEN
