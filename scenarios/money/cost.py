"""What a plan costs: its places, children, works and journeys, priced year by year. Whole numbers throughout."""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from scenarios.money.capital import pots_of
from scenarios.money.pools import pool_cost
from scenarios.money.present import net_present_cost
from scenarios.money.shares import grown, half_up, whole_parts
from scenarios.planning.supply import Supply, incumbents_of
from sufficiency.domain.finance import CostHead, Finance, HeadCost, Money, Placed, Works
from sufficiency.domain.planning_results import THOUSANDTHS
from sufficiency.domain.years import FinancialYear

Amounts = Counter[tuple[CostHead, str]]
"""Thousandths of a penny at base prices, by head and by the rate of the finance that it grows at ("" for none)."""

FEES, TOP_UPS, TRANSPORT, FLAT = "fee_inflation", "top_up_inflation", "transport_inflation", ""


def cost_of(placed: Sequence[Placed], supply: Supply, works: Sequence[Works], finance: Finance) -> Money:
    """The money of a plan over the academic years of its supply.

    ``placed`` are the children whom the plan places (entrants and those who stay); the incumbents of a pool are counted
    from the supply, without transport, which no plan changes. Places are funded as commissioned, at a national rate
    that does not grow. An academic year has the prices of the financial year in which it begins. Raises ValueError for
    a year outside the supply.
    """
    years = len(supply.pools[0].places) if supply.pools else 0
    amounts: list[Amounts] = [Counter() for _ in range(years)]
    there = [row.tolist() for row in incumbents_of(supply, years)]
    for one in placed:
        year = one.year.starts - supply.first.starts
        if not 0 <= year < years:
            raise ValueError(f"{one.year} is outside the plan")
        amounts[year][CostHead.TRANSPORT, TRANSPORT] += one.transport
        _place(one, amounts[year], there[year], finance)
    vacant = [sum(_pools(supply, year, there[year], amounts[year], finance)) for year in range(years)]
    for one_works in works:
        for year in range(max(0, one_works.opens.starts - supply.first.starts), years):
            amounts[year][CostHead.RUNNING, TOP_UPS] += one_works.running * THOUSANDTHS
    base = finance.price_base or FinancialYear(supply.first.starts)
    heads = _heads(amounts, finance, supply.first.starts - base.starts)
    first, pots = pots_of(works, finance, base, range(supply.first.starts, supply.first.starts + years))
    return Money(
        first=supply.first,
        heads=heads,
        vacant=tuple(half_up(Fraction(pence, THOUSANDTHS)) for pence in vacant),
        capital_from=first,
        pots=pots,
        net_present_cost=net_present_cost(heads, pots, first.starts - supply.first.starts, finance.discount),
    )


def _place(one: Placed, amounts: Amounts, there: list[int], finance: Finance) -> None:
    if one.at == "independent":
        amounts[CostHead.INDEPENDENT, FEES] += finance.fee(one.group) * one.children
    elif one.at == "mainstream":
        amounts[CostHead.MAINSTREAM, TOP_UPS] += finance.mainstream_top_up * one.children
    else:
        there[one.at] += one.children


def _pools(supply: Supply, year: int, there: Sequence[int], amounts: Amounts, finance: Finance) -> Iterator[int]:
    """Adds what every pool costs to ``amounts`` and hands out what of it is for places nobody is in."""
    for pool, children in zip(supply.pools, there, strict=True):
        cost = pool_cost(pool, pool.places[year], children, finance)
        amounts[cost.head, FLAT] += cost.places
        amounts[cost.head, FEES if cost.head is CostHead.INDEPENDENT else TOP_UPS] += cost.children
        yield cost.vacant


def _heads(amounts: Sequence[Amounts], finance: Finance, since_base: int) -> tuple[HeadCost, ...]:
    """Every head, rounded so that the heads of each year add up to that year's total."""
    cash = [_by_head(of_year, finance, since_base + year) for year, of_year in enumerate(amounts)]
    real = [_by_head(of_year, finance, 0) for of_year in amounts]
    return tuple(
        HeadCost(head, tuple(year[at] for year in cash), tuple(year[at] for year in real))
        for at, head in enumerate(CostHead)
    )


def _by_head(amounts: Amounts, finance: Finance, years: int) -> tuple[int, ...]:
    found = dict.fromkeys(CostHead, Fraction())
    for (head, rate), thousandths in amounts.items():
        growth = grown(getattr(finance, rate), years) if rate else Fraction(1)
        found[head] += thousandths * growth / THOUSANDTHS
    return whole_parts(tuple(found.values()))
