"""Finished tasks on disk: each is kept as soon as it is done, so that whatever ends the work loses none of them.

One line of JSON for each, in the order they came, after one that says what they were worked out from; every line
begins with a digest of the rest of it. A last line half written is what a sudden end leaves, and is dropped.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from sufficiency.domain.ensemble import Outcome
from sufficiency.errors import StoreTrouble, UsageError
from sufficiency.files.file_lock import lock

NAME = "draws.jsonl"
DIGEST = 16

Basis = Mapping[str, str]
"""What outcomes follow from, part by part: the digest of each input file, the seed, the versions of libraries."""


class Journal:
    """An open journal, to which outcomes are added."""

    def __init__(self, file: int, outcomes: Sequence[Outcome]) -> None:
        self._file = file
        self.outcomes = tuple(outcomes)

    def add(self, outcome: Outcome) -> None:
        """Write it down; on disk when this returns."""
        _write(self._file, asdict(outcome))


@contextmanager
def journal(folder: Path, basis: Basis) -> Iterator[Journal]:
    """Open the journal of a folder, made where it is not there, with the outcomes it holds already.

    Raises UsageError where it was begun from another basis, saying what differs, and StoreTrouble where a line of it
    was changed or it cannot be written.
    """
    path = folder / NAME
    file = _opened(path)
    try:
        kept, size = _sound_lines(path)
        _refuse_other_basis(path, kept, basis)
        os.ftruncate(file, size)
        if not kept:
            _write(file, dict(basis))
        yield Journal(file, [_outcome(line) for line in kept[1:]])
    finally:
        os.close(file)


def settle(folder: Path) -> None:
    """Put a journal that nobody writes to in order: the same outcomes then are the same bytes, however they came."""
    path = folder / NAME
    head, *kept = _sound_lines(path)[0]
    ordered = sorted(kept, key=lambda line: _outcome(line).task)
    path.write_bytes(b"".join(map(_line, (head, *ordered))))


def _opened(path: Path) -> int:
    """The file, for this process alone."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
    except OSError as error:
        raise StoreTrouble(f"{path} could not be opened: {error.strerror}. Nothing was changed.") from error
    try:
        lock(file)
    except OSError as error:
        os.close(file)
        raise StoreTrouble(f"Another process is at work on {path.parent}; nothing was changed. Let it end.") from error
    return file


def _sound_lines(path: Path) -> tuple[list[str], int]:
    """The lines whose digests hold, without them, and the bytes they take."""
    found, size = [], 0
    lines = path.read_bytes().splitlines(keepends=True)
    for number, line in enumerate(lines, start=1):
        digest, text = line[:DIGEST], line[DIGEST + 1 :]
        if not line.endswith(b"\n") or digest != _digest(text):
            if number < len(lines):
                raise StoreTrouble(f"{path} line {number} is not as it was written; nothing was changed.")
            break
        found.append(text.decode().rstrip("\n"))
        size += len(line)
    return found, size


def _refuse_other_basis(path: Path, kept: Sequence[str], basis: Basis) -> None:
    if not kept or (before := json.loads(kept[0])) == dict(basis):
        return
    differ = [name for name in sorted({*before, *basis}) if before.get(name) != basis.get(name)]
    raise UsageError(
        f"{path.parent} holds draws worked out from something else: {', '.join(differ)} differ. Give another --out, or "
        "the inputs it was begun with."
    )


def _write(file: int, entry: object) -> None:
    line = _line(json.dumps(entry, separators=(",", ":"), ensure_ascii=False))
    try:
        while line:
            line = line[os.write(file, line) :]
        os.fsync(file)
    except OSError as error:
        raise StoreTrouble(
            f"{NAME} could not be written: {error.strerror}. Draws finished until now are kept: run the same command "
            "again to go on."
        ) from error


def _line(text: str) -> bytes:
    whole = text.encode() + b"\n"
    return _digest(whole) + b" " + whole


def _outcome(line: str) -> Outcome:
    fields = json.loads(line)
    gaps = tuple(tuple(group) for group in fields["gaps"])
    return Outcome(**{**fields, "gaps": gaps, "children": tuple(fields["children"])})


def _digest(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest()[:DIGEST].encode()
