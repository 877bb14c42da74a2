"""Places free to name at every limit, from the five numbers: group within provision within setting within family."""

from collections.abc import Mapping
from typing import NamedTuple

from sufficiency.verify.facts import Key, Round

NO_BAND = -99


class Limit(NamedTuple):
    """One limit. Provisions, settings and families leave the narrower parts empty."""

    kind: str
    urn: int
    provision_id: str = ""
    ncy_from: int = NO_BAND

    def __str__(self) -> str:
        """``provision 900001 MAIN``."""
        band = [] if self.ncy_from == NO_BAND else [f"from year {self.ncy_from}"]
        return " ".join([self.kind, str(self.urn), *filter(None, [self.provision_id]), *band])


def paths(facts: Round) -> dict[Key, tuple[Limit, ...]]:
    """The limits above each place group, the narrowest first."""
    leads = {setting.lead for setting in facts.settings.values() if setting.lead is not None}
    return {key: _path(facts, key, leads) for key in facts.groups}


def places(facts: Round, path_of: Mapping[Key, tuple[Limit, ...]]) -> dict[Limit, int]:
    """Places free to name at each limit, never below nothing.

    A group over number has none of its own, and what it is over counts against every limit above it. Shared places
    bound the whole family, or a setting that belongs to none.
    """
    free: dict[Limit, int] = {}
    for key, path in path_of.items():
        for limit in path:
            free[limit] = free.get(limit, 0) + facts.groups[key].free
    for path in path_of.values():
        shared = facts.settings[path[-1].urn].shared_places
        if shared is not None:
            free[path[-1]] = min(free[path[-1]], shared)
    return {limit: max(0, number) for limit, number in free.items()}


def _path(facts: Round, key: Key, leads: set[int]) -> tuple[Limit, ...]:
    narrow = (Limit("group", *key), Limit("provision", key.urn, key.provision_id), Limit("setting", key.urn))
    lead = facts.settings[key.urn].lead
    if lead is not None:
        return (*narrow, Limit("family", lead))
    return (*narrow, Limit("family", key.urn)) if key.urn in leads else narrow
