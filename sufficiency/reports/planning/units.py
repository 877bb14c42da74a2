"""How the columns of a scenario's tables are written and read back: exactly, whatever the unit."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from sufficiency.reports.words import decimal

Value = str | int | bool | float | tuple[str, ...] | None
BETWEEN = "|"


@dataclass(frozen=True, slots=True)
class Unit:
    """One kind of column: a value as a cell, and a cell as the value."""

    write: Callable[[Value], str]
    read: Callable[[str], Value]


def _scaled(places: int) -> Unit:
    """A whole number of parts, written with a decimal point: 12345 thousandths are ``12.345``."""
    return Unit(
        lambda value: "" if value is None else decimal(_int(value), places),
        lambda cell: int(Decimal(cell).scaleb(places)) if cell else None,
    )


def _int(value: Value) -> int:
    assert isinstance(value, int)
    return value


def _joined(value: Value) -> str:
    assert isinstance(value, tuple)
    return BETWEEN.join(value)


TEXT = Unit(str, str)
KIND = Unit(str, str)
"""Of a field of type ``Kind``: the table writes it as three columns."""
WHOLE = Unit(lambda value: "" if value is None else str(_int(value)), lambda cell: int(cell) if cell else None)
YES_NO = Unit(lambda value: "yes" if value else "no", lambda cell: cell == "yes")
LIST = Unit(_joined, lambda cell: tuple(cell.split(BETWEEN)) if cell else ())
NUMBER = Unit(repr, float)
CHILDREN, POUNDS, MINUTES, SHARE = _scaled(3), _scaled(2), _scaled(1), _scaled(6)
