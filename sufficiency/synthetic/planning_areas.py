"""The made-up county in areas for planning, and the children of each age who live there, year after year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sufficiency.domain.age_stock import FIRST_AGE, LAST_AGE
from sufficiency.domain.national_plans import national_plans
from sufficiency.domain.places import Place
from sufficiency.domain.plans import ChildrenOfAge, PlanningArea
from sufficiency.synthetic.county import Settlement
from sufficiency.synthetic.draws import Draws
from sufficiency.synthetic.homes import metres_between

FEWEST, MOST = 6, 25
CHILDREN_TO_AN_AREA = 24
"""Children of the round for each area: 600 come to 25 areas."""

COUNTED_IN = 2025
"""The January that the built-in population of England is for."""

FEWER_BORN = 985
"""Assumed: the youngest of each later January, per thousand of those of the one before."""


@dataclass(frozen=True, slots=True)
class Peopled:
    """One area with how many people weigh it."""

    area: PlanningArea
    people: int


def planning_areas(settlements: Sequence[Settlement], children: int, seed: int) -> list[Peopled]:
    """Towns as areas, the largest in several parts, and villages with the area nearest to them."""
    count = max(FEWEST, min(MOST, children // CHILDREN_TO_AN_AREA))
    every = sum(settlement.people for settlement in settlements)
    size = every // count
    drawn = [(part, settlement.name) for settlement in settlements for part in _parts(settlement, size)]
    drawn = sorted(drawn, key=lambda pair: -pair[0][1])[:count]
    parts, towns = [part for part, _ in drawn], {town for _, town in drawn}
    people = [people for _, people, _ in parts]
    centres = [centre for _, _, centre in parts]
    for settlement in settlements:
        if settlement.name not in towns:
            people[nearest(_middle(settlement.homes), centres)] += settlement.people
    draws = Draws("areas", seed)
    return [
        Peopled(PlanningArea(f"A{number:02d}", name, centre, _decile(share, every, draws)), weight)
        for number, ((name, share, centre), weight) in enumerate(zip(parts, people, strict=True), start=1)
    ]


def _parts(settlement: Settlement, size: int) -> list[tuple[str, int, Place]]:
    """A settlement as one part, or as strips from west to east each cut from south to north: name, people, middle."""
    count = max(1, round(settlement.people / size))
    homes = sorted(settlement.homes, key=lambda home: (home.easting or 0, home.northing or 0))
    strips = max(1, round(count**0.5))
    found = []
    for strip in range(strips):
        here = homes[len(homes) * strip // strips : len(homes) * (strip + 1) // strips]
        here.sort(key=lambda home: (home.northing or 0, home.easting or 0))
        cuts = count // strips + (strip < count % strips)
        found += [here[len(here) * cut // cuts : len(here) * (cut + 1) // cuts] for cut in range(cuts)]
    names = [settlement.name] if count == 1 else [f"{settlement.name} {number}" for number in range(1, count + 1)]
    return [(name, settlement.people // count, _middle(part)) for name, part in zip(names, found, strict=True)]


def _middle(homes: Sequence[Place]) -> Place:
    east = sum(home.easting or 0 for home in homes) // len(homes)
    north = sum(home.northing or 0 for home in homes) // len(homes)
    return Place("", east, north)


def nearest(home: Place, centres: Sequence[Place]) -> int:
    """Which of the centres is nearest in a straight line, the first among equals."""
    return min(range(len(centres)), key=lambda at: (metres_between(home, centres[at]), at))


def _decile(people: int, every: int, draws: Draws) -> int:
    """A decile of deprivation: parts of large towns are drawn from the more deprived half more often."""
    low = 1 if people * 40 > every or draws.chance(300) else 4
    return draws.between(low, low + 6)


def population(areas: Sequence[Peopled], plans: int, januaries: Sequence[int]) -> list[ChildrenOfAge]:
    """Children by area, January and age, as many as such a number of plans has in England, spread by people."""
    facts = national_plans()
    last = max(facts.plans.stocks)
    every, people = sum(facts.plans.stocks[last].values()), sum(one.people for one in areas)
    return [
        ChildrenOfAge(one.area.code, january, age, children * plans * one.people // (every * people))
        for one in areas
        for january in januaries
        for age, children in _in_january(facts.population, january).items()
    ]


def _in_january(counted: Mapping[int, int], january: int) -> dict[int, int]:
    """England's children by age, cohorts moved to another January."""
    moved = january - COUNTED_IN
    found = {}
    for age in range(FIRST_AGE, LAST_AGE + 1):
        born = age - moved
        children = counted[max(min(born, LAST_AGE), FIRST_AGE)]
        for _ in range(FIRST_AGE - born):
            children = children * FEWER_BORN // 1000
        found[age] = children
    return found
