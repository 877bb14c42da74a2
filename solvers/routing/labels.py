"""Routes grown backwards from the destination, in order of time, the dominated ones dropped: the inner loops.

A label is a route that ends at the destination; the next label takes one more rider aboard before its first. So the
time of a label is the time aboard of its first rider, nobody else's changes any more, and every label is a whole route
whose price is exact, floors and all. Money is whole units, ``UNITS`` to the penny, so that sums are exact.

A label remembers only riders near enough to those aboard since (``Ground.near``): a route may come back to a rider it
has forgotten. Such routes cost what they cost and are more than there are, so the least of them bounds the least.
Source: Baldacci, Mingozzi and Roberti (2011), New route relaxation and pricing strategies, Operations Research 59.
"""

from typing import NamedTuple

import numpy as np

from solvers.compiled import compiled, inlined
from solvers.routing.price import MILLIMETRES, TENTHS_AN_HOUR
from solvers.routing.problem import Ints

UNITS = 1 << 16
"""Units to the penny."""
NONE = -1
OVERFLOWN = -1
LISTS, SCATTER = 1 << 16, 0x9E3779B97F4A7C1
"""Lists of settled labels, and an odd number whose products are spread evenly (Knuth, The Art of Computer Programming,
volume 3, section 6.4)."""
GREEDY, EXACT, EVERY = range(3)
"""Which labels are dropped: what another beats in time and worth; what another beats whatever follows; what another
beats that has the same riders aboard."""

RIDER, TIME, METRES, VALUE, DEAR, CHEAP, MEMORY, BARRED, SHUT, ATTENDED, WORTH, KIND = range(12)
BEFORE, NEXT, BELOW, SEEN = range(12, 16)
LOAD = 16
"""Columns of a label; its loads come last.

VALUE is what its riders are worth, DEAR and CHEAP the same less its metres at the dearest and the cheapest rate,
MEMORY the riders it remembers, BARRED those it may not take, SHUT those it can never take, WORTH its price less its
value by the best KIND, BEFORE the label it grew from, NEXT and BELOW places in lists, SEEN where its list began then.
"""


class Ground(NamedTuple):
    """What stays the same while the worth of riders changes; n riders, v kinds, k kinds of room."""

    leg: Ints  # [n, n + 1] tenths from a rider's boarding to being at the next (n: the destination), NO_ROUTE
    metres: Ints  # [n, n + 1]
    least: Ints  # [n, n] tenths that pass at least before a rider is aboard a route that begins with another
    limit: Ints  # [n]
    load: Ints  # [n, k]
    attended: Ints  # [n] one where an attendant must ride, else nought
    foes: Ints  # [n] bits of those a rider may not ride with, and of the rider
    room: Ints  # [v, k]
    most: Ints  # [k] the most any kind holds
    fixed: Ints  # [v] pence
    by_distance: Ints  # [v] pence a stretch
    rate: Ints  # [2] dearest and cheapest pence a stretch
    attendant: Ints  # [2] pence a route, pence an hour
    stretch: int  # millimetres


class Worth(NamedTuple):
    """What a rider brings and a vehicle of a kind takes, in units; and which riders a label remembers where."""

    rider: Ints  # [n]
    kind: Ints  # [v]
    near: Ints  # [n] bits of the riders remembered at each
    onward: Ints  # [n, T + 1] what a route that begins with a rider at a time can still gain, at most, negative
    ceiling: int  # routes are looked for whose price less what they bring is below this


class Pool(NamedTuple):
    """Room for labels, and the lists they are in."""

    label: Ints  # [L, 16 + k]
    waiting: Ints  # [T + 1] the first label of each time
    settled: Ints  # [LISTS] the last label settled of each list (``_list_of``)


