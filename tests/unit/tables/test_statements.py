"""The statements of the tables are complete: a reader of the reference page never meets an empty box."""

import pytest

from sufficiency.tables.catalogue import BY_NAME, LISTED, TABLES
from sufficiency.tables.dates import ISO

COLUMNS = [
    pytest.param(table, column, id=f"{table.name}.{column.name}") for table in TABLES for column in table.columns
]


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_every_column_says_what_it_is_where_it_comes_from_and_what_to_do(table, column) -> None:
    assert column.says
    assert column.source
    assert column.kind.expects
    assert column.advice.endswith(".")
    assert not (column.required and column.blank)
    if column.required:
        assert column.example
    if column.example:
        column.kind.parse(column.example, ISO)
    if column.refers:
        target, _, name = column.refers.partition(".")
        assert BY_NAME[target].column(name)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_keys_groups_and_rules_name_columns_of_the_table(table) -> None:
    names = {column.name for column in table.columns}
    assert len(names) == len(table.columns)
    assert names >= set(table.key)
    assert names >= {name for group in table.either for name in group}
    for rule in table.rules:
        assert names >= set(rule.columns)
        assert rule.remedy.endswith(".")


@pytest.mark.parametrize("table", LISTED, ids=lambda table: table.name)
def test_no_rule_quotes_what_could_identify_a_child(table) -> None:
    private = {column.name for column in table.columns if column.private}
    assert not [(rule.name, name) for rule in table.rules for name in private if "{" + name + "}" in rule.says]


def test_every_private_detail_of_a_child_is_marked() -> None:
    children, monitoring = BY_NAME["children"], BY_NAME["monitoring"]
    assert BY_NAME["placements"].column("postcode").private
    for name in ("date_of_birth", "postcode", "easting", "northing", "sex", "notes"):
        assert children.column(name).private
    assert all(column.private for column in monitoring.columns if column.name != "child_ref")
