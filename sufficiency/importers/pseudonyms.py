"""References that stand for children: the same child gets the same one in every import, and none can be worked back.

A reference is a keyed digest (HMAC-SHA-256) of the pupil number, or of all that identifies the child where there is
none. The key, called the salt, lies in a file beside the input folders and never inside one: whoever holds an input
folder alone cannot try numbers out against it. Source: ICO, Pseudonymisation guidance (2025): keyed hashing.
"""

import base64
import hmac
import os
import secrets
from hashlib import sha256
from pathlib import Path

from sufficiency.errors import StoreTrouble, UsageError
from sufficiency.importers.identity import Identity, plain_name

SALT_FILE = "pseudonyms.salt"
_LENGTH = 12
_BYTES = 32


def reference(child: Identity, salt: bytes) -> str:
    """``C-`` and twelve capitals or digits: 60 bits, so that two children of one authority do not share one.

    The permanent pupil number decides where there is one, then the learner number, then a temporary number; then
    names, date of birth and postcode together.
    """
    permanent = child.number if not child.number[-1:].isalpha() else ""
    number = permanent or child.learner or child.number
    whole = (plain_name(child.surname), plain_name(child.forename), child.born.isoformat(), child.postcode)
    text = f"number {number}" if number else "record " + "|".join(whole)
    digest = hmac.new(salt, text.encode(), sha256).digest()
    return "C-" + base64.b32encode(digest).decode()[:_LENGTH]


def salt_beside(folder: Path) -> Path:
    """Where the salt of an input folder lies: in the folder above it, shared by every round there."""
    return folder.resolve().parent / SALT_FILE


def read_salt(path: Path, *, keep: bool = True) -> bytes:
    """The salt; made up where there is none yet, and then written for its owner alone if it is to be kept.

    Raises UsageError where the file holds no salt, StoreTrouble where it cannot be read or written.
    """
    try:
        if not path.exists():
            if not keep:
                return secrets.token_bytes(_BYTES)
            _write_new(path)
        text = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise StoreTrouble(f"{path} cannot be read or written; nothing was changed. It keeps the salt.") from error
    try:
        salt = bytes.fromhex(text)
    except ValueError:
        salt = b""
    if len(salt) < _BYTES:
        raise UsageError(f"{path} holds no salt. Put the right file back; without it every child gets a new reference.")
    return salt


def _write_new(path: Path) -> None:
    """Written under another name first, so that a salt file is whole or not there."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(_BYTES) + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
