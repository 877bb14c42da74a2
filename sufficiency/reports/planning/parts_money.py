"""The part of planning's documents about money: capital, the high needs budget, the balance, and where prices are from.

"Without mitigation" is the balance of the base, "with" that of a scenario: its actions are the mitigation.
"""

from collections.abc import Iterator

from sufficiency.domain.built_in_finance import OVERRIDE_ENDS
from sufficiency.domain.built_in_fleet import ASSUMED
from sufficiency.domain.finance import AgainstBase, Finance, HighNeeds, Section
from sufficiency.domain.planning_results import THOUSANDTHS, ScenarioRun
from sufficiency.domain.scenario_comparison import ComparedRow, Figure
from sufficiency.reports.page.tables import PageTable, table
from sufficiency.reports.planning import compare
from sufficiency.reports.planning.paper import Chart, Paper, Part, chart, lines_chart, named, with_change
from sufficiency.reports.planning.words import MILLION, academic, change, financial, shown
from sufficiency.reports.words import decimal, pounds

STABILITY = "balance.stability_grant"


def money_part(paper: Paper) -> Part:
    """Finance: what is spent, what that leaves of the high needs block, and when it is paid back."""
    if paper.base.money is None or paper.base.finance is None:
        return Part("finance", "Finance", ("The money of these scenarios was not worked out.",))
    balance = named(paper, compare.HIGH_NEEDS, compare.BALANCE)
    charts = [_capital(paper)]
    revenue = named(paper, compare.MONEY, compare.REVENUE)
    charts += [_lines(paper, "revenue-chart", f"{compare.REVENUE}, by academic year", revenue)]
    over = named(paper, compare.HIGH_NEEDS, compare.OVERSPEND)
    charts += [_lines(paper, "overspend-chart", f"{compare.OVERSPEND} of the high needs block", over)] if over else []
    if balance:
        beside = "" if paper.alone else f" without mitigation ({paper.names[0]}) and with it"
        title = f"Cumulative balance{beside}"
        charts += [_lines(paper, "balance-chart", title, balance)]
    heads = [_heads_table(run) for run in paper.runs]
    budgets = [_budget_table(run.name, run.high_needs) for run in paper.runs if run.high_needs]
    says = (*_says(paper), *_facts(paper.base.finance, paper.base.high_needs))
    tables = (*_paybacks(paper), *_last_year(paper))
    return Part("finance", "Finance", says, tuple(charts), tables=tables, folded=(*budgets, *heads))


def _last_year(paper: Paper) -> tuple[PageTable, ...]:
    """The high needs lines of every scenario in the last year, with what each differs from the base by."""
    rows = paper.comparison.section(compare.HIGH_NEEDS)
    if not rows or paper.alone:
        return ()
    last = max(row.year or 0 for row in rows)
    cells = ((row.name, *with_change(row)) for row in rows if row.year == last)
    heads = ("Line", *(f"#{name}" for name in paper.names))
    return (table("lines-table", f"High needs lines in {financial(last)}", heads, cells),)


def _lines(paper: Paper, ident: str, title: str, rows: list[ComparedRow]) -> Chart:
    return lines_chart(paper, ident, title, rows, unit="Pounds, million", parts=MILLION)


def _capital(paper: Paper) -> Chart:
    """Capital as paid, by financial year and pot, beside what each pot holds."""
    rows: list[tuple[str, ...]] = []
    drawn: list[dict[str, str | float]] = []
    pots = sorted({pot.pot for run in paper.runs if run.money for pot in run.money.pots})
    for run in (run for run in paper.runs if run.money and any(sum(pot.cash) for pot in run.money.pots)):
        for pot in run.money.pots if run.money else ():
            first = run.money.capital_from.starts if run.money else 0
            for at, (paid, holds) in enumerate(zip(pot.cash, pot.holds, strict=True)):
                if paid or holds:
                    held = pounds(holds) if any(pot.holds) else "not stated"
                    rows.append((run.name, pot.pot, financial(first + at), pounds(paid), held))
                drawn.append({"scenario": run.name, "year": financial(first + at), "part": pot.pot,
                              "value": paid / MILLION, "rank": pots.index(pot.pot)})  # fmt: skip
    title = f"{compare.CAPITAL_PAID}, by financial year"
    figures = table("capital-table", title, ("Scenario", "Pot", "Year", "#Paid", "#The pot holds"), rows)
    paid_at_all = any(row["value"] for row in drawn)
    return chart("capital-chart", title, figures,
                 lambda its: its.bars_by_year(drawn, "Pounds, million", pots), drawn=paid_at_all)  # fmt: skip


