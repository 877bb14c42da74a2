"""Small modules and small functions: the budgets that keep the house readable.

Docstrings are not counted against a function. An exception is listed here with its reason or it is not one.
"""

import ast
from statistics import median

MODULE_LINES, MODULE_MEDIAN = 400, 120
FUNCTION_LINES, FUNCTION_MEDIAN = 40, 10
ARGUMENTS = 6
LONGER_WITH_REASON: dict[str, str] = {}  # "path:function": why it cannot be cut


def body_lines(function):
    """Lines from `def` to the end, the docstring left out."""
    lines = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        lines -= first.end_lineno - first.lineno + 1
    return lines


def arguments(function):
    """How many things a caller may have to say; self and cls are not said."""
    names = [a.arg for a in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)]
    return len([name for name in names if name not in {"self", "cls"}])


def is_command(function):
    """Whether Typer calls it: its arguments are then the options of the command line."""
    return any(".command" in ast.unparse(decorator) for decorator in function.decorator_list)


def sizes(modules, measure):
    """(`path:function`, measure) of every function of the product."""
    return [(f"{m.path}:{f.name}", measure(f)) for m in modules for f in m.functions()]


def test_modules_are_short(modules):
    assert [(m.path, m.lines) for m in modules if m.lines > MODULE_LINES] == []


def test_the_median_module_fits_two_screens(modules):
    assert median(m.lines for m in modules) <= MODULE_MEDIAN


def test_functions_are_short(modules):
    long = [(name, lines) for name, lines in sizes(modules, body_lines) if lines > FUNCTION_LINES]
    assert [(name, lines) for name, lines in long if name not in LONGER_WITH_REASON] == []


def test_the_median_function_is_seen_at_a_glance(modules):
    assert median(lines for _, lines in sizes(modules, body_lines)) <= FUNCTION_MEDIAN


def test_functions_take_few_arguments(modules):
    called = [(f"{m.path}:{f.name}", arguments(f)) for m in modules for f in m.functions() if not is_command(f)]
    assert [(name, count) for name, count in called if count > ARGUMENTS] == []
