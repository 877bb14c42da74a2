"""The audit trail as a chain, on rows in memory: what it finds, and what it cannot without a head noted elsewhere."""

from random import Random

import pytest

from sufficiency.store.canonical import canonical, digest
from sufficiency.store.chain import START, Entry, Head, broken, hash_of


def entry(seq, previous, **changes):
    plain = {
        "seq": seq, "at": f"2026-03-01T10:{seq % 60:02}:00+00:00", "by": "c.chair", "event": "decision.held",
        "subject": f"C{seq}", "detail": canonical({"round": "999-2026", "before": "P0"}), "seal": "s", "hash": "",
        "previous": previous,
    }  # fmt: skip
    made = Entry(**{**plain, **changes})
    return made._replace(hash=hash_of(made))


def trail(length):
    rows = []
    for seq in range(1, length + 1):
        rows.append(entry(seq, rows[-1].hash if rows else START))
    return rows


TRAIL = trail(24)
HEAD = Head(24, TRAIL[-1].hash)


def edited(rows, at, draw):
    """One field of one event is other than it was, its hash perhaps worked out again."""
    field = draw.choice([name for name in Entry._fields if name not in ("seq", "hash")])
    changed = rows[at]._replace(**{field: getattr(rows[at], field) + draw.choice("x 1")})
    return [*rows[:at], draw.choice([changed, changed._replace(hash=hash_of(changed))]), *rows[at + 1 :]]


def removed(rows, at, draw):
    return [*rows[:at], *rows[at + 1 :]]


def cut(rows, at, draw):
    return rows[:at]


def swapped(rows, at, draw):
    other = draw.choice([place for place in range(len(rows)) if place != at])
    rows = list(rows)
    rows[at], rows[other] = rows[other], rows[at]
    return rows


def inserted(rows, at, draw):
    return [*rows[:at], entry(at + 1, rows[at - 1].hash if at else START, subject="made up"), *rows[at:]]


def renumbered(rows, at, draw):
    """An event is taken out and those after it move up, their hashes left as they were."""
    return [*rows[:at], *(row._replace(seq=row.seq - 1) for row in rows[at + 1 :])]


WAYS = (edited, removed, cut, swapped, inserted, renumbered)


def test_an_untouched_trail_is_whole():
    assert list(broken(TRAIL, HEAD)) == []
    assert list(broken([], Head(0, START))) == []


def test_a_thousand_random_edits_are_all_found():
    draw = Random(20260301)
    missed = []
    for number in range(1_000):
        way, at = WAYS[number % len(WAYS)], draw.randrange(len(TRAIL))
        if not list(broken(way(TRAIL, at, draw), HEAD)):
            missed.append((way.__name__, at))
    assert missed == []


def test_the_position_of_an_edit_is_named():
    rows = edited(TRAIL, 16, Random(1))
    assert any("event 17" in line or "event 18" in line for line in broken(rows, HEAD))


def anew(rows, at):
    """The end of the trail is written again from ``at`` on, hashes and all."""
    made = rows[:at]
    for row in rows[at:]:
        made.append(entry(row.seq, made[-1].hash, by="someone.else"))
    return made


def test_an_end_written_anew_with_its_head_is_found_only_by_a_head_noted_elsewhere():
    rows = anew(TRAIL, 16)
    head = Head(24, rows[-1].hash)
    assert list(broken(rows, head)) == []
    assert list(broken(rows, head, noted=Head(20, TRAIL[19].hash))) != []
    assert list(broken(rows, head, noted=Head(16, TRAIL[15].hash))) == [], "that part is as it was"


def test_what_has_no_single_form_is_not_written():
    with pytest.raises(TypeError, match="single form"):
        digest({"minutes": [1.5]})
