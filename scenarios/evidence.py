"""From a panel's run to evidence for a planner: which place group would have helped most, and who was refused as full.

The value of one more place comes from the residual network of the round's optimum, so it is exact for one place, and
says nothing of the second. Refusals count what settings replied, whatever was recommended in the end.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from scenarios.planning.segments import PlanningPhase, phase_at
from sufficiency.domain.cases import Case
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.needs import Need
from sufficiency.domain.place_evidence import PlaceEvidence, PlaceGroupEvidence, RefusedAsFull
from sufficiency.domain.run import LimitUse, Run
from sufficiency.domain.settings import Consultation, Ground, Reply

FULL = (Ground.PROVIDER_REPORTED_FULL, Ground.B_II_RES)
"""What a setting that has no room replies: a report, and a ground in law."""


def place_evidence(run: Run, inputs: Inputs) -> PlaceEvidence:
    """Place groups by what one more place would have done, and refusals as full by setting, need and phase.

    The run must be of these inputs.
    """
    cases = {case.ref: case for case in inputs.cases}
    refusals = [asked for asked in inputs.consultations if _is_full(asked) and asked.child_ref in cases]
    helpful = sorted((limit for limit in run.limits if _would_help(limit)), key=_by_help)
    needs = {(row.urn, row.provision_id, row.ncy_from): row.needs for row in inputs.provisions}
    groups = (_group(rank, limit, needs, refusals, cases) for rank, limit in enumerate(helpful, 1))
    return PlaceEvidence(run.levels, tuple(groups), tuple(_refused(refusals, cases, inputs)))


def _is_full(asked: Consultation) -> bool:
    return asked.reply is Reply.OBJECT and asked.ground in FULL


def _would_help(limit: LimitUse) -> bool:
    """Whether the first level that one more place changes becomes better."""
    first = next((step for step in limit.one_more_with_all_above if step), 0)
    return limit.kind == "group" and first < 0


def _by_help(limit: LimitUse) -> tuple[tuple[int, ...], int, str, int]:
    return limit.one_more_with_all_above, limit.urn, limit.provision_id, limit.ncy_from or 0


def _group(
    rank: int,
    limit: LimitUse,
    needs: Mapping[tuple[int, str, int], tuple[Need, ...]],
    refusals: Sequence[Consultation],
    cases: Mapping[str, Case],
) -> PlaceGroupEvidence:
    first, last = limit.ncy_from or 0, limit.ncy_to or 0
    refused = {
        asked.child_ref
        for asked in refusals
        if asked.urn == limit.urn
        and asked.provision_id in ("", limit.provision_id)
        and first <= cases[asked.child_ref].ncy <= last
    }
    return PlaceGroupEvidence(
        rank=rank,
        urn=limit.urn,
        name=limit.name,
        provision_id=limit.provision_id,
        ncy_from=first,
        ncy_to=last,
        needs=needs.get((limit.urn, limit.provision_id, first), ()),
        places=limit.places,
        used=limit.used,
        change=limit.one_more_with_all_above,
        refused_as_full=len(refused),
    )


def _refused(refusals: Sequence[Consultation], cases: Mapping[str, Case], inputs: Inputs) -> list[RefusedAsFull]:
    """By setting, need and phase, most children first; children beyond Year 14 are in no phase and left out."""
    names = {setting.urn: setting.name for setting in inputs.settings}
    found: dict[tuple[int, Need, PlanningPhase], dict[Ground, set[str]]] = defaultdict(lambda: defaultdict(set))
    for asked in refusals:
        case = cases[asked.child_ref]
        phase = phase_at(case.ncy)
        if phase is not None:
            found[asked.urn, case.primary_need, phase][asked.ground].add(case.ref)
    rows = [
        RefusedAsFull(
            urn=urn,
            name=names[urn],
            need=need,
            phase=phase.value,
            reported_full=len(by_ground[Ground.PROVIDER_REPORTED_FULL]),
            resources=len(by_ground[Ground.B_II_RES]),
            children=len(set().union(*by_ground.values())),
        )
        for (urn, need, phase), by_ground in found.items()
    ]
    return sorted(rows, key=lambda row: (-row.children, row.urn, row.need, row.phase))
