"""Metres on foot, searched again along the ways that people may walk."""

from collections.abc import Collection, Iterator

from sufficiency.verify.facts import Round
from sufficiency.verify.journeys import Pair, places_of
from sufficiency.verify.map_files import Point
from sufficiency.verify.roads import Roads, fastest_to, join, read_ways_on_foot
from sufficiency.verify.straight import metres_between


def on_foot(facts: Round, pairs: Collection[Pair]) -> dict[Pair, int]:
    """Metres of those pairs of a child and a setting that ways on foot join; none where no roads are named."""
    named = facts.authority.sources.get("roads")
    if named is None or not pairs:
        return {}
    places, ways = places_of(facts), read_ways_on_foot(facts.folder / named)
    found: dict[Pair, int] = {}
    for urn in sorted({urn for _, urn in pairs} & places.sites.keys()):
        homes = {ref: places.homes[ref] for ref, to in pairs if to == urn and ref in places.homes}
        found |= {(ref, urn): metres for ref, metres in _walked(homes, places.sites[urn], ways)}
    return found


def _walked(homes: dict[str, Point], site: Point, ways: Roads) -> Iterator[tuple[str, int]]:
    """Metres from each home that has a way; two places at one point of the ways go straight to each other."""
    end = join(ways, site)
    joined = {ref: near for ref, home in homes.items() if (near := join(ways, home)) is not None}
    if end is None:
        return
    legs = fastest_to(ways, end.node, {near.node for near in joined.values()})
    for ref, near in joined.items():
        if near.node == end.node:
            yield ref, metres_between(homes[ref], site)
        elif near.node in legs:
            yield ref, near.metres + legs[near.node][1] + end.metres
