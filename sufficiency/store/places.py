"""Places: what each limit of a round has, and claims on them. The last place cannot be given twice.

A claim counts against the place group and every limit around it, in the transaction that decides; the database refuses
a count above the places (``ck_limits_room``), whatever the code does.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, case, delete, insert, select, update

from sufficiency.domain.round import Limit
from sufficiency.domain.run import GroupKey
from sufficiency.panel.refusal import Refusal
from sufficiency.store import schema

limits, claims = schema.limits, schema.claims


@dataclass(frozen=True, slots=True)
class Room:
    """One limit as it stands: its places, the claims on it, and how many of those are agreed over number."""

    limit_id: str
    kind: str
    urn: int
    provision_id: str
    ncy_from: int | None
    ncy_to: int | None
    name: str
    parent: str | None
    places: int
    claimed: int
    over: int

    @property
    def free(self) -> int:
        """Places nobody has claimed."""
        return max(0, self.places - self.claimed)


def group_id(group: GroupKey) -> str:
    """The name of a place group's own limit."""
    return f"group:{group.urn}:{group.provision_id}:{group.ncy_from}"


def limit_ids(forest: Sequence[Limit]) -> tuple[str, ...]:
    """The name of every limit of a forest, in its order."""
    return tuple(_limit_id(limit) for limit in forest)


def rooms(connection: Connection, round_: str) -> Mapping[str, Room]:
    """Every limit of a round by name."""
    query = select(limits).where(limits.c.round == round_).order_by(limits.c.limit_id)
    return {row.limit_id: _room(row) for row in connection.execute(query)}


def room_at(connection: Connection, round_: str, limit_id: str) -> Room | None:
    """One limit of a round, if there is one of this name."""
    row = connection.execute(
        select(limits).where(limits.c.round == round_, limits.c.limit_id == limit_id)
    ).one_or_none()
    return None if row is None else _room(row)


def around(known: Mapping[str, Room], limit_id: str) -> tuple[str, ...]:
    """A limit and every limit around it, outermost last."""
    path, at = [], known.get(limit_id)
    while at is not None:
        path.append(at.limit_id)
        at = known.get(at.parent) if at.parent else None
    return tuple(path)


def claim(
    connection: Connection, case_: tuple[str, str], group: GroupKey, *, over: bool = False
) -> tuple[Refusal, ...]:
    """Take one place of a group for a case, or say which limit is full; ``over`` takes it over number if it must be.

    A place the case had before is given up first.
    """
    round_, ref = case_
    release(connection, case_)
    path = _path(connection, round_, group_id(group))
    if not path:
        return (Refusal("now", "NO_SUCH_PLACE", f"{group.urn} has no such place in this round."),)
    for limit_id in sorted(path):
        if full := _take(connection, (round_, limit_id), over=over):
            return (full,)
    connection.execute(insert(claims), {"round": round_, "ref": ref, "limit_id": path[0]})
    return ()


def release(connection: Connection, case_: tuple[str, str]) -> None:
    """Give up the place of a case, if it has one."""
    mine = (claims.c.round == case_[0], claims.c.ref == case_[1])
    held = connection.execute(select(claims.c.limit_id).where(*mine)).scalar_one_or_none()
    if held is None:
        return
    connection.execute(delete(claims).where(*mine))
    left = limits.c.claimed - 1
    path = _path(connection, case_[0], held)
    connection.execute(
        update(limits)
        .where(limits.c.round == case_[0], limits.c.limit_id.in_(path))
        .values(claimed=left, over=case((left > limits.c.places, left - limits.c.places), else_=0))
    )


def lay_out(
    connection: Connection, round_: str, forest: Sequence[Limit], settled: Mapping[str, str]
) -> tuple[str, ...]:
    """Set a round's limits as its newest tables give them, and its claims as ``settled`` (case to group) says.

    Returns the names of limits that are now over number. A limit that the tables no longer give has no places.
    """
    known = rooms(connection, round_)
    ids = limit_ids(forest)
    new = [_row(round_, ids, at, limit) for at, limit in enumerate(forest) if ids[at] not in known]
    if new:
        connection.execute(insert(limits), new)
    connection.execute(delete(claims).where(claims.c.round == round_))
    wanted = [{"round": round_, "ref": ref, "limit_id": group} for ref, group in sorted(settled.items())]
    if wanted:
        connection.execute(insert(claims), wanted)
    places = dict(zip(ids, (limit.places for limit in forest), strict=True))
    claimed = claimed_by_limit(rooms(connection, round_), settled.values())
    return _count_again(connection, round_, places, claimed)


def claimed_by_limit(known: Mapping[str, Room], groups: Iterable[str]) -> Mapping[str, int]:
    """How many claims stand in each limit, counted from the claims themselves."""
    counts = dict.fromkeys(known, 0)
    for group in groups:
        for limit_id in around(known, group):
            counts[limit_id] += 1
    return counts


def _path(connection: Connection, round_: str, limit_id: str) -> tuple[str, ...]:
    """A limit and every limit around it, outermost last; none where there is no such limit."""
    path, at = [], room_at(connection, round_, limit_id)
    while at is not None:
        path.append(at.limit_id)
        at = room_at(connection, round_, at.parent) if at.parent else None
    return tuple(path)


def _take(connection: Connection, limit: tuple[str, str], *, over: bool) -> Refusal | None:
    """One more in this limit, if there is room. The row stays locked until the transaction ends."""
    this = (limits.c.round == limit[0], limits.c.limit_id == limit[1])
    more = limits.c.claimed + 1
    if over:
        agreed = case((more > limits.c.places + limits.c.over, more - limits.c.places), else_=limits.c.over)
        connection.execute(update(limits).where(*this).values(claimed=more, over=agreed))
        return None
    taken = connection.execute(
        update(limits).where(*this, limits.c.claimed < limits.c.places + limits.c.over).values(claimed=more)
    )
    if taken.rowcount == 1:
        return None
    name = connection.execute(select(limits.c.name).where(*this)).scalar_one()
    return Refusal("now", "NO_PLACE_LEFT", f"No place is left: {name} is full.")


def _count_again(
    connection: Connection, round_: str, places: Mapping[str, int], claimed: Mapping[str, int]
) -> tuple[str, ...]:
    over_number = []
    for limit_id, count in claimed.items():
        has = places.get(limit_id, 0)
        over = max(0, count - has)
        this = (limits.c.round == round_, limits.c.limit_id == limit_id)
        connection.execute(update(limits).where(*this).values(places=has, claimed=count, over=over))
        over_number += [limit_id] if over else []
    return tuple(over_number)


def _limit_id(limit: Limit) -> str:
    parts = (limit.kind, limit.urn, limit.provision_id, limit.ncy_from)
    return ":".join(str(part) for part in parts if part not in ("", None))


def _room(row: Row[Any]) -> Room:
    return Room(*(getattr(row, name) for name in Room.__dataclass_fields__))


def _row(round_: str, ids: Sequence[str], at: int, limit: Limit) -> dict[str, object]:
    return {
        "round": round_, "limit_id": ids[at], "kind": limit.kind, "urn": limit.urn,
        "provision_id": limit.provision_id, "ncy_from": limit.ncy_from, "ncy_to": limit.ncy_to, "name": limit.name,
        "parent": None if limit.parent is None else ids[limit.parent], "places": limit.places, "claimed": 0, "over": 0,
    }  # fmt: skip
