"""The round as the raw files state it: plain values for the recount, with nothing inferred."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple


class Key(NamedTuple):
    """A place group of the round's year."""

    urn: int
    provision_id: str
    ncy_from: int


@dataclass(frozen=True, slots=True)
class Home:
    """Where a child or a setting is: a postcode in capitals with one blank, a grid point in metres, or both."""

    postcode: str
    easting: int | None
    northing: int | None


@dataclass(frozen=True, slots=True)
class Child:
    """One row of ``children``; ``needs`` begins with the primary need, ``deadline`` is as given or None."""

    ref: str
    ncy: int
    needs: tuple[str, ...]
    home: Home
    request: date
    deadline: date | None
    reason: str
    review: date | None
    order: date | None
    state: str
    urgency: str
    score: int
    sex: str
    sibling_urn: int | None
    sibling_ref: str
    named_urn: int | None
    named_provision: str
    wheelchair: bool
    assistant: bool
    solo: bool
    max_minutes: int | None
    apart: tuple[str, ...] = ()
    cannot_walk: bool | None = None
    low_income: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of ``settings``."""

    urn: int
    name: str
    type: str
    site: Home
    listed: bool
    admits: str
    lead: int | None
    shared_places: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """One row of ``provision`` for the round's year; ``free`` may be negative; money in pence."""

    key: Key
    ncy_to: int
    needs: frozenset[str]
    free: int
    place_cost: int
    top_up: int
    opens: date | None
    closes: date | None


@dataclass(frozen=True, slots=True)
class Reply:
    """One row of ``consultations``."""

    provision_id: str
    sent: date | None
    replied: date | None
    reply: str
    ground: str


@dataclass(frozen=True, slots=True)
class Authority:
    """What ``authority.toml`` states; minutes whole, ``ceiling`` in pence, ``mix`` by need."""

    year: int
    as_at: date
    seed: int
    guideline_primary: int
    guideline_secondary: int
    peak_percent: int
    limit: int
    siblings_together: bool
    ceiling: int | None
    mix: tuple[tuple[str, int], ...]
    sources: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rates:
    """What ``rates.toml`` states, in pence and days."""

    per_mile: int = 300
    wheelchair_per_mile: int = 400
    assistant_per_day: int = 4000
    share: int = 3
    days: int = 190


@dataclass(frozen=True, slots=True)
class Round:
    """All of it. ``asked`` holds each child's requests in order of rank as (rank, URN, provision).

    ``unsafe`` is by origin and URN as in ``travel``, of rows that say; ``by_parents`` are children and URNs asked for
    on condition that the parents arrange travel.
    """

    folder: Path
    authority: Authority
    rates: Rates
    children: Mapping[str, Child]
    settings: Mapping[int, Setting]
    groups: Mapping[Key, Group]
    asked: Mapping[str, tuple[tuple[int, int, str], ...]]
    replies: Mapping[tuple[str, int], tuple[Reply, ...]]
    travel: Mapping[tuple[str, int], tuple[int, int | None]]
    unsafe: Mapping[tuple[str, int], bool] = field(default_factory=dict)
    by_parents: frozenset[tuple[str, int]] = frozenset()
