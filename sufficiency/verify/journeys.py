"""Every child's journey to every setting, worked out again: given, else over the roads, else estimated."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sufficiency.verify.facts import Home, Round
from sufficiency.verify.map_files import Point, postcode_points
from sufficiency.verify.roads import JOINING_MPH, Joined, Leg, Roads, drive_time, fastest_to, join, read_roads
from sufficiency.verify.straight import estimate, metres_between

K = TypeVar("K")
T = TypeVar("T")
Pair = tuple[str, int]
MILLISECONDS_A_TENTH = 6_000
METRES_A_TENTH = 50
"""30 km/h: only where minutes are given without metres and there is no point to measure from."""


@dataclass(frozen=True, slots=True)
class Journey:
    """One way: tenths of minutes, metres, and where the minutes come from."""

    tenths: int
    metres: int
    basis: str


@dataclass(frozen=True, slots=True)
class Places:
    """Grid points of homes by reference and of settings by URN, of those that have one."""

    homes: Mapping[str, Point]
    sites: Mapping[int, Point]


def journeys(facts: Round) -> dict[Pair, Journey]:
    """(Child reference, URN) to the journey, absent where there is no route. Settings with places this year only."""
    places = places_of(facts)
    found = dict(_measured(facts, places))
    for pair, (tenths, metres) in given_to(facts, {ref: child.home.postcode for ref, child in facts.children.items()}):
        length = _metres_otherwise(pair, tenths, found.get(pair), places) if metres is None else metres
        found[pair] = Journey(tenths, length, "given")
    return found


def _measured(facts: Round, places: Places) -> Iterator[tuple[Pair, Journey]]:
    """Journeys over the roads where both ends are near one, else by estimate."""
    named = facts.authority.sources.get("roads")
    roads = read_roads(facts.folder / named, facts.authority.peak_percent) if named else None
    joined = {ref: join(roads, point) for ref, point in places.homes.items()} if roads else {}
    near = {ref: start for ref, start in joined.items() if start is not None}
    for urn in sorted({key.urn for key in facts.groups} & places.sites.keys()):
        site = places.sites[urn]
        end = join(roads, site) if roads else None
        by_road = _by_road(roads, end, near) if roads and end else {}
        for ref, home in places.homes.items():
            if end is None or ref not in near:
                yield (ref, urn), _journey(estimate(metres_between(home, site)), "estimated")
            elif near[ref].node == end.node:
                straight = metres_between(home, site)
                yield (ref, urn), _journey((drive_time(straight, JOINING_MPH), straight), "network")
            elif ref in by_road:
                yield (ref, urn), _journey(by_road[ref], "network")


def _by_road(roads: Roads, end: Joined, near: Mapping[str, Joined]) -> dict[str, Leg]:
    """(Milliseconds, metres) door to door from each home that has a route over the roads to another node."""
    routes = fastest_to(roads, end.node, {start.node for start in near.values()})
    found = {}
    for ref, start in near.items():
        if start.node in routes:
            time, metres = routes[start.node]
            found[ref] = (start.time + time + end.time, start.metres + metres + end.metres)
    return found


def _journey(leg: Leg, basis: str) -> Journey:
    return Journey((leg[0] + MILLISECONDS_A_TENTH // 2) // MILLISECONDS_A_TENTH, leg[1], basis)


def given_to(facts: Round, people: Mapping[str, str]) -> Iterator[tuple[Pair, tuple[int, int | None]]]:
    """Rows of the travel table by child; ``people`` are postcodes by reference.

    A child's own reference wins over its postcode, then sector, then district: the last row of a pair counts.
    """
    return by_origin(facts.travel, people)


def by_origin(stated: Mapping[Pair, T], people: Mapping[str, str]) -> Iterator[tuple[Pair, T]]:
    """What is stated by origin and URN, by child and URN; the last of a pair counts."""
    at: dict[str, list[tuple[int, T]]] = {}
    for (origin, urn), said in stated.items():
        at.setdefault(origin if origin in people else _plain(origin), []).append((urn, said))
    for ref, postcode in people.items():
        for origin in _names_of_home(ref, postcode):
            yield from (((ref, urn), said) for urn, said in at.get(origin, ()))


def _plain(origin: str) -> str:
    """A postcode, or part of one, in capitals with its one blank."""
    whole = re.fullmatch(r"([A-Z]{1,2}[0-9][A-Z0-9]?) *([0-9][A-Z]{2})", origin.upper())
    return f"{whole[1]} {whole[2]}" if whole else " ".join(origin.upper().split())


def _names_of_home(ref: str, postcode: str) -> tuple[str, ...]:
    return (postcode[:-4], postcode[:-2], postcode, ref) if postcode else (ref,)


def _metres_otherwise(pair: Pair, tenths: int, measured: Journey | None, places: Places) -> int:
    """Metres for minutes given without them: over the roads, else by estimate, else at a steady 30 km/h."""
    ref, urn = pair
    if measured is not None:
        return measured.metres
    if ref in places.homes and urn in places.sites:
        return estimate(metres_between(places.homes[ref], places.sites[urn]))[1]
    return tenths * METRES_A_TENTH


def places_of(facts: Round) -> Places:
    """Where the children and the settings are."""
    homes = {ref: child.home for ref, child in facts.children.items()}
    sites = {urn: setting.site for urn, setting in facts.settings.items()}
    looked_up = _looked_up(facts, (*homes.values(), *sites.values()))
    return Places(_points(homes, looked_up), _points(sites, looked_up))


def points_of(facts: Round, homes: Mapping[K, Home]) -> dict[K, Point]:
    """Grid points of any homes, of those that have one or whose postcode is in the table."""
    return _points(homes, _looked_up(facts, tuple(homes.values())))


def _looked_up(facts: Round, where: Iterable[Home]) -> dict[str, Point]:
    if "postcodes" not in facts.authority.sources:
        return {}
    wanted = {home.postcode for home in where if home.postcode and home.easting is None}
    return postcode_points(facts.folder / facts.authority.sources["postcodes"], wanted)


def _points(homes: Mapping[K, Home], looked_up: Mapping[str, Point]) -> dict[K, Point]:
    found = {}
    for name, home in homes.items():
        if home.easting is not None and home.northing is not None:
            found[name] = (home.easting, home.northing)
        elif home.postcode in looked_up:
            found[name] = looked_up[home.postcode]
    return found
