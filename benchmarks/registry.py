"""What can be measured: cases, their sizes and their engines, as plain data."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of a run.

    values  totals that engines of one case and size must agree on, as far as each goes
    faults  what is wrong with the answer, in words; empty when it was checked and stands
    scale   how many times the measured work the whole job is (1 unless a sample was measured)
    note    what a reader of the figure has to know
    """

    values: tuple[int, ...] = ()
    faults: tuple[str, ...] = ()
    scale: float = 1.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Engine:
    """One way of doing a job: ``run(prepare(instance))`` is done, the run alone is timed, ``read`` checks it.

    sizes      measured by default
    slow       measured only with --full
    ratio_to   the engine whose median this one's is divided by
    """

    name: str
    prepare: Callable[[Any], Any]
    run: Callable[[Any], Any]
    read: Callable[[Any, Any], Reading]
    sizes: tuple[str, ...]
    slow: tuple[str, ...] = ()
    ratio_to: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A job measured at several sizes.

    sizes   smallest first
    build   instance of a size, from its name alone: the same bytes every time
    source  where the instances come from
    missing why a size cannot be measured here, in words; nothing where it can
    """

    name: str
    sizes: tuple[str, ...]
    build: Callable[[str], Any]
    engines: tuple[Engine, ...]
    source: str
    missing: Callable[[str], str | None] = lambda size: None

    def engine(self, name: str) -> Engine:
        """The engine of that name; KeyError where there is none."""
        return {engine.name: engine for engine in self.engines}[name]
