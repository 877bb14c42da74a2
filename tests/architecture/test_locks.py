"""The lock files name libraries, versions, markers and hashes, and nothing about where they were fetched."""

import re
import tomllib
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PINNED = re.compile(r"(?P<name>[a-z0-9.-]+)==(?P<version>[^ ]+)( ; (?P<marker>[^\\]+))? \\")
HASH = re.compile(r" {4}--hash=sha256:[0-9a-f]{64}( \\)?")
LOCKS = ["requirements.txt", "requirements-dev.txt", "requirements-node.txt"]


def lock(name):
    """The lines of a lock file."""
    return (REPOSITORY / name).read_text(encoding="utf-8").splitlines()


def pins(name):
    """The library lines of a lock file, without their hashes."""
    return {line for line in lock(name) if PINNED.fullmatch(line)}


def wanted(extras):
    """The names that pyproject.toml asks for, in the spelling of the lock."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = project["dependencies"] + [r for e in extras for r in project["optional-dependencies"][e]]
    return {re.match(r"[A-Za-z0-9._-]+", line)[0].lower() for line in asked}


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_is_a_pin_or_a_hash(name):
    assert [line for line in lock(name) if not (PINNED.fullmatch(line) or HASH.fullmatch(line))] == []


@pytest.mark.parametrize("name", LOCKS)
def test_no_address_in_a_lock(name):
    text = "\n".join(lock(name))
    assert [mark for mark in ("http", "--index", "file:", "--find-links", " @ ") if mark in text] == []


@pytest.mark.parametrize(
    ("name", "extras"),
    [
        ("requirements.txt", ["reports", "build", "pack", "web"]),
        ("requirements-dev.txt", ["reports", "build", "pack", "cluster", "web", "team", "dev"]),
    ],
)
def test_every_library_asked_for_is_locked(name, extras):
    assert wanted(extras) - {PINNED.fullmatch(line)["name"] for line in pins(name)} == set()


def test_development_holds_the_core_at_the_same_versions():
    """So an environment made for the tests also serves the demonstration."""
    assert pins("requirements.txt") - pins("requirements-dev.txt") == set()
