"""Places free to name: fewer than the children, short in some corners, and the five numbers behind each."""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from sufficiency.domain.cases import Case
from sufficiency.domain.settings import Provision, SettingType
from sufficiency.domain.years import AcademicYear
from sufficiency.synthetic.draws import Draws
from sufficiency.synthetic.offers import Choice, Offer, nearness

FREE_PER_THOUSAND_CHILDREN = 945
MISPLACED_PER_THOUSAND = 180
"""Places that are free where nobody planned for them: what makes some corners short and others not."""


@dataclass(frozen=True, slots=True)
class FreePlaces:
    """Places free to name in each offer, and the offers outside section 38(3) that have agreed to take a child."""

    free: tuple[int, ...]
    agreed: tuple[tuple[int, int], ...]


def share_out(
    cases: Sequence[Case], choices: Sequence[Sequence[Choice]], offers: Sequence[Offer], seed: int
) -> FreePlaces:
    """Return the free places: one for most children in some offer that suits them, then a few moved elsewhere.

    ``agreed`` pairs positions in ``cases`` with positions in ``offers``.
    """
    draws = Draws("places", seed)
    able = [place for place in range(len(cases)) if choices[place]]
    wanted = min(len(able), len(cases) * FREE_PER_THOUSAND_CHILDREN // 1000)
    planted = [(place, _offer_for(choices[place], offers, draws)) for place in sorted(draws.shuffled(able)[:wanted])]
    free = Counter(offer for _, offer in planted)
    _move_some(free, offers, draws)
    agreed = tuple((case, offer) for case, offer in planted if not offers[offer].setting.s38_3)
    return FreePlaces(tuple(free[place] for place in range(len(offers))), agreed)


def _offer_for(choices: Sequence[Choice], offers: Sequence[Offer], draws: Draws) -> int:
    """Return one offer, likelier the nearer it is and the more places it vacates in a year."""
    weights = [nearness(choice.metres) * offers[choice.offer].turnover for choice in choices]
    return draws.weighted(choices, weights).offer


def _move_some(free: Counter[int], offers: Sequence[Offer], draws: Draws) -> None:
    """Take some places away from where they are and put them anywhere, by turnover."""
    anywhere = [offer.turnover if offer.setting.s38_3 else 0 for offer in offers]
    if not any(anywhere):
        return
    for _ in range(sum(free.values()) * MISPLACED_PER_THOUSAND // 1000):
        free[draws.weighted(range(len(offers)), [free[place] for place in range(len(offers))])] -= 1
        free[draws.weighted(range(len(offers)), anywhere)] += 1


def provisions_of(offers: Sequence[Offer], free: Sequence[int], year: AcademicYear, seed: int) -> list[Provision]:
    """Return the provision rows whose five numbers leave exactly the given places free to name."""
    draws = Draws("provision", seed)
    return [_provision(offer, places, year, draws) for offer, places in zip(offers, free, strict=True)]


def _provision(offer: Offer, free: int, year: AcademicYear, draws: Draws) -> Provision:
    """Return one row; a place group with none free is now and then one over its number."""
    on_roll = offer.on_roll
    held, named = (0, 0) if offer.opens_on or offer.setting.type == SettingType.INDEPENDENT else _promised(draws)
    others = draws.between(0, min(2, max(0, on_roll - 1)))
    leavers = 0 if offer.opens_on else min(on_roll, offer.turnover, free + held + named + others)
    over = 1 if free == 0 and on_roll > 3 and draws.chance(60) else 0
    return Provision(
        urn=offer.setting.urn,
        provision_id=offer.provision_id,
        needs=offer.needs,
        ncy_from=offer.ncy_from,
        ncy_to=offer.ncy_to,
        year=year,
        commissioned=free - over + on_roll + named + held - leavers,
        on_roll=on_roll,
        held=held,
        named_not_started=named,
        leavers=leavers,
        physical=offer.physical,
        place_cost=offer.place_cost,
        top_up=offer.top_up,
        opens_on=offer.opens_on,
    )


def without_double_counts(provisions: Sequence[Provision], named: Set[int | None]) -> list[Provision]:
    """Return the rows, those of settings that children of the round are named for promising nothing to others.

    As many places stay free to name.
    """
    return [
        replace(row, commissioned=row.commissioned - row.held - row.named_not_started, held=0, named_not_started=0)
        if row.urn in named
        else row
        for row in provisions
    ]


def _promised(draws: Draws) -> tuple[int, int]:
    """Places held for, and named for, children who are not in this round."""
    return draws.weighted((0, 1, 2), (80, 15, 5)), draws.weighted((0, 1, 2), (75, 18, 7))
