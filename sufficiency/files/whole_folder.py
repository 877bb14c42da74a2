"""A folder that appears, or changes, whole or not at all.

What is written goes into a hidden sibling, and only when it is complete and on disk do the two change names. On Linux
and macOS that is one step: the folder is there at every moment, as before or as after. Where no such step exists
(Windows, some network disks) it takes two; whoever next opens or writes the folder puts back what a sudden end left
between them (``recover``).
"""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

from sufficiency.errors import StoreTrouble
from sufficiency.files.exchange import exchange

MARK = "run.json"
_PART, _OLD, _GONE = ".part", ".old", ".gone"

_Print = tuple[tuple[str, int, int], ...]
"""Names, sizes and times of change of everything in a folder: whether anyone touched it meanwhile."""


@contextmanager
def whole_folder(target: Path, *, replace: bool = False) -> Iterator[Path]:
    """Give a hidden sibling of ``target`` to write into; it takes the name of ``target`` only when the block succeeds.

    Everything is on disk before the name changes. With ``replace`` it takes the place of an earlier run folder; a
    folder that is not a run is never replaced.

    Raises StoreTrouble where ``target`` is taken or cannot be written; then nothing was changed.
    """
    recover(target)
    _refuse_taken(target, replace)
    with _stage(target) as stage:
        stage.mkdir(parents=True)
        yield stage
        _settle(stage)
        _put_in_place(stage, target)


@contextmanager
def changed_folder(target: Path, *, dry_run: bool = False) -> Iterator[Path]:
    """Give a copy of ``target`` (empty where there is none) to change; it becomes ``target`` when the block succeeds.

    With ``dry_run`` the copy is thrown away instead.

    Raises StoreTrouble where ``target`` cannot be read or written, or was changed meanwhile by someone else; then
    nothing was changed.
    """
    target = target.resolve()
    recover(target)
    _refuse_working_folder(target)
    with _stage(target) as stage:
        before = _print(target)
        if target.exists():
            shutil.copytree(target, stage)
        else:
            stage.mkdir(parents=True)
        yield stage
        if dry_run:
            return
        _settle(stage)
        if _print(target) != before:
            raise StoreTrouble(f"{target} was changed by someone else meanwhile; nothing was changed. Try again.")
        _put_in_place(stage, target)


def write_whole(target: Path, content: bytes) -> None:
    """Write one new file, whole or not at all. Raises StoreTrouble where it is taken or cannot be written."""
    _refuse_taken(target, replace=False)
    part = target.parent / f".{target.name}.{secrets.token_hex(4)}{_PART}"
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.rename(target)
    except OSError as error:
        raise StoreTrouble(_in_words(target, error)) from error
    finally:
        part.unlink(missing_ok=True)


def recover(target: Path) -> None:
    """Put the folder back where a sudden end left it between its two names; otherwise do nothing."""
    if target.exists():
        return
    for aside in _siblings(target, _OLD):
        if aside.with_suffix(_PART).exists():  # both there: the end came between the two steps
            with suppress(OSError):
                aside.rename(target)
            return


@contextmanager
def _stage(target: Path) -> Iterator[Path]:
    stage = target.parent / f".{target.name}.{secrets.token_hex(4)}{_PART}"
    try:
        _clear(target)
        yield stage
    except OSError as error:
        raise StoreTrouble(_in_words(target, error)) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _refuse_taken(target: Path, replace: bool) -> None:
    if not (target.exists() or target.is_symlink()):
        return
    if not replace:
        raise StoreTrouble(
            f"{target} is already there; nothing was changed. Choose another name, or ask for it to be replaced."
        )
    if not (target / MARK).is_file():
        raise StoreTrouble(f"{target} is not a run folder, so it is not replaced; nothing was changed.")


def _refuse_working_folder(target: Path) -> None:
    """The folder changes places with another: who works inside it would be left standing in one that is gone."""
    if Path.cwd().is_relative_to(target):
        raise StoreTrouble(f"{target} is the folder you are in; nothing was changed. Start from the folder above it.")


def _print(folder: Path) -> _Print:
    if not folder.exists():
        return ()
    found = ((path.relative_to(folder).as_posix(), path.stat()) for path in sorted(folder.rglob("*")))
    return tuple((name, about.st_size, about.st_mtime_ns) for name, about in found)


def _siblings(target: Path, kind: str) -> list[Path]:
    return sorted(target.parent.glob(f".{escape(target.name)}.????????{kind}"))


def _clear(target: Path) -> None:
    """Throw away what an earlier writer left when it was ended. Renamed first: a writer still at work then fails."""
    for left in [*_siblings(target, _PART), *_siblings(target, _OLD)]:
        left.rename(left.with_suffix(_GONE))
    for left in _siblings(target, _GONE):
        shutil.rmtree(left, ignore_errors=True)


def _settle(folder: Path) -> None:
    """Ask the disk to keep every file, then the folders' own lists of names."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with suppress(PermissionError), path.open("rb+") as file:  # one that may not be written was not written
                os.fsync(file.fileno())
        else:
            _settle_names(path)
    _settle_names(folder)


def _settle_names(folder: Path) -> None:
    with suppress(OSError):  # Windows cannot open a folder to settle it
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _put_in_place(stage: Path, target: Path) -> None:
    """Afterwards the stage's name belongs to the earlier folder, or to nothing."""
    if not target.exists():
        stage.rename(target)
    elif not exchange(stage, target):
        _in_two_steps(stage, target)
    _settle_names(target.parent)


def _in_two_steps(stage: Path, target: Path) -> None:
    aside = stage.with_suffix(_OLD)
    target.rename(aside)
    try:
        stage.rename(target)
    except OSError:
        aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _in_words(target: Path, error: OSError) -> str:
    reason = error.strerror or type(error).__name__
    return (
        f"{target} could not be written: {reason[:1].lower()}{reason[1:]}. Nothing was changed. "
        "Check that the folder above it may be written to, has room, and has nothing of the same name open."
    )
