"""What an explanation looks at: who is where, in which limits, in what order."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sufficiency.domain.cases import Case
from sufficiency.domain.round import Fixed, Limit, Option
from sufficiency.domain.run import GroupKey


@dataclass(frozen=True)
class Picture:
    """The answered round. ``tier`` counts from 1."""

    cases: Mapping[str, Case]
    options: Mapping[str, tuple[Option, ...]]
    seats: Mapping[str, Option | None]
    fixed: Mapping[str, Fixed]
    limits: tuple[Limit, ...]
    tier: Mapping[str, int]
    ordered: bool

    @cached_property
    def _paths(self) -> Mapping[GroupKey, tuple[int, ...]]:
        paths = {}
        for index, limit in enumerate(self.limits):
            if limit.kind == "group" and limit.ncy_from is not None:
                path, at = [index], limit.parent
                while at is not None:
                    path.append(at)
                    at = self.limits[at].parent
                paths[GroupKey(limit.urn, limit.provision_id, limit.ncy_from)] = tuple(path)
        return paths

    @cached_property
    def holders(self) -> Mapping[int, tuple[str, ...]]:
        """Free cases seated at or below each limit, in the order of the round."""
        found: dict[int, list[str]] = {index: [] for index in range(len(self.limits))}
        for ref, option in self.seats.items():
            for limit in self.path(option.group) if option else ():
                found[limit].append(ref)
        return {index: tuple(refs) for index, refs in found.items()}

    @property
    def chosen(self) -> Mapping[str, Fixed]:
        """Placements settled by a person's choice in this round."""
        return {ref: item for ref, item in self.fixed.items() if item.by_override}

    @property
    def groups(self) -> tuple[GroupKey, ...]:
        """Every place group of the round, in canonical order."""
        return tuple(self._paths)

    def path(self, group: GroupKey) -> tuple[int, ...]:
        """The limits a place in this group counts against, the group's own first."""
        return self._paths[group]

    def full_limit(self, group: GroupKey, ref: str = "") -> int | None:
        """The first full limit on the way up from a place group, None when there is room.

        Limits in which ``ref`` itself has a seat do not stand in its way.
        """
        seat = self.seats.get(ref)
        own = self.path(seat.group) if seat else ()
        for index in self.path(group):
            if index not in own and len(self.holders[index]) >= self.limits[index].free:
                return index
        return None

    @cached_property
    def _setting_names(self) -> Mapping[int, str]:
        return {limit.urn: limit.name for limit in self.limits if limit.kind == "setting"}

    def setting_name(self, urn: int) -> str:
        """The setting's name."""
        return self._setting_names[urn]

    def group_name(self, group: GroupKey) -> str:
        """The place group in words."""
        return self.limits[self.path(group)[0]].name
