"""The places there are in the authority's first year, by tier and phase: five numbers, never one."""

from collections.abc import Iterable
from dataclasses import dataclass

from scenarios.placing.policy import BASES, SPECIALS
from scenarios.planning.segments import PlanningPhase, Tier, phase_at
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.settings import Provision, SettingType

TIER_OF = dict.fromkeys(sorted(BASES), Tier.BASE) | dict.fromkeys(sorted(SPECIALS), Tier.SPECIAL)


@dataclass(frozen=True, slots=True)
class PlacesRow:
    """Places and children; ``physical`` counts the provisions whose buildings are known, ``unknown`` those others.

    physical, commissioned, on_roll, held (with those named and not started), leavers confirmed, free_to_name
    """

    tier: str
    phase: str
    physical: int
    unknown: int
    commissioned: int
    on_roll: int
    held: int
    leavers: int
    free_to_name: int


def places_today(inputs: Inputs) -> tuple[PlacesRow, ...]:
    """Rows by tier and phase of what is open on the first day of the year.

    A band that begins in one phase and ends in another counts where it begins.
    """
    types = {setting.urn: setting.type for setting in inputs.settings}
    year = inputs.authority.academic_year
    bands = [
        group
        for group in inputs.provisions
        if group.year == year
        and types[group.urn] in TIER_OF
        and (group.opens_on is None or group.opens_on <= year.first_day)
    ]
    return tuple(
        _row(tier, phase, [band for band in bands if _is(band, types[band.urn], tier, phase)])
        for tier in Tier
        for phase in PlanningPhase
    )


def _is(band: Provision, kind: SettingType, tier: Tier, phase: PlanningPhase) -> bool:
    return TIER_OF[kind] is tier and phase_at(band.ncy_from) is phase


def _row(tier: Tier, phase: PlanningPhase, bands: Iterable[Provision]) -> PlacesRow:
    bands = list(bands)
    known = [band.physical for band in bands if band.physical is not None]
    return PlacesRow(
        tier=tier.value,
        phase=phase.value,
        physical=sum(known),
        unknown=len(bands) - len(known),
        commissioned=sum(band.commissioned for band in bands),
        on_roll=sum(band.on_roll for band in bands),
        held=sum(band.held + band.named_not_started for band in bands),
        leavers=sum(band.leavers for band in bands),
        free_to_name=sum(band.free_to_name for band in bands),
    )
