"""A run put together: the facts that the problem and its answer hold, and the words that explain them."""

from collections import Counter
from collections.abc import Sequence

from solvers.allocation import override_effects
from sufficiency.domain.ordering import OrderingPolicy, Programme
from sufficiency.domain.run import GroupKey, LimitUse, Override, PolicyUsed, Run, Unplaced, Verdict
from sufficiency.domain.transport import RoundTransport
from sufficiency.explain.picture import Picture
from sufficiency.explain.reasons import barred_preferences, reasons
from sufficiency.explain.supersessions import passed_over
from sufficiency.explain.unplaced import relaxations, why_in_conflict, why_without_conflict
from sufficiency.problems.answer import Ties, alternatives, conflicts_of, levels_reached, limit_uses, seats, ties
from sufficiency.problems.recommendations import recommendations, sites
from sufficiency.problems.round import Prepared, Solved
from sufficiency.statute.clocks import deadline_of

NOT_PRICED = (
    "A rule beside the limits (siblings together, class mix, money ceiling) changed the answer: the effect of an "
    "override is found by making it (panel override), not listed in advance."
)


def explained_run(
    prepared: Prepared, solved: Solved, *, seed: int, overrides: Sequence[Override], holds_released: bool, first: str
) -> Run:
    """Everything a run says, but for the price of the order."""
    effects = override_effects(solved.posed.problem, solved.answer) if solved.is_flow else None
    uses = limit_uses(solved.posed, solved.answer, priced=solved.is_flow)
    picture = _picture(prepared, solved)
    passed = passed_over(picture, prepared.inputs, prepared.assessed.verdicts, solved.policy, solved.tiers)
    tied = ties(solved.posed, solved.answer, effects) if effects else Ties(1, 0)
    return Run(
        authority=prepared.inputs.authority,
        policy=_policy_used(prepared, solved.policy),
        levels=levels_reached(solved.posed, solved.answer),
        recommendations=recommendations(prepared, solved),
        unplaced=_unplaced(prepared, solved, picture, uses),
        verdicts=_verdicts(prepared, picture),
        alternatives=alternatives(solved.posed, solved.answer, effects) if effects else (),
        limits=uses,
        supersessions=passed.supersessions,
        overrides=tuple(overrides),
        sites=sites(prepared, {use.urn: (use.places, use.used) for use in uses if use.kind == "setting"}),
        homes=tuple(
            (case.ref, case.home.easting, case.home.northing)
            for case in prepared.inputs.cases
            if case.home.easting is not None and case.home.northing is not None
        ),
        stated=len({p.child_ref for p in prepared.inputs.preferences} & set(solved.posed.refs)),
        tie_lower_bound=tied.at_least,
        tied_children=tied.children,
        status=solved.answer.status,
        seed=seed,
        holds_released=holds_released,
        first=first,
        notes=passed.conflicts if solved.is_flow else (*passed.conflicts, NOT_PRICED),
        transport=_transport(prepared),
    )


def _transport(prepared: Prepared) -> RoundTransport | None:
    """Transport of the places that may be recommended or are settled, where it is priced on today's routes."""
    if prepared.transport is None:
        return None
    options = [*prepared.settled.values(), *(o for those in prepared.assessed.options.values() for o in those)]
    return prepared.transport.told_of({(option.child_ref, option.group.urn) for option in options})


def _policy_used(prepared: Prepared, policy: OrderingPolicy) -> PolicyUsed:
    authority = prepared.inputs.authority
    return PolicyUsed(
        policy.code,
        policy.name,
        policy.sentence,
        policy.source,
        "ordered" if policy.programme is Programme.ORDERED else "cohort",
        authority.policy_version,
        authority.policy_approved_by,
        policy.watermark,
    )


def _picture(prepared: Prepared, solved: Solved) -> Picture:
    return Picture(
        cases={case.ref: case for case in prepared.inputs.cases},
        options=prepared.assessed.options,
        seats=seats(solved.posed, solved.answer),
        fixed={item.child_ref: item for item in prepared.fixed},
        limits=prepared.limits,
        tier={ref: tier.index for tier in solved.tiers for ref in tier.refs},
        ordered=solved.policy.programme is Programme.ORDERED,
    )


def _verdicts(prepared: Prepared, picture: Picture) -> tuple[Verdict, ...]:
    """What eligibility found, what explains the answer, and one finding for each stated preference that is barred.

    Where an eligible place is explained, that it is eligible is not said twice.
    """
    assessed = [verdict for verdict in prepared.assessed.verdicts if verdict.child_ref in picture.seats]
    explained = reasons(picture)
    said = {(verdict.child_ref, verdict.group) for verdict in explained}
    plain = (v for v in assessed if v.verdict != "eligible" or (v.child_ref, v.group) not in said)
    barred = barred_preferences(picture, prepared.inputs.preferences, assessed)
    everything = [*plain, *explained, *barred]
    return tuple(sorted(everything, key=lambda v: (v.child_ref, v.group is None, v.group, v.verdict, v.rule)))


def _unplaced(prepared: Prepared, solved: Solved, picture: Picture, uses: Sequence[LimitUse]) -> tuple[Unplaced, ...]:
    missing = sorted(ref for ref, seat in picture.seats.items() if seat is None)
    crowded = [ref for ref in missing if picture.options[ref]] if solved.is_flow else []
    conflicts = conflicts_of(solved.posed, solved.answer, crowded)
    said = {one: why_in_conflict(picture, one) for one in dict.fromkeys(conflicts.values())}
    verdicts = _by_child(prepared.assessed.verdicts, missing)
    stated = Counter(preference.child_ref for preference in prepared.inputs.preferences)
    by_group = {
        GroupKey(use.urn, use.provision_id, use.ncy_from): use
        for use in uses
        if use.kind == "group" and use.ncy_from is not None
    }
    return tuple(
        Unplaced(
            child_ref=ref,
            ncy=(case := picture.cases[ref]).ncy,
            primary_need=case.primary_need,
            tier=picture.tier[ref],
            deadline=deadline_of(case, prepared.inputs.authority.academic_year).on,
            options=len(picture.options[ref]),
            stated=stated[ref],
            why=said[conflict] if (conflict := conflicts.get(ref)) else why_without_conflict(picture, ref, its),
            conflict_children=0 if conflict is None else len(conflict.children),
            conflict_places=0 if conflict is None else conflict.places,
            by_order=conflict is not None and conflict.by_order,
            relaxations=relaxations(picture, ref, its, by_group),
        )
        for ref, its in verdicts.items()
    )


def _by_child(verdicts: Sequence[Verdict], refs: Sequence[str]) -> dict[str, list[Verdict]]:
    """The verdicts on some children."""
    found: dict[str, list[Verdict]] = {ref: [] for ref in refs}
    for verdict in verdicts:
        if verdict.child_ref in found:
            found[verdict.child_ref].append(verdict)
    return found
