"""The budgets table: the authority's own high needs lines, allocations and capital pots, year by year."""

from collections.abc import Iterator, Sequence
from typing import Any

from sufficiency.domain.finance import BudgetLine, CostHead, Section
from sufficiency.domain.years import FinancialYear
from sufficiency.errors import Fault
from sufficiency.tables import kinds
from sufficiency.tables.cells import Rows
from sufficiency.tables.table import Column, Record, Rule, Table

HEADS = tuple(head for head in CostHead if head is not CostHead.TRANSPORT)
"""What a line may hold: all costs of a plan but transport, which the high needs block does not pay for."""

_SPENT = (Section.DIRECT, Section.INDIRECT)

BUDGETS = Table(
    name="budgets",
    one_row_is="one line of the high needs budget, one allocation or one capital pot in one financial year",
    key=("section", "line", "year"),
    optional=True,
    columns=(
        Column("section", "Direct or indirect spending of the high needs block, its allocation, or capital",
               kinds.code(Section), "authority", required=True, example="direct"),
        Column("line", "Name of the line, or of the capital pot", kinds.text(120), "authority", required=True,
               example="Special school places and top-ups"),
        Column("year", "Financial year", kinds.FINANCIAL_YEAR, "authority", required=True, example="2026-27"),
        Column("pounds", "Amount", kinds.balance(10_000_000_000), "authority", required=True, unit="pounds",
               example="32717000.00"),
        Column("head", "Which of a plan's costs the line holds", kinds.code(HEADS), "authority",
               blank="none: no plan changes it", example="special"),
    ),
    rules=(
        Rule("HEAD_NOT_SPENT", ("head", "section"), lambda row, _: not row["head"] or row["section"] in _SPENT,
             "is given for a line that is not spending", "Leave head blank for allocations and capital."),
        Rule("CAPITAL_BELOW_NOUGHT", ("pounds", "section"),
             lambda row, _: row["section"] != Section.CAPITAL or row["pounds"] >= 0,
             "is below nought for a capital pot", "Give what may be spent from the pot in that year."),
    ),
)  # fmt: skip


def lines_of_one_head(rows: Rows) -> Iterator[Fault]:
    """A fault for each row by which one head of cost would be counted in two lines, or a line hold two heads."""
    remedy = "Let one line of the budget hold each of a plan's costs, the same in every year."
    seen: dict[object, tuple[int, object]] = {}
    for number, record in zip(rows.numbers, rows.records, strict=True):
        head, line = record.get("head"), (record.get("section"), record.get("line"))
        sound = head and record.get("section") in _SPENT and record.get("line")
        for one, other in ((head, line), (line, head)) if sound else ():
            first, told = seen.setdefault(one, (number, other))
            if told != other:
                message = f"{head} is given another line than in row {first}, or the line another head"
                yield rows.origin.fault(number, "head", "HEAD_TWICE", message, remedy)


def build(rows: Sequence[Record]) -> tuple[BudgetLine, ...]:
    """The lines: by section, those that hold a plan's costs first, then by name and year. Rows must be sound."""
    return tuple(sorted(map(_line, rows), key=_place))


def _place(line: BudgetLine) -> tuple[int, int, str, FinancialYear]:
    sections, heads = list(Section), list(CostHead)
    return (
        sections.index(line.section),
        heads.index(line.head) if line.head else len(heads),
        line.name,
        line.year,
    )


def _line(row: Record) -> BudgetLine:
    head = CostHead(row["head"]) if row["head"] else None
    return BudgetLine(Section(row["section"]), row["line"], row["year"], row["pounds"], head)


def row_of(line: BudgetLine) -> dict[str, Any]:
    """The row that reads back as this line."""
    return {"section": line.section, "line": line.name, "year": line.year, "pounds": line.pence, "head": line.head}
