"""Children with plans who await no place: half of each roll, as though the others were other authorities' children."""

from collections.abc import Sequence
from typing import Any

from sufficiency.domain.establishments import RECEPTION_AGE
from sufficiency.domain.settings import SettingType
from sufficiency.synthetic.draws import Draws
from sufficiency.synthetic.homes import Homes, metres_between
from sufficiency.synthetic.national import Calibration
from sufficiency.synthetic.now_at import MEANT_FOR_THE_NEED
from sufficiency.synthetic.offers import Offer

_HOMES = {SettingType.INDEPENDENT: 1}
_HOMES_ELSEWHERE = 4
"""Of so many homes drawn the nearest is taken; children travel farthest to independent schools."""


def placed_children(offers: Sequence[Offer], homes: Homes, calibration: Calibration, seed: int) -> list[dict[str, Any]]:
    """Return one row of the placements table for every other child on roll."""
    draws = Draws("placed", seed)
    there = [offer for offer in offers for _ in range(offer.on_roll // 2)]
    width = max(4, len(str(len(there))))
    return [
        {"child_ref": f"P-{number:0{width}d}", **_child(offer, homes, calibration, draws)}
        for number, offer in enumerate(there, start=1)
    ]


def _child(offer: Offer, homes: Homes, calibration: Calibration, draws: Draws) -> dict[str, Any]:
    ncy = draws.between(offer.ncy_from, offer.ncy_to)
    meant = [need for need in offer.needs if need in calibration.needs]
    fits = meant and draws.chance(MEANT_FOR_THE_NEED)
    need = draws.one_of(meant) if fits else draws.weighted(calibration.needs, calibration.need_weights[ncy])
    count = _HOMES.get(offer.setting.type, _HOMES_ELSEWHERE)
    drawn = [homes.draw(draws, ncy + RECEPTION_AGE) for _ in range(count)]
    return {
        "ncy": ncy,
        "primary_need": need,
        "postcode": min(drawn, key=lambda home: metres_between(home, offer.setting.site)).postcode,
        "urn": offer.setting.urn,
    }
