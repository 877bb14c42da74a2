"""An import that is killed leaves the folder exactly as before or exactly as after, and the next one tidies up.

Killed at every step that touches the disk (the interpreter reports each before it happens), and at random moments.
"""

import os
import signal
import sys
import time
from pathlib import Path
from random import Random

import pytest

from sufficiency import api
from sufficiency.files.whole_folder import changed_folder, recover
from sufficiency.importers.landing import Landing
from tests.fixtures.gias import extract, school, write_town

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="a process cannot be copied there"),
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),
]

ABOUT = Landing(authority="999", year="2026", as_at="2026-01-15")
ON_DISK = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.utime", "os.listdir", "os.scandir",
           "shutil.copyfile", "shutil.copytree", "shutil.rmtree", "ctypes.dlsym"}  # fmt: skip


def everything(folder: Path) -> dict[str, bytes] | None:
    """Every file beneath a folder, with its bytes; None where it is not there."""
    if not folder.exists():
        return None
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def bring(source: Path, into: Path) -> None:
    """One import."""
    landed = api.import_gias(source, into, ABOUT)
    assert landed.written, landed.faults


def in_a_copy(work) -> int:
    """Do the work in a copy of this process; give back how it ended (negative: killed)."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        except BaseException:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(step: int, work, *, one_step: bool = True) -> int:
    """Do the work in a copy of this process that ends itself, as if the power went, before that step on the disk.

    Without ``one_step``, the machine has no call by which two folders take each other's names at once.
    """

    def counted() -> None:
        left = step

        def watch(event: str, said: tuple) -> None:
            nonlocal left
            if event == "ctypes.dlsym" and said[1] in ("renameat2", "renamex_np") and not one_step:
                raise AttributeError(said[1])
            if event in ON_DISK:
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        work()

    return in_a_copy(counted)


@pytest.fixture(params=["new folder", "existing folder"])
def town(request, tmp_path):
    """A source, the folder it goes into, and that folder before and after."""
    before, after = tmp_path / "before", tmp_path / "after"
    if request.param == "existing folder":
        first = tmp_path / "first.csv"
        first.write_bytes(extract([school(900001, "Old Name"), school(900050, "Stays")]))
        for folder in (before, after):
            bring(first, folder)
            (folder / "notes.txt").write_text("kept", encoding="utf-8")
    source = write_town(tmp_path / "edubasealldata.csv", special=3)
    bring(source, after)
    return source, before, everything(before), everything(after)


NEW_AT_NIGHT = [pytest.param("new folder", marks=pytest.mark.nightly), "existing folder"]


@pytest.mark.parametrize("town", NEW_AT_NIGHT, indirect=True)
def test_killed_before_every_step_on_the_disk(town):
    source, folder, before, after = town
    step, seen = 0, set()
    while (ended := killed_at(step, lambda: bring(source, folder))) != 0:
        assert ended == -signal.SIGKILL
        found = everything(folder)
        assert found in (before, after), f"step {step}"
        seen.add(found == after)
        if found == after and before != after:
            put_back(folder, before)
        step += 1
    assert step > 30
    assert seen == {False, True}
    assert everything(folder) == after


def put_back(folder: Path, files: dict[str, bytes] | None) -> None:
    """Make the folder what it was."""
    with changed_folder(folder) as stage:
        for path in sorted(stage.rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()
        for name, content in (files or {}).items():
            (stage / name).parent.mkdir(exist_ok=True)
            (stage / name).write_bytes(content)
    if files is None:
        folder.rmdir()


@pytest.mark.parametrize("times", [10, pytest.param(50, marks=pytest.mark.nightly)])
def test_killed_at_random_moments_fifty_for_each_folder(town, times):
    source, folder, before, after = town
    draw = Random(5)
    began = time.perf_counter()
    assert in_a_copy(lambda: bring(source, folder)) == 0
    takes = time.perf_counter() - began
    for _ in range(times):
        put_back(folder, before)
        child = os.fork()
        if child == 0:
            bring(source, folder)
            os._exit(0)
        time.sleep(draw.random() * takes)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert everything(folder) in (before, after)
    bring(source, folder)
    assert everything(folder) == after
    assert [path.name for path in folder.parent.iterdir() if path.name.startswith(".")] == []


@pytest.mark.nightly
def test_a_machine_without_a_single_step_is_put_right_at_the_next_start(town):
    source, folder, before, after = town
    step, away = 0, 0
    while killed_at(step, lambda: bring(source, folder), one_step=False) != 0:
        away += before is not None and not folder.exists()
        recover(folder)
        assert everything(folder) in (before, after), f"step {step}"
        put_back(folder, before)
        step += 1
    assert away == (1 if before else 0), "there is one moment without the folder, and it was met"
    assert everything(folder) == after


def test_an_ended_recovery_never_brings_back_a_folder_that_someone_removed(tmp_path):
    (tmp_path / ".round.01234567.old").mkdir()
    recover(tmp_path / "round")
    assert not (tmp_path / "round").exists()
