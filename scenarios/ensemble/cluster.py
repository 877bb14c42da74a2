"""Tasks on a Dask cluster: one started here on the loopback address, or one that runs already.

A scheduler runs whatever it is sent, so one elsewhere is only spoken to over TLS with certificates on both sides
(https://distributed.dask.org/en/stable/tls.html, checked 2026-11-22). Keys of tasks hold numbers and digests alone.
"""

import hashlib
import pickle
import socket
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from logging import CRITICAL
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from distributed import Client, KilledWorker, LocalCluster, Security, as_completed

from scenarios.ensemble.workers import MOST_LOST, Evaluate, WorkersLost, versions
from sufficiency.domain.ensemble import Outcome, Task
from sufficiency.errors import UsageError

LOCAL = "local"
HERE = "127.0.0.1"
LOOPBACK = {HERE, "::1", "localhost"}
PORT = 8786
"""Where a scheduler listens unless it is told otherwise."""
SECONDS_TO_CONNECT = 20
DEAF = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
"""First thing in a worker started here: Ctrl-C is for the process that started it."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """The cluster at an address such as ``tls://scheduler:8786``; ``local`` starts one with ``number`` workers.

    Raises UsageError where the address is elsewhere and not ``tls://``.
    """

    address: str
    number: int

    def __post_init__(self) -> None:
        _refuse_unguarded(self.address)

    def outcomes(self, evaluate: Evaluate, tasks: Sequence[Task]) -> Generator[Outcome, None, None]:
        """As ``Workers.outcomes``. Raises UsageError where no cluster answers at the address."""
        with ExitStack() as stack:
            client = self._client(stack)
            yield from _as_they_come(client, pickle.dumps(evaluate), tasks)

    def _client(self, stack: ExitStack) -> Client:
        if self.address == LOCAL:
            return stack.enter_context(Client(self._started(stack), set_as_default=False))
        _refuse_unanswered(self.address)
        try:
            return stack.enter_context(Client(self.address, timeout=SECONDS_TO_CONNECT, set_as_default=False))
        except (OSError, ValueError, TypeError) as error:
            raise UsageError(f"No Dask cluster answers at {self.address}: {error}.") from error

    def _started(self, stack: ExitStack) -> str:
        """Workers on this computer alone, without a page that shows them, and that write nothing of tasks to disk."""
        scratch = stack.enter_context(TemporaryDirectory(prefix="sufficiency-dask-", ignore_cleanup_errors=True))
        cluster = stack.enter_context(
            LocalCluster(
                n_workers=self.number, threads_per_worker=1, host=HERE, dashboard_address=f"{HERE}:0",
                worker_dashboard_address=f"{HERE}:0", memory_limit=0, local_directory=scratch, silence_logs=CRITICAL,
                scheduler_kwargs={"allowed_failures": MOST_LOST, "dashboard": False}, preload=[DEAF],
            )
        )  # fmt: skip
        return str(cluster.scheduler_address)


def _refuse_unguarded(address: str) -> None:
    if address == LOCAL:
        return
    parts = urlsplit(address)
    if parts.scheme not in {"tcp", "tls"} or not parts.hostname:
        raise UsageError(f"--dask {address}: give `local`, or an address such as tls://scheduler.example:8786.")
    if parts.scheme != "tls" and parts.hostname not in LOOPBACK:
        raise UsageError(
            f"--dask {address}: a cluster on another computer is only spoken to over TLS (tls://), with certificates "
            "on both sides: whoever reaches it otherwise can read the plan and run programs there."
        )


def _refuse_unanswered(address: str) -> None:
    """Asked before Dask does, which tells less clearly that nobody is there, or that it has no certificates."""
    parts = urlsplit(address)
    if parts.scheme == "tls" and Security().get_connection_args("client")["ssl_context"] is None:
        raise UsageError(
            f"--dask {address}: no certificates are set. Name them by DASK_DISTRIBUTED__COMM__TLS__CA_FILE, "
            "DASK_DISTRIBUTED__COMM__TLS__CLIENT__CERT and DASK_DISTRIBUTED__COMM__TLS__CLIENT__KEY."
        )
    try:
        socket.create_connection((parts.hostname, parts.port or PORT), SECONDS_TO_CONNECT).close()
    except OSError as error:
        raise UsageError(f"--dask {address}: nobody answers there: {error.strerror or error}.") from error


def _as_they_come(client: Client, packed: bytes, tasks: Sequence[Task]) -> Generator[Outcome, None, None]:
    """Outcomes as they come. What they are worked out with is a task too, so that it is made again where it is lost."""
    name = _digest(packed)
    held = client.submit(_unpacked, packed, versions(), key=f"ensemble-{name}")
    waiting = {client.submit(_outcome, held, task, key=f"draw-{name}-{_key(task)}"): task for task in tasks}
    lost: Counter[Task] = Counter()
    coming = as_completed(waiting, loop=client.loop)
    for done in coming:
        if isinstance(done.exception(), KilledWorker):
            lost[waiting[done]] += 1
            if lost[waiting[done]] == MOST_LOST:
                raise WorkersLost
            done.retry()
            coming.add(done)
            continue
        yield done.result()
        done.release()


def _key(task: Task) -> str:
    """The task without a name: a cluster shows its keys to whoever looks."""
    return f"{task.draw}-{task.later}-{_digest(task.scenario.encode())}"


def _digest(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:16]


def _unpacked(packed: bytes, wanted: Mapping[str, str]) -> Evaluate:
    """Raises UsageError on a worker with other versions than where the ensemble was begun."""
    if differ := sorted(name for name, its in versions().items() if its != wanted[name]):
        raise UsageError(f"A worker of the cluster has another version of {', '.join(differ)}: its answers may differ.")
    evaluate: Evaluate = pickle.loads(packed)  # packed by the process that began the ensemble
    return evaluate


def _outcome(evaluate: Evaluate, task: Task) -> Outcome:
    return evaluate(task)
