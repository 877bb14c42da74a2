"""A zip archive looked at before anything in it is unpacked. Nothing is ever written to disk from one."""

import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from sufficiency.guards.files import file_size
from sufficiency.guards.limits import ARCHIVE_BYTES, ARCHIVE_PARTS, ARCHIVE_RATIO, ARCHIVE_UNPACKED, Limit
from sufficiency.guards.refusal import RIGHT_FILE, refusal

_ENTRY = b"PK\x01\x02"
_CHUNK = 1 << 20
_SMALL = 10_000_000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_PACK_AGAIN = "Unpack it, look at what is inside, and pack it again, or give the folder itself."


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that may be opened with ``zipfile``, and the files in it, folders left out."""

    path: Path
    name: str
    members: tuple[zipfile.ZipInfo, ...]


def look_at_archive(
    path: Path, name: str = "", packed: Limit = ARCHIVE_BYTES, unpacked: Limit = ARCHIVE_UNPACKED
) -> Archive:
    """The files in an archive, by its own table of contents.

    Raises InputRejected where it is damaged, locked or too big, has too many files, files that share their bytes,
    names that lead out of it, or claims to unpack beyond ``unpacked`` or beyond reason. ``zipfile`` never unpacks
    more of a file than the table of contents claims; other readers may, see ``workbooks``.
    """
    name = name or path.name
    file_size(path, packed, name)
    _refuse_many(path, name)
    try:
        with zipfile.ZipFile(path) as archive:
            members = tuple(archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        message = f"is not an archive that can be read ({type(error).__name__})"
        raise refusal(name, "UNREADABLE", message, "Fetch or save the file again, without a password.") from None
    _refuse_kinds(members, name)
    _refuse_sizes(members, name, unpacked)
    _refuse_shared(members, name)
    return Archive(path, name, tuple(member for member in members if not member.is_dir()))


def _refuse_many(path: Path, name: str) -> None:
    """Count the entries of the table of contents without reading it: a long one alone would fill the memory."""
    with path.open("rb") as stream:
        count = 0
        while chunk := stream.read(_CHUNK):
            count += chunk.count(_ENTRY)
    if count > ARCHIVE_PARTS.most:
        raise refusal(name, "TOO_BIG", f"holds more than {ARCHIVE_PARTS.most:,} {ARCHIVE_PARTS.of}", _PACK_AGAIN)


def _refuse_kinds(members: tuple[zipfile.ZipInfo, ...], name: str) -> None:
    for member in members:
        if not member.filename:
            message = "holds a file without a name"
            raise refusal(name, "UNREADABLE", message, "Fetch or save the file again, without a password.")
        if _leads_out(member.filename):
            message = f"holds a file whose name leads out of it ({member.filename[:40]!r})"
            raise refusal(name, "PATH_IN_ARCHIVE", message, "Do not use it; ask who sent it.")
        if member.flag_bits & 0x1 or member.compress_type not in _METHODS:
            message = "is locked with a password or packed in a way that is not read"
            raise refusal(name, "UNREADABLE", message, "Save or pack it again without a password.")


def _leads_out(member: str) -> bool:
    parts = {*PurePosixPath(member).parts, *PureWindowsPath(member).parts}
    rooted = PurePosixPath(member).is_absolute() or PureWindowsPath(member).anchor
    return bool(rooted or ".." in parts)


def _refuse_sizes(members: tuple[zipfile.ZipInfo, ...], name: str, limit: Limit) -> None:
    whole = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if whole > limit.most:
        raise refusal(name, "TOO_BIG", f"holds more than {limit.most:,} {limit.of}", RIGHT_FILE)
    if whole > _SMALL and whole > packed * ARCHIVE_RATIO.most:
        message = f"unpacks to more than {ARCHIVE_RATIO.most} {ARCHIVE_RATIO.of}"
        raise refusal(name, "TOO_BIG", message, RIGHT_FILE)


def _refuse_shared(members: tuple[zipfile.ZipInfo, ...], name: str) -> None:
    """No honest archive packs two files into the same bytes; one that does unpacks to many times what it is."""
    end = 0
    for member in sorted(members, key=lambda one: one.header_offset):
        if member.header_offset < end:
            raise refusal(name, "TOO_BIG", "packs several files into the same bytes", "Do not use it; ask who sent it.")
        end = member.header_offset + member.compress_size
