"""Time and peak memory of one engine on one instance, each in a process of its own.

A fresh process makes the peak honest: nothing another engine loaded or left behind is counted.
``python -m benchmarks.measure CASE SIZE ENGINE RUNS`` prints one line of JSON.
"""

import json
import statistics
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.cases.catalogue import CASES
from benchmarks.registry import Case, Engine

ROOT = Path(__file__).resolve().parents[1]
SLOW_RUN_S = 60.0


@dataclass(frozen=True, slots=True)
class Measurement:
    """Median seconds over the runs after a warm-up, peak megabytes of the process, and what was read."""

    median_s: float
    runs: int
    peak_mb: int | None
    values: tuple[int, ...]
    faults: tuple[str, ...]
    note: str


def measure_apart(case: Case, size: str, engine: Engine, runs: int) -> Measurement:
    """Measure in a fresh process; one that dies is a fault in words."""
    command = [sys.executable, "-m", "benchmarks.measure", case.name, size, engine.name, str(runs)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        return Measurement(float("nan"), 0, None, (), (f"the process ended with code {done.returncode}",), "")
    return Measurement(**json.loads(done.stdout.splitlines()[-1]))


def measure_here(case: Case, size: str, engine: Engine, runs: int) -> Measurement:
    """One warm-up, then the runs: a single one where the warm-up alone took over a minute."""
    instance = case.build(size)
    ready = engine.prepare(instance)
    slow = timed(engine, ready)[0] > SLOW_RUN_S
    times, answer = [], None
    for _ in range(1 if slow else runs):
        seconds, answer = timed(engine, ready)
        times.append(seconds)
    peak = peak_megabytes()
    reading = engine.read(instance, answer)
    note = "; ".join(filter(None, [reading.note, "one run: over a minute each" if slow else ""]))
    median = statistics.median(times) * reading.scale
    return Measurement(median, len(times), peak, reading.values, reading.faults, note)


def timed(engine: Engine, ready: object) -> tuple[float, object]:
    """Seconds of one run, and its answer."""
    start = time.perf_counter()
    answer = engine.run(ready)
    return time.perf_counter() - start, answer


def peak_megabytes() -> int | None:
    """Largest resident size of this process so far; None where the system does not tell.

    Linux's rusage figure survives from the parent process into the child; its status file starts afresh.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) // 1024
    try:
        import resource
    except ImportError:
        return None
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 2**20


if __name__ == "__main__":
    case_name, size_name, engine_name, count = sys.argv[1:]
    chosen = CASES[case_name]
    print(json.dumps(asdict(measure_here(chosen, size_name, chosen.engine(engine_name), int(count)))))