@compiled
def grow(ground: Ground, worth: Worth, pool: Pool, drop: int) -> int:
    """Fill the pool with labels, the undominated among them; return how many, or ``OVERFLOWN``.

    ``drop`` says which labels go. With EXACT the least worth of each first rider is exact wherever it is below the
    ceiling; with EVERY, and riders never forgotten, each set of riders keeps its cheapest route below the ceiling.
    """
    count = 0
    pool.waiting[:] = NONE
    pool.settled[:] = NONE
    for rider in range(len(ground.limit)):
        count += _extend(ground, worth, pool, (NONE, rider, count), drop)
    for time in range(len(pool.waiting)):
        while pool.waiting[time] != NONE:
            at = pool.waiting[time]
            pool.waiting[time] = pool.label[at, NEXT]
            if _dominated(pool, at, pool.label[at, SEEN], drop):
                continue
            own = _list_of(pool.label, at, drop)
            pool.label[at, BELOW] = pool.settled[own]
            pool.settled[own] = at
            for rider in range(len(ground.limit)):
                if count == len(pool.label):
                    return OVERFLOWN
                count += _extend(ground, worth, pool, (at, rider, count), drop)
    return count


@compiled
def _extend(ground: Ground, worth: Worth, pool: Pool, step: tuple[int, int, int], drop: int) -> int:
    """Take a rider aboard before a label (before the destination: NONE) as a new label; 1 where it is kept."""
    before, rider, new = step
    label, place = pool.label, len(ground.limit)
    time, metres, value, memory, attended = 0, 0, 0, 0, ground.attended[rider]
    if before != NONE:
        if label[before, SHUT] >> rider & 1:
            return 0
        place, time, metres = label[before, RIDER], label[before, TIME], label[before, METRES]
        value, memory = label[before, VALUE], label[before, MEMORY] & worth.near[rider]
        attended |= label[before, ATTENDED]
    if ground.leg[rider, place] < 0 or time + ground.leg[rider, place] > ground.limit[rider]:
        return 0
    label[new, RIDER], label[new, TIME] = rider, time + ground.leg[rider, place]
    label[new, METRES] = metres + ground.metres[rider, place]
    label[new, VALUE] = value + worth.rider[rider]
    label[new, MEMORY], label[new, ATTENDED], label[new, BEFORE] = memory | (1 << rider), attended, before
    for room in range(ground.room.shape[1]):
        held = ground.load[rider, room] + (label[before, LOAD + room] if before != NONE else 0)
        label[new, LOAD + room] = held
    _price(ground, worth, label, new)
    if label[new, KIND] == NONE or label[new, WORTH] + worth.onward[rider, label[new, TIME]] >= worth.ceiling + UNITS:
        return 0
    _close(ground, label, new)
    label[new, SEEN] = pool.settled[_list_of(label, new, drop)]
    if _dominated(pool, new, NONE, drop):
        return 0
    label[new, NEXT] = pool.waiting[label[new, TIME]]
    pool.waiting[label[new, TIME]] = new
    return 1


@inlined
def _price(ground: Ground, worth: Worth, label: Ints, at: int) -> None:
    """The kind of least price less value, NONE where no kind has the room; the same bounds at either end."""
    millimetres, value = label[at, METRES] * MILLIMETRES, label[at, VALUE]
    label[at, DEAR] = value - ground.rate[0] * millimetres // ground.stretch * UNITS
    label[at, CHEAP] = value - ground.rate[1] * millimetres // ground.stretch * UNITS
    pay = 0
    if label[at, ATTENDED]:
        pay = ground.attendant[0] + ground.attendant[1] * label[at, TIME] // TENTHS_AN_HOUR
    label[at, KIND] = NONE
    for kind in range(len(ground.fixed)):
        fits = label[at, LOAD] + label[at, ATTENDED] <= ground.room[kind, 0]
        for room in range(1, ground.room.shape[1]):
            fits &= label[at, LOAD + room] <= ground.room[kind, room]
        price = ground.fixed[kind] + ground.by_distance[kind] * millimetres // ground.stretch + pay
        least = price * UNITS + worth.kind[kind] - value
        if fits and (label[at, KIND] == NONE or least < label[at, WORTH]):
            label[at, KIND], label[at, WORTH] = kind, least


