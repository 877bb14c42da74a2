"""Plans of the made-up authority, January by January: its specialist rolls, and national shares for all others.

The last January is drawn first. Each January before it is what that one came from at England's rates: those who had
joined are taken away, those who stayed are where they may have been, and those who left are put back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sufficiency.domain.age_stock import FIRST_AGE, LAST_AGE
from sufficiency.domain.cases import Case, Reason
from sufficiency.domain.establishments import RECEPTION_AGE
from sufficiency.domain.national_plans import national_plans
from sufficiency.domain.needs import Need
from sufficiency.domain.places import Place
from sufficiency.domain.plans import Awaited, Placement, PlanHeld, age_in
from sufficiency.domain.settings import SettingType
from sufficiency.synthetic.draws import Draws
from sufficiency.synthetic.offers import Offer
from sufficiency.synthetic.planning_areas import Peopled, nearest

JANUARIES = 3
Counts = Mapping[tuple[int, Placement], int]

MOST = 60_000
"""Plans in a January: more than twice those of England's largest authority, and three Januaries of them are a table
that is read back. Whoever makes up more children than such an authority has is given fewer plans beside them."""

PLACED_IN = {
    SettingType.SPECIAL: Placement.SPECIAL,
    SettingType.SATELLITE: Placement.SPECIAL,
    SettingType.BASE: Placement.BASE,
    SettingType.DSP: Placement.BASE,
    SettingType.INDEPENDENT: Placement.INDEPENDENT,
    SettingType.AP: Placement.AP,
}
SPECIALIST = (Placement.SPECIAL, Placement.INDEPENDENT, Placement.BASE)

PLANS_TO_A_PLACE = 27
"""Plans for every ten children in special schools and bases: these are 342 of 1,000 plans in England, January 2025,
and more here, where bases are many."""

HOLDS_A_PLAN = (Reason.BREAKDOWN, Reason.PHASE_TRANSFER, Reason.TRIBUNAL)
WAITS = (Reason.BREAKDOWN, Reason.TRIBUNAL)
"""Reasons of cases that have a plan already, and of those among them that wait where they are for want of a place."""

FOR_A_BASE = 350
INDEPENDENT_FOR_WANT = 200
"""Assumed, per thousand: of those who wait, for a base; of those in independent schools, for want of a place."""

OTHER_NEED = 150
"""Assumed, per thousand of those on a roll: with a need the places are not for."""

MORE_DEPRIVED = (130, 125, 115, 110, 105, 100, 95, 90, 85, 80)
"""Assumed: plans of areas by decile of deprivation, percent."""

NEEDS = tuple(need for need in Need if need not in (Need.DS, Need.NSA))
"""Needs that the built-in counts tell apart."""


@dataclass(frozen=True, slots=True)
class Held:
    """Whom the last January begins from: who is placed, who awaits a place, the rolls of settings, and the areas."""

    placed: Sequence[Mapping[str, Any]]
    cases: Sequence[Case]
    offers: Sequence[Offer]
    areas: Sequence[Peopled]
    homes: Mapping[str, Place]
    january: int


def plan_history(held: Held, seed: int) -> list[PlanHeld]:
    """Plans of JANUARIES Januaries, the last first, which has no more than MOST."""
    draws = Draws("plans", seed)
    last = thinned(_last_january(held, draws), MOST)
    history = [last]
    for number in range(1, JANUARIES):
        history.append(_year_before(history[-1], number, draws))
    return [plan for stock in history for plan in stock]


def thinned(plans: list[PlanHeld], most: int) -> list[PlanHeld]:
    """No more than so many: each second, or third, and so on, so that the mix stays as it is."""
    return plans[:: max(-(-len(plans) // most), 1)]


def _last_january(held: Held, draws: Draws) -> list[PlanHeld]:
    """Everybody placed, with a case, or on a roll; then plans in other placements, by national shares."""
    types = {offer.setting.urn: PLACED_IN[offer.setting.type] for offer in held.offers}
    centres = [one.area.place for one in held.areas]
    codes = [one.area.code for one in held.areas]
    weights = [one.people * MORE_DEPRIVED[(one.area.deprivation or 1) - 1] for one in held.areas]
    first_years = {offer.setting.urn: offer.ncy_from for offer in reversed(held.offers)}

    def area_of(home: Place) -> str:
        return codes[nearest(home, centres)]

    plans = [
        PlanHeld(row["child_ref"], held.january, max(row["ncy"] - 1, first_years[row["urn"]]), row["primary_need"],
                 types[row["urn"]], area_of(held.homes[row["postcode"]]), row["urn"])
        for row in held.placed
    ]  # fmt: skip
    elsewhere = _Elsewhere()
    for case in held.cases:
        if case.reason in HOLDS_A_PLAN:
            there = types.get(case.current_urn or 0) or elsewhere.of_age(age_in(case.ncy - 1), draws)
            waits = case.reason in WAITS and there not in SPECIALIST
            plan = PlanHeld(case.ref, held.january, case.ncy - 1, case.primary_need, there, area_of(case.home))
            plans.append(replace(plan, urn=case.current_urn, awaited=_awaited(draws) if waits else None))
    rolls = [
        (offer, *_on_roll(offer, draws)) for offer in held.offers for _ in range(offer.on_roll - offer.on_roll // 2)
    ]
    for number, (offer, ncy, need) in enumerate(rolls, start=1):
        where = types[offer.setting.urn]
        wants = where is Placement.INDEPENDENT and draws.chance(INDEPENDENT_FOR_WANT)
        plan = PlanHeld(f"Q-{number:05d}", held.january, ncy, need, where, draws.weighted(codes, weights))
        plans.append(replace(plan, urn=offer.setting.urn, awaited=Awaited.SPECIAL if wants else None))
    specialist = sum(plan.placement in SPECIALIST for plan in plans)
    for number in range(1, specialist * PLANS_TO_A_PLACE // 10 - len(plans) + 1):
        age, placement = elsewhere.draw(draws)
        need = elsewhere.need(age, placement, draws)
        area = draws.weighted(codes, weights)
        plans.append(PlanHeld(f"R-{number:05d}", held.january, age - RECEPTION_AGE, need, placement, area))
    return plans


def _awaited(draws: Draws) -> Awaited:
    return Awaited.BASE if draws.chance(FOR_A_BASE) else Awaited.SPECIAL


def _on_roll(offer: Offer, draws: Draws) -> tuple[int, Need]:
    meant = [need for need in offer.needs if need in NEEDS]
    need = draws.one_of(NEEDS if not meant or draws.chance(OTHER_NEED) else meant)
    return draws.weighted(range(offer.ncy_from, offer.ncy_to + 1), _by_year(offer)), need


def _by_year(offer: Offer) -> list[int]:
    """Weights of the years of a band that, with the half of its roll spread evenly, come to England's."""
    after = _published()[1]
    placement = PLACED_IN[offer.setting.type]
    there = [after[age_in(ncy), placement] for ncy in range(offer.ncy_from, offer.ncy_to + 1)]
    return [max(2 * len(there) * count - sum(there), 0) + 1 for count in there]


