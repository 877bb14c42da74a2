"""``report high-needs``: a published table worked out again, and what of it does not reconcile."""

import json
from pathlib import Path

import pytest

from sufficiency.domain.finance import Section
from sufficiency.errors import InputRejected
from sufficiency.tables.published_budget import read_published_budget
from tests.functional.commands import in_process
from tests.functional.draft import sound_round

LEICESTER = "specs/seed_hnb_leicester_appendix5.csv"


def test_leicester_is_worked_out_to_the_pound_and_three_printed_growth_figures_do_not_reconcile(shared: Path) -> None:
    """Appendix 5 as printed; growth 12.2, 10.7, 7.2 is right, and 11.6 three times is 11.3, 8.2 and 8.6."""
    done = in_process("report", "high-needs", shared / LEICESTER, "--format", "json", folder=shared)
    document = json.loads(done.out)
    rows = {row.pop("line"): list(row.values())[1:] for row in document["rows"]}
    assert rows["Total direct"] == [60164, 53629, 48426, 45176, 40593, 37507, 34532]
    assert rows["Total indirect"] == [5550, 5370, 5521, 5587, 5501, 5479, 5531]
    assert rows["Total direct and indirect"] == [65714, 58999, 53947, 50763, 46094, 42986, 40063]
    assert rows["Allocation"] == [60153, 54065, 47321, 45808, 44385, 38491, 38228]
    assert rows["Overspend"] == [5561, 4934, 6626, 4955, 1709, 4495, 1835]
    assert rows["Growth of total direct, %"] == [12.2, 10.7, 7.2, 11.3, 8.2, 8.6, None]
    broken = [check for check in document["checks"] if check["reconciles"] is False]
    assert [(check["column"], check["printed"], check["from_the_lines"]) for check in broken] == [
        ("2018_19", "11.6", "11.3"), ("2017_18", "11.6", "8.2"), ("2016_17", "11.6", "8.6"),
    ]  # fmt: skip
    assert [check["column"] for check in document["checks"] if check["reconciles"] is None] == ["2015_16"]
    assert "a year is missing" in document["remarks"][0]


def test_a_sum_that_is_printed_wrong_is_named(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(
        "section,line,2024-25,2023-24\ndirect,Special,100,90\ndirect,PRINTED TOTAL,101,90\nindirect,Support,5,5\n"
        "total,Total,105,95\ntotal,Allocation,100,100\ntotal,Overspend,5,-5\n"
    )
    shown = in_process("report", "high-needs", path, folder=tmp_path).out
    assert "5 of 6 printed figures are what the lines give." in shown.replace("\n", " ")
    assert "Total direct" in shown
    assert "101" in shown


def test_every_fault_of_a_table_is_named_at_once(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(
        "section,line,2024-25\ndirect,Special,32m\nother,Transport,5\nindirect,Support,1\nindirect,Support,2\n"
        "direct,PRINTED YOY %,many\ntotal,Surplus,1\n"
    )
    with pytest.raises(InputRejected) as rejected:
        read_published_budget(path)
    assert [(fault.row, fault.column, fault.rule) for fault in rejected.value.faults] == [
        (2, "2024-25", "NOT_MONEY"), (3, "line", "ROW_UNKNOWN"), (5, "line", "REPEATED"),
        (6, "2024-25", "NOT_PERCENT"), (7, "line", "ROW_UNKNOWN"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("line,section,2024-25\n", "NO_HEADER"),
        ("section,line,2024-25\ndirect,Special,1\n", "NO_ALLOCATION"),
        ("section,line,2024-25\ntotal,Allocation,1\n", "NO_ROWS"),
    ],
)
def test_a_table_without_its_parts_is_refused(text: str, rule: str, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(text)
    with pytest.raises(InputRejected) as rejected:
        read_published_budget(path)
    assert [fault.rule for fault in rejected.value.faults] == [rule]


def test_the_budgets_of_an_input_folder_make_the_same_table(tmp_path: Path) -> None:
    round_ = sound_round()
    round_.tables["budgets"] = [
        ["section", "line", "year", "pounds", "head"],
        [Section.DIRECT, "Special schools", "2025-26", "900.50", "special"],
        [Section.DIRECT, "Special schools", "2026-27", "1000", "special"],
        [Section.INDIRECT, "Support", "2026-27", "50", ""], [Section.ALLOCATION, "Block", "2026-27", "1000.25", ""],
        [Section.CAPITAL, "Basic need", "2026-27", "7", ""],
    ]  # fmt: skip
    round_.save(tmp_path / "round")
    done = in_process("report", "high-needs", tmp_path / "round", "--format", "csv", folder=tmp_path)
    assert done.out.splitlines() == [
        "section,line,2025-26,2026-27", "direct,Special schools,900.5,1000", "indirect,Support,0,50",
        "direct,Total direct,900.5,1000", "indirect,Total indirect,0,50", "total,Total direct and indirect,900.5,1050",
        "total,Allocation,0,1000.25", "total,Overspend,900.5,49.75", 'direct,"Growth of total direct, %",,11.0',
        'indirect,"Growth of total indirect, %",,', 'total,"Growth of total direct and indirect, %",,16.6',
    ]  # fmt: skip