def _says(paper: Paper) -> Iterator[str]:
    yield (
        "Places are funded as commissioned, whether anybody is in them or not; top-ups and independent fees follow the "
        "child; transport is beside the high needs block. An academic year counts seven twelfths in the financial year "
        "in which it begins and five twelfths in the next."
    )
    for run in paper.runs:
        if run.money and (vacant := sum(run.money.vacant)):
            funded = f"{shown(Figure.MONEY, vacant)} of its place funding in all years together"
            yield f"{run.name}: {funded} is for places nobody is in."
        if (unmet := sum(row.unmet for row in run.plan.where)) >= THOUSANDTHS:
            yield (
                f"{run.name} leaves {shown(Figure.CHILDREN, unmet)} child-years without a place. Of those children "
                "only the mainstream top-up is counted, so its cost is not that of a plan which places everybody."
            )


def _facts(finance: Finance, budget: HighNeeds | None) -> Iterator[str]:
    """What of the law and of grants the reader must have in mind, with its source."""
    sources = dict(finance.sources)
    yield (
        f"The statutory override of the deficit ends with {finance.override_ends} "
        f"(31 March {finance.override_ends.starts + 1}). Source: {_said(sources[OVERRIDE_ENDS])}."
    )
    share = decimal(finance.stability_grant, 2).removesuffix(".00")
    yield (
        f"The High Needs Stability Grant meets {share} % of the deficit at 31 March 2026 on a plan that the DfE "
        f"approves; it is not in the balance shown. Source: {_said(sources[STABILITY])}."
    )
    if budget is None or budget.balance[-1] is None:
        yield "No balance is shown: budgets.csv gives no allocation, or finance.toml no opening balance."


def _said(source: str) -> str:
    """A source without the word that marks a figure as built in: a fact of law is no assumption."""
    return source.removeprefix(f"{ASSUMED}: ")


def _paybacks(paper: Paper) -> tuple[PageTable, ...]:
    rows = [
        (run.name, *_costs_more(against), _paid_back(against))
        for run, against in zip(paper.runs, paper.against, strict=True)
        if against is not None
    ]
    heads = ("Scenario", "#Net present cost", "#Cost of all years, not discounted", "Paid back in")
    title = f"Cost beside {paper.names[0]}, prices of the base year, capital included"
    return (table("payback-table", title, heads, rows),) if rows else ()


def _costs_more(against: AgainstBase) -> tuple[str, str]:
    return change(Figure.MONEY, against.net_present_cost), change(Figure.MONEY, sum(against.more))


def _paid_back(against: AgainstBase) -> str:
    if against.payback is not None:
        return str(against.payback)
    return "nothing to pay back" if max(against.more) <= 0 else "not within the plan"


def _heads_table(run: ScenarioRun) -> PageTable:
    """What each kind of cost comes to, by academic year."""
    assert run.money is not None
    first = run.money.first.starts
    years = [f"#{academic(first + at)}" for at in range(len(run.money.vacant))]
    rows = [(one.head.label, *map(pounds, one.cash)) for one in run.money.heads]
    total = [sum(year) for year in zip(*(one.cash for one in run.money.heads), strict=True)]
    rows += [("All", *map(pounds, total)), ("of which: places nobody is in", *map(pounds, run.money.vacant))]
    return table(f"heads-{run.name}", f"{run.name}: revenue by academic year, as paid", ("Cost", *years), rows)


def _budget_table(name: str, budget: HighNeeds) -> PageTable:
    """The lines of the high needs budget, in the layout in which authorities publish them."""
    rows: list[tuple[str, ...]] = []
    sums = {Section.DIRECT: ("Total direct", budget.direct), Section.INDIRECT: ("Total indirect", budget.indirect)}
    for section, (said, amounts) in sums.items():
        rows += [(line.name, *map(pounds, line.pence)) for line in budget.lines if line.section is section]
        rows.append((said, *map(pounds, amounts)))
    rows.append(("Total direct and indirect", *map(pounds, budget.total)))
    for said, optional in (("Allocation", budget.allocation), ("Overspend", budget.overspend),
                           ("Cumulative balance", budget.balance)):  # fmt: skip
        rows.append((said, *("not known" if pence is None else pounds(pence) for pence in optional)))
    heads = ("Line", *(f"#{year}" for year in budget.years))
    stated = f"; to {budget.years[budget.stated - 1]} as the authority states them" if budget.stated else ""
    return table(f"budget-{name}", f"{name}: high needs lines by financial year{stated}", heads, rows)


def prices_table(finance: Finance) -> PageTable:
    """Every price and rate with its source; those built in say that they are assumed."""
    return table("prices-table", "Prices and rates", ("Figure", "Source"), finance.sources)
