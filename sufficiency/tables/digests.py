"""Fingerprints of the files a round was read from, so that a run can say exactly what it stood on."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class InputFile:
    """One file: its name as the folder gives it, and the SHA-256 of its bytes in hexadecimal."""

    name: str
    sha256: str


def digests(folder: Path, files: Iterable[Path], sources: Iterable[str]) -> tuple[InputFile, ...]:
    """The tables and then the sources, each in the order of their names; a folder of sources file by file."""
    tables = sorted(InputFile(file.name, _sha256(file)) for file in files)
    found = [InputFile(name, _sha256(file)) for source in sources for name, file in _files_of(folder, source)]
    return (*tables, *found)


def _files_of(folder: Path, source: str) -> list[tuple[str, Path]]:
    path = folder / source
    if path.is_file():
        return [(source, path)]
    inside = sorted(file for file in path.rglob("*") if file.is_file())
    return [(f"{source}/{file.relative_to(path).as_posix()}", file) for file in inside]


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
