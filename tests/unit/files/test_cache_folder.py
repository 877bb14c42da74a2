"""Where things are kept follows the system, a variable, or is nowhere."""

from pathlib import Path

import pytest

from sufficiency.files.cache_folder import cache_folder, named_folder

HOME = {"HOME": "/people/ann"}


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        (HOME, "linux", "/people/ann/.cache/sufficiency"),
        ({**HOME, "XDG_CACHE_HOME": "/var/cache/mine"}, "linux", "/var/cache/mine/sufficiency"),
        ({**HOME, "XDG_CACHE_HOME": "not/absolute"}, "linux", "/people/ann/.cache/sufficiency"),
        (HOME, "darwin", "/people/ann/Library/Caches/sufficiency"),
        ({"LOCALAPPDATA": "/c/local"}, "win32", "/c/local/sufficiency/Cache"),
        ({**HOME, "SUFFICIENCY_CACHE": "/tmp/here"}, "linux", "/tmp/here"),
        ({**HOME, "SUFFICIENCY_CACHE": ""}, "linux", None),
        ({}, "linux", None),
        ({}, "win32", None),
    ],
)
def test_the_folder_by_system_and_variable(environment, platform, folder):
    assert named_folder(environment, platform) == (Path(folder) if folder else None)


def test_tests_keep_nothing_on_the_computer():
    assert cache_folder() is None


def test_the_folder_is_made_for_its_owner_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("SUFFICIENCY_CACHE", str(tmp_path / "a" / "b"))
    folder = cache_folder()
    assert folder == tmp_path / "a" / "b"
    assert folder.stat().st_mode & 0o077 == 0


def test_where_no_folder_can_be_made_nothing_is_kept(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("SUFFICIENCY_CACHE", str(tmp_path / "file" / "cache"))
    assert cache_folder() is None
