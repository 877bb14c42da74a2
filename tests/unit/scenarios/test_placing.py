"""Plans small enough to know by hand: who is placed where when something opens, and when it does not."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from scenarios.files.scenario import (
    ActionKind,
    Budget,
    IndependentLimit,
    Neighbour,
    Optimise,
    Option,
    Size,
)
from scenarios.money.of_plan import money_of
from scenarios.placing.bases_first import bases_first
from scenarios.placing.of_scenario import capital_budgets
from scenarios.placing.pose import discounts
from scenarios.placing.pots import pots_of
from scenarios.placing.question import posed, recommended
from scenarios.placing.read_back import shared_out
from scenarios.placing.rows import plan_rows
from scenarios.placing.sharing import Shared, taken_by_neighbours
from scenarios.placing.works import works_of
from scenarios.planning.segments import PlanningPhase
from scenarios.planning.supply import SHARED, Pool, Supply
from scenarios.supply.laid_out import Laying
from sufficiency.domain.built_in_finance import built_in_finance
from sufficiency.domain.finance import BudgetLine, Section
from sufficiency.domain.needs import Need
from sufficiency.domain.places import Place
from sufficiency.domain.settings import SettingType
from sufficiency.domain.years import AcademicYear, FinancialYear
from sufficiency.errors import Infeasible
from tests.fixtures.small_plan import FEE, FINANCE, FIRST, SEMH, TOP_UP, YEARS, action, entering, question

BASE_TOP_UP = 500_000
NO_DISCOUNT = {"discount": 0}


def option(name, places, capital=0, **about):
    """An option to expand the school, or to open what ``about`` says."""
    one = action(name, 2027, **about)
    scheme = {key: getattr(one, key) for key in Option.__dataclass_fields__ if hasattr(one, key)}
    sizes = (Size(places, capital),) if isinstance(places, int) else tuple(Size(*size) for size in places)
    return Option(**scheme, earliest=AcademicYear(2027), latest=AcademicYear(2029), sizes=sizes)


def with_base(actions):
    """A special school of ten places and, once an action opens it, a base of its places."""
    pools = [pool(900001, SettingType.SPECIAL, (10,) * YEARS, TOP_UP)]
    for one in actions:
        places = tuple(one.places if one.opens.starts <= FIRST.starts + year else 0 for year in range(YEARS))
        kind = SettingType.BASE if one.kind is ActionKind.BASE else SettingType.SPECIAL
        pools.append(pool(one.urn, kind, places, BASE_TOP_UP if kind is SettingType.BASE else TOP_UP))
    return Supply(FIRST, tuple(pools))


def pool(urn, kind, places, top_up):
    return Pool(urn, "", str(urn), kind, "A", 0, 0, (Need.SEMH,), 7, 11, places, (0.0,) * YEARS, 0, top_up)


def special_with_base(*actions, base_first=0):
    """Ten a year who would need a special school, which has ten places; what opens besides is by ``with_base``."""
    asked = question(10, *actions)
    demand = entering(0)
    demand.entrants[:, 0, SEMH + 1] = 10
    return replace(asked, demand=demand, lay=with_base, policy=replace(asked.policy, base_first=base_first))


def entered(plan):
    """Children by entry year: placed, and in the independent sector."""
    return (plan.placed.sum(axis=0) // 1000).tolist(), (plan.independent.sum(axis=(0, 1)) // 1000).tolist()


def cost(plan):
    return round(next(level.value for level in plan.levels if level.name == "cost"))


def free(asked, **about):
    """The same without discount, so that costs can be added up by hand."""
    return replace(asked, terms=replace(asked.terms, discount=0), **about)


def test_who_opens_late_takes_the_next_cohort_and_moves_nobody():
    plan = recommended(question(10, action("Expansion", 2028)))
    assert entered(plan) == ([10, 0, 10, 0], [0, 10, 0, 10])


def test_every_child_is_somewhere_once():
    plan = recommended(question(7, action("Expansion", 2028, places=5)))
    total = plan.placed.sum(axis=0) + plan.independent.sum(axis=(0, 1)) + plan.unmet.sum(axis=(0, 1))
    assert total.tolist() == [10_000] * YEARS


def test_a_year_of_delay_costs_the_independent_places_of_one_year():
    """Ten children of 2028 go to the independent sector for two years of the plan; those of 2029 get the places."""
    soon, late = (recommended(free(question(10, action("Expansion", year)))) for year in (2028, 2029))
    assert entered(late) == ([10, 0, 0, 10], [0, 10, 10, 0])
    assert cost(late) - cost(soon) == 10 * (2 - 1) * (FEE - TOP_UP)


def test_an_option_is_taken_where_it_pays_and_left_where_it_does_not():
    saved = 10 * 3 * (FEE - TOP_UP)
    for capital, opens in ((saved - 100, 2027), (saved + 100, None)):
        plan = recommended(
            free(question(10), options=(option("Expansion", 10, capital),), optimise=Optimise(gap=Decimal(0)))
        )
        assert [one.opens for one in plan.options] == [opens]


def test_of_two_sizes_one_is_built():
    plan = recommended(free(question(10), options=(option("Expansion", [(10, 100), (20, 200)]),)))
    assert [(one.opens, one.places, one.capital) for one in plan.options] == [(2027, 20, 200)]


def test_a_scheme_that_is_required_opens_first():
    first = option("Hall", 1, 5_000)
    then = replace(option("Classes", 20, 0), requires=("Hall",))
    plan = recommended(free(question(10), options=(first, then)))
    assert {one.name: one.opens for one in plan.options} == {"Classes": 2027, "Hall": 2027}


def test_a_budget_puts_an_opening_off():
    asked = question(10)
    terms = replace(asked.terms, discount=0, budgets=(Budget("capital", 2029, 100),))
    plan = recommended(replace(asked, terms=terms, options=(option("Expansion", 10, 100),)))
    assert [one.opens for one in plan.options] == [2029]


def test_dated_actions_beyond_their_budget_are_infeasible_with_pot_and_year():
    asked = question(10, action("Expansion", 2028, capital=10_100))
    asked = replace(asked, terms=replace(asked.terms, budgets=(Budget("capital", 2028, 10_000),)))
    with pytest.raises(Infeasible) as found:
        recommended(asked)
    assert [fault.message for fault in found.value.faults] == [
        "dated actions take £1 more from capital in 2028-29 than it holds, at base prices"
    ]


def test_what_is_paid_before_the_plan_counts_in_its_first_year_and_what_is_paid_after_it_in_none():
    """Half of 100 in 2025-26 and 2026-27 each; of what opens in 2030 the half of 2029-30 is in the last year."""
    early, late = (action(name, opens, capital=100, phasing=(50, 50)) for name, opens in (("A", 2026), ("B", 2030)))
    budgets = tuple(Budget("capital", year, 100) for year in range(2026, 2032))
    assert pots_of((), (early, late), budgets, range(2026, 2030)).holds.tolist() == [[0, 100, 100, 50]]


def test_a_pot_buys_less_in_later_years_for_works_are_dearer_then():
    """At 10 % a year, 110 pounds of 2027-28 pay for what cost 100 in 2026-27; of 121.01 the odd penny buys nothing."""
    pots = ((2026, 10_000), (2027, 11_000), (2028, 12_101))
    lines = tuple(BudgetLine(Section.CAPITAL, "High needs", FinancialYear(year), pence) for year, pence in pots)
    finance = replace(built_in_finance(), capital_inflation=1_000, budgets=lines)
    assert [one.pence for one in capital_budgets(finance, FinancialYear(2026))] == [10_000, 10_000, 10_000]
    earlier = replace(finance, price_base=FinancialYear(2025))
    assert capital_budgets(earlier, FinancialYear(2026))[1].pence == 9_090, "11,000 / 1.21 is 9,090.9"


def test_places_near_by_that_do_not_take_the_need_stay_empty():
    asked = question(10)
    plan = recommended(
        replace(
            asked,
            lay=lambda _: Supply(FIRST, (replace(pool(1, SettingType.SPECIAL, (9,) * YEARS, 0), needs=(Need.ASD,)),)),
        )
    )
    assert entered(plan)[0] == [0] * YEARS


def test_a_base_takes_of_special_need_only_the_share_that_the_policy_allows():
    base = action("Base", 2026, kind=ActionKind.BASE, urn=900002, places=100)
    assert entered(recommended(special_with_base(base))) == ([10, 0, 0, 0], [0, 10, 10, 10])
    plan = recommended(special_with_base(base, base_first=30))
    assert sum(entered(plan)[0]) == 10 + 4 * 3


def test_bases_alone_leave_what_they_cannot_take_to_the_independent_sector():
    base = action("Base", 2026, kind=ActionKind.BASE, urn=900002, places=100)
    school = action("School", 2027, kind=ActionKind.NEW_BUILD, urn=900003, places=100)
    asked = special_with_base(base, school, base_first=30)
    plan = recommended(asked)
    found = bases_first(asked, plan)
    assert entered(plan)[1] == [0, 0, 0, 0]
    assert not found.met
    assert found.alone.independent == 1_000 * (4 * 3 + 7 * 2 + 7)  # 3 a year in the base, so 7 and then 3 in the school


def test_where_nothing_special_is_added_bases_first_is_the_plan():
    asked = special_with_base(action("Base", 2026, kind=ActionKind.BASE, urn=900002))
    found = bases_first(asked, recommended(asked))
    assert (found.met, found.alone.independent) == (True, 10_000 * (3 + 2 + 1))


def test_fewer_go_to_the_independent_sector_from_the_year_of_a_limit_on():
    """Of 40 there today who stay four years, ten enter a year; half of them is five."""
    asked = question(0)
    independent = replace(pool(900009, SettingType.INDEPENDENT, (40,) * YEARS, 0), incumbents=(40.0, 30.0, 20.0, 10.0))
    limit = IndependentLimit(AcademicYear(2028), (PlanningPhase.SECONDARY,), 50)
    asked = replace(
        asked, lay=lambda _: Supply(FIRST, (independent,)), policy=replace(asked.policy, independent=(limit,))
    )
    plan = recommended(asked)
    assert entered(plan)[1] == [10, 10, 5, 5]
    assert (plan.unmet.sum(axis=(0, 1)) // 1000).tolist() == [0, 0, 5, 5]


def test_rows_of_a_plan_add_up():
    asked = question(10, action("Expansion", 2028))
    rows = plan_rows(recommended(asked), asked.policy)
    assert [(row.year, row.placed, row.independent) for row in rows.where] == [
        (2026, 10_000, 0), (2027, 10_000, 10_000), (2028, 20_000, 10_000), (2029, 20_000, 20_000),
    ]  # fmt: skip
    assert [(row.code, row.entrants, row.placed) for row in rows.equity] == [("A", 40_000, 20_000)]


def test_what_is_rounded_adds_up_to_the_cohort():
    parts = np.array([[333.33], [333.33], [333.34], [0.4], [0.6]])
    owner = np.array([0, 0, 0, 1, 1])
    assert shared_out(parts, owner, np.array([[1000], [1]])).ravel().tolist() == [333, 333, 334, 0, 1]


def test_the_order_of_actions_and_options_changes_nothing():
    options = (option("A", 5, 100), option("B", 5, 100, urn=900001), option("C", 10, 300))
    plans = [recommended(free(question(5), options=order)) for order in (options, options[::-1])]
    assert plans[0].options == plans[1].options
    assert plan_rows(plans[0], question(5).policy) == plan_rows(plans[1], question(5).policy)


def test_of_places_shared_with_a_neighbour_those_its_own_children_take_are_left_out():
    neighbour = Neighbour("Next door", (Need.SEMH,), entrants=3, places=10, place=Place())
    shared = replace(pool(90001, SettingType.SPECIAL, (10,) * YEARS, TOP_UP), provision_id=SHARED, name="Next door")
    lay = Shared(lambda _: Supply(FIRST, (shared,)), taken_by_neighbours((neighbour,), entering(10, 10, 10, 10)))
    assert lay(()).pools[0].places == (7, 4, 1, 0)


def test_a_larger_special_school_and_what_rests_on_it_are_no_part_of_bases_alone():
    """The base opens with the expansion that it requires: without either, all but ten a phase go elsewhere."""
    larger = action("Larger", 2026, places=100)
    base = action("Base", 2026, kind=ActionKind.BASE, urn=900002, places=100, requires=("Larger",))
    asked = special_with_base(larger, base, base_first=30)
    found = bases_first(asked, recommended(asked))
    assert (found.met, found.alone.independent) == (False, 10_000 * (3 + 2 + 1))


def test_special_places_for_what_bases_leave_come_beside_the_bases_chosen_alone():
    """A base takes three a year from 2027 on, 18 child-years: 99 million less than fees, 18 million less than a school.

    At 50 million it pays where there is no school; so bases first has the base, then the school too.
    """
    school = option("School", 100, kind=ActionKind.NEW_BUILD, urn=900003)
    base = option("Base", 100, 50_000_000, kind=ActionKind.BASE, urn=900002)
    asked = free(special_with_base(base_first=30), options=(school, base))
    plan = recommended(asked)
    found = bases_first(asked, plan)
    assert [one.name for one in plan.options if one.opens] == ["School"]
    assert [one.name for one in found.alone.opened] == ["Base"]
    assert [one.name for one in found.then.opened] == ["Base", "School"]


def test_capital_is_phased_up_to_the_financial_year_it_opens_in_to_the_penny():
    """Of 101 pence 33, 33 and 34 %: 33.33 and 66.66 are owed by then, so 33, 33 and the other 35."""
    spent = works_of(action("A", 2028, capital=101, phasing=(33, 33, 34))).capital
    assert [(one.year.starts, one.pence) for one in spent] == [(2026, 33), (2027, 33), (2028, 35)]


def test_an_option_pays_in_the_years_its_own_phasing_says_beside_one_that_takes_longer():
    """Half in 2027-28 and half in 2028-29 is all that the pot allows: it opens in 2028, not sooner and not later."""
    asked = question(10)
    options = (option("A", 10, 100, phasing=(50, 50)), option("B", 1, 0, phasing=(10, 40, 50)))
    terms = replace(asked.terms, discount=0, budgets=(Budget("capital", 2027, 50), Budget("capital", 2028, 50)))
    plan = recommended(replace(asked, terms=terms, options=options))
    assert next(one.opens for one in plan.options if one.name == "A") == 2028


def school(leaving=(0.0,) * YEARS):
    """How actions are laid over a special school of five places, with so many children still there by year."""
    there = replace(pool(900001, SettingType.SPECIAL, (5,) * YEARS, TOP_UP), incumbents=leaving)
    return Laying(FIRST, YEARS, (there,), {900001: SettingType.SPECIAL}, ())


def test_an_option_is_charged_for_its_places_as_they_open_and_not_for_those_funded_already():
    """Half of five places, halves up, are three; each at 10,000 pounds, and 2 a year to run. A base is another urn."""
    kinds = (ActionKind.EXPANSION, ActionKind.BASE, ActionKind.RE_DESIGNATION, ActionKind.CLOSURE)
    options = tuple(
        option(kind.value, 5, kind=kind, ramp_up=(50, 100), place_cost=1_000_000, running=200) for kind in kinds
    )
    asked = posed(replace(question(10), lay=school(), options=options))
    by_name = {asked.places.choices[row.choice].option.name: at for at, row in enumerate(asked.rows)}
    assert {name: asked.problem.options.fixed[at].tolist() for name, at in by_name.items()} == {
        "expansion": [3_000_200, 5_000_200, 5_000_200, 5_000_200],
        "base": [3_000_200, 5_000_200, 5_000_200, 5_000_200],
        "re-designation": [200] * YEARS,
        "closure": [200] * YEARS,
    }


def test_the_optimiser_is_charged_what_the_money_charges():
    """A base of ten opens in 2027, half at first: three of three who enter find a place, seven of nine, none of four.

    Its empty places cost 9,000 pounds and those with a child 5,000: a place of 5,000 in a base, where money charges
    4,000 more for one that nobody is in.
    """
    finance = replace(FINANCE, base_occupied=600_000, base_unfilled=1_000_000)
    asked = question(0)
    demand = entering(0)
    demand.entrants[:, 0, SEMH] = (0, 3, 9, 4)
    base = option("Base", 10, 5_000, kind=ActionKind.BASE, urn=900002, ramp_up=(50, 100), place_cost=500_000, running=7)
    asked = free(asked, demand=demand, options=(base,), policy=replace(asked.policy, finance=finance))
    lay = replace(school(), pools=tuple(replace(one, places=(0,) * YEARS) for one in school().pools))
    plan = recommended(replace(asked, lay=lay))
    money = money_of(plan, finance)
    assert (plan.options[0].opens, entered(plan)) == (2027, ([0, 3, 7, 0], [0, 0, 2, 4]))
    places = (5 * 900_000 - 3 * 400_000) + 2 * 10 * 500_000
    children = (3 + 2 * 10) * TOP_UP + (2 + 6) * FEE
    assert cost(plan) == places + children + 3 * 7 + 5_000
    assert cost(plan) == sum(sum(one.real) for one in (*money.heads, *money.pots))


def test_a_closure_takes_away_what_children_leave_in_the_very_year_it_begins():
    """One place in five is empty each year after the last intake; but nobody leaves before 2029, and then three do."""
    options = (option("Closure", 5, kind=ActionKind.CLOSURE, needs=()),)
    problem = posed(replace(question(10), lay=school((5.0, 5.0, 5.0, 2.0)), options=options)).problem.options
    found = {}
    for may_open, taken in zip(problem.allowed.tolist(), problem.adds_places.tolist(), strict=True):
        opens = may_open.index(True)
        assert may_open.count(True) == 1
        found[FIRST.starts + opens] = [5] * opens + [5 + places for places in taken[: YEARS - opens]]
    assert found == {2027: [5, 5, 5, 2], 2028: [5, 5, 5, 3], 2029: [5, 5, 5, 4]}


def test_a_penny_of_the_first_year_counts_whole():
    """Green Book: 1 / 1.035 = 0.966184, 1 / 1.035 / 1.035 = 0.933511."""
    assert discounts(350, 3).tolist() == [1_000_000, 966_184, 933_511]
