"""The worker: begins jobs as they come, one at a time, each in a process of its own that ends with it.

What a job makes it makes whole or not at all, and it is worked on under its lock. So a process may be killed at any
moment: whoever looks next finds the job running and its lock free, and puts it back in the queue.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread, main_thread
from traceback import extract_tb

from sufficiency.errors import StoreTrouble, SufficiencyError
from sufficiency.store.engine import VARIABLE
from sufficiency.store.job_locks import job_lock
from sufficiency.store.jobs import Job, JobState, begin_job, end_job, find_job, list_jobs, note_progress, put_back
from sufficiency.store.transactions import Store

PAUSE = 0.5
"""Seconds between two looks at the queue."""
AFTER_A_FAULT = 10.0
"""Seconds before another process is begun where the last could not even begin its job."""
BEAT = 1.0
"""Seconds between two signs of life of a job."""
GRACE = 60.0
"""Seconds that a job has to end by itself once it was told to stop."""


@contextmanager
def at_work(store: Store, folder: Path) -> Iterator[None]:
    """A worker beside the block; what runs when the block ends is ended with it, and waits in the queue again."""
    stop = Event()
    worker = Thread(target=serve_jobs, args=(store, folder, stop), name="worker", daemon=True)
    worker.start()
    try:
        yield
    finally:
        stop.set()
        worker.join()


def serve_jobs(store: Store, folder: Path, stop: Event) -> None:
    """Begin jobs as they are asked for until told to stop; what runs then is ended, and waits in the queue again."""
    child: subprocess.Popen[bytes] | None = None
    pause = PAUSE
    try:
        while not stop.wait(pause):
            with suppress(StoreTrouble):  # the next look may find it better
                put_back_lost(store)
                failed = child is not None and child.poll() not in (None, 0)
                pause = AFTER_A_FAULT if failed else PAUSE
                if (child is None or child.poll() is not None) and list_jobs(store, "queued"):
                    child = _begin_process(store, folder)
    finally:
        if child is not None:
            child.kill()
            child.wait()
        with suppress(StoreTrouble):
            put_back_lost(store)


def put_back_lost(store: Store) -> None:
    """Have every running job wait again whose process is gone."""
    for lost in list_jobs(store, "running"):
        with job_lock(store, lost.number) as mine:
            if mine:
                put_back(store, lost)


def work_on_next(store: Store, folder: Path) -> Job | None:
    """Do the job that has waited longest, in this process; None where none waits that another has not taken."""
    for waiting in reversed(list_jobs(store, "queued")):
        with job_lock(store, waiting.number) as mine:
            begun = begin_job(store, waiting.number) if mine else None
            if begun is not None:
                _work(store, folder, begun)
                return find_job(store, begun.number)
    return None


def _begin_process(store: Store, folder: Path) -> subprocess.Popen[bytes]:
    """A process that does the next job. The database goes by its environment: an address may hold a password."""
    database = store.engine.url.render_as_string(hide_password=False)
    nothing = subprocess.DEVNULL  # what a fault would print may hold a child's details
    return subprocess.Popen(
        [sys.executable, "-m", "sufficiency", "worker", str(folder.resolve()), "--once"],
        stdin=nothing, stdout=nothing, stderr=nothing, env={**os.environ, VARIABLE: database},
        start_new_session=os.name != "nt",  # Ctrl-C is for the worker, which ends it
    )  # fmt: skip


def _work(store: Store, folder: Path, job: Job) -> None:
    from sufficiency.workbench.jobs import work_on  # noqa: PLC0415  slow to load; only who does a job needs it

    watch = _Watch(store, job)
    Thread(target=watch.look, daemon=True).start()
    state: JobState
    problem, whole = "", None
    try:
        whole = work_on(job, store, folder, watch.told)
        watch.over()
    except KeyboardInterrupt:
        pass
    except SufficiencyError as error:
        problem = str(error).replace(f"{folder}{os.sep}", "")
    except Exception as error:
        problem = _fault(error)
    watch.over()
    if whole:
        state = "done"
    elif watch.stopped or not problem:
        state, problem = "stopped", ""
    else:
        state = "failed"
    end_job(store, job, state, problem)


def _fault(error: Exception) -> str:
    """What broke and where, never its words: they may hold a child's details."""
    frame = extract_tb(error.__traceback__)[-1]
    return f"Something of ours failed ({type(error).__name__}, {Path(frame.filename).name}:{frame.lineno})."


@dataclass(slots=True)
class _Watch:
    """Beside a job: notes how far it is, and interrupts it once somebody asked that it be stopped."""

    store: Store
    job: Job
    progress: tuple[str, int, int] = ("", 0, 0)
    stopped: bool = False
    _turn: Lock = field(default_factory=Lock)
    _done: Event = field(default_factory=Event)

    def told(self, step: str, done: int, total: int) -> None:
        """How far the job is, from the job."""
        self.progress = (step, done, total)

    def over(self) -> None:
        """The work is done: from now on it is not interrupted."""
        with self._turn:
            self._done.set()

    def look(self) -> None:
        """Until the work is done: give signs of life, and see whether it is to stop."""
        asked = 0.0
        while not self._done.wait(BEAT):
            with suppress(StoreTrouble):
                now = note_progress(self.store, self.job, *self.progress)
                if now is None:
                    os._exit(1)  # taken for lost, and begun again by another
                if now.stop_by and not asked:
                    asked = time.monotonic()
                    self._interrupt()
            if asked and time.monotonic() - asked > GRACE:
                with suppress(StoreTrouble):
                    end_job(self.store, self.job, "stopped")
                os._exit(1)

    def _interrupt(self) -> None:
        with self._turn:
            if not self._done.is_set():
                self.stopped = True
                if hasattr(signal, "pthread_kill"):
                    signal.pthread_kill(main_thread().ident, signal.SIGINT)  # type: ignore[arg-type]  # it runs
                else:
                    signal.raise_signal(signal.SIGINT)
