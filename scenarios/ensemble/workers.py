"""Who does the tasks: processes of this computer, or a cluster. Whoever does them, the outcomes are the same."""

import os
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from typing import Protocol

from sufficiency.domain.ensemble import Outcome, Task
from sufficiency.errors import SufficiencyError

Evaluate = Callable[[Task], Outcome]
"""Works one task out: picklable, and its outcome a function of the task alone."""

MOST_LOST = 3
"""Times in a row that workers may be lost before a task is given up: it may be the task that ends them."""

ONE_THREAD: Mapping[str, str] = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""The environment of a worker: a sum made by several threads may differ in its last digit from one made by another
number of them."""


LIBRARIES = ("sufficiency", "numpy", "scipy", "highspy")
"""What an outcome may depend on besides its task."""


def versions() -> dict[str, str]:
    """The version of each that is installed here."""
    return {name: version(name) for name in LIBRARIES}


class Workers(Protocol):
    """What runs tasks."""

    def outcomes(self, evaluate: Evaluate, tasks: Sequence[Task]) -> Generator[Outcome, None, None]:
        """Outcomes as they come, in any order. A task whose worker is lost is done again.

        Raises WorkersLost where workers are lost again and again, and whatever ``evaluate`` raises. Closing the
        iterator stops the work.
        """
        ...


class WorkersLost(SufficiencyError):
    """Workers ended again and again without an outcome."""

    def __init__(self) -> None:
        super().__init__(
            "Workers ended again and again before they finished a draw, most likely for want of memory. Every finished "
            "draw is kept: run the same command again with fewer --workers."
        )


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def environment(wanted: Mapping[str, str]) -> Iterator[None]:
    """These variables while the block runs, for the processes started in it."""
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
