"""The made-up authority's finance is its own provision's, and reads back as it was."""

from pathlib import Path

from sufficiency.domain.finance import CostHead, Section
from sufficiency.reports.planning.high_needs_table import high_needs_table
from sufficiency.synthetic.authority import write_authority
from sufficiency.synthetic.finance import ALLOCATED, example_finance
from sufficiency.tables.load import load
from sufficiency.tables.published_budget import of_budgets


def test_the_budget_is_of_its_own_provision_and_reads_back_to_the_penny(tmp_path: Path) -> None:
    written = write_authority(tmp_path, children=20, settings=8, seed=2)
    inputs = load(tmp_path).inputs
    assert inputs.finance == written.finance == example_finance(inputs)
    kinds = {setting.urn: setting.type for setting in inputs.settings}
    special = sum(
        row.place_cost * row.commissioned + row.top_up * row.on_roll
        for row in inputs.provisions
        if kinds[row.urn] in ("special", "satellite")
    )
    line = next(one for one in inputs.finance.budgets if one.head is CostHead.SPECIAL and one.year.starts == 2026)
    assert (line.section, line.pence) == (Section.DIRECT, special // 100 * 100)
    table = high_needs_table(of_budgets(inputs.finance.budgets, "town"))
    for total, allocation, share in zip(table.sums["total"], table.budget.allocation, ALLOCATED, strict=True):
        assert abs(1000 * allocation - share * total) < 5_000_000
