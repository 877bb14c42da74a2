"""The tests run the product's own code, never a stand-in for it: a mock passes when the contract breaks."""

import ast

STAND_INS = {"unittest.mock", "mock", "pytest_mock"}


def imported(tree):
    """The full names of all modules imported, `from a import b` giving both a and a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def replaces_code(node):
    """`monkeypatch.setattr(...)` and its kind; environment variables and folders may be set."""
    return isinstance(node, ast.Attribute) and ast.unparse(node) in {"monkeypatch.setattr", "monkeypatch.setitem"}


def test_no_test_imports_a_mocking_library(test_modules):
    assert [m.path for m in test_modules if STAND_INS & set(imported(m.tree))] == []


def test_no_test_replaces_our_own_code(test_modules):
    found = [f"{m.path}:{n.lineno}" for m in test_modules for n in ast.walk(m.tree) if replaces_code(n)]
    assert found == []
