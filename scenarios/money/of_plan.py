"""The money of a scenario's plan: who is where in each year, what is built, and the prices the scenario states."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import numpy as np

from scenarios.files.scenario import Scenario
from scenarios.money.cost import cost_of
from scenarios.placing.plan import Plan, still_there
from scenarios.placing.works import works_of
from scenarios.planning.segments import SEGMENTS
from scenarios.projection.cells import IntArray
from sufficiency.domain.built_in_finance import FIGURES
from sufficiency.domain.finance import BudgetLine, Finance, Money, Placed, Section
from sufficiency.domain.need_groups import NeedGroup
from sufficiency.domain.years import AcademicYear, FinancialYear

_STATED = "As the scenario states"
_GROUPS = tuple(NeedGroup)
_GROUP_OF = np.array([_GROUPS.index(segment.need) for segment in SEGMENTS])


def money_of(plan: Plan, finance: Finance) -> Money:
    """What a plan comes to. Children who are not placed stay in mainstream as long as they would have in a place."""
    return cost_of(placed_of(plan), plan.supply, [works_of(action) for action in plan.actions], finance)


def finance_of(scenario: Scenario, finance: Finance) -> Finance:
    """The finance as a scenario changes it: rates it states, and pots it gives budgets for."""
    changed = {name: rate for name, rate in _rates(scenario).items() if rate is not None}
    keys = {FIGURES[name] for name in changed}
    pots = {budget.pot for budget in scenario.budgets}
    kept = [line for line in finance.budgets if line.section is not Section.CAPITAL or line.name not in pots]
    given = [
        BudgetLine(Section.CAPITAL, budget.pot, FinancialYear(budget.year), budget.pence) for budget in scenario.budgets
    ]
    return replace(
        finance,
        **{name: int((percent * 100).to_integral_value()) for name, percent in changed.items()},  # type: ignore[arg-type]
        budgets=(*kept, *given),
        sources=tuple((key, _STATED if key in keys else source) for key, source in finance.sources),
        assumed=tuple(key for key in finance.assumed if key not in keys),
    )


def _rates(scenario: Scenario) -> dict[str, Decimal | None]:
    rates = scenario.rates
    return {
        "top_up_inflation": rates.inflation,
        "line_inflation": rates.inflation,
        "capital_inflation": rates.capital_inflation,
        "fee_inflation": rates.independent_inflation,
        "transport_inflation": rates.transport_inflation,
        "discount": rates.discount,
    }


def placed_of(plan: Plan) -> tuple[Placed, ...]:
    """The children whom the plan places, by year, place and group of need, with their journeys."""
    arcs, areas = plan.arcs, len(plan.demand.areas)
    segment = np.tile(np.arange(len(SEGMENTS)), areas)
    holds = plan.demand.holds[segment]
    outside = [still_there(there.reshape(len(segment), -1), holds) for there in (plan.independent, plan.unmet)]
    travel = plan.outside.travel.ravel()
    pools = _rows(plan, plan.staying(), arcs.pool * len(_GROUPS) + _GROUP_OF[arcs.segment], arcs.travel)
    return (
        *(replace(row, at=number // len(_GROUPS)) for number, row in pools),
        *(replace(row, at="independent") for _, row in _rows(plan, outside[0], _GROUP_OF[segment], travel)),
        *(replace(row, at="mainstream") for _, row in _rows(plan, outside[1], _GROUP_OF[segment], 0 * travel)),
    )


def _rows(plan: Plan, there: IntArray, kind: IntArray, travel: IntArray) -> Iterator[tuple[int, Placed]]:
    """Children (n, years) summed by kind, the group of need being its remainder; one row for each year with any."""
    kinds = int(kind.max()) + 1 if len(kind) else 0
    children = np.zeros((kinds, there.shape[1]), dtype=np.int64)
    pence = np.zeros_like(children)
    np.add.at(children, kind, there)
    np.add.at(pence, kind, there * travel[:, None])
    for number, year in np.argwhere(children).tolist():
        group = _GROUPS[number % len(_GROUPS)]
        when = AcademicYear(plan.demand.first.starts + year)
        yield number, Placed(when, 0, group, int(children[number, year]), int(pence[number, year]))
