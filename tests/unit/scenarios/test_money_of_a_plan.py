"""What places, children, works and journeys cost, on figures worked out by hand."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from scenarios.files.scenario import Budget, Scenario, ScenarioRates
from scenarios.money.cost import cost_of
from scenarios.money.of_plan import finance_of
from scenarios.money.shares import by_financial_year, whole_parts
from scenarios.planning.supply import SHARED, Pool, Supply
from sufficiency.domain.built_in_finance import built_in_finance
from sufficiency.domain.finance import BudgetLine, CapitalSpend, CostHead, Finance, Money, Placed, Section, Works
from sufficiency.domain.need_groups import NeedGroup
from sufficiency.domain.needs import Need
from sufficiency.domain.settings import SettingType
from sufficiency.domain.years import AcademicYear, FinancialYear
from sufficiency.reports.planning.beside_base import cost_by_year, payback

POUND = 100
FIRST = AcademicYear(2026)
LEVEL = replace(
    built_in_finance(),
    **dict.fromkeys(
        ("capital_inflation", "fee_inflation", "top_up_inflation", "transport_inflation", "line_inflation"), 0
    ),
    discount=0,
)
"""Prices that stay as they are."""


def pool(kind: SettingType, places: tuple[int, ...], incumbents: tuple[float, ...], **prices: int) -> Pool:
    money = {"place_cost": 0, "top_up": 0} | prices
    return Pool(900001, "main", "Oak", kind, "", 0, 0, (Need.ASD,), 0, 11, places, incumbents, **money)


def spent(money: Money, head: CostHead) -> tuple[int, ...]:
    return next(one.cash for one in money.heads if one.head is head)


def cost(one: Pool, placed: tuple[Placed, ...] = (), works: tuple[Works, ...] = (), finance: Finance = LEVEL) -> Money:
    return cost_of(placed, Supply(FIRST, (one,)), works, finance)


def test_a_special_place_is_funded_whether_anybody_is_in_it_or_not_and_top_up_follows_the_child() -> None:
    money = cost(pool(SettingType.SPECIAL, (10, 10), (8.0, 6.5), top_up=15_000 * POUND))
    assert spent(money, CostHead.SPECIAL) == ((100_000 + 120_000) * POUND, (100_000 + 97_500) * POUND)
    assert money.vacant == (20_000 * POUND, 35_000 * POUND)


def test_a_place_in_a_base_takes_six_thousand_with_a_child_and_ten_thousand_without() -> None:
    money = cost(pool(SettingType.BASE, (10,), (7.0,), top_up=1_000 * POUND))
    assert spent(money, CostHead.BASE) == ((7 * 6_000 + 3 * 10_000 + 7 * 1_000) * POUND,)
    assert money.vacant == (30_000 * POUND,)


def test_an_independent_place_takes_its_own_price_or_the_fee_of_the_need_group_and_nothing_when_empty() -> None:
    empty = pool(SettingType.INDEPENDENT, (40,), (0.0,))
    assert spent(cost(empty), CostHead.INDEPENDENT) == (0,)
    assert spent(cost(replace(empty, incumbents=(2.0,))), CostHead.INDEPENDENT) == (2 * 64_000 * POUND,)
    priced = replace(empty, incumbents=(2.0,), place_cost=50_000 * POUND)
    bought = Placed(FIRST, "independent", NeedGroup.SEMH, 1_500)
    assert spent(cost(priced, (bought,)), CostHead.INDEPENDENT) == ((100_000 + 96_000) * POUND,)


def test_places_that_a_neighbour_shares_are_its_own_to_fund_and_it_charges_for_each_child() -> None:
    """Two children at 21,000 pounds in eight places: 42,000, and nothing for the six that stand empty."""
    shared = replace(pool(SettingType.SPECIAL, (8,), (0.0,), top_up=21_000 * POUND), provision_id=SHARED)
    money = cost(shared, (Placed(FIRST, 0, NeedGroup.SENSORY_PHYSICAL, 2_000),))
    assert (spent(money, CostHead.SPECIAL), money.vacant) == ((42_000 * POUND,), (0,))


def test_who_has_no_place_takes_a_mainstream_top_up_and_journeys_are_counted_apart() -> None:
    placed = (
        Placed(FIRST, "mainstream", NeedGroup.SEMH, 2_000),
        Placed(FIRST, 0, NeedGroup.COMMUNICATION, 3_000, transport=3_000 * 4_000 * POUND),
    )
    money = cost(pool(SettingType.SPECIAL, (3,), (0.0,)), placed)
    assert spent(money, CostHead.MAINSTREAM) == (9_000 * POUND,)
    assert spent(money, CostHead.TRANSPORT) == (12_000 * POUND,)
    assert spent(money, CostHead.SPECIAL) == (3 * 26_000 * POUND,)


def test_fees_and_top_ups_grow_and_place_funding_does_not() -> None:
    dearer = replace(LEVEL, fee_inflation=1_000, top_up_inflation=500)
    bought = tuple(Placed(AcademicYear(year), "independent", NeedGroup.SEMH, 1_000) for year in (2026, 2027, 2028))
    money = cost(pool(SettingType.SPECIAL, (1,) * 3, (1.0,) * 3), bought, finance=dearer)
    assert spent(money, CostHead.INDEPENDENT) == (6_400_000, 7_040_000, 7_744_000)
    assert spent(money, CostHead.SPECIAL) == (2_600_000, 1_000_000 + 1_680_000, 1_000_000 + 1_764_000)
    assert [one.real[2] for one in money.heads if one.head is CostHead.INDEPENDENT] == [6_400_000]


def test_capital_is_paid_at_the_prices_of_its_year_and_shown_beside_what_the_pot_holds() -> None:
    finance = replace(
        LEVEL,
        capital_inflation=1_000,
        budgets=(BudgetLine(Section.CAPITAL, "High needs", FinancialYear(2027), 250_000),),
    )
    spend = tuple(CapitalSpend("High needs", FinancialYear(year), 100_000) for year in (2026, 2027))
    works = Works("New school", AcademicYear(2027), spend, running=5_000)
    money = cost(pool(SettingType.SPECIAL, (0,) * 3, (0.0,) * 3), works=(works,), finance=finance)
    (high_needs,) = money.pots
    assert money.capital_from == FinancialYear(2026)
    assert (high_needs.cash, high_needs.holds) == ((100_000, 110_000, 0), (0, 250_000, 0))
    assert spent(money, CostHead.RUNNING) == (0, 5_000, 5_000)


def test_net_present_cost_discounts_every_year_to_the_first() -> None:
    """Green Book: 3.5 % a year; 1,035.00 next year is 1,000.00 now."""
    finance = replace(LEVEL, discount=350)
    spend = (CapitalSpend("Pot", FinancialYear(2027), 103_500),)
    money = cost(pool(SettingType.SPECIAL, (0,) * 2, (0.0,) * 2), works=(Works("A", FIRST, spend),), finance=finance)
    assert money.net_present_cost == 100_000


def test_payback_is_the_first_year_from_which_all_that_was_spent_has_been_saved() -> None:
    """250,000 is spent in 2026; 64,000 less is spent on fees in each year from 2027: paid back in 2030."""
    years = range(2026, 2032)
    empty = pool(SettingType.SPECIAL, (0,) * 6, (0.0,) * 6)
    fees = tuple(Placed(AcademicYear(year), "independent", NeedGroup.SEMH, 1_000) for year in years)
    base = cost(empty, fees)
    works = Works("A", FIRST, (CapitalSpend("Pot", FinancialYear(2026), 250_000 * POUND),))
    plan = cost(empty, fees[:1], (works,))
    assert [a - b for a, b in zip(cost_by_year(plan), cost_by_year(base), strict=True)] == [25_000_000] + [
        -6_400_000
    ] * 5
    assert payback(plan, base) == AcademicYear(2030)
    assert payback(base, base) is None
    assert payback(cost(empty, fees, (works,)), base) is None


def test_an_academic_year_is_seven_twelfths_in_one_financial_year_and_five_in_the_next() -> None:
    assert by_financial_year((1_200, 2_400)) == (700, 500 + 1_400, 1_000)
    assert sum(by_financial_year((1, 1, 1))) == 3


def test_parts_add_up_to_their_rounded_sum() -> None:
    thirds = [Fraction(100, 3)] * 3
    assert whole_parts(thirds) == (34, 33, 33)


def test_a_child_outside_the_years_of_the_plan_is_refused() -> None:
    with pytest.raises(ValueError, match="2040/41 is outside the plan"):
        cost(pool(SettingType.SPECIAL, (1,), (0.0,)), (Placed(AcademicYear(2040), 0, NeedGroup.SEMH, 1_000),))


def test_prices_of_an_earlier_year_have_grown_by_the_year_the_plan_begins_in() -> None:
    """Prices of 2025 at a tenth more a year: 64,000 is 70,400 in 2026; building for 1,000 pence takes 1,100."""
    finance = replace(LEVEL, price_base=FinancialYear(2025), fee_inflation=1_000, capital_inflation=1_000)
    works = Works("A", FIRST, (CapitalSpend("Pot", FinancialYear(2026), 1_000),))
    bought = (Placed(FIRST, "independent", NeedGroup.SEMH, 1_000),)
    money = cost(pool(SettingType.SPECIAL, (0,), (0.0,)), bought, (works,), finance)
    assert (spent(money, CostHead.INDEPENDENT), money.pots[0].cash) == ((70_400 * POUND,), (1_100,))


def test_capital_before_the_first_year_counts_for_more_than_in_it() -> None:
    """Green Book, 3.5 %: 1,000.00 a year before is 1,035.00 now."""
    works = Works("A", FIRST, (CapitalSpend("Pot", FinancialYear(2025), 100_000),))
    money = cost(pool(SettingType.SPECIAL, (0,), (0.0,)), works=(works,), finance=replace(LEVEL, discount=350))
    assert money.net_present_cost == 103_500


def test_a_base_over_its_number_is_funded_for_its_places_and_for_each_child() -> None:
    """Ten places with a child at 6,000, twelve top-ups of 1,000, none vacant."""
    money = cost(pool(SettingType.BASE, (10,), (12.0,), top_up=1_000 * POUND))
    assert (spent(money, CostHead.BASE), money.vacant) == ((72_000 * POUND,), (0,))


def test_rates_and_pots_of_a_scenario_stand_in_for_those_of_the_authority() -> None:
    pots = [BudgetLine(Section.CAPITAL, name, FinancialYear(2026), 500) for name in ("A", "B")]
    given = ScenarioRates(*map(Decimal, ("1", "2", "3.5", "4", "5")))
    found = finance_of(
        Scenario("x", "as-is", "d", rates=given, budgets=(Budget("A", 2027, 900),)), replace(LEVEL, budgets=tuple(pots))
    )
    rates = (found.top_up_inflation, found.line_inflation, found.capital_inflation, found.fee_inflation)
    assert (*rates, found.transport_inflation, found.discount) == (100, 100, 200, 350, 400, 500)
    assert [(one.name, one.year.starts, one.pence) for one in found.budgets] == [("B", 2026, 500), ("A", 2027, 900)]
    assert finance_of(Scenario("x", "as-is", "d"), found).fee_inflation == 350, "what it does not state stays"
