"""Code-Point Open or the ONS Postcode Directory to one compact file of postcodes beside the tables."""

import hashlib
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from geodata.errors import GeodataError, listed
from geodata.postcode_files import REMEDY, postcode_parts, read_every_postcode
from geodata.postcodes import ENDED, LIVE, NOT_ON_THE_GROUND, NOWHERE, PostcodeTable
from sufficiency.errors import Fault, InputRejected
from sufficiency.guards.archives import look_at_archive
from sufficiency.importers.imported import Count, Imported, Mapped, Source
from sufficiency.importers.landing import POSTCODES


def read_postcode_source(path: Path) -> tuple[Imported, PostcodeTable]:
    """Read a folder, a zip as downloaded, or one file; what was found, and the table to be written.

    Raises InputRejected where it is neither of the two directories nor a plain table of postcodes.
    """
    with _unpacked(path) as place:
        try:
            table, rows = read_every_postcode(place)
        except GeodataError as error:
            raise InputRejected([Fault(path.name, "", 0, "", "NOT_POSTCODES", str(error), REMEDY)]) from None
    key = {"sources.postcodes": POSTCODES}
    count = Count("postcodes", rows, len(table), 0, rows - len(table))
    imported = Imported(
        (Source(path.name, _digest(path), "postcodes"),), {"authority": (key,)}, (count,), _mapped(table)
    )
    return imported, table


def _mapped(table: PostcodeTable) -> tuple[Mapped, ...]:
    """What became of the postcodes by kind; the kinds that cannot be used as they are, by name."""
    pseudo = np.array([bool(NOT_ON_THE_GROUND.match(code.decode("ascii"))) for code in table.codes], dtype=bool)
    kinds = (
        ("in use", (table.status == LIVE) & ~pseudo, POSTCODES, False),
        ("no longer in use", (table.status == ENDED) & ~pseudo, f"{POSTCODES}, and a check says so", True),
        ("with no position", (table.status == NOWHERE) & ~pseudo, "refused by name where used", True),
        ("pseudo: no place on the ground", pseudo, "refused by name where used", True),
    )
    return tuple(_line(table, *kind) for kind in kinds)


def _line(table: PostcodeTable, words: str, rows: NDArray[np.bool_], column: str, named: bool) -> Mapped:
    count = int(rows.sum())
    names = listed(code.decode("ascii") for code in table.codes[rows][: count if count < 100 else 10].tolist())
    more = "" if count < 100 or not named else f" and {count - 10:,} more"
    return Mapped(words, column, f"{count:,}" + (f": {names}{more}" if named and count else ""))


@contextmanager
def _unpacked(path: Path) -> Iterator[Path]:
    """The folder or file itself, or the tables of an archive in a folder that is removed afterwards."""
    if path.suffix.casefold() != ".zip" or not path.is_file():
        yield path
        return
    archive = look_at_archive(path)
    parts = postcode_parts(member.filename for member in archive.members)
    if not parts:
        raise InputRejected([Fault(path.name, "", 0, "", "NOT_POSTCODES", "holds no table of postcodes", REMEDY)])
    with TemporaryDirectory() as place:
        try:
            _unpack(path, parts, Path(place))
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            message = f"cannot be unpacked ({type(error).__name__})"
            words = ("UNREADABLE", message, "Download it again, or unpack it and give the folder.")
            raise InputRejected([Fault(path.name, "", 0, "", *words)]) from None
        yield Path(place)


def _unpack(path: Path, parts: tuple[str, ...], place: Path) -> None:
    """Unpack the tables alone, each under its own last name: no path of the archive is followed."""
    with zipfile.ZipFile(path) as archive:
        for part in parts:
            with archive.open(part) as packed, (place / part.rpartition("/")[2]).open("wb") as file:
                shutil.copyfileobj(packed, file)


def _digest(path: Path) -> str:
    """SHA-256 of a file; of a folder, of the digests of its tables in the order of their names."""
    if path.is_file():
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    parts = postcode_parts(file.relative_to(path).as_posix() for file in path.rglob("*.csv"))
    return hashlib.sha256("".join(f"{part} {_digest(path / part)}\n" for part in parts).encode()).hexdigest()
