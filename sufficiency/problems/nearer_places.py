"""Children in independent schools whose need a free place nearer home could meet, and the yearly difference in cost.

The places are those the product could recommend: eligibility, journeys and the limits on places are the round's own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sufficiency.domain.cases import Case
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.placed import PlacedChild
from sufficiency.domain.round import Limit
from sufficiency.domain.run import GroupKey, Journey
from sufficiency.domain.settings import SettingType
from sufficiency.problems.fixed import fixed_placements
from sufficiency.problems.journeys import journeys
from sufficiency.problems.limits import forest, provisions_of_round
from sufficiency.problems.options import assess_all
from sufficiency.problems.prices import at_rate, marginal_cost, transport
from sufficiency.problems.roads import read_roads, road_times
from sufficiency.statute.right_type import BASES, SPECIALS, Placement


@dataclass(frozen=True, slots=True)
class NearerPlace:
    """One child in an independent school and the nearest free place that could be recommended instead.

    ``cost_now`` and ``cost_there`` are what each adds to public spending, pence a year; ``cost_now`` is None where the
    provision table has no price. ``free`` are the places there: several children may be shown the same one.
    """

    child_ref: str
    urn: int
    group: GroupKey
    now: Journey
    there: Journey
    cost_now: int | None
    cost_there: int
    free: int

    @property
    def saving(self) -> int | None:
        """Pence a year that public spending would fall by; below nought where it would rise."""
        return None if self.cost_now is None else self.cost_now - self.cost_there


def nearer_free_places(
    inputs: Inputs, folder: Path, placements: Sequence[Placement], others: Iterable[PlacedChild] = ()
) -> tuple[NearerPlace, ...]:
    """For each child placed independently: the nearest free special or base place, if nearer than the present school.

    ``placements`` says where children are now: cases of ``inputs``, and ``others`` who await no place.
    Raises sufficiency.errors.Infeasible where settled places exceed the places there are.
    """
    at = {p.child_ref: p.urn for p in placements if p.type is SettingType.INDEPENDENT}
    everyone = (*inputs.cases, *(_as_if_asking(child, inputs.authority.as_at) for child in others))
    placed = replace(inputs, cases=tuple(case for case in everyone if case.ref in at))
    if not placed.cases:
        return ()
    free = free_places(forest(inputs, fixed_placements(inputs)))
    known = journeys(placed, read_roads(inputs, folder), road_times())
    options = assess_all(placed, known, at_rate(inputs.rates)).options
    in_house = {setting.urn for setting in inputs.settings if setting.type in (*SPECIALS, *BASES)}
    found = []
    for case in placed.cases:
        now = known.get((case.ref, at[case.ref]))
        open_there = [o for o in options[case.ref] if o.group.urn in in_house and free[o.group]]
        nearer = [o for o in open_there if now is not None and o.journey.tenths < now.tenths]
        if now is not None and nearer:
            best = min(nearer, key=lambda option: (option.journey.tenths, option.group))
            costs = _cost_now(case, at[case.ref], now, inputs), best.marginal_cost
            found.append(NearerPlace(case.ref, at[case.ref], best.group, now, best.journey, *costs, free[best.group]))
    return tuple(found)


def free_places(limits: Sequence[Limit]) -> Mapping[GroupKey, int]:
    """Places free in each place group: the least that is left there and at every limit above it."""
    return {
        GroupKey(limit.urn, limit.provision_id, limit.ncy_from): max(0, min(at.free for at in _path(limit, limits)))
        for limit in limits
        if limit.ncy_from is not None
    }


def _as_if_asking(child: PlacedChild, on: date) -> Case:
    """The case that a child who awaits no place would be, were a place looked for that day; sex is not known."""
    return Case(
        ref=child.ref,
        ncy=child.ncy,
        primary_need=child.primary_need,
        home=child.home,
        request_date=on,
        other_needs=child.other_needs,
        need_score=child.need_score,
    )


def _path(limit: Limit, limits: Sequence[Limit]) -> Iterator[Limit]:
    yield limit
    while limit.parent is not None:
        limit = limits[limit.parent]
        yield limit


def _cost_now(case: Case, urn: int, journey: Journey, inputs: Inputs) -> int | None:
    """By the band of the child's year, one designated for the need before others."""
    rows = [p for p in provisions_of_round(inputs) if p.urn == urn and p.ncy_from <= case.ncy <= p.ncy_to]
    if not rows:
        return None
    setting = next(setting for setting in inputs.settings if setting.urn == urn)
    row = min(rows, key=lambda p: (case.primary_need not in p.needs, p.key))
    return marginal_cost(setting, row, transport(case, journey, inputs.rates))
