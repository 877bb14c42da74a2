"""Tables that others publish, worked out again."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sufficiency.reports.planning.high_needs_table import HighNeedsTable


def high_needs_table(source: Path) -> "HighNeedsTable":
    """A published high needs table, or the budgets of an input folder, worked out again from its lines.

    Raises InputRejected with every fault of the file or the folder.
    """
    from sufficiency.reports.planning.high_needs_table import high_needs_table as worked_out
    from sufficiency.tables import load as tables
    from sufficiency.tables.published_budget import of_budgets, read_published_budget

    if source.is_dir():
        return worked_out(of_budgets(tables.load(source).inputs.finance.budgets, source.name))
    return worked_out(read_published_budget(source))
