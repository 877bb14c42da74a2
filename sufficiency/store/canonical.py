"""One way to write a value down, so that the same facts give the same digest on every machine and database."""

import json
from collections.abc import Mapping
from hashlib import sha256


def canonical(value: object) -> str:
    """JSON with sorted keys and no spaces. Raises TypeError on what has no single form: floats, dates, bytes."""
    _refuse_floats(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(value: object) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return sha256(canonical(value).encode()).hexdigest()


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise TypeError(f"{value} has no single form; write whole numbers or text")
    if isinstance(value, Mapping):
        for part in value.values():
            _refuse_floats(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _refuse_floats(part)
