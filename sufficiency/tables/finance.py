"""finance.toml: funding rules, prices, rates of change and the balance, with their source. Budgets are in ``budgets``.

What is not stated is built in and assumed.
"""

from collections.abc import Sequence
from typing import Any

from sufficiency.domain.built_in_finance import FEES, FIGURES, OVERRIDE_ENDS, built_in_finance, figures
from sufficiency.domain.finance import BudgetLine, Finance
from sufficiency.tables import kinds
from sufficiency.tables.kinds import Kind
from sufficiency.tables.table import Column, Record, Table
from sufficiency.tables.vehicles import with_date

_POUNDS = kinds.money(1_000_000)
_A_YEAR = kinds.percent(-20, 50)


def _figure(
    key: str, says: str, kind: Kind = _POUNDS, unit: str = "pounds a year", source: str = "authority"
) -> Column:
    """A figure that is built in and assumed where none is stated."""
    text = figures()[key].text
    return Column(key, says, kind, source, unit=unit, blank=f"{text}, assumed", example=text)


FINANCE = Table(
    name="finance",
    one_row_is="the rules and prices that plans are paid for by",
    key=(),
    optional=True,
    keyed=True,
    columns=(
        Column("source", "Where the figures come from", kinds.text(400), "authority", default="",
               example="Medium-term financial strategy"),
        Column("date", "Day the figures are of; kept with the source", kinds.DATE, "authority",
               remedy="Write the date as 2026-04-01.", example="2026-04-01"),
        Column("price_base", "Financial year whose prices these are", kinds.FINANCIAL_YEAR, "authority",
               blank="the one in which the plan begins"),
        _figure("places.special", "Funding of a commissioned place in a special school, where provision gives none",
                source="DfE"),
        _figure("places.base_occupied", "Funding of a place in a base with a child, where provision gives none",
                source="DfE"),
        _figure("places.base_unfilled", "Funding of a place in a base without a child; what it is above the one with "
                "a child is added where provision gives a place cost", source="DfE"),
        _figure("places.ap", "Funding of a place in alternative provision, where provision gives none", source="DfE"),
        *(_figure(key, f"Whole price of an independent placement: {group.label[0].lower()}{group.label[1:]}")
          for group, key in FEES.items()),
        _figure("top_up.special", "Top-up in a special school, where provision gives none"),
        _figure("top_up.base", "Top-up in a base, where provision gives none"),
        _figure("top_up.mainstream", "Top-up of a child in mainstream who has no specialist place"),
        _figure("inflation.capital", "Change of building prices", _A_YEAR, "percent a year"),
        _figure("inflation.fees", "Change of independent fees", _A_YEAR, "percent a year"),
        _figure("inflation.top_ups", "Change of top-ups and running costs", _A_YEAR, "percent a year"),
        _figure("inflation.transport", "Change of transport prices", _A_YEAR, "percent a year"),
        _figure("inflation.lines", "Change of budget lines after the last year given", _A_YEAR, "percent a year"),
        _figure("inflation.allocation", "Change of the allocation after the last year given", _A_YEAR,
                "percent a year"),
        _figure("discount.rate", "Discount rate, real", kinds.percent(0, 20), "percent a year", "HM Treasury"),
        Column("balance.opening", "Cumulative balance of the Dedicated Schools Grant when its year begins; a deficit "
               "has a minus sign", kinds.balance(10_000_000_000), "authority", unit="pounds", blank="not known"),
        Column("balance.opening_year", "Financial year that begins with the opening balance", kinds.FINANCIAL_YEAR,
               "authority", blank="the first year of the budget shown"),
        Column("balance.override_ends", "Last financial year of the statutory override of the deficit",
               kinds.FINANCIAL_YEAR, "DfE", blank=f"{figures()[OVERRIDE_ENDS].text}, assumed",
               example=figures()[OVERRIDE_ENDS].text),
        _figure("balance.stability_grant", "Share of the deficit that the High Needs Stability Grant meets",
                kinds.percent(0, 100), "percent", "DfE"),
    ),
)  # fmt: skip


def build(keys: Record, budgets: Sequence[BudgetLine]) -> Finance:
    """The finance: figures as stated, else built in and assumed. Keys must be free of faults."""
    built_in = built_in_finance()
    stated = {key for key in figures() if keys[key] is not None}
    source = with_date(keys["source"], keys["date"])
    values = {name: keys[key] if key in stated else getattr(built_in, name) for name, key in FIGURES.items()}
    return Finance(
        **values,
        fees=tuple((group, keys[key] if key in stated else built_in.fee(group)) for group, key in FEES.items()),
        override_ends=keys[OVERRIDE_ENDS] or built_in.override_ends,
        price_base=keys["price_base"],
        opening_balance=keys["balance.opening"],
        opening_year=keys["balance.opening_year"],
        budgets=tuple(budgets),
        sources=tuple((key, source if key in stated else figure.source) for key, figure in figures().items()),
        assumed=tuple(key for key in figures() if key not in stated),
    )


def row_of(finance: Finance) -> dict[str, Any]:
    """The keys that read back as these; the date is part of the source by now, and what is assumed is not stated."""
    values = {key: getattr(finance, name) for name, key in FIGURES.items()}
    values |= {key: finance.fee(group) for group, key in FEES.items()} | {OVERRIDE_ENDS: finance.override_ends}
    stated = {key: value for key, value in values.items() if key not in finance.assumed}
    source = next((source for key, source in finance.sources if key in stated), "")
    return stated | {
        "source": source,
        "price_base": finance.price_base,
        "balance.opening": finance.opening_balance,
        "balance.opening_year": finance.opening_year,
    }
