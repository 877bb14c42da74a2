"""Recount an answer without a solver, in plain numbers; nothing is believed until this is empty."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import fsum

from solvers.location.answer import Answer
from solvers.location.problem import NO_LIMIT, NONE, WHOLE, Ints, LocationProblem

PLACES = 1e-5
"""How far a count of places may be off."""
SHARE = 1e-6
"""How far a level may be off, as a share of it."""

Table = list[list[float]]


@dataclass(frozen=True, eq=False)
class Count:
    """An answer with what its cohorts hold: places by each arc [a][t], places outside, and what is unmet [c][t]."""

    problem: LocationProblem
    answer: Answer
    placed: Table
    outside: Table
    unmet: Table


def counted(problem: LocationProblem, answer: Answer) -> Count:
    """The answer, its cohorts followed from period to period."""
    hold = problem.customers.hold.tolist()
    own = [hold[customer] for customer in problem.arcs.customer.tolist()]
    return Count(
        problem, answer, _held(answer.placed.tolist(), own), _held(answer.outside.tolist(), hold),
        _held(answer.unmet.tolist(), hold),
    )  # fmt: skip


def broken_promises(problem: LocationProblem, answer: Answer) -> tuple[str, ...]:
    """Every way an answer fails: openings, budgets, cohorts, pools, outside, levels; empty if none."""
    faults = tuple(_shapes(problem, answer)) or tuple(_periods(problem, answer.opened))
    if faults:
        return faults
    count = counted(problem, answer)
    further = tuple(fault for family in (_cohorts, _pools, _outside, _levels) for fault in family(count))
    return broken_rules(problem, answer.opened) + further


def broken_rules(problem: LocationProblem, opened: Ints) -> tuple[str, ...]:
    """Every rule that openings [o] break, whoever is placed where: periods, groups, leads, numbers, budgets."""
    faults = tuple(_periods(problem, opened))
    return faults or tuple(fault for family in (_openings, _number, _budgets) for fault in family(problem, opened))


def level_value(count: Count, name: str) -> float:
    """A level recounted from openings and places; KeyError for a level there is not."""
    return {"unmet": _unmet, "cost": _cost, "minutes": _minutes, "equity": _equity, "carbon": _carbon}[name](count)


def _shapes(p: LocationProblem, answer: Answer) -> Iterator[str]:
    c, _, a, o = p.size
    wanted = {"opened": (o,), "placed": (a, p.periods), "outside": (c, p.periods), "unmet": (c, p.periods)}
    for name, shape in wanted.items():
        if getattr(answer, name).shape != shape:
            yield f"{name} has shape {getattr(answer, name).shape}, not {shape}"


def _periods(p: LocationProblem, chosen: Ints) -> Iterator[str]:
    for option, period in enumerate(chosen.tolist()):
        if not NONE <= period < p.periods:
            yield f"option {option} opens in period {period}, which does not exist"


def _openings(p: LocationProblem, chosen: Ints) -> Iterator[str]:
    opened, x = chosen.tolist(), p.options
    taken: dict[int, int] = {}
    for option, period in enumerate(opened):
        forced, group, lead = int(x.forced[option]), int(x.group[option]), int(x.requires[option])
        if forced not in (NONE, period):
            yield f"option {option} is forced to open in period {forced}, and opens in {period}"
        if period == NONE:
            continue
        if forced == NONE and not bool(x.allowed[option, period]):
            yield f"option {option} may not open in period {period}"
        if lead != NONE and not NONE < opened[lead] <= period:
            yield f"option {option} opens in period {period}, before option {lead} that it requires"
        if group != NONE and group in taken:
            yield f"options {taken[group]} and {option} of group {group} both open"
        taken[group] = option


def _number(p: LocationProblem, chosen: Ints) -> Iterator[str]:
    opened = chosen.tolist()
    for period, most in enumerate(p.openings.tolist()):
        if opened.count(period) > most:
            yield f"{opened.count(period)} options open in period {period}, more than {most}"


def _capital(p: LocationProblem, chosen: Ints) -> list[list[int]]:
    """Pence [k][t] that the openings take from each pot."""
    spent = [[0] * p.periods for _ in range(len(p.budgets))]
    for option, period in enumerate(chosen.tolist()):
        for pot, pence in enumerate(p.options.capital[option].tolist() if period != NONE else ()):
            for column, sum_ in enumerate(pence):
                spent[pot][min(max(period + p.options.capital_from + column, 0), p.periods - 1)] += sum_
    return spent


def _budgets(p: LocationProblem, chosen: Ints) -> Iterator[str]:
    for pot, spent in enumerate(_capital(p, chosen)):
        for period, pence in enumerate(spent):
            if pence > int(p.budgets[pot, period]) < NO_LIMIT:
                yield f"pot {pot} pays {pence} pence in period {period}, more than {int(p.budgets[pot, period])}"


def _cohorts(count: Count) -> Iterator[str]:
    p, answer = count.problem, count.answer
    for name in ("placed", "outside", "unmet"):
        if not (getattr(answer, name) >= -PLACES).all():
            yield f"{name} is below nought, or no number"
    total = [[*map(float, row)] for row in (answer.outside + answer.unmet).tolist()]
    for customer, row in zip(p.arcs.customer.tolist(), answer.placed.tolist(), strict=True):
        for period, number in enumerate(row):
            total[customer][period] += number
    for customer, row in enumerate(p.customers.entrants.tolist()):
        for period, number in enumerate(row):
            if not abs(total[customer][period] - number) <= PLACES:
                yield f"{total[customer][period]:.6f} of customer {customer} enter in period {period}, not {number:.6f}"


def _held(rows: Table, holds: Table) -> Table:
    """For each row of entrants by period, the places they hold in each period, together."""
    return [_stayed(row, hold) if any(row) else row for row, hold in zip(rows, holds, strict=True)]


def _stayed(row: list[float], hold: list[float]) -> list[float]:
    held = [0.0] * len(row)
    for entered, number in enumerate(row):
        if number:
            for period in range(entered, len(row)):
                held[period] += number * hold[period - entered]
    return held


def _capacity(p: LocationProblem, chosen: Ints) -> Table:
    """Places [p][t] there are for entrants."""
    capacity = [[max(0.0, room) for room in row] for row in p.pools.room.tolist()]
    x = p.options
    for option, pool, places in zip(x.adds_option.tolist(), x.adds_pool.tolist(), x.adds_places.tolist(), strict=True):
        opens = int(chosen[option])
        for period in range(opens, p.periods) if opens != NONE else ():
            added, wanting = places[period - opens], min(0.0, float(p.pools.room[pool, period]))
            capacity[pool][period] += max(0.0, added + wanting) if added > 0 else added
    return capacity


def _pools(count: Count) -> Iterator[str]:
    p, above = count.problem, count.problem.pools.above.tolist()
    total: Table = [[0.0] * p.periods for _ in above]
    for pool, row in zip(p.arcs.pool.tolist(), count.placed, strict=True):
        at = pool if any(row) else NONE
        while at != NONE:
            total[at] = [held + number for held, number in zip(total[at], row, strict=True)]
            at = above[at]
    for pool, row in enumerate(_capacity(p, count.answer.opened)):
        for period, places in enumerate(row):
            if total[pool][period] > places + PLACES:
                yield f"pool {pool} holds {total[pool][period]:.6f} in period {period}, more than {places:.6f}"


def _outside(count: Count) -> Iterator[str]:
    room = count.problem.customers.outside_room.tolist()
    for customer, row in enumerate(count.outside):
        for period, number in enumerate(row):
            most = room[customer][period]
            if number > most + PLACES:
                yield f"{number:.6f} of customer {customer} are outside in period {period}, more than {most:.6f}"


def _levels(count: Count) -> Iterator[str]:
    for level in count.answer.levels:
        value = level_value(count, level.name)
        room = SHARE * max(abs(value), 1.0)
        if not abs(level.value - value) <= room:
            yield f"{level.name} is said to be {level.value:.6f}, and is {value:.6f}"
        if not level.bound <= value + room:
            yield f"{level.name} is {value:.6f}, below its bound of {level.bound:.6f}"


def _unmet(count: Count) -> float:
    return fsum(map(fsum, count.unmet))


def _cost(count: Count) -> float:
    p, opened = count.problem, count.answer.opened
    pence = [[fsum(pot[period] for pot in _capital(p, opened))] for period in range(p.periods)]
    for option, opens in enumerate(opened.tolist()):
        for period in range(opens, p.periods) if opens != NONE else ():
            pence[period].append(float(p.options.fixed[option, period - opens]))
    for price, row in _priced(count, p.arcs.price.tolist(), p.customers.outside_price.tolist()):
        for period, number in enumerate(row):
            pence[period].append(price * number)
    discount = p.discount.tolist()
    return fsum(fsum(sums) * discount[period] / WHOLE for period, sums in enumerate(pence))


def _priced(count: Count, inside: list[int], out: list[int]) -> Iterator[tuple[int, list[float]]]:
    """What each arc, and each customer outside, is priced at, with the places held [t]."""
    yield from zip(inside, count.placed, strict=True)
    yield from zip(out, count.outside, strict=True)


def _minutes(count: Count) -> float:
    priced = _priced(count, count.problem.arcs.tenths.tolist(), count.problem.customers.outside_tenths.tolist())
    return fsum(tenths * fsum(row) for tenths, row in priced)


def _equity(count: Count) -> float:
    customers, arcs = count.problem.customers, count.problem.arcs
    area = customers.area.tolist()
    where = [*(area[customer] for customer in arcs.customer.tolist()), *area]
    travelled, asked = dict.fromkeys(area, 0.0), dict.fromkeys(area, 0.0)
    priced = _priced(count, arcs.tenths.tolist(), customers.outside_tenths.tolist())
    for at, (tenths, row) in zip(where, priced, strict=True):
        travelled[at] += tenths * fsum(row)
    for at, row in zip(area, _held(customers.entrants.tolist(), customers.hold.tolist()), strict=True):
        asked[at] += fsum(row)
    return max((travelled[at] / asked[at] if asked[at] > 0 else 0.0 for at in asked), default=0.0)


def _carbon(count: Count) -> float:
    priced = _priced(count, count.problem.arcs.grams.tolist(), count.problem.customers.outside_grams.tolist())
    return fsum(grams * fsum(row) for grams, row in priced)
