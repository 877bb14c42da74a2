"""The forest of limits on places: place group within provision within setting, within a family of sites if any.

``free_to_name`` may be negative in one year band (over number); the band then has no place, and the excess counts
against its provision and setting. Source of the five numbers: places practice, kept apart on purpose.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sufficiency.domain.inputs import Inputs
from sufficiency.domain.round import Fixed, Limit
from sufficiency.domain.run import GroupKey
from sufficiency.domain.settings import Provision, Setting
from sufficiency.domain.years import ncy_label


def provisions_of_round(inputs: Inputs) -> tuple[Provision, ...]:
    """The provision rows of the round's academic year, by URN, provision and year band."""
    year = inputs.authority.academic_year
    return tuple(sorted((p for p in inputs.provisions if p.year == year), key=lambda p: p.key))


def group_of(provision: Provision) -> GroupKey:
    """The key of a provision row as a place group."""
    return GroupKey(*provision.key)


def band_label(provision: Provision) -> str:
    """``Year 7`` or ``Reception to Year 2``."""
    first, last = ncy_label(provision.ncy_from), ncy_label(provision.ncy_to)
    return first if first == last else f"{first} to {last}"


def forest(inputs: Inputs, fixed: Sequence[Fixed] = ()) -> tuple[Limit, ...]:
    """Every limit of the round, leaves first in canonical order, with the places that fixed placements take."""
    provisions = provisions_of_round(inputs)
    settings = {setting.urn: setting for setting in inputs.settings}
    families = _families(inputs.settings)
    taken = Counter(item.group for item in fixed if item.uses_place)
    nodes = _Nodes(settings, families)
    for provision in provisions:
        nodes.add(provision, taken[group_of(provision)])
    return nodes.limits()


def leaf_index(limits: Sequence[Limit]) -> dict[GroupKey, int]:
    """Place group to the index of its limit."""
    return {
        GroupKey(limit.urn, limit.provision_id, limit.ncy_from): index
        for index, limit in enumerate(limits)
        if limit.kind == "group" and limit.ncy_from is not None
    }


def overfull(limits: Iterable[Limit]) -> list[Limit]:
    """Limits whose fixed placements already exceed their places."""
    return [limit for limit in limits if limit.taken > limit.places]


def _families(settings: Iterable[Setting]) -> dict[int, int]:
    """URN of a lead or satellite to the URN of the lead, for leads that have satellites."""
    leads = {s.lead_urn for s in settings if s.lead_urn is not None}
    members = {s.urn: s.lead_urn for s in settings if s.lead_urn is not None}
    return members | {lead: lead for lead in leads}


class _Nodes:
    """Adds up free places and fixed placements from the leaves to the roots."""

    def __init__(self, settings: dict[int, Setting], families: dict[int, int]) -> None:
        self._settings = settings
        self._families = families
        self._leaves: list[tuple[Provision, int]] = []
        self._free: dict[tuple[str, int, str], int] = defaultdict(int)
        self._taken: dict[tuple[str, int, str], int] = defaultdict(int)

    def add(self, provision: Provision, taken: int) -> None:
        self._leaves.append((provision, taken))
        for key in self._path(provision):
            self._free[key] += provision.free_to_name
            self._taken[key] += taken

    def _path(self, provision: Provision) -> list[tuple[str, int, str]]:
        path = [("provision", provision.urn, provision.provision_id), ("setting", provision.urn, "")]
        if provision.urn in self._families:
            path.append(("family", self._families[provision.urn], ""))
        return path

    def limits(self) -> tuple[Limit, ...]:
        order = {"provision": 0, "setting": 1, "family": 2}
        inner = sorted(self._free, key=lambda key: (order[key[0]], key[1], key[2]))
        index = {key: len(self._leaves) + i for i, key in enumerate(inner)}
        leaves = [self._leaf(p, taken, index[self._path(p)[0]]) for p, taken in self._leaves]
        return (*leaves, *(self._inner(key, index) for key in inner))

    def _leaf(self, provision: Provision, taken: int, parent: int) -> Limit:
        name = f"{self._settings[provision.urn].name}, {provision.provision_id}, {band_label(provision)}"
        places = max(0, provision.free_to_name)
        first, last = provision.ncy_from, provision.ncy_to
        return Limit("group", provision.urn, provision.provision_id, first, last, name, places, taken, parent)

    def _inner(self, key: tuple[str, int, str], index: dict[tuple[str, int, str], int]) -> Limit:
        kind, urn, provision_id = key
        above = self._above(key)
        limit = Limit(
            kind="provision" if kind == "provision" else "setting" if kind == "setting" else "family",
            urn=urn,
            provision_id=provision_id,
            ncy_from=None,
            ncy_to=None,
            name=self._name(key),
            places=max(0, self._free[key]),
            taken=self._taken[key],
            parent=None if above is None else index[above],
        )
        shared = self._settings[urn].shared_places
        if shared is not None and above is None:
            return replace(limit, places=min(limit.places, shared))
        return limit

    def _above(self, key: tuple[str, int, str]) -> tuple[str, int, str] | None:
        kind, urn, _ = key
        if kind == "provision":
            return ("setting", urn, "")
        if kind == "setting" and urn in self._families:
            return ("family", self._families[urn], "")
        return None

    def _name(self, key: tuple[str, int, str]) -> str:
        kind, urn, provision_id = key
        name = self._settings[urn].name
        if kind == "family":
            return f"{name} with its satellites"
        return f"{name}, {provision_id}" if kind == "provision" else name
