"""What the tags of an OpenStreetMap way say about driving a car along it.

Speeds are assumptions of this project, not measurements: each class has a typical free-flowing speed in
miles an hour, below the national limits (Highway Code, rule 124: 30 in built-up areas, 60 on single
and 70 on dual carriageways), and a posted limit slows a road to nine tenths of itself but never makes
it faster than its class. Meaning of tags: OpenStreetMap wiki, keys highway, maxspeed, oneway, access.
"""

import re
from collections.abc import Mapping

from geodata.lines import Rule

CLASS_MPH: Mapping[str, int] = {
    "motorway": 65,
    "motorway_link": 45,
    "trunk": 60,
    "trunk_link": 40,
    "primary": 50,
    "primary_link": 35,
    "secondary": 45,
    "secondary_link": 30,
    "tertiary": 40,
    "tertiary_link": 30,
    "unclassified": 35,
    "road": 30,
    "residential": 25,
    "service": 12,
    "living_street": 10,
}
"""Typical speed of each class of road open to cars. Tracks, paths and bus ways are not in it."""

NAMED_LIMITS: Mapping[str, int] = {
    "gb:nsl_single": 60,
    "gb:nsl_dual": 70,
    "gb:nsl_restricted": 30,
    "gb:motorway": 70,
}
SPEED = re.compile(r"([0-9]{1,3})(?:\.[0-9]+)?\s*(mph|km/h|kmh|kph)?")

NO_CAR = frozenset({"no", "private", "agricultural", "forestry", "emergency", "military", "bus", "psv", "permit"})
"""Values of access that keep a passing car out. A private road's own residents are snapped to the
public road nearest to them."""

NARROW_SERVICE = frozenset({"driveway", "parking_aisle", "drive-through", "emergency_access"})
ACCESS_KEYS = ("motorcar", "motor_vehicle", "vehicle", "access")
"""From the most particular to the most general; the first one present decides."""

CLOSED_BARRIERS = frozenset({"bollard", "block", "jersey_barrier", "planter", "chain", "log", "debris", "bus_trap"})
"""Barriers on a node that no car passes, unless an access tag on it says otherwise. Gates and lift
gates are taken to open."""


def driving(tags: Mapping[str, str]) -> Rule | None:
    """Return how a car may drive a way with these tags, or None where it may not."""
    highway = tags.get("highway", "")
    if highway not in CLASS_MPH or tags.get("area") == "yes" or not admits_cars(tags):
        return None
    if tags.get("service") in NARROW_SERVICE:
        return None
    forward, backward = directions(tags)
    return Rule(forward, backward, speed(highway, tags.get("maxspeed", "")))


def admits_cars(tags: Mapping[str, str]) -> bool:
    """Return whether the access tags let a passing car through."""
    stated = next((tags[key] for key in ACCESS_KEYS if key in tags), "yes")
    return not set(stated.replace(" ", "").split(";")) <= NO_CAR


def closes_road(tags: Mapping[str, str]) -> bool:
    """Return whether a node with these tags stops cars."""
    if "barrier" in tags and any(key in tags for key in ACCESS_KEYS):
        return not admits_cars(tags)
    return tags.get("barrier") in CLOSED_BARRIERS


def directions(tags: Mapping[str, str]) -> tuple[bool, bool]:
    """Return whether a way may be driven (along, against) its drawn direction."""
    oneway = tags.get("oneway", "")
    if oneway in {"-1", "reverse"}:
        return False, True
    if oneway in {"yes", "true", "1"}:
        return True, False
    implied = tags.get("junction") in {"roundabout", "circular"} or tags["highway"].startswith("motorway")
    return True, not implied or oneway == "no"


def speed(highway: str, maxspeed: str) -> int:
    """Return the assumed speed in miles an hour of a class of road with this posted limit."""
    limit = limit_mph(maxspeed)
    usual = CLASS_MPH[highway]
    return usual if limit is None else max(1, min(usual, limit * 9 // 10))


def limit_mph(maxspeed: str) -> int | None:
    """Return a maxspeed tag in miles an hour, or None where it does not parse ("signals", "20;30")."""
    text = maxspeed.strip().lower()
    if text in NAMED_LIMITS:
        return NAMED_LIMITS[text]
    match = SPEED.fullmatch(text)
    if match is None:
        return None
    number = int(match[1])
    return number if match[2] == "mph" else (number * 1_000_000 + 804_672) // 1_609_344
