"""Tasks on processes of this computer."""

import os
import pickle
import signal
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context, parent_process
from threading import Thread

from scenarios.ensemble.workers import MOST_LOST, ONE_THREAD, Evaluate, WorkersLost, environment
from sufficiency.domain.ensemble import Outcome, Task

MOST_ON_WINDOWS = 61
"""Processes that one call of Windows can wait for."""


@dataclass(frozen=True, slots=True)
class Processes:
    """So many processes, each started afresh: what a system shares with a copied process differs between systems."""

    number: int

    def outcomes(self, evaluate: Evaluate, tasks: Sequence[Task]) -> Generator[Outcome, None, None]:
        """As ``Workers.outcomes``."""
        packed, left, lost = pickle.dumps(evaluate), dict.fromkeys(tasks), 0
        while left:
            before = len(left)
            for outcome in self._as_they_come(packed, tuple(left)):
                del left[outcome.task]
                yield outcome
            lost = 0 if len(left) < before else lost + 1
            if lost == MOST_LOST:
                raise WorkersLost

    def _as_they_come(self, packed: bytes, tasks: Sequence[Task]) -> Generator[Outcome, None, None]:
        """Outcomes of one set of processes: all of them, or those made before one of the processes was lost."""
        number = min(self.number, len(tasks), MOST_ON_WINDOWS if os.name == "nt" else self.number)
        with environment(ONE_THREAD):
            pool = ProcessPoolExecutor(number, get_context("spawn"), _begin, (packed,))
            try:
                waiting: list[Future[Outcome]] = [pool.submit(_outcome, task) for task in tasks]
                for done in as_completed(waiting):
                    if not isinstance(done.exception(), BrokenProcessPool):
                        yield done.result()
            except BrokenProcessPool:  # lost while the tasks were handed in
                return
            finally:
                pool.shutdown(cancel_futures=True)


_held: list[bytes] = []
"""In a worker: what it evaluates with, packed."""


def _begin(packed: bytes) -> None:
    """First thing in a worker. Ctrl-C is for the process that started it, and it ends when that one does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _held.append(packed)


def _end_with_parent() -> None:
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


def _outcome(task: Task) -> Outcome:
    return _evaluate()(task)


@cache
def _evaluate() -> Evaluate:
    """Unpacked at the first task and not before, so that what goes wrong is told as an error of that task."""
    evaluate: Evaluate = pickle.loads(_held[0])  # packed by the process that started this one
    return evaluate