class _Elsewhere:
    """Draws of those who are in no special school or base, by the country's plans of each age, placement and need."""

    def __init__(self) -> None:
        self._facts = national_plans()
        stock = self._facts.plans.stocks[max(self._facts.plans.stocks)]
        others = [placement for placement in Placement if placement not in SPECIALIST]
        self._cells = [(age, one) for age in range(FIRST_AGE, LAST_AGE + 1) for one in others]
        self._weights = [stock[age, one.label] for age, one in self._cells]
        self._needs: dict[tuple[int, Placement], list[int]] = {}

    def draw(self, draws: Draws) -> tuple[int, Placement]:
        return draws.weighted(self._cells, self._weights)

    def of_age(self, age: int, draws: Draws) -> Placement:
        pairs = zip(self._cells, self._weights, strict=True)
        of_age = {one: weight for (years, one), weight in pairs if years == age}
        return draws.weighted(list(of_age), list(of_age.values()))

    def need(self, age: int, placement: Placement, draws: Draws) -> Need:
        """By age times by placement, over all plans of the need."""
        if (age, placement) not in self._needs:
            by_age, by_placement = self._facts.stock_by_age[age], self._facts.stock_by_placement[placement.label]
            every = {need: sum(of[need] for of in self._facts.stock_by_placement.values()) for need in NEEDS}
            self._needs[age, placement] = [by_age[need] * by_placement[need] * 100 // every[need] + 1 for need in NEEDS]
        return draws.weighted(NEEDS, self._needs[age, placement])


def _year_before(stock: Sequence[PlanHeld], number: int, draws: Draws) -> list[PlanHeld]:
    """The January that a stock came from: who had joined is not there, who left is."""
    found: list[PlanHeld] = []
    back = {(age, one): _came_from(age, one) for age in range(FIRST_AGE, LAST_AGE + 1) for one in Placement}
    for plan in stock:
        joined, origins = back[plan.age, plan.placement]
        if draws.chance(joined):
            continue
        before = draws.weighted(tuple(Placement), origins)
        urn = plan.urn if before is plan.placement else None
        earlier = PlanHeld(plan.ref, plan.january - 1, plan.ncy - 1, plan.need, before, plan.area, urn)
        found.append(earlier)
        whole, part = divmod(_left_to_stayed(earlier.age), 1000)
        for _ in range(whole + draws.chance(part)):
            found.append(replace(earlier, ref=f"L-{number}{len(found):05d}", urn=None))
    return found


@cache
def _left_to_stayed(age: int) -> int:
    """Of England's plans of an age in the earlier January, those who left for every thousand who stayed."""
    before, after, new = _published()
    there = sum(before[age, one] for one in Placement)
    stayed = sum(after[age + 1, one] - new[age + 1, one] for one in Placement) if age < LAST_AGE else 0
    return max(0, (there - stayed) * 1000 // stayed) if stayed > 0 else 0


def _came_from(age: int, placement: Placement) -> tuple[int, list[int]]:
    """How many of a thousand had joined, and by placement a year before how many of the others; as few moved as can."""
    before, after, new = _published()
    if age == FIRST_AGE:
        return 1000, [0] * len(Placement)
    here, joined = after[age, placement], min(new[age, placement], after[age, placement])
    if not here:
        return 0, [int(one is placement) for one in Placement]
    stayed = {one: max(after[age, one] - new[age, one], 0) for one in Placement}
    spare = {one: max(before[age - 1, one] - stayed[one], 0) for one in Placement}
    came = max(stayed[placement] - before[age - 1, placement], 0)
    every = sum(spare.values())
    origins = [spare[one] * came // every if every else 0 for one in Placement]
    origins[list(Placement).index(placement)] += min(stayed[placement], before[age - 1, placement]) + 1
    return 1000 * joined // here, origins


@cache
def _published() -> tuple[Counts, Counts, Counts]:
    """England's plans in the two Januaries built in, and new plans between them, by age and placement."""
    facts = national_plans().plans
    first, last = sorted(facts.stocks)
    cells = [(age, one) for age in range(FIRST_AGE, LAST_AGE + 1) for one in Placement]
    stocks = [{cell: facts.stocks[year][cell[0], cell[1].label] for cell in cells} for year in (first, last)]
    return stocks[0], stocks[1], {cell: facts.new_plans[first][cell[0], cell[1].label] for cell in cells}
