"""Frozen dataclasses as plain JSON values, and back by their types: no field is named twice."""

from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: Any) -> dict[str, Any]:
    """A dataclass, dataclasses and tuples in it, as JSON holds them."""
    return asdict(value)


def from_plain(kind: type[T], plain: Mapping[str, object]) -> T:
    """The dataclass that ``to_plain`` wrote. Raises KeyError, TypeError or ValueError on any other."""
    hints = get_type_hints(kind)
    return kind(**{field.name: _value(hints[field.name], plain[field.name]) for field in fields(kind)})  # type: ignore[arg-type]


def _value(hint: Any, plain: Any) -> Any:
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return None if plain is None else _value(next(part for part in parts if part is not NoneType), plain)
    if origin is tuple:
        kinds = [parts[0]] * len(plain) if parts[1:] == (Ellipsis,) else list(parts)
        return tuple(_value(one, item) for one, item in zip(kinds, plain, strict=True))
    if origin is Literal:
        return plain
    if not isinstance(hint, type):
        return plain
    if is_dataclass(hint):
        return from_plain(hint, plain)
    return hint(plain) if issubclass(hint, Enum) else plain
