"""Children who await no place are for the check of the right type of provision: nothing that decides reads them."""

import ast

import pytest

from sufficiency.domain.inputs import Inputs
from sufficiency.domain.placed import PlacedChild
from tests.architecture.test_monitoring_unread import FILL_IN_TABLES, held_by

READERS = {"reports/placed_children.py"}
STATES_THE_TABLE = {"tables/catalogue.py"}
MAKES_IT_UP = {"synthetic/folder.py", "synthetic/notes.py"}
OF_THE_SAME_NAME = {
    "reports/planning/run_folder.py", "reports/planning/tables.py", "verify/scenario_facts.py",
    "verify/scenario_tables.py",
}  # fmt: skip
"""Who goes where under a scenario: a table of its run, of expected children and of nobody known."""


def reaches_for_it(tree):
    """Whether a module imports the table's statement, or writes the table's name or its file's as a text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith("tables.placements"):
            return True
        if isinstance(node, ast.ImportFrom | ast.Import) and any(one.name == "placements" for one in node.names):
            return True
        if isinstance(node, ast.Import) and any(one.name.endswith("tables.placements") for one in node.names):
            return True
        if isinstance(node, ast.Constant) and node.value in ("placements", "placements.csv"):
            return True
    return False


def test_no_module_but_one_reads_the_table(modules):
    found = {module.path.removeprefix("sufficiency/") for module in modules if reaches_for_it(module.tree)}
    own = {"tables/placements.py"}
    outside = {path for path in found if not path.startswith(FILL_IN_TABLES)}
    assert outside - own - OF_THE_SAME_NAME == READERS | STATES_THE_TABLE | MAKES_IT_UP


@pytest.mark.parametrize(
    "line",
    [
        "from sufficiency.tables.placements import build",
        "from sufficiency.tables import placements",
        "import sufficiency.tables.placements",
        'read("placements.csv")',
    ],
)
def test_a_planted_reader_is_found(line):
    assert reaches_for_it(ast.parse(line))


def test_the_round_is_handed_no_child_placed():
    seen = set()
    assert list(held_by(Inputs, seen)), "it is looked into"
    assert PlacedChild not in seen
