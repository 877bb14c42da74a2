"""What statute asks about free travel, from a case and a setting of the round as though its place were named."""

from sufficiency.domain.cases import Case, Preference
from sufficiency.domain.entitlement import Named, TravelFacts
from sufficiency.domain.settings import Setting, SettingType


def travel_facts(
    case: Case,
    setting: Setting,
    wish: Preference | None,
    walking: int | None,
    *,
    unsafe_route: bool | None = None,
    nearer_place: bool | None = None,
) -> TravelFacts:
    """The facts, were the setting named in the child's plan: alone, or on the condition that the ``wish`` carries.

    ``walking`` is metres along the nearest walking route; None is not known, as for the other two. A child who travels
    in a wheelchair, with an assistant or alone is taken not to be able to walk where nothing is said.
    """
    helped = case.wheelchair or case.passenger_assistant or case.solo_travel
    on_condition = wish is not None and wish.parent_transports
    return TravelFacts(
        ncy=case.ncy,
        metres=walking,
        cannot_walk=True if case.cannot_walk is None and helped else case.cannot_walk,
        unsafe_route=unsafe_route,
        low_income=case.low_income,
        named=Named.ON_CONDITION if on_condition else Named.ALONE,
        nearer_place=nearer_place,
        independent=setting.type is SettingType.INDEPENDENT,
    )
