"""What could be offered to the children aboard in place of a vehicle, and what each offer would spare."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sufficiency.domain.inputs import Inputs
from sufficiency.domain.run import Journey
from sufficiency.domain.transport import SettingTransport, Traveller
from sufficiency.problems.journeys import journeys_of
from sufficiency.problems.opportunities import Opportunity, opportunities
from sufficiency.problems.transport.ways import Ways
from sufficiency.statute import modes

Pair = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Offered:
    """One child aboard and what could be offered, the greatest saving first; never empty.

    Each child is reckoned alone: two who leave one route together may spare more, or less, than both sums.
    """

    traveller: Traveller
    offers: tuple[Opportunity, ...]

    @property
    def best(self) -> Opportunity:
        """The offer that would save most a year."""
        return self.offers[0]


def offers(
    settings: Sequence[SettingTransport], ways: Ways, from_home: Mapping[Pair, Journey], inputs: Inputs
) -> tuple[Offered, ...]:
    """Every child aboard to whom something could be offered, the greatest expected saving a year first.

    ``ways`` are from where children board, ``from_home`` the journeys of cases. A child whose distance by road from
    home is not known is offered nothing.
    """
    walking = {t.ref for setting in settings for t in setting.travellers if t.pick_up}
    homes = [(p.ref, p.home) for p in inputs.passengers if p.ref in walking]
    journeys = {**ways.journeys, **journeys_of(homes, inputs, ways.network), **from_home}
    found = [its for setting in settings for its in _to_setting(setting, journeys, inputs)]
    return tuple(sorted(found, key=lambda its: (-its.best.saving, its.traveller.ref)))


def _to_setting(setting: SettingTransport, journeys: Mapping[Pair, Journey], inputs: Inputs) -> Iterator[Offered]:
    by_ref = {t.ref: t for t in setting.travellers}
    for seat in (seat for route in setting.routes for seat in route.aboard):
        t, fleet = by_ref[seat.ref], inputs.fleet
        child = modes.Traveller(t.ncy, wheelchair=t.wheelchair, assistant=t.assistant, solo=t.solo)
        journey = journeys.get((t.ref, setting.urn))
        now = fleet.days * seat.spared
        if journey is not None and (found := opportunities(t.ref, child, journey.metres, now, fleet)):
            yield Offered(t, found)
