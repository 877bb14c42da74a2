"""Amounts and places as people say and write them; shared by the tables, the page and the terminal."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from itertools import chain

from sufficiency.domain.run import GroupKey, Move, Run

NO_PLACE = "no place"
_MONTHS = ("January", "February", "March", "April", "May", "June", "July",
           "August", "September", "October", "November", "December")  # fmt: skip
_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"))


def decimal(value: int, places: int) -> str:
    """``value`` hundredths or tenths written exactly: ``decimal(-1205, 2)`` is ``-12.05``."""
    sign, digits = "-" if value < 0 else "", str(abs(value)).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def pounds(pence: int) -> str:
    """Whole pounds with thousands marked, halves rounded away from nought: ``£12,345``."""
    whole = (abs(pence) + 50) // 100
    return f"{'−' if pence < 0 and whole else ''}£{whole:,}"


def minutes(tenths: int) -> str:
    """``32.5 minutes``."""
    return f"{decimal(tenths, 1)} minutes"


def count(number: int, one: str, many: str = "") -> str:
    """``1 child``, ``2 children``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def children(number: int) -> str:
    """``1 child``, ``2 children``."""
    return count(number, "child", "children")


def day(on: date) -> str:
    """``9 January 2026``, the same in every locale."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def percent(part: int, whole: int) -> str:
    """``86%``, or ``none`` of nothing."""
    return f"{(200 * part + whole) // (2 * whole)}%" if whole else "none"


def elapsed(seconds: int) -> str:
    """Time gone by in whole units, the largest of which there are two: ``90 seconds``, ``47 hours``, ``3 days``."""
    for size, unit in _UNITS:
        if seconds >= 2 * size:
            return count(seconds // size, unit)
    return count(seconds, "second")


class PlaceNames:
    """Settings and place groups by name; the provision is added only where a setting has more than one."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def of(self, key: GroupKey | None) -> str:
        """``Oak School``, ``Oak School (ASD base)`` or ``no place``."""
        if key is None:
            return NO_PLACE
        name = self.setting(key.urn)
        return f"{name} ({key.provision_id})" if len(self._provisions.get(key.urn, ())) > 1 else name

    def setting(self, urn: int) -> str:
        """The setting's name, or its number where no name is known."""
        return self._settings.get(urn, f"URN {urn}")

    @property
    def settings(self) -> tuple[tuple[int, str], ...]:
        """Every setting of the run and its name, by name."""
        return tuple(sorted(self._settings.items(), key=lambda one: (one[1], one[0])))

    def chain(self, moves: Iterable[Move]) -> str:
        """``C-0012: Oak School -> Elm School; C-0031: Elm School -> no place``."""
        return "; ".join(f"{move.child_ref}: {self.of(move.before)} -> {self.of(move.after)}" for move in moves)

    @cached_property
    def _settings(self) -> Mapping[int, str]:
        placed = ((r.group.urn, r.setting_name) for r in self._run.recommendations)
        limits = ((limit.urn, limit.name) for limit in self._run.limits if limit.kind == "setting")
        return dict(chain(placed, limits, ((site.urn, site.name) for site in self._run.sites)))

    @cached_property
    def _provisions(self) -> Mapping[int, frozenset[str]]:
        found: dict[int, set[str]] = {}
        for limit in self._run.limits:
            if limit.kind == "group":
                found.setdefault(limit.urn, set()).add(limit.provision_id)
        return {urn: frozenset(names) for urn, names in found.items()}
