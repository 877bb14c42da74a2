"""A process that makes deciding processes: each decides without end, and writes down what was acknowledged.

Told an address, a run, its digest and a file on each line of its input, it forks a decider, says its number, and waits
for it to be killed. Forked, a decider begins in milliseconds; killed, it has no time for anything.
"""

import os
import sys
from contextlib import suppress

from sufficiency.errors import UsageError
from sufficiency.store.decisions import Choice, decide
from sufficiency.store.versions import open_store
from tests.fixtures.stores import CHAIR, ELMS_PLACES, REFS


def decide_without_end(address: str, run: str, run_digest: str, told: str) -> None:
    """Hold Elm's places as long as there are any, then defer; every key is written down once it is acknowledged."""
    store = open_store(address)
    file = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    number = 0
    while True:
        ref = REFS[1 + number % (len(REFS) - 1)]
        key = f"{os.getpid()}-{number}"
        hold = number < len(REFS) - 1
        outcome, group = ("hold", ELMS_PLACES) if hold else ("defer", None)
        number += 1
        with suppress(UsageError):  # decided by one killed before
            decide(store, Choice(run, run_digest, ref, outcome, "agreed", key, group), CHAIR)
            os.write(file, f"{key}\n".encode())


def say(line: str) -> None:
    """A line at once to whoever started this."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Fork for each line."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            decide_without_end(*line.rstrip("\n").split("\t"))
        say(str(child))
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main()
