"""The finance of a made-up authority: its prices, and a high needs budget for three years.

The lines that plans change come from the authority's own provision; all others, the allocation and the deficit are in
proportion to them, to the pound. Its one capital pot is as large as its scenarios are: it pays for any one of them.
"""

from collections.abc import Iterator
from dataclasses import replace

from sufficiency.domain.built_in_finance import FEES, built_in_finance
from sufficiency.domain.finance import BudgetLine, CostHead, Finance, Section
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.need_groups import NeedGroup
from sufficiency.domain.settings import Provision, SettingType
from sufficiency.domain.years import FinancialYear

POUND = 100
EXAMPLE = "An example, assumed; replace by the authority's own budget"
FEE = {
    NeedGroup.COMMUNICATION: 66_000,
    NeedGroup.LEARNING: 52_000,
    NeedGroup.SEVERE_LEARNING: 71_000,
    NeedGroup.SEMH: 68_000,
    NeedGroup.SENSORY_PHYSICAL: 63_000,
}
"""Pounds a year, about the published average of 64,000 in 2024/25 (parliamentary answer 100030)."""

GROWTH = (885, 942, 1000)
"""Per thousand of this year's lines, in each of the three years."""
ALLOCATED = (970, 962, 950)
"""Per thousand of the spending that the allocation covers, in each of them."""
DEFICIT = 160
"""Per thousand of this year's allocation."""

OTHERS = (
    (Section.DIRECT, "Pupil referral units", 55),
    (Section.DIRECT, "Further education colleges", 30),
    (Section.DIRECT, "Home-to-school transport charged to the block", 8),
    (Section.INDIRECT, "SEN support service", 85),
    (Section.INDIRECT, "Educational psychology", 18),
    (Section.INDIRECT, "Overheads", 15),
)
"""Lines no plan changes, per thousand of those it does; about the shares of a published city budget of 2022-23."""

MAINSTREAM = 310
"""Mainstream top-ups, in the same measure; a plan changes them by children who are left without a place."""
NAMES = {CostHead.MAINSTREAM: "Mainstream top-ups"}

POT = "high-needs"
CAPITAL = (2_500, 2_000, 1_000, 2_000, 6_000, 7_500, 7_750, 1_000, 1_000, 1_000)
"""Thousand pounds by financial year of a plan. Five satellites take 2.26 million of the first and 1.55 of the second, a
new school in the year stated or a year later at most 7.30 of the sixth and 7.52 of the seventh; a year sooner, it would
take more than the third has."""

_HEADS = {
    SettingType.SPECIAL: CostHead.SPECIAL, SettingType.SATELLITE: CostHead.SPECIAL, SettingType.BASE: CostHead.BASE,
    SettingType.DSP: CostHead.BASE, SettingType.AP: CostHead.AP, SettingType.INDEPENDENT: CostHead.INDEPENDENT,
}  # fmt: skip


def example_finance(inputs: Inputs) -> Finance:
    """The finance of the made-up authority; the same inputs give the same."""
    year = FinancialYear(inputs.authority.academic_year.starts)
    budgets = tuple(_budgets(inputs, year))
    allocation = next(line.pence for line in budgets if line.section is Section.ALLOCATION and line.year == year)
    stated = set(FEES.values())
    built_in = built_in_finance()
    return replace(
        built_in,
        price_base=year,
        fees=tuple((group, FEE[group] * POUND) for group in NeedGroup),
        opening_balance=-_thousandths(allocation, DEFICIT),
        opening_year=year,
        budgets=budgets,
        sources=tuple((key, EXAMPLE if key in stated else source) for key, source in built_in.sources),
        assumed=tuple(key for key in built_in.assumed if key not in stated),
    )


def _budgets(inputs: Inputs, year: FinancialYear) -> Iterator[BudgetLine]:
    """Spending in the order in which it is read back, then allocations and capital."""
    now = dict.fromkeys(CostHead, 0)
    kinds = {setting.urn: setting.type for setting in inputs.settings}
    for row in inputs.provisions:
        if head := _HEADS.get(kinds[row.urn]):
            now[head] += _cost(row, kinds[row.urn])
    whole = sum(now.values())
    now[CostHead.MAINSTREAM] = _thousandths(whole, MAINSTREAM)
    held = [(Section.DIRECT, NAMES.get(head, head.label), pence, head) for head, pence in now.items() if pence]
    others = [(section, name, _thousandths(whole, share), None) for section, name, share in OTHERS]
    total = sum(pence for _, _, pence, _ in (*held, *others))
    others.sort(key=lambda line: (line[0] is Section.INDIRECT, line[1]))
    lines = [*held, *others]
    years = [FinancialYear(year.starts - 2 + at) for at in range(3)]
    for section, name, pence, head in lines:
        for at, share in zip(years, GROWTH, strict=True):
            yield BudgetLine(section, name, at, _thousandths(pence, share), head)
    for at, share, covered in zip(years, GROWTH, ALLOCATED, strict=True):
        yield BudgetLine(Section.ALLOCATION, "Allocation", at, _thousandths(_thousandths(total, share), covered))
    for since, thousands in enumerate(CAPITAL):
        yield BudgetLine(Section.CAPITAL, POT, FinancialYear(year.starts + since), 1000 * thousands * POUND)


def _cost(row: Provision, kind: SettingType) -> int:
    """Places as commissioned and top-ups of who is on roll; of the independent sector, the children alone."""
    if kind is SettingType.INDEPENDENT:
        return row.annual_cost * row.on_roll
    return row.place_cost * row.commissioned + row.top_up * row.on_roll


def _thousandths(pence: int, share: int) -> int:
    """A share per thousand, to whole pounds."""
    return pence * share // (1000 * POUND) * POUND
