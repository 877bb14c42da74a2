"""How whoever watches a long piece of work is told of it."""

from collections.abc import Callable

Told = Callable[[str, int, int], None]
"""Told the step, how much of it is done, and of how much."""


def nobody(_step: str, _done: int, _total: int) -> None:
    """Nobody watches."""
