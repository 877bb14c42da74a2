"""Plans in England by age, placement and need, with the children there are: published counts, built in.

Sources and dates: ``national/SOURCES.md``.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sufficiency.domain.age_stock import NOT_RECORDED, PLACEMENTS, AgeStock
from sufficiency.domain.needs import Need

SOURCE = "DfE, Education, health and care plans, reporting year 2025; ONS, mid-2020 population estimates"

Needs = Mapping[Need, int]


@dataclass(frozen=True, slots=True)
class NationalPlans:
    """England: stocks and new plans by age and placement, both by need, and children by age.

    Needs are by age and by placement, each by itself; what is not published together is not here.
    """

    plans: AgeStock
    new_by_age: Mapping[int, Needs]
    new_by_placement: Mapping[str, Needs]
    stock_by_age: Mapping[int, Needs]
    stock_by_placement: Mapping[str, Needs]
    population: Mapping[int, int]


@cache
def national_plans() -> NationalPlans:
    """The counts built in."""
    needs = _rows("needs.csv")
    return NationalPlans(
        AgeStock("", "England", _by_year("stock"), _by_year("new")),
        {int(of): counts for of, counts in _needs(needs, "new", "age").items()},
        _needs(needs, "new", "placement"),
        {int(of): counts for of, counts in _needs(needs, "stock", "age").items()},
        _needs(needs, "stock", "placement"),
        {int(row["age"]): int(row["children"]) for row in _rows("population.csv")},
    )


def _by_year(count: str) -> dict[int, dict[tuple[int, str], int]]:
    found: dict[int, dict[tuple[int, str], int]] = {}
    for row in _rows("plans_by_age.csv"):
        if row["count"] == count:
            here = found.setdefault(int(row["year"]), {})
            here |= {(int(row["age"]), name): int(row[name]) for name in (*PLACEMENTS, NOT_RECORDED)}
    return found


def _needs(rows: list[dict[str, str]], count: str, by: str) -> dict[str, dict[Need, int]]:
    codes = [need for need in Need if need in rows[0]]
    return {
        row["of"]: {need: int(row[need]) for need in codes} for row in rows if (row["count"], row["by"]) == (count, by)
    }


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("sufficiency.domain") / "national" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
