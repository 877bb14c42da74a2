"""What the tags of an OpenStreetMap way say about walking along it.

A way counts where it is mapped as one that people may walk: nothing is said about lighting, traffic, footways beside a
road or safety. Meaning of tags: OpenStreetMap wiki, keys highway,
foot, access, motorroad.
"""

from collections.abc import Mapping

from geodata.lines import Rule
from geodata.osm_tags import CLASS_MPH

WALK_MPH = 3
"""One speed for all ways: the fastest way is then the shortest."""

MOTORWAYS = frozenset({"motorway", "motorway_link"})
PATHS = frozenset({"footway", "path", "cycleway", "bridleway", "steps", "pedestrian", "track"})
WALKED = (CLASS_MPH.keys() | PATHS) - MOTORWAYS

NOT_ON_FOOT = frozenset({"no", "private", "agricultural", "forestry", "military", "permit", "delivery", "customers"})
"""Values of access that keep a passer-by out. Without a tag of its own for walkers, a way is as its access says."""

IMPASSABLE = frozenset({"wall", "fence", "hedge"})


def walking(tags: Mapping[str, str]) -> Rule | None:
    """Return how one walks a way with these tags, or None where one may not: always both ways."""
    if tags.get("highway", "") not in WALKED or not admits_walkers(tags):
        return None
    return Rule(forward=True, backward=True, mph=WALK_MPH)


def admits_walkers(tags: Mapping[str, str]) -> bool:
    """Return whether the access tags let a passer-by through: foot decides, then motorroad, then access."""
    if "foot" in tags:
        return tags["foot"] not in NOT_ON_FOOT
    return tags.get("motorroad") != "yes" and tags.get("access", "yes") not in NOT_ON_FOOT


def closes_path(tags: Mapping[str, str]) -> bool:
    """Return whether a node with these tags stops walkers: bollards, stiles and gates do not."""
    return "barrier" in tags and (not admits_walkers(tags) or ("foot" not in tags and tags["barrier"] in IMPASSABLE))
