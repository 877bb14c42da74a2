"""Work that takes longer than a page should: done one after another beside the pages, watched and stopped from them."""

import itertools
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Literal

from sufficiency.errors import SufficiencyError

Status = Literal["waiting", "running", "done", "stopped", "failed"]
Told = Callable[[str, int, int], None]


class Stopped(Exception):
    """A person stopped the job; nothing was written."""


@dataclass(slots=True)
class Job:
    """One piece of work. ``result`` is the address of what it made."""

    number: int
    says: str
    by: str
    status: Status = "waiting"
    step: str = ""
    done: int = 0
    of: int = 0
    result: str = ""
    problem: str = ""
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.status in ("done", "stopped", "failed")

    def told(self, step: str, done: int, of: int) -> None:
        """Note how far the work is. Raises Stopped once a person asked for that."""
        self.step, self.done, self.of = step, done, of
        if self.stop.is_set():
            raise Stopped


class Jobs:
    """The jobs of one server. What a job writes, it writes whole or not at all, so a restart leaves no half."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._jobs: dict[int, Job] = {}
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")

    def start(self, says: str, by: str, work: Callable[[Told], str]) -> Job:
        """Take work on; it begins when the work before it is over. ``work`` returns the address of what it made."""
        job = Job(next(self._numbers), says, by)
        self._jobs[job.number] = job
        self._worker.submit(_run, job, work)
        return job

    def find(self, number: int) -> Job | None:
        """The job of this number, since the server started."""
        return self._jobs.get(number)

    def all(self) -> tuple[Job, ...]:
        """Every job since the server started, the newest first."""
        return tuple(reversed(self._jobs.values()))

    def close(self) -> None:
        """Stop what runs and take nothing more."""
        for job in self._jobs.values():
            job.stop.set()
        self._worker.shutdown(wait=False, cancel_futures=True)


def _run(job: Job, work: Callable[[Told], str]) -> None:
    if job.stop.is_set():
        job.status = "stopped"
        return
    job.status = "running"
    try:
        job.result = work(job.told)
    except Stopped:
        job.status = "stopped"
    except SufficiencyError as error:
        job.status, job.problem = "failed", str(error)
    except Exception as error:  # never its words: they may hold a child's
        job.status, job.problem = "failed", f"Something of ours failed ({type(error).__name__}); nothing was written."
    else:
        job.status = "done"
