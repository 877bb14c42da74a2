"""One round laid over an authority's homes and offers: the steps that both kinds of folder share."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sufficiency.domain.cases import Case
from sufficiency.domain.inputs import Authority, Inputs
from sufficiency.domain.places import Place
from sufficiency.domain.settings import Consultation, Provision, Setting
from sufficiency.synthetic.children import draw_children
from sufficiency.synthetic.consultations import Asked, Replies
from sufficiency.synthetic.folder import EXAMPLE_FLEET, EXAMPLE_RATES, Round
from sufficiency.synthetic.homes import Homes
from sufficiency.synthetic.locks import with_settings_named
from sufficiency.synthetic.monitoring import monitoring_of
from sufficiency.synthetic.national import Calibration
from sufficiency.synthetic.now_at import with_present_settings
from sufficiency.synthetic.offers import Choice, Offer, choices_of
from sufficiency.synthetic.passengers import passengers_of, pickup_points_of, with_conditions, with_walking
from sufficiency.synthetic.placed import placed_children
from sufficiency.synthetic.places import provisions_of, share_out, without_double_counts
from sufficiency.synthetic.preferences import Wishes, siblings_placed


@dataclass(frozen=True, slots=True)
class World:
    """What a round is laid over: homes, settings, their offers, every postcode with its point.

    ``sharing`` is the URN of a lead setting that agreed one number of places with its satellites, 0 where none did.
    """

    authority: Authority
    homes: Homes
    settings: Sequence[Setting]
    offers: Sequence[Offer]
    postcodes: Sequence[Place]
    sharing: int = 0


def draw_round(world: World, children: int, calibration: Calibration, seed: int) -> Round:
    """Return a round of so many children; the same seed gives the same round."""
    authority, offers = world.authority, world.offers
    cases = draw_children(children, world.homes, calibration, authority.as_at, seed)
    choices = choices_of(cases, offers)
    cases = siblings_placed(cases, choices, offers, calibration, seed)
    places = share_out(cases, choices, offers, seed)
    provisions = provisions_of(offers, places.free, authority.academic_year, seed)
    wishes = Wishes(offers, calibration, seed)
    stated = [wishes.of(case, suited) for case, suited in zip(cases, choices, strict=True)]
    wanted = [tuple(wish.urn for wish in of_one) for of_one in stated]
    settings = _with_shared_places(world, provisions)
    cases = with_settings_named(cases, choices, wanted, settings, provisions, seed)
    cases = with_present_settings(cases, offers, seed)
    provisions = without_double_counts(provisions, {case.named_urn for case in cases})
    cases = with_walking(cases, seed)
    placed = placed_children(offers, world.homes, calibration, seed)
    replies = Replies(offers, calibration, authority.as_at, seed)
    agreed = _agreed(places.agreed, offers, len(cases))
    inputs = Inputs(
        authority=authority,
        cases=tuple(cases),
        preferences=with_conditions([wish for of_one in stated for wish in of_one], seed),
        settings=tuple(settings),
        provisions=tuple(provisions),
        consultations=tuple(_asked_of(replies, cases, choices, wanted, agreed)),
        rates=EXAMPLE_RATES,
        fleet=EXAMPLE_FLEET,
        depth="insertion",
        passengers=passengers_of(placed, settings, world.postcodes, calibration, seed),
        pickup_points=pickup_points_of(world.postcodes),
    )
    return Round(inputs, placed, monitoring_of(cases, calibration, seed), world.postcodes)


def _with_shared_places(world: World, provisions: Sequence[Provision]) -> list[Setting]:
    """Return the settings; the sharing one may fill two places fewer than its family has."""
    family = {setting.urn for setting in world.settings if world.sharing in (setting.urn, setting.lead_urn)}
    places = sum(max(0, provision.free_to_name) for provision in provisions if provision.urn in family)
    return [
        replace(setting, shared_places=max(0, places - 2)) if setting.urn == world.sharing else setting
        for setting in world.settings
    ]


def _agreed(pairs: Sequence[tuple[int, int]], offers: Sequence[Offer], count: int) -> list[tuple[int, ...]]:
    """URNs outside section 38(3) that have agreed to take each case."""
    urns: list[tuple[int, ...]] = [()] * count
    for case, offer in pairs:
        urns[case] = (*urns[case], offers[offer].setting.urn)
    return urns


def _asked_of(
    replies: Replies,
    cases: Sequence[Case],
    choices: Sequence[Sequence[Choice]],
    wanted: Sequence[tuple[int, ...]],
    agreed: Sequence[tuple[int, ...]],
) -> list[Consultation]:
    every = zip(cases, choices, wanted, agreed, strict=True)
    return [reply for one in every for reply in replies.of(Asked(*one))]
