"""What a change of the levels means, in the units people use: children, preferences, minutes, pounds.

At every level lower is better, so a change below nought is a gain.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from sufficiency.domain.run import Level
from sufficiency.reports.words import children, count, decimal, pounds

Say = Callable[[int], str]
_PREFERENCE = re.compile(r"(\w+)_preference_missed")
_FIRST_SO_MANY = {"second": "two", "third": "three", "fourth": "four", "fifth": "five", "sixth": "six"}


def effect(levels: Sequence[Level], change: Sequence[int]) -> str:
    """``1 more child placed, 12.0 minutes more travel in all``; ``nothing would change`` where every level stays."""
    said = [say_change(level.name, step) for level, step in zip(levels, change, strict=False) if step]
    return ", ".join(filter(None, said)) or "nothing would change"


def say_change(name: str, step: int) -> str:
    """One level's change, not nought, in words; the tie-break says nothing."""
    if name in _SAYS:
        return _SAYS[name](step)
    if preference := _PREFERENCE.fullmatch(name):
        return _preference(preference[1])(step)
    return f"{_signed(step)} {name.replace('_', ' ')}"


def amount(name: str, value: int) -> str:
    """A level's value in natural units: hours and minutes, pounds, or the number alone."""
    if name == "minutes":
        hours, rest = divmod(abs(value) // 10, 60)
        return f"{hours:,} h {rest} min" if hours else f"{decimal(abs(value), 1).removesuffix('.0')} min"
    return pounds(value) if name == "cost" else f"{value:,}"


def difference(name: str, step: int) -> str:
    """How a value differs from that of the policy used, and whether that is better: ``2 fewer, better``."""
    if step == 0:
        return "same"
    less, more = ("less", "more") if name in ("minutes", "cost") else ("fewer", "more")
    return f"{amount(name, abs(step))} {more if step > 0 else less}, {'worse' if step > 0 else 'better'}"


def _signed(step: int) -> str:
    return f"{'+' if step > 0 else '−'}{abs(step)}"


def _gain(noun: Callable[[int], str], what: str) -> Say:
    """More of something good where the step is below nought."""
    return lambda step: f"{_more(noun(abs(step)), 'fewer' if step > 0 else 'more')} {what}"


def _loss(noun: Callable[[int], str], what: str) -> Say:
    """More of something bad where the step is above nought."""
    return lambda step: f"{_more(noun(abs(step)), 'more' if step > 0 else 'fewer')} {what}"


def _more(counted: str, more: str) -> str:
    number, _, noun = counted.partition(" ")
    return f"{number} {more} {noun}"


def _preference(ordinal: str) -> Say:
    if ordinal == "first":
        return _gain(lambda number: count(number, "first preference"), "met")
    return _gain(children, f"given one of their first {_FIRST_SO_MANY.get(ordinal, ordinal)} preferences")


def _minutes(step: int) -> str:
    long = amount("minutes", abs(step)) if abs(step) >= 600 else f"{decimal(abs(step), 1)} minutes"
    return f"{long} {'more' if step > 0 else 'less'} travel in all"


def _cost(step: int) -> str:
    return f"{pounds(abs(step))} {'more' if step > 0 else 'less'} a year"


_SAYS: Mapping[str, Say] = {
    "unplaced": _gain(children, "placed"),
    "unsuitability": _loss(lambda number: count(number, "point"), "of unsuitability"),
    "apart_from_sibling": _loss(children, "apart from a sibling"),
    "over_guideline": _loss(children, "over the travel guideline"),
    "minutes": _minutes,
    "cost": _cost,
    "holds_moved": _loss(lambda number: count(number, "provisional hold"), "moved"),
    "order": lambda _: "",
}
