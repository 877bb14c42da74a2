"""Every public name says what it is, and the core says exactly what it takes and gives."""

import ast

EXACT = ("sufficiency/domain/", "solvers/")
ANY_WITH_REASON: dict[str, str] = {}  # "path:line of the annotation's owner": the library boundary that forces it


def public_definitions(tree):
    """Public functions, classes and their public methods; what is nested in a function is private to it."""
    found = [node for node in tree.body if hasattr(node, "name") and not node.name.startswith("_")]
    for node in list(found):
        if isinstance(node, ast.ClassDef):
            found.extend(public_definitions(node))
    return found


def annotations(tree):
    """(owner's name, annotation) of every argument, return value and annotated field."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.returns is not None:
            yield node.name, node.returns
        elif isinstance(node, ast.arg) and node.annotation is not None:
            yield node.arg, node.annotation
        elif isinstance(node, ast.AnnAssign):
            yield ast.unparse(node.target), node.annotation


def says_any(annotation):
    """Whether `Any` stands anywhere in it."""
    return any(getattr(node, "id", getattr(node, "attr", None)) == "Any" for node in ast.walk(annotation))


def test_every_module_has_a_docstring(modules):
    assert [module.path for module in modules if not ast.get_docstring(module.tree)] == []


def test_every_public_name_has_a_docstring(modules):
    bare = [
        f"{module.path}:{node.lineno}: {node.name}"
        for module in modules
        for node in public_definitions(module.tree)
        if hasattr(node, "body") and not ast.get_docstring(node)
    ]
    assert bare == []


def test_no_any_in_the_domain_or_the_solvers(modules):
    loose = [
        f"{module.path}:{owner}"
        for module in modules
        if module.path.startswith(EXACT)
        for owner, annotation in annotations(module.tree)
        if says_any(annotation)
    ]
    assert [name for name in loose if name not in ANY_WITH_REASON] == []
