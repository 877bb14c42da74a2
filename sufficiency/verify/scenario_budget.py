"""The money that a scenario's run keeps twice, and the sums and balance of its high needs budget."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor
from typing import Any

from sufficiency.verify import cells
from sufficiency.verify.raw_files import Unreadable, rows_of
from sufficiency.verify.report import Check
from sufficiency.verify.scenario_facts import Raw, Run

TOTALS = ("direct", "indirect", "total", "allocation", "overspend", "balance")
Amount = tuple[str, str, str, int | None]
"""Year, part, name and pence."""


def money_alike(run: Run, _raw: Raw) -> Check:
    """What reports are made from, beside the table that people open."""
    says = "money.csv and hnb.csv say to the penny what run.json says, from which every report is made"
    money, budget = _part(run, "money"), _part(run, "high_needs")
    heads = _by_year(money["first"]["starts"], "head", [(one["head"], one) for one in money["heads"]])
    pots = _by_year(money["capital_from"]["starts"], "capital", [(one["pot"], one) for one in money["pots"]])
    stated: Counter[Amount] = Counter(
        (cells.text(row, "year"), f"{cells.text(row, 'line')} {way}", cells.text(row, "name"),
         cells.exact_pence(row, way))
        for row in rows_of(run.folder / "money.csv")
        for way in ("cash", "real")
    )  # fmt: skip
    lines: Counter[Amount] = Counter(
        (cells.text(row, "year"), cells.text(row, "section"), cells.text(row, "name"),
         cells.exact_pence(row, "amount") if cells.text(row, "amount") else None)
        for row in rows_of(run.folder / "hnb.csv")
    )  # fmt: skip
    differ = _differ(Counter(heads + pots), stated) + _differ(Counter(_budget(budget)), lines)
    return Check("kept", says, stated.total() + lines.total(), tuple(differ))


def present(run: Run, _raw: Raw) -> Check:
    """All heads and capital at base prices, each penny of a later year worth less by the discount, halves up."""
    says = "Net present cost is the costs of every year at base prices, discounted to the first"
    money, rate = _part(run, "money"), Fraction(10_000, 10_000 + _part(run, "finance")["discount"])
    before = money["capital_from"]["starts"] - money["first"]["starts"]
    pence = [(year, one) for head in money["heads"] for year, one in enumerate(head["real"])]
    pence += [(before + year, one) for pot in money["pots"] for year, one in enumerate(pot["real"])]
    worth = sum((one * rate**year for year, one in pence), Fraction())
    broken = () if floor(worth + Fraction(1, 2)) == money["net_present_cost"] else ("all years",)
    return Check("present", says, len(pence), broken)


def high_needs(run: Run, _raw: Raw) -> Check:
    """Sums of the lines, what is above the allocation, and the balance carried on from the one stated."""
    says = "Lines of the high needs budget add up, and what is above the allocation is carried on as the balance"
    budget = _part(run, "high_needs")
    years = [_named(one["starts"]) for one in budget["years"]]
    wrong = {
        name: [stated != found for stated, found in zip(budget[name], amounts, strict=True)]
        for name, amounts in _worked_out(run, budget).items()
    }
    broken = [f"{name} in {year}" for name, at in wrong.items() for year, off in zip(years, at, strict=True) if off]
    return Check("budget", says, len(years) * len(wrong), tuple(broken))


def _worked_out(run: Run, budget: Mapping[str, Any]) -> Mapping[str, list[int | None]]:
    number = len(budget["years"])
    direct, indirect = (
        [sum(line["pence"][at] for line in budget["lines"] if line["section"] == section) for at in range(number)]
        for section in ("direct", "indirect")
    )
    total = [one + other for one, other in zip(direct, indirect, strict=True)]
    over = [None if given is None else spent - given for spent, given in zip(total, budget["allocation"], strict=True)]
    return {
        "direct": [*direct], "indirect": [*indirect], "total": [*total], "overspend": over,
        "balance": _balance(run, [one["starts"] for one in budget["years"]], over),
    }  # fmt: skip


def _balance(run: Run, years: Sequence[int], over: Sequence[int | None]) -> list[int | None]:
    finance = _part(run, "finance")
    held, opens = finance["opening_balance"], (finance["opening_year"] or {"starts": years[0]})["starts"]
    after = [spent for year, spent in zip(years, over, strict=True) if year >= opens]
    if held is None or opens not in years or None in after:
        return [None] * len(years)
    found: list[int | None] = [None] * (len(years) - len(after))
    for spent in after:
        held -= spent
        found.append(held)
    return found


def _by_year(first: int, line: str, named: Sequence[tuple[str, Mapping[str, Any]]]) -> list[Amount]:
    return [
        (str(first + at), f"{line} {way}", name, pence)
        for name, amounts in named
        for way in ("cash", "real")
        for at, pence in enumerate(amounts[way])
    ]


def _budget(budget: Mapping[str, Any]) -> list[Amount]:
    years = [_named(year["starts"]) for year in budget["years"]]
    lines = [(line["section"], line["name"], line["pence"]) for line in budget["lines"]]
    lines += [("total", name, budget[name]) for name in TOTALS]
    return [
        (year, section, name, pence)
        for section, name, amounts in lines
        for year, pence in zip(years, amounts, strict=True)
    ]


def _differ(one: Counter[Amount], other: Counter[Amount]) -> list[str]:
    return sorted({" ".join(amount[:3]) for amount in (one - other) + (other - one)})


def _named(year: int) -> str:
    return f"{year}-{(year + 1) % 100:02d}"


def _part(run: Run, name: str) -> Mapping[str, Any]:
    part = run.head.get(name)
    if not isinstance(part, dict):
        raise Unreadable(f"run.json: {name} is missing")
    return part
