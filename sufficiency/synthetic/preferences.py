"""What parents ask for by name: mostly suitable and near, with some settings asked for by many."""

from collections.abc import Sequence
from dataclasses import replace

from sufficiency.domain.cases import Case, Preference
from sufficiency.synthetic.children import pick
from sufficiency.synthetic.draws import Draws
from sufficiency.synthetic.homes import metres_between
from sufficiency.synthetic.national import Calibration
from sufficiency.synthetic.offers import Choice, Offer, admits, nearness

POPULARITY = (1, 1, 1, 2, 2, 3, 6)
"""Weights of settings: one in seven is asked for by far more than its share."""

MOST_STATED = 3


class Wishes:
    """Draws the preferences of each child."""

    def __init__(self, offers: Sequence[Offer], calibration: Calibration, seed: int) -> None:
        self._offers = offers
        self._shares = calibration.shares
        self._draws = Draws("preferences", seed)
        urns = sorted({offer.setting.urn for offer in offers})
        self._popularity = {urn: self._draws.one_of(POPULARITY) for urn in urns}

    def of(self, case: Case, choices: Sequence[Choice]) -> list[Preference]:
        """Return from none to three preferences, for different settings, ranked from 1."""
        count = int(pick(self._draws, self._shares["preferences_stated"]))
        wanted = self._suitable(choices)
        if count and self._draws.chance(self._shares["reach"]["undesignated"]):
            wanted = self._undesignated(case) or wanted
        drawn = self._draws.some_of(list(wanted), list(wanted.values()), count)
        return [self._preference(case, rank, offer) for rank, offer in enumerate(drawn, start=1)]

    def _suitable(self, choices: Sequence[Choice]) -> dict[int, int]:
        """Weight of each suitable offer, one for each setting."""
        reach = self._shares["reach"]["outside_s38_3"]
        best: dict[int, tuple[int, int]] = {}
        for choice in choices:
            offer = self._offers[choice.offer]
            weight = nearness(choice.metres) * self._popularity[offer.setting.urn] * (offer.turnover + 2)
            if not offer.setting.s38_3:
                weight = weight * reach // 1000
            best.setdefault(offer.setting.urn, (choice.offer, max(1, weight)))
        return dict(best.values())

    def _undesignated(self, case: Case) -> dict[int, int]:
        """Weight of offers for the child's year that are for other needs, one for each setting."""
        found = {
            offer.setting.urn: (place, nearness(metres_between(case.home, offer.setting.site)))
            for place, offer in enumerate(self._offers)
            if offer.ncy_from <= case.ncy <= offer.ncy_to
            and case.primary_need not in offer.needs
            and admits(offer.setting.admits, case.sex)
            and offer.setting.s38_3
        }
        return dict(found.values())

    def _preference(self, case: Case, rank: int, place: int) -> Preference:
        offer = self._offers[place]
        named = offer.provision_id if self._draws.chance(150) else ""
        return Preference(case.ref, rank, offer.setting.urn, named, case.request_date)


def siblings_placed(
    cases: Sequence[Case],
    choices: Sequence[Sequence[Choice]],
    offers: Sequence[Offer],
    calibration: Calibration,
    seed: int,
) -> list[Case]:
    """Return the cases, some with a sibling already at a setting that suits the child."""
    draws = Draws("sibling settings", seed)
    chance = calibration.shares["households"]["sibling_placed"]
    return [
        replace(case, sibling_urn=offers[draws.one_of(suited[:3]).offer].setting.urn)
        if draws.chance(chance) and suited
        else case
        for case, suited in zip(cases, choices, strict=True)
    ]
