"""The places recommended, and those already settled, as the trade reads them."""

from collections.abc import Mapping
from dataclasses import replace

from sufficiency.domain.cases import Case
from sufficiency.domain.round import Fixed, Option
from sufficiency.domain.run import Recommendation, Site
from sufficiency.problems.answer import seats
from sufficiency.problems.options import NO_JOURNEY
from sufficiency.problems.round import Prepared, Solved


def recommendations(prepared: Prepared, solved: Solved) -> tuple[Recommendation, ...]:
    """Every child with a place, by reference; tier 0 is what was settled before the round."""
    names = {setting.urn: setting.name for setting in prepared.inputs.settings}
    cases = {case.ref: case for case in prepared.inputs.cases}
    tier = {ref: tier.index for tier in solved.tiers for ref in tier.refs}
    settled = [
        _settled(cases[item.child_ref], item, prepared.settled[item.child_ref], names[item.group.urn])
        for item in prepared.fixed
    ]
    free = [
        _recommended(cases[ref], option, tier[ref], names[option.group.urn])
        for ref, option in seats(solved.posed, solved.answer).items()
        if option is not None
    ]
    return tuple(sorted([*settled, *free], key=lambda row: row.child_ref))


def sites(prepared: Prepared, used: Mapping[int, tuple[int, int]]) -> tuple[Site, ...]:
    """Every setting with its point and how full it is; ``used`` gives places and places used by URN."""
    return tuple(
        Site(s.urn, s.name, s.type.value, s.site.easting, s.site.northing, *used.get(s.urn, (0, 0)))
        for s in prepared.inputs.settings
    )


def _recommended(case: Case, option: Option, tier: int, name: str) -> Recommendation:
    return Recommendation(
        child_ref=case.ref,
        ncy=case.ncy,
        primary_need=case.primary_need,
        state=case.state,
        tier=tier,
        group=option.group,
        setting_name=name,
        preference_rank=option.rank,
        journey=option.journey,
        annual_cost=option.annual_cost,
        marginal_cost=option.marginal_cost,
        basis="authority proposal" if option.rank is None else f"preference {option.rank}",
        fixed=False,
        over_guideline=option.over_guideline,
    )


def _settled(case: Case, item: Fixed, option: Option, name: str) -> Recommendation:
    """A place settled by its state is fixed; one settled by an override counts with the recommendations."""
    journey = None if option.journey is NO_JOURNEY else option.journey
    row = _recommended(case, option, 0, name)
    return replace(row, basis=item.basis, fixed=not item.by_override, journey=journey)
