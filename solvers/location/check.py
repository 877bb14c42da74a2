"""Recount an answer without a solver, in plain numbers; nothing is believed until this is empty."""

from collections.abc import Iterator
from math import fsum

from solvers.location.answer import Answer
from solvers.location.problem import NO_LIMIT, NONE, WHOLE, Ints, LocationProblem

PLACES = 1e-5
"""How far a count of places may be off."""
SHARE = 1e-6
"""How far a level may be off, as a share of it."""

Table = list[list[float]]


def broken_promises(problem: LocationProblem, answer: Answer) -> tuple[str, ...]:
    """Every way an answer fails: openings, budgets, cohorts, pools, outside, levels; empty if none."""
    faults = tuple(_shapes(problem, answer)) or tuple(_periods(problem, answer.opened))
    if faults:
        return faults
    families = (_cohorts, _pools, _outside, _levels)
    further = tuple(fault for family in families for fault in family(problem, answer))
    return broken_rules(problem, answer.opened) + further


def broken_rules(problem: LocationProblem, opened: Ints) -> tuple[str, ...]:
    """Every rule that openings [o] break, whoever is placed where: periods, groups, leads, numbers, budgets."""
    faults = tuple(_periods(problem, opened))
    return faults or tuple(fault for family in (_openings, _number, _budgets) for fault in family(problem, opened))


def level_value(problem: LocationProblem, answer: Answer, name: str) -> float:
    """A level recounted from openings and places; KeyError for a level there is not."""
    return {"unmet": _unmet, "cost": _cost, "minutes": _minutes, "equity": _equity, "carbon": _carbon}[name](
        problem, answer
    )


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


def _cohorts(p: LocationProblem, answer: Answer) -> Iterator[str]:
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


def _held(row: list[float], hold: list[float]) -> list[float]:
    """Places that the entrants of each period hold in each period, together."""
    held = [0.0] * len(row)
    for entered, number in enumerate(row):
        if number:
            for period in range(entered, len(row)):
                held[period] += number * hold[period - entered]
    return held


def _placed(p: LocationProblem, answer: Answer) -> Table:
    """Places held [a][t] by each arc."""
    hold = p.customers.hold.tolist()
    return [_held(row, hold[c]) for c, row in zip(p.arcs.customer.tolist(), answer.placed.tolist(), strict=True)]


def _elsewhere(p: LocationProblem, rows: Table) -> Table:
    """Place-periods [c][t] of entrants outside, or unmet."""
    return [_held(row, hold) for row, hold in zip(rows, p.customers.hold.tolist(), strict=True)]


def _capacity(p: LocationProblem, answer: Answer) -> Table:
    """Places [p][t] there are for entrants."""
    capacity = [[max(0.0, room) for room in row] for row in p.pools.room.tolist()]
    x = p.options
    for option, pool, places in zip(x.adds_option.tolist(), x.adds_pool.tolist(), x.adds_places.tolist(), strict=True):
        opens = int(answer.opened[option])
        for period in range(opens, p.periods) if opens != NONE else ():
            added, wanting = places[period - opens], min(0.0, float(p.pools.room[pool, period]))
            capacity[pool][period] += max(0.0, added + wanting) if added > 0 else added
    return capacity


def _pools(p: LocationProblem, answer: Answer) -> Iterator[str]:
    total: Table = [[0.0] * p.periods for _ in p.pools.above]
    for pool, row in zip(p.arcs.pool.tolist(), _placed(p, answer), strict=True):
        at = pool
        while at != NONE:
            for period, number in enumerate(row):
                total[at][period] += number
            at = int(p.pools.above[at])
    for pool, row in enumerate(_capacity(p, answer)):
        for period, places in enumerate(row):
            if total[pool][period] > places + PLACES:
                yield f"pool {pool} holds {total[pool][period]:.6f} in period {period}, more than {places:.6f}"


def _outside(p: LocationProblem, answer: Answer) -> Iterator[str]:
    for customer, row in enumerate(_elsewhere(p, answer.outside.tolist())):
        for period, number in enumerate(row):
            most = float(p.customers.outside_room[customer, period])
            if number > most + PLACES:
                yield f"{number:.6f} of customer {customer} are outside in period {period}, more than {most:.6f}"


def _levels(p: LocationProblem, answer: Answer) -> Iterator[str]:
    for level in answer.levels:
        value = level_value(p, answer, level.name)
        room = SHARE * max(abs(value), 1.0)
        if not abs(level.value - value) <= room:
            yield f"{level.name} is said to be {level.value:.6f}, and is {value:.6f}"
        if not level.bound <= value + room:
            yield f"{level.name} is {value:.6f}, below its bound of {level.bound:.6f}"


def _unmet(p: LocationProblem, answer: Answer) -> float:
    return fsum(number for row in _elsewhere(p, answer.unmet.tolist()) for number in row)


def _cost(p: LocationProblem, answer: Answer) -> float:
    discount = p.discount.tolist()
    pence = [[fsum(pot[period] for pot in _capital(p, answer.opened))] for period in range(p.periods)]
    for option, opens in enumerate(answer.opened.tolist()):
        for period in range(opens, p.periods) if opens != NONE else ():
            pence[period].append(float(p.options.fixed[option]))
    for price, row in _priced(p, answer, p.arcs.price.tolist(), p.customers.outside_price.tolist()):
        for period, number in enumerate(row):
            pence[period].append(price * number)
    return fsum(fsum(sums) * discount[period] / WHOLE for period, sums in enumerate(pence))


def _priced(p: LocationProblem, answer: Answer, inside: list[int], out: list[int]) -> Iterator[tuple[int, list[float]]]:
    """What each arc, and each customer outside, is priced at, with the places held [t]."""
    yield from zip(inside, _placed(p, answer), strict=True)
    yield from zip(out, _elsewhere(p, answer.outside.tolist()), strict=True)


def _minutes(p: LocationProblem, answer: Answer) -> float:
    priced = _priced(p, answer, p.arcs.tenths.tolist(), p.customers.outside_tenths.tolist())
    return fsum(tenths * number for tenths, row in priced for number in row)


def _equity(p: LocationProblem, answer: Answer) -> float:
    area = p.customers.area.tolist()
    where = [*(area[customer] for customer in p.arcs.customer.tolist()), *area]
    priced = _priced(p, answer, p.arcs.tenths.tolist(), p.customers.outside_tenths.tolist())
    travelled, asked = dict.fromkeys(area, 0.0), dict.fromkeys(area, 0.0)
    for at, (tenths, row) in zip(where, priced, strict=True):
        travelled[at] += tenths * fsum(row)
    for at, row in zip(area, _elsewhere(p, p.customers.entrants.tolist()), strict=True):
        asked[at] += fsum(row)
    return max((travelled[at] / asked[at] if asked[at] > 0 else 0.0 for at in asked), default=0.0)


def _carbon(p: LocationProblem, answer: Answer) -> float:
    priced = _priced(p, answer, p.arcs.grams.tolist(), p.customers.outside_grams.tolist())
    return fsum(grams * number for grams, row in priced for number in row)
