"""A folder that appears whole or not at all."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sufficiency.errors import StoreTrouble

MARK = "run.json"


@contextmanager
def whole_folder(target: Path, *, replace: bool = False) -> Iterator[Path]:
    """Give a hidden sibling of ``target`` to write into; it takes the name of ``target`` only when the block succeeds.

    Everything is on disk before the name changes. With ``replace`` an earlier run folder is put aside first and comes
    back if the change of name fails; a folder that is not a run is never replaced.

    Raises StoreTrouble where ``target`` is taken or cannot be written; then nothing was changed.
    """
    _refuse_taken(target, replace)
    stage = _sibling(target, "part")
    try:
        stage.mkdir(parents=True)
        yield stage
        _settle(stage)
        _put_in_place(stage, target)
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


def _sibling(target: Path, kind: str) -> Path:
    return target.parent / f".{target.name}.{secrets.token_hex(4)}.{kind}"


def _settle(folder: Path) -> None:
    """Ask the disk to keep every file, folders within included, then the folder's own list of names."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            _settle(path)
            continue
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    _settle_names(folder)


def _settle_names(folder: Path) -> None:
    with suppress(OSError):  # Windows cannot open a folder to settle it
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _put_in_place(stage: Path, target: Path) -> None:
    aside = _sibling(target, "old")
    earlier = target.exists()
    if earlier:
        target.rename(aside)
    try:
        stage.rename(target)
    except OSError:
        if earlier:
            aside.rename(target)
        raise
    _settle_names(target.parent)
    shutil.rmtree(aside, ignore_errors=True)


def _in_words(target: Path, error: OSError) -> str:
    reason = error.strerror or type(error).__name__
    return (
        f"{target} could not be written: {reason[:1].lower()}{reason[1:]}. Nothing was changed. "
        "Check that the folder above it may be written to, has room, and has nothing of the same name open."
    )
