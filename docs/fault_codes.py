"""Every fault of the input by its code, read from the source: the code, what is said, and what to do.

A fault is written as a code in capitals, a message and a remedy, one after the other; what depends on the file is
shown as three dots. The rules that a table states for its own rows are on the page of input tables instead.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "sufficiency"
WHERE = ("guards", "tables", "problems", "synthetic", "importers")
CODE = re.compile(r"[A-Z][A-Z_]{3,}")
MAKERS = {"Fault", "Kind", "fault", "refusal", "warning"}
Scope = ast.Module | ast.FunctionDef
Names = Mapping[str, ast.expr]
Row = tuple[str, str, str]


def fault_codes() -> list[Row]:
    """(code, message, remedy) of every fault by code; each wording once, and none without words where one has some."""
    found = sorted({row for folder in WHERE for path in (SOURCE / folder).rglob("*.py") for row in _faults(path)})
    said = {code for code, message, _ in found if message}
    return [row for row in found if row[1] or row[0] not in said]


def _faults(path: Path) -> Iterator[Row]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    around = _names(tree, 10**6)
    for scope in (node for node in ast.walk(tree) if isinstance(node, Scope)):
        for node in _own(scope):
            if isinstance(node, ast.Call | ast.Tuple):
                yield from _rows(_parts(node), {**around, **_names(scope, node.lineno)})


def _parts(node: ast.Call | ast.Tuple) -> list[ast.expr]:
    """What could be a code, a message and a remedy, in that order."""
    if isinstance(node, ast.Tuple):
        return node.elts if len(node.elts) == 3 else []
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    named = {word.arg: word.value for word in node.keywords}
    return (
        [*node.args, *(named[key] for key in ("rule", "message", "remedy") if key in named)] if called in MAKERS else []
    )


def _rows(parts: list[ast.expr], names: Names) -> Iterator[Row]:
    for code, message, remedy in zip(parts, parts[1:], parts[2:], strict=False):
        for one in _codes(code, names):
            yield one, _words(message, names), _words(remedy, names)


def _codes(node: ast.expr, names: Names) -> Iterable[str]:
    """The codes an expression may come to: one, either of two, or those a table of codes holds."""
    if isinstance(node, ast.IfExp):
        return [*_codes(node.body, names), *_codes(node.orelse, names)]
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        table = names.get(node.value.id)
        return [code for value in table.values for code in _codes(value, names)] if isinstance(table, ast.Dict) else []
    text = node.value if isinstance(node, ast.Constant) else None
    return [text] if isinstance(text, str) and CODE.fullmatch(text) else []


def _own(scope: Scope) -> Iterator[ast.AST]:
    """Everything in a scope but what is inside functions of its own."""
    waiting = list(ast.iter_child_nodes(scope))
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef):
            waiting.extend(ast.iter_child_nodes(node))


def _names(scope: Scope, before: int) -> Names:
    """What each name was last set to, at or above a line."""
    set_to = [node for node in _own(scope) if isinstance(node, ast.Assign) and node.lineno <= before]
    ordered = sorted(set_to, key=lambda node: node.lineno)
    return dict(pair for node in ordered for target in node.targets for pair in _pairs(target, node.value))


def _pairs(target: ast.expr, value: ast.expr) -> list[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        return [(target.id, value)]
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        return [pair for one, other in zip(target.elts, value.elts, strict=True) for pair in _pairs(one, other)]
    return []


def _words(node: ast.expr, names: Names) -> str:
    """The words of an expression, three dots for what is filled in; blank where it has no words of its own."""
    if isinstance(node, ast.Constant):
        return node.value.replace("{}", "…") if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(part, names) or "…" for part in node.values)
    if isinstance(node, ast.BinOp):
        return _words(node.left, names) + (_words(node.right, names) or "…")
    if isinstance(node, ast.IfExp):
        return " or ".join(filter(None, (_words(node.body, names), _words(node.orelse, names))))
    if isinstance(node, ast.Subscript):
        return _words(node.value, names)
    return _words(names[node.id], names) if isinstance(node, ast.Name) and node.id in names else ""
