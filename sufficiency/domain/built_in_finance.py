"""Funding rules, prices and rates used where an authority states none: from ``built_in_finance.toml``, with sources."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files

from sufficiency.domain.built_in_fleet import ASSUMED, Figure
from sufficiency.domain.finance import Finance
from sufficiency.domain.need_groups import NeedGroup
from sufficiency.domain.years import FinancialYear

FIGURES: Mapping[str, str] = {
    "special_place": "places.special",
    "base_occupied": "places.base_occupied",
    "base_unfilled": "places.base_unfilled",
    "ap_place": "places.ap",
    "special_top_up": "top_up.special",
    "base_top_up": "top_up.base",
    "mainstream_top_up": "top_up.mainstream",
    "capital_inflation": "inflation.capital",
    "fee_inflation": "inflation.fees",
    "top_up_inflation": "inflation.top_ups",
    "transport_inflation": "inflation.transport",
    "line_inflation": "inflation.lines",
    "allocation_growth": "inflation.allocation",
    "discount": "discount.rate",
    "stability_grant": "balance.stability_grant",
}
"""Every figure of ``Finance`` that is pence or hundredths of a percent: the key it is stated under."""

FEES: Mapping[NeedGroup, str] = {group: f"fees.{group}" for group in NeedGroup}
OVERRIDE_ENDS = "balance.override_ends"


@cache
def figures() -> Mapping[str, Figure]:
    """Every built-in figure by its key."""
    read = tomllib.loads((files("sufficiency.domain") / "built_in_finance.toml").read_text(encoding="utf-8"))
    checked = read.pop("checked").isoformat()
    return {
        f"{section}.{name}": Figure(said["value"], f"{ASSUMED}: {said['source']} ({said['status']}; checked {checked})")
        for section, entries in read.items()
        for name, said in entries.items()
    }


@cache
def built_in_finance() -> Finance:
    """The finance of an authority that has stated nothing: every figure is assumed, and says so."""
    hundredths = {key: int(Decimal(figure.text) * 100) for key, figure in figures().items()}
    return Finance(
        **{name: hundredths[key] for name, key in FIGURES.items()},
        fees=tuple((group, hundredths[key]) for group, key in FEES.items()),
        override_ends=FinancialYear(int(figures()[OVERRIDE_ENDS].text)),
        price_base=None,
        opening_year=None,
        budgets=(),
        sources=tuple((key, figure.source) for key, figure in figures().items()),
        assumed=tuple(figures()),
    )
