"""The high needs budget with a plan in it, by financial year: lines, allocation, and the balance carried on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from scenarios.money.shares import by_financial_year, grown, half_up
from sufficiency.domain.finance import CostHead, Finance, HighNeeds, HighNeedsLine, Money, Section
from sufficiency.domain.years import FinancialYear

Stated = Mapping[int, int]
"""Pence by the calendar year in which a financial year begins."""

_SPENT = (Section.DIRECT, Section.INDIRECT)
_HEADS = tuple(head for head in CostHead if head is not CostHead.TRANSPORT)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: what the authority states of it, and what of a plan it holds."""

    section: Section
    name: str
    stated: Stated
    head: CostHead | None


def high_needs(money: Money, finance: Finance, since: Money | None = None) -> HighNeeds:
    """The budget from the first year whose spending the authority states to the last that the plan covers in full.

    A line that holds no cost of a plan is as stated, and grows from the last year stated on. One that does is, in
    every full financial year of the plan, the last stated before it (grown to the year the plan begins in) and
    what the plan's cost has changed by since the first academic year of ``since`` (of the plan itself, unless given:
    give the base's to compare scenarios). Costs that no line holds get a line of their own: of the change, or of all of
    it where the authority states no spending.
    """
    first = money.first.starts
    lines = [*_stated_lines(finance)]
    planned = range(first + 1, first + len(money.vacant))
    stated = sorted({year for line in lines for year in line.stated if year < planned.start})
    years = range(min([*stated, planned.start]), planned.stop)
    held = {line.head for line in lines}
    unheld = [_unheld(head, first, anything=bool(lines)) for head in _HEADS if head not in held]
    found = [_forecast(line, years, money, since or money, finance) for line in (*lines, *unheld)]
    shown = tuple(line for line in found if any(line.pence) or line.name in {one.name for one in lines})
    direct, indirect = (_sum(shown, section, len(years)) for section in _SPENT)
    total = tuple(a + b for a, b in zip(direct, indirect, strict=True))
    allocated = _carried(_allocation(finance).stated, years, finance.allocation_growth)
    overspend = tuple(None if a is None else t - a for t, a in zip(total, allocated, strict=True))
    return HighNeeds(
        years=tuple(map(FinancialYear, years)),
        lines=shown,
        direct=direct,
        indirect=indirect,
        total=total,
        allocation=allocated,
        overspend=overspend,
        balance=_balance(overspend, years, finance),
        stated=max(stated) + 1 - years.start if stated else 0,
    )


def _stated_lines(finance: Finance) -> Iterator[_Line]:
    """Every spending line once, in the order of the budget."""
    for section, name in dict.fromkeys((line.section, line.name) for line in finance.budgets):
        if section in _SPENT:
            rows = [line for line in finance.budgets if (line.section, line.name) == (section, name)]
            heads = [line.head for line in rows if line.head]
            stated = {line.year.starts: line.pence for line in rows}
            yield _Line(section, name, stated, heads[0] if heads else None)


def _allocation(finance: Finance) -> _Line:
    stated: dict[int, int] = {}
    for line in finance.budgets:
        if line.section is Section.ALLOCATION:
            stated[line.year.starts] = stated.get(line.year.starts, 0) + line.pence
    return _Line(Section.ALLOCATION, "Allocation", stated, None)


def _unheld(head: CostHead, year: int, *, anything: bool) -> _Line:
    """A line for a head that no line of the budget holds: a change where there is a budget it is a change of."""
    if not anything:
        return _Line(Section.DIRECT, head.label, {}, head)
    return _Line(Section.DIRECT, f"{head.label}: change", {year: 0}, head)


def _forecast(line: _Line, years: range, money: Money, since: Money, finance: Finance) -> HighNeedsLine:
    first = money.first.starts
    if line.head is None:
        found = [pence or 0 for pence in _carried(line.stated, years, finance.line_inflation)]
        return HighNeedsLine(line.section, line.name, tuple(found))
    cash = _cash(money, line.head)
    (anchor,) = _carried(line.stated, range(first, first + 1), finance.line_inflation)
    level = 0 if anchor is None else anchor - _cash(since, line.head)[0]
    by_year = dict(enumerate(by_financial_year(cash), start=first))
    stated = _carried(line.stated, years, finance.line_inflation)
    pence = [level + by_year[year] if year > first else stated[at] or 0 for at, year in enumerate(years)]
    return HighNeedsLine(line.section, line.name, tuple(pence))


def _cash(money: Money, head: CostHead) -> tuple[int, ...]:
    return next(one.cash for one in money.heads if one.head is head)


def _carried(stated: Stated, years: range, rate: int) -> tuple[int | None, ...]:
    """What is stated, grown on from the last year before it where nothing is; None before the first stated."""
    found: list[int | None] = []
    for year in years:
        known = [before for before in stated if before <= year]
        last = max(known, default=None)
        found.append(None if last is None else half_up(stated[last] * grown(rate, year - last)))
    return tuple(found)


def _sum(lines: Sequence[HighNeedsLine], section: Section, years: int) -> tuple[int, ...]:
    return tuple(sum(line.pence[at] for line in lines if line.section is section) for at in range(years))


def _balance(overspend: Sequence[int | None], years: range, finance: Finance) -> tuple[int | None, ...]:
    """Opening balance less what is overspent, year after year; None before it, or where either is not known."""
    opening = finance.opening_balance
    opens = finance.opening_year.starts if finance.opening_year else years.start
    spent = [pence for year, pence in zip(years, overspend, strict=True) if year >= opens]
    if opening is None or opens not in years or None in spent:
        return (None,) * len(years)
    known = [pence for pence in spent if pence is not None]
    held = accumulate(known, lambda balance, over: balance - over, initial=opening)
    return (*(None,) * (opens - years.start), *list(held)[1:])
