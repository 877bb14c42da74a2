"""Every child against every place group: what may be recommended, and why not where it may not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from sys import intern
from typing import Literal

from sufficiency.domain.cases import Case, Preference
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.reasons import Eligibility
from sufficiency.domain.reasons import Verdict as Finding
from sufficiency.domain.round import Fixed, Option
from sufficiency.domain.run import GroupKey, Journey, Verdict
from sufficiency.domain.settings import Provision, Setting
from sufficiency.problems.limits import group_of, provisions_of_round
from sufficiency.problems.prices import Price, annual_cost, marginal_cost
from sufficiency.statute.consultations import by_pair, reply_for
from sufficiency.statute.eligibility import Pairing, assess, guideline_minutes

Journeys = Mapping[tuple[str, int], Journey]
"""(child reference, URN) to the journey; a pair without a route is absent."""

_IN_WORDS: Mapping[Finding, Literal["eligible", "not eligible", "note"]] = {
    Finding.MAY: "eligible",
    Finding.MAY_NOT: "not eligible",
    Finding.NOTE: "note",
}


NO_JOURNEY = Journey(0, 0, "given")
"""Stands in the sums for the journey of a place settled by a person where no route is known; never shown."""


@dataclass(frozen=True, slots=True)
class Assessed:
    """Options by child reference, in group order, and the verdict on every pair that was considered."""

    options: Mapping[str, tuple[Option, ...]]
    verdicts: tuple[Verdict, ...]


def settled_options(inputs: Inputs, journeys: Journeys, fixed: Sequence[Fixed], price: Price) -> dict[str, Option]:
    """What settled placements cost at every level, eligible or not, by child reference."""
    pairs = _Pairs(inputs, journeys, price)
    cases = {case.ref: case for case in inputs.cases}
    rows = {group_of(provision): provision for provision in provisions_of_round(inputs)}
    pairings = [pairs.pairing(cases[item.child_ref], rows[item.group]) for item in fixed]
    return {pairing.case.ref: pairs.option(pairing, pairing.journey or NO_JOURNEY) for pairing in pairings}


def assess_all(inputs: Inputs, journeys: Journeys, price: Price) -> Assessed:
    """Assess every case against every provision of the round's year; ``price`` is what transport costs.

    A provision none of whose year bands takes the child gives one verdict, on its nearest band.
    """
    rows = _bands_by_provision(provisions_of_round(inputs))
    pairs = _Pairs(inputs, journeys, price)
    options: dict[str, tuple[Option, ...]] = {}
    verdicts: list[Verdict] = []
    for case in inputs.cases:
        admitted = []
        for bands in rows.values():
            provision = _nearest_band(bands, case.ncy)
            pairing = pairs.pairing(case, provision)
            eligibility = assess(pairing, inputs.authority.travel)
            verdicts += _verdicts(case, pairs.group(provision), eligibility)
            if eligibility.may and pairing.journey is not None:
                admitted.append(pairs.option(pairing, pairing.journey))
        options[case.ref] = tuple(admitted)
    return Assessed(options, tuple(verdicts))


def preference_rank(preferences: Sequence[Preference], provision: Provision) -> int | None:
    """The best rank of a stated preference that this provision satisfies."""
    ranks = [p.rank for p in preferences if p.urn == provision.urn and p.provision_id in ("", provision.provision_id)]
    return min(ranks, default=None)


def unsuitability(case: Case, provision: Provision) -> int:
    """2 points when the primary need is not designated, and 1 for every other need that is not."""
    primary = 0 if case.primary_need in provision.needs else 2
    return primary + sum(need not in provision.needs for need in case.other_needs)


class _Pairs:
    """Looks up what is known about a child and a provision."""

    def __init__(self, inputs: Inputs, journeys: Journeys, price: Price) -> None:
        self._inputs = inputs
        self._journeys = journeys
        self._price = price
        self._settings: dict[int, Setting] = {setting.urn: setting for setting in inputs.settings}
        self._preferences: dict[str, list[Preference]] = {}
        for preference in inputs.preferences:
            self._preferences.setdefault(preference.child_ref, []).append(preference)
        self._replies = by_pair(inputs.consultations)
        self._groups: dict[GroupKey, GroupKey] = {}

    def group(self, provision: Provision) -> GroupKey:
        """The key of a provision row, the same object each time."""
        group = group_of(provision)
        return self._groups.setdefault(group, group)

    def pairing(self, case: Case, provision: Provision) -> Pairing:
        return Pairing(
            case=case,
            setting=self._settings[provision.urn],
            provision=provision,
            journey=self._journeys.get((case.ref, provision.urn)),
            asked=any(p.urn == provision.urn for p in self._preferences.get(case.ref, ())),
            consultation=reply_for(self._replies, case.ref, provision.urn, provision.provision_id),
        )

    def option(self, pairing: Pairing, journey: Journey) -> Option:
        case, provision = pairing.case, pairing.provision
        to_school = self._price(case, provision.urn, journey)
        return Option(
            child_ref=case.ref,
            group=self.group(provision),
            journey=journey,
            rank=preference_rank(self._preferences.get(case.ref, ()), provision),
            annual_cost=annual_cost(provision, to_school),
            marginal_cost=marginal_cost(pairing.setting, provision, to_school),
            unsuitability=unsuitability(case, provision),
            apart_from_sibling=case.sibling_urn is not None and case.sibling_urn != provision.urn,
            over_guideline=journey.tenths > 10 * guideline_minutes(case, self._inputs.authority.travel),
        )


def _bands_by_provision(provisions: Sequence[Provision]) -> dict[tuple[int, str], list[Provision]]:
    rows: dict[tuple[int, str], list[Provision]] = {}
    for provision in provisions:
        rows.setdefault((provision.urn, provision.provision_id), []).append(provision)
    return rows


def _nearest_band(bands: Sequence[Provision], ncy: int) -> Provision:
    return min(bands, key=lambda p: (max(p.ncy_from - ncy, ncy - p.ncy_to, 0), p.ncy_from))


def _verdicts(case: Case, group: GroupKey, eligibility: Eligibility) -> list[Verdict]:
    """What was found of a pair; there are millions of verdicts and few sentences, so that these are shared."""
    return [
        Verdict(case.ref, group, _IN_WORDS[reason.verdict], reason.rule, intern(reason.sentence))
        for reason in eligibility.reasons
    ]
