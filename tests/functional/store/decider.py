"""A process that makes deciding processes: each decides without end, and writes down what was acknowledged.

Told an address, a run, its digest and a file on each line of its input, it forks a decider, says its number, and waits
for it to be killed. A decider is forked from a process that decided once itself, so it begins in milliseconds; killed,
it has no time for anything.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from sufficiency.errors import UsageError
from sufficiency.store.decisions import Choice, decide
from sufficiency.store.transactions import Store
from sufficiency.store.versions import open_store
from tests.fixtures.stores import CHAIR, ELMS_PLACES, REFS


def choices(run: str, run_digest: str, begun: int) -> Iterator[Choice]:
    """Hold Elm's places, case by case from the one ``begun`` says, as long as there are any; then defer without end."""
    number = begun
    while True:
        key = f"{os.getpid()}-{number}"
        ref = REFS[1 + number % (len(REFS) - 1)]
        if number < len(REFS) - 1:
            yield Choice(run, run_digest, ref, "hold", "agreed", key, ELMS_PLACES)
        else:
            yield Choice(run, run_digest, ref, "defer", "more is asked", key)
        number += 1


def decide_some(store: Store, run: str, run_digest: str, told: Path, many: int | None = None) -> None:
    """Decide, and write each key down once it is acknowledged; so many times, or without end."""
    file = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for done, choice in enumerate(choices(run, run_digest, told.read_bytes().count(b"\n"))):
        if done == many:
            break
        with suppress(UsageError):  # decided by one killed before it could say so
            decide(store, choice, CHAIR)
            os.write(file, f"{choice.key}\n".encode())
    os.close(file)


@cache
def opened(address: str, run: str, run_digest: str, told: Path) -> Store:
    """The store of a copy, in which one decision was made: those forked from here need not learn how again."""
    store = open_store(address)
    decide_some(store, run, run_digest, told, 1)
    return store


def say(line: str) -> None:
    """A line at once to whoever started this."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Fork for each line."""
    for line in sys.stdin:
        address, run, run_digest, told = line.rstrip("\n").split("\t")
        store = opened(address, run, run_digest, Path(told))
        child = os.fork()
        if child == 0:
            decide_some(store, run, run_digest, Path(told))
        say(str(child))
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main()
