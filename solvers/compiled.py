"""How the inner loops are compiled: once, kept on disk, and with nothing to do but the arithmetic."""

from collections.abc import Callable
from typing import TypeVar

from numba import njit

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Compile a function that makes no array of its own.

    Its arrays then need no counting of references, which would otherwise take most of its time.
    """
    machine: Function = njit(cache=True, _nrt=False)(function)  # type: ignore[call-overload]
    return machine


def inlined(function: Function) -> Function:
    """Compile a small function into its callers: passing the arrays would cost more than what it does."""
    machine: Function = njit(cache=True, _nrt=False, forceinline=True)(function)  # type: ignore[call-overload]
    return machine