@inlined
def _close(ground: Ground, label: Ints, at: int) -> None:
    """Whom a label may not take, and whom it never can: the way to them is too long, or there is no room."""
    first, barred, shut = label[at, RIDER], 0, 0
    for rider in range(len(ground.limit)):
        away = ground.least[rider, first] < 0
        late = label[at, TIME] + ground.least[rider, first] > ground.limit[rider]
        full = label[at, LOAD] + ground.load[rider, 0] + (label[at, ATTENDED] | ground.attended[rider]) > ground.most[0]
        for room in range(1, len(ground.most)):
            full |= label[at, LOAD + room] + ground.load[rider, room] > ground.most[room]
        if ground.foes[rider] & label[at, MEMORY]:
            barred |= 1 << rider
        if away or late or full:
            shut |= 1 << rider
    label[at, BARRED], label[at, SHUT] = barred, barred | shut


@inlined
def _list_of(label: Ints, at: int, drop: int) -> int:
    """The list of labels that may drop a label: those of its first rider, or those with its riders and a few more."""
    if drop != EVERY:
        return int(label[at, RIDER])
    mixed = (label[at, MEMORY] * 64 + label[at, RIDER]) * SCATTER
    return int((mixed >> 40) & (LISTS - 1))


@compiled
def _dominated(pool: Pool, at: int, until: int, drop: int) -> bool:
    """Whether a settled label of the same first rider, down to one in its list, does at least as well whatever follows.

    Settled labels are no later. Riders taken later cost both the same but for rounding: a difference in metres costs at
    most a penny more than at the dearest or the cheapest rate, of which DEAR and CHEAP hold whole pence.
    """
    label, other = pool.label, pool.settled[_list_of(pool.label, at, drop)]
    while other != until:
        worse = label[other, METRES] > label[at, METRES] or label[other, VALUE] < label[at, VALUE]
        if drop == EVERY:
            worse |= label[other, MEMORY] != label[at, MEMORY] or label[other, RIDER] != label[at, RIDER]
        if worse and drop != EVERY:
            worse = (
                label[other, DEAR] < label[at, DEAR] + 2 * UNITS or label[other, CHEAP] < label[at, CHEAP] + 2 * UNITS
            )
        if not worse and (drop != EXACT or _freer(label, other, at)):
            return True
        other = label[other, BELOW]
    return False


@inlined
def _freer(label: Ints, one: int, other: int) -> bool:
    """Whether what a label may still take, another may too: attendant, riders, room."""
    if label[one, ATTENDED] > label[other, ATTENDED] or label[one, BARRED] & ~label[other, SHUT]:
        return False
    fuller = False
    for room in range(LOAD, label.shape[1]):
        fuller |= label[one, room] > label[other, room]
    return not fuller


@compiled
def look_onward(ground: Ground, worth: Worth) -> None:
    """Fill in what a route can still gain at most, riders forgotten as soon as they are aboard; latest times first.

    Every leg takes time here (``pricing`` asks for this only then), so what follows is known.
    """
    riders, times = worth.onward.shape
    for time in range(times - 1, -1, -1):
        for first in range(riders):
            gain = 0
            for rider in range(riders):
                leg = ground.leg[rider, first]
                if leg < 0 or time + leg > ground.limit[rider] or ground.foes[rider] >> first & 1:
                    continue
                way = ground.rate[1] * ground.metres[rider, first] * MILLIMETRES // ground.stretch
                gain = min(gain, way * UNITS - worth.rider[rider] + worth.onward[rider, time + leg])
            worth.onward[first, time] = gain


def room_for_labels(most: int, times: int, ground: Ground) -> Pool:
    """An empty pool for so many labels and times up to a last one."""
    label = np.empty((most, LOAD + ground.load.shape[1]), dtype=np.int64)
    return Pool(label, np.empty(times + 1, dtype=np.int64), np.empty(LISTS, dtype=np.int64))
