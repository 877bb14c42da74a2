"""The high needs budget with a plan in it: what the authority states, what the plan changes, and the balance."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.money.high_needs import high_needs
from sufficiency.domain.built_in_finance import built_in_finance
from sufficiency.domain.finance import BudgetLine, CostHead, Finance, HeadCost, HighNeeds, Money, Section
from sufficiency.domain.years import AcademicYear, FinancialYear

LEVEL = replace(built_in_finance(), line_inflation=0, allocation_growth=0)


def money(**cash: tuple[int, ...]) -> Money:
    """A plan from 2026/27 whose heads cost these pence a year, all others nothing."""
    years = len(next(iter(cash.values())))
    heads = tuple(HeadCost(head, cash.get(head, (0,) * years), (0,) * years) for head in CostHead)
    return Money(AcademicYear(2026), heads, (0,) * years, FinancialYear(2026), (), 0)


def line(section: Section, name: str, year: int, pence: int, head: CostHead | None = None) -> BudgetLine:
    return BudgetLine(section, name, FinancialYear(year), pence, head)


BUDGET = (
    line(Section.DIRECT, "Special schools", 2025, 9_000, CostHead.SPECIAL),
    line(Section.DIRECT, "Special schools", 2026, 10_000, CostHead.SPECIAL),
    line(Section.INDIRECT, "Support", 2026, 500),
    line(Section.ALLOCATION, "Block", 2025, 9_000),
    line(Section.ALLOCATION, "Block", 2026, 10_000),
)


def of(found: HighNeeds, name: str) -> tuple[int, ...]:
    return next(one.pence for one in found.lines if one.name == name)


def test_a_line_is_as_stated_and_then_moves_as_the_plan_does() -> None:
    """1,200 a year more from 2027/28 on: 7/12 of it in 2027-28, all of it in 2028-29."""
    found = high_needs(money(special=(24_000, 25_200, 25_200)), replace(LEVEL, budgets=BUDGET))
    assert [str(year) for year in found.years] == ["2025-26", "2026-27", "2027-28", "2028-29"]
    assert found.stated == 2
    assert of(found, "Special schools") == (9_000, 10_000, 10_700, 11_200)
    assert of(found, "Support") == (0, 500, 500, 500)
    assert found.total == (9_000, 10_500, 11_200, 11_700)
    assert found.overspend == (0, 500, 1_200, 1_700)


def test_a_cost_that_no_line_holds_is_shown_as_its_change() -> None:
    found = high_needs(money(independent=(6_000, 7_200, 7_200)), replace(LEVEL, budgets=BUDGET))
    assert of(found, "Independent and non-maintained placements: change") == (0, 0, 700, 1_200)


def test_without_a_budget_the_lines_are_what_the_plan_costs_and_no_allocation_is_made_up() -> None:
    found = high_needs(money(special=(1_200, 2_400, 2_400)), LEVEL)
    assert of(found, "Special school places and top-ups") == (1_900, 2_400)
    assert found.allocation == found.overspend == found.balance == (None, None)


def test_a_line_that_no_plan_changes_grows_from_the_last_year_stated() -> None:
    """500 at 2 % a year: 510.00, and 520.20 to the penny 520."""
    found = high_needs(money(special=(0,) * 3), replace(LEVEL, line_inflation=200, budgets=BUDGET))
    assert of(found, "Support") == (0, 500, 510, 520)


def test_the_balance_is_carried_from_the_opening_year_on() -> None:
    finance = replace(LEVEL, budgets=BUDGET, opening_balance=-3_000, opening_year=FinancialYear(2026))
    found = high_needs(money(special=(24_000, 25_200, 25_200)), finance)
    assert found.balance == (None, -3_500, -4_700, -6_400)


def test_a_scenario_that_begins_at_once_differs_from_its_base_by_what_it_saves() -> None:
    base, plan = money(special=(24_000,) * 3), money(special=(12_000,) * 3)
    finance = replace(LEVEL, budgets=BUDGET)
    assert of(high_needs(base, finance), "Special schools")[2:] == (10_000, 10_000)
    assert of(high_needs(plan, finance, since=base), "Special schools")[2:] == (-2_000, -2_000)


amounts = st.lists(st.integers(0, 10**12), min_size=3, max_size=3).map(tuple)


@settings(max_examples=60)
@given(st.fixed_dictionaries({head.value: amounts for head in CostHead}), st.booleans(), st.integers(-(10**11), 10**11))
def test_lines_add_up_to_totals_and_totals_to_the_balance_to_the_penny(heads, stated: bool, opening: int) -> None:
    finance: Finance = replace(built_in_finance(), opening_balance=opening, budgets=BUDGET if stated else BUDGET[3:])
    found = high_needs(money(**heads), finance)
    for at in range(len(found.years)):
        assert found.direct[at] + found.indirect[at] == found.total[at] == sum(one.pence[at] for one in found.lines)
        assert found.overspend[at] == found.total[at] - found.allocation[at]
    assert found.balance[-1] == opening - sum(found.overspend)
    if not stated:  # every full financial year holds seven twelfths of one year and five of the one before
        all_years = sum(sum(pence) for head, pence in heads.items() if head != CostHead.TRANSPORT)
        whole = [sum(pence[year] for head, pence in heads.items() if head != CostHead.TRANSPORT) for year in (0, 2)]
        ends = 7 * whole[0] + 5 * whole[1]
        assert abs(12 * (all_years - sum(found.total)) - ends) <= 12 * len(CostHead)
