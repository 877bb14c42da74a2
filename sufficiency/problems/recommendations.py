"""The places recommended, and those already settled, as the trade reads them."""

from collections.abc import Mapping

from sufficiency.domain.cases import Case
from sufficiency.domain.round import Fixed, Option
from sufficiency.domain.run import GroupKey, Recommendation, Site
from sufficiency.domain.settings import Provision, Setting
from sufficiency.problems.answer import seats
from sufficiency.problems.limits import group_of, provisions_of_round
from sufficiency.problems.options import preference_rank
from sufficiency.problems.prices import annual_cost, marginal_cost, transport
from sufficiency.problems.round import Prepared, Solved
from sufficiency.statute.eligibility import guideline_minutes


def recommendations(prepared: Prepared, solved: Solved) -> tuple[Recommendation, ...]:
    """Every child with a place, by reference; tier 0 is what was settled before the round."""
    names = {setting.urn: setting.name for setting in prepared.inputs.settings}
    cases = {case.ref: case for case in prepared.inputs.cases}
    tier = {ref: tier.index for tier in solved.tiers for ref in tier.refs}
    rows = _Rows(prepared)
    settled = [rows.fixed(cases[item.child_ref], item) for item in prepared.fixed]
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


class _Rows:
    """Prices and describes settled placements, which need not be eligible options."""

    def __init__(self, prepared: Prepared) -> None:
        self._prepared = prepared
        self._settings: dict[int, Setting] = {s.urn: s for s in prepared.inputs.settings}
        self._provisions: dict[GroupKey, Provision] = {group_of(p): p for p in provisions_of_round(prepared.inputs)}
        self._preferences = prepared.inputs.preferences

    def fixed(self, case: Case, item: Fixed) -> Recommendation:
        provision = self._provisions[item.group]
        setting = self._settings[item.group.urn]
        journey = self._prepared.journeys.get((case.ref, item.group.urn))
        to_school = 0 if journey is None else transport(case, journey, self._prepared.inputs.rates)
        guideline = guideline_minutes(case, self._prepared.inputs.authority.travel)
        return Recommendation(
            child_ref=case.ref,
            ncy=case.ncy,
            primary_need=case.primary_need,
            state=case.state,
            tier=0,
            group=item.group,
            setting_name=setting.name,
            preference_rank=preference_rank([p for p in self._preferences if p.child_ref == case.ref], provision),
            journey=journey,
            annual_cost=annual_cost(provision, to_school),
            marginal_cost=marginal_cost(setting, provision, to_school),
            basis=item.basis,
            fixed=True,
            over_guideline=journey is not None and journey.tenths > 10 * guideline,
        )
