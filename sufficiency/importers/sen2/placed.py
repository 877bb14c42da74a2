"""Where every child with a plan is now, beside the need recorded: what a check of the right type of place stands on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sufficiency.domain.needs import Need
from sufficiency.importers.pseudonyms import reference
from sufficiency.importers.sen2.persons import identity_of
from sufficiency.importers.sen2.records import Person
from sufficiency.importers.sen2.whereabouts import Facts, Group, Round, whereabouts


@dataclass(frozen=True, slots=True)
class Placed:
    """One child's placement of rank 1 on the census day.

    ``urn`` or ``ukprn`` is the institution; ``setting`` is the code that stands where there is none. ``named_urn`` is
    what Section I says. What type an institution is, GIAS says and not the return.
    """

    child_ref: str
    ncy: int
    primary_need: Need
    other_needs: tuple[Need, ...]
    urn: int | None
    ukprn: str
    setting: str
    sen_unit: bool
    resourced: bool
    entered: date
    named_urn: int | None
    group: Group
    postcode: str


def find_placed(people: Sequence[Person], round_: Round, salt: bytes) -> tuple[Placed, ...]:
    """The placement of everybody with a plan in force, by reference; those awaiting another place as well.

    The people must be free of faults.
    """
    found = ((person, whereabouts(person, round_)) for person in people)
    placed = (_placed(where.facts, where.group, reference(identity_of(person), salt)) for person, where in found)
    return tuple(sorted((place for place in placed if place), key=lambda place: place.child_ref))


def _placed(facts: Facts, group: Group, ref: str) -> Placed | None:
    if facts.attends is None or facts.active is None:
        return None
    here, needs = facts.attends, facts.active.needs
    return Placed(
        child_ref=ref,
        ncy=facts.ncy,
        primary_need=next(need.need for need in needs if need.rank == 1),
        other_needs=tuple(need.need for need in needs if need.rank != 1),
        urn=here.urn,
        ukprn=here.ukprn,
        setting=here.setting,
        sen_unit=bool(here.sen_unit),
        resourced=bool(here.resourced),
        entered=here.entered,
        named_urn=facts.named.urn if facts.named else None,
        group=group,
        postcode=facts.person.postcode,
    )
