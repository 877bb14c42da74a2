"""What could be offered in place of a vehicle: a personal travel budget, independent travel training; and the saving.

Each is an offer, taken up with the parent's agreement or not at all. Money is whole pence.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sufficiency.domain.fleet import Fleet
from sufficiency.domain.years import LAST_SCHOOL_NCY
from sufficiency.statute.modes import Mode, Traveller, may_be_trained
from sufficiency.statute.walking import METRES_PER_1000_MILES

OFFER = "Offer, with the parent's agreement; it cannot be required."


@dataclass(frozen=True, slots=True)
class Opportunity:
    """One offer to one child.

    ``now`` is what the child adds to transport a year, ``instead`` what the offer costs a year where it succeeds,
    ``once`` what is paid at the start, ``saving`` the expected saving a year, of learners who are trained those who
    then travel alone; the sum paid once is not taken off. ``worth`` is the expected saving over the years left at
    school less that sum.
    """

    child_ref: str
    mode: Mode
    now: int
    instead: int
    once: int
    saving: int
    worth: int
    says: str


def opportunities(ref: str, child: Traveller, metres: int, now: int, fleet: Fleet) -> tuple[Opportunity, ...]:
    """Offers that would save money, the greatest saving a year first.

    ``metres`` is one way by road; ``now`` the pence a year that the child adds to transport.
    """
    found = (_budget(ref, child, metres, now, fleet), _training(ref, child, now, fleet))
    worthwhile = (offer for offers in found for offer in offers if offer.saving > 0 and offer.worth > 0)
    return tuple(sorted(worthwhile, key=lambda offer: (-offer.saving, offer.mode)))


def personal_budget(metres: int, fleet: Fleet) -> int:
    """Pence a year: the mileage rate for each leg of each day, the distance to the nearest tenth of a mile."""
    return fleet.budget_per_mile * fleet.budget_legs * fleet.days * tenths_of_a_mile(metres) // 10


def tenths_of_a_mile(metres: int) -> int:
    """Whole tenths of a mile, the nearest; half of one goes up."""
    return (20_000 * metres + METRES_PER_1000_MILES) // (2 * METRES_PER_1000_MILES)


def _budget(ref: str, child: Traveller, metres: int, now: int, fleet: Fleet) -> Iterator[Opportunity]:
    instead = personal_budget(metres, fleet)
    says = f"A personal travel budget of {_pounds(instead)} a year in place of transport at {_pounds(now)}. {OFFER}"
    saving = now - instead
    yield Opportunity(ref, Mode.BUDGET, now, instead, 0, saving, saving * _years_left(child), says)


def _training(ref: str, child: Traveller, now: int, fleet: Fleet) -> Iterator[Opportunity]:
    if not may_be_trained(child):
        return
    saving = (now - fleet.bus_pass) * fleet.training_success // 100
    says = (
        f"Assessment for independent travel training, {_pounds(fleet.training_cost)} once; "
        f"{fleet.training_success} of 100 learners then travel alone with a bus pass at {_pounds(fleet.bus_pass)} a "
        f"year in place of transport at {_pounds(now)}. {OFFER}"
    )
    worth = saving * _years_left(child) - fleet.training_cost
    yield Opportunity(ref, Mode.TRAINING, now, fleet.bus_pass, fleet.training_cost, saving, worth, says)


def _years_left(child: Traveller) -> int:
    """Years to the end of Year 11, this one included; at least one."""
    return max(1, LAST_SCHOOL_NCY - child.ncy + 1)


def _pounds(pence: int) -> str:
    return f"£{pence // 100:,}.{pence % 100:02d}"
