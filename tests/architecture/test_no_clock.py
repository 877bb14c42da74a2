"""What is found about a round depends on the dates in it and the date asked for, never on the day it is asked."""

import ast

import pytest

WITHOUT_A_CLOCK = tuple(
    f"sufficiency/{layer}/" for layer in ("domain", "tables", "statute", "problems", "explain", "verify", "reports")
)


def reads_the_clock(tree):
    """Calls ``today``, ``now`` or ``utcnow`` of anything."""
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    names = {function.attr for function in called if isinstance(function, ast.Attribute)}
    return bool(names & {"today", "now", "utcnow"})


def test_no_layer_under_the_commands_reads_the_clock(modules):
    asked = [module for module in modules if module.path.startswith(WITHOUT_A_CLOCK)]
    assert len(asked) > 50
    assert [module.path for module in asked if reads_the_clock(module.tree)] == []


@pytest.mark.parametrize("line", ["on = date.today()", "then = datetime.now(UTC)"])
def test_a_planted_clock_is_found(line):
    assert reads_the_clock(ast.parse(line))
