"""Tables that come over the network: taken for what their bytes are, checked as a whole, put in place or set aside.

files -> plain names of ours -> a copy of the round with them in it -> checked -> the round, or set aside

The names that files come under are never kept, repeated or trusted: they may hold a child's.
"""

import os
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from secrets import token_hex
from tempfile import TemporaryDirectory

from sufficiency import api
from sufficiency.errors import Fault, InputRejected, UsageError
from sufficiency.files.whole_folder import changed_folder
from sufficiency.guards.archives import look_at_archive
from sufficiency.guards.limits import TABLE_BYTES, WORKBOOK_UNPACKED
from sufficiency.guards.refusal import refusal
from sufficiency.tables.catalogue import TABLES
from sufficiency.tables.load import read_tables

ASIDE = ".uploads"
"""Where uploads with faults lie, under the folder of the workbench, until the next one of their round."""
KEPT_FOR = timedelta(days=7)
"""How long they lie there at most: tables that nobody corrects are not kept beside those that count."""
BOOK = "round.xlsx"
"""What a workbook of tables is called once it is here."""

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_KNOWN = frozenset(table.file_name for table in TABLES)
_NEEDED = f"Give a workbook, an archive, or tables under their own names: {', '.join(table.name for table in TABLES)}."


@dataclass(frozen=True, slots=True)
class Sent:
    """One file as it was sent. ``called`` is only ever compared with the names of the tables."""

    called: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Received:
    """What became of an upload. ``aside`` names it among those set aside; blank where it is in place."""

    round: str
    files: tuple[str, ...]
    aside: str = ""


def receive(folder: Path, name: str, files: Sequence[Sent], now: datetime, begun_from: str = "") -> Received:
    """Put tables into the round of this name, over those of the same name, whole or not at all.

    A new round may be begun from another: what is not sent (settings, roads, postcodes) is then as it is there.
    What was set aside before for this round is deleted, and what is too old. Where the round would have errors then,
    nothing of it is changed and the upload is set aside. Raises UsageError where the name is none, InputRejected where
    a file is not what it should be.
    """
    _check_name(folder, name)
    base = _base(folder, name, begun_from)
    tables = unpacked(files)
    delete_old(folder, now)
    for earlier in (folder / ASIDE).glob(f"{name}.*"):
        shutil.rmtree(earlier, ignore_errors=True)
    aside = folder / ASIDE / f"{name}.{token_hex(8)}"
    try:
        with changed_folder(folder / name) as stage:
            if base is not None:
                shutil.copytree(base, stage, dirs_exist_ok=True)
            for plain, content in tables.items():
                (stage / plain).write_bytes(content)
            faults = api.check(stage)
            if any(fault.severity == "error" for fault in faults):
                shutil.copytree(stage, aside)
                os.utime(aside, (now.timestamp(),) * 2)
                raise InputRejected(faults)
    except InputRejected:
        return Received(name, tuple(tables), aside.name)
    return Received(name, tuple(tables))


def delete_old(folder: Path, now: datetime) -> None:
    """Delete uploads that were set aside longer than ``KEPT_FOR`` ago."""
    for lying in sorted((folder / ASIDE).glob("*")):
        if now.timestamp() - lying.stat().st_mtime > KEPT_FOR.total_seconds():
            shutil.rmtree(lying, ignore_errors=True)


def set_aside(folder: Path, aside: str) -> Path:
    """Where an upload with faults lies. Raises UsageError where there is none of this name."""
    lying = {path.name: path for path in (folder / ASIDE).glob("*")}
    if aside not in lying:
        raise UsageError("There is no such upload.")
    return lying[aside]


def rows_read(folder: Path) -> tuple[tuple[str, int], ...]:
    """How many rows a sound input folder gives of each table, in the order of the tables; tables not given left out."""
    return tuple((name, len(rows)) for name, rows in read_tables(folder).items() if rows)


def unpacked(files: Sequence[Sent]) -> Mapping[str, bytes]:
    """Every table by our own name for it. Raises InputRejected with all that is wrong with the files."""
    found: dict[str, bytes] = {}
    faults: list[Fault] = []
    for number, file in enumerate(files, start=1):
        try:
            for plain, content in _parts(file, f"file {number}"):
                if plain in found:
                    faults.append(_fault(f"file {number}", "FILE_TWICE", f"gives {plain} again", "Send it once."))
                found[plain] = content
        except InputRejected as rejected:
            faults += rejected.faults
    if faults:
        raise InputRejected(faults)
    return found


def _parts(file: Sent, shown: str) -> Iterator[tuple[str, bytes]]:
    if not file.content.startswith(b"PK\x03\x04"):
        yield _table(file, shown)
        return
    with TemporaryDirectory() as room:
        path = Path(room) / "sent"
        path.write_bytes(file.content)
        archive = look_at_archive(path, shown, TABLE_BYTES, WORKBOOK_UNPACKED)
        names = {member.filename for member in archive.members}
        if {"[Content_Types].xml", "xl/workbook.xml"} <= names:
            yield BOOK, file.content
            return
        with zipfile.ZipFile(path) as opened:
            for at, member in enumerate(archive.members, start=1):
                inside = Sent(member.filename, opened.read(member))
                yield _inside(inside, f"{shown}, part {at}")


def _inside(file: Sent, shown: str) -> tuple[str, bytes]:
    """A part of an archive; one that is itself packed is a workbook or nothing, and is looked at as such later."""
    if file.content.startswith(b"PK\x03\x04"):
        if file.called.casefold().endswith(".xlsx"):
            return BOOK, file.content
        raise refusal(shown, "TYPE_UNKNOWN", "is an archive inside an archive", "Unpack it and send what is in it.")
    return _table(file, shown)


def _table(file: Sent, shown: str) -> tuple[str, bytes]:
    plain = PurePosixPath(file.called.replace("\\", "/")).name.casefold()
    if plain not in _KNOWN:
        raise refusal(shown, "TYPE_UNKNOWN", "is no workbook, no archive, and not called as any table is", _NEEDED)
    if b"\0" in file.content[:4096] and not file.content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refusal(shown, "TYPE_UNKNOWN", f"is called {plain}, but is not text", "Save it again as CSV UTF-8.")
    return plain, file.content


def _check_name(folder: Path, name: str) -> None:
    if not _NAME.fullmatch(name):
        raise UsageError("The name of a round is up to 40 small letters, digits and hyphens, such as autumn-2026.")
    there = folder / name
    if there.exists() and not is_round(there):
        raise UsageError(f"{name} is there already and is no round. Choose another name.")


def _base(folder: Path, name: str, begun_from: str) -> Path | None:
    if not begun_from:
        return None
    if (folder / name).exists():
        raise UsageError(f"{name} is there already. Choose no round to begin from, or another name.")
    if begun_from not in (path.name for path in folder.iterdir() if is_round(path)):
        raise UsageError("There is no such round to begin from.")
    return folder / begun_from


def is_round(folder: Path) -> bool:
    """Whether a folder holds the tables of a round: plain files, or a workbook."""
    return any((folder / name).is_file() for name in ("authority.toml", BOOK))


def _fault(file: str, rule: str, message: str, remedy: str) -> Fault:
    return Fault(file, "", 0, "", rule, message, remedy)
