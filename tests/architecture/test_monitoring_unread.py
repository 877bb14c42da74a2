"""Equality characteristics are for looking at outcomes: nothing that decides anything can read them."""

import ast
from dataclasses import fields, is_dataclass
from typing import get_args, get_type_hints

import pytest

from sufficiency.domain.inputs import Inputs
from sufficiency.tables.monitoring import MONITORING

READERS = {"reports/monitoring.py", "reports/outcomes.py"}
STATES_THE_TABLE = {"tables/monitoring.py", "tables/catalogue.py"}
MAKES_IT_UP = {"synthetic/monitoring.py", "synthetic/rounds.py", "synthetic/folder.py", "synthetic/notes.py"}
FILL_IN_TABLES = ("importers/",)
"""May write the table from another source; they stand before the round, beside what decides."""
OPENLY = {"sex"}
"""Stands in the children table too: a single-sex setting needs it (rule SEX)."""


def speaks_of_it(tree):
    """Whether a module names the table: imports it, or writes its name as an identifier or a text of its own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom | ast.Import) and "monitoring" in ast.unparse(node).casefold():
            return True
        if isinstance(node, ast.Name | ast.Attribute) and "monitoring" in ast.unparse(node).casefold():
            return True
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("monitoring"):
            return True
    return False


def held_by(kind, seen):
    """Names of every field of a dataclass and of the dataclasses in it."""
    if is_dataclass(kind) and kind not in seen:
        seen.add(kind)
        hints = get_type_hints(kind)
        yield from (field.name for field in fields(kind))
        for field in fields(kind):
            yield from held_by(hints[field.name], seen)
    for part in get_args(kind):
        yield from held_by(part, seen)


def test_no_module_but_the_report_reads_the_table(modules):
    found = {module.path.removeprefix("sufficiency/") for module in modules if speaks_of_it(module.tree)}
    assert {path for path in found if not path.startswith(FILL_IN_TABLES)} == (READERS | STATES_THE_TABLE | MAKES_IT_UP)


@pytest.mark.parametrize(
    "line", ["from sufficiency.tables.monitoring import MONITORING", "x = made.monitoring", 'read("monitoring.csv")']
)
def test_a_planted_reader_is_found(line):
    assert speaks_of_it(ast.parse(line))


def test_what_the_round_is_handed_has_no_such_characteristic():
    names = set(held_by(Inputs, set()))
    assert {"cases", "ref", "primary_need", "maximum"} & names == {"cases", "ref", "primary_need"}, "it is looked into"
    assert names & {column.name for column in MONITORING.columns[1:]} == OPENLY, "the first is the reference"
