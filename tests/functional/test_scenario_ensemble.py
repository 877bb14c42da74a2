"""Scenarios over many futures: the same folder whoever did the work and however often it was ended on the way."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sufficiency import api
from tests.functional.commands import REPOSITORY, in_process

FOUR = ("do-nothing", "satellites", "one-new-special-school", "bases-first")


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A made-up authority with few settings, its plans and its scenarios."""
    folder = tmp_path_factory.mktemp("small") / "town"
    api.synthesise(folder, children=20, settings=12)
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    """Every file beneath a folder, with its bytes."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_summary_its_tables_and_the_finished_draws(small, tmp_path):
    said = in_process("scenario", "ensemble", small, "do-nothing", "satellites", "--draws", 2, "--workers", 1,
                      "--out", "out", "--quiet", folder=tmp_path)  # fmt: skip
    assert (said.code, said.err) == (0, "")
    assert "2 futures drawn for 2 scenarios" in said.out
    out = tmp_path / "out"
    assert sorted(everything(out)) == ["draws.csv", "draws.jsonl", "drivers.csv", "regret.csv", "scenarios.csv",
                                       "shortfall.csv", "summary.json"]  # fmt: skip
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert (summary["complete"], summary["draws"]) == (True, 2)
    children = [line.split(",")[8:18] for line in (out / "draws.csv").read_text(encoding="utf-8").splitlines()[1:]]
    assert children[:2] == children[2:], "both scenarios met the same children"
    provision = small / "provision.csv"
    provision.write_text(provision.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    refused = in_process("scenario", "ensemble", small, "do-nothing", "--out", "out", "--workers", 1, folder=tmp_path)
    assert refused.code == 2
    assert "provision.csv, scenario satellites differ" in refused.err


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("--dask", "tcp://scheduler.example:8786"), "only spoken to over TLS"),
        (("--dask", "tcp://127.0.0.1:1"), "nobody answers there"),
    ],
)
@pytest.mark.nightly
def test_a_cluster_that_cannot_be_used_is_told(small, tmp_path, given, says):
    said = in_process("scenario", "ensemble", small, "do-nothing", "--out", "out", *given, folder=tmp_path)
    assert said.code == 2
    assert says in said.err


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """The made-up authority of the demonstration."""
    folder = tmp_path_factory.mktemp("town") / "town"
    api.synthesise(folder)
    return folder


def begun(town: Path, out: Path, *options: object) -> subprocess.Popen:
    """The command, in a terminal of its own."""
    command = [sys.executable, "-m", "sufficiency", "scenario", "ensemble", town, *FOUR, "--out", out, *options]
    around = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    signal.signal(signal.SIGINT, signal.default_int_handler)  # or it is not heard where these tests do not
    return subprocess.Popen([*map(str, command)], env=around, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                            start_new_session=True)  # fmt: skip


def when_finished(process: subprocess.Popen, out: Path, tasks: int) -> None:
    """Wait until so many tasks are on disk, as long as the process that puts them there runs."""
    path = out / "draws.jsonl"
    while not path.exists() or path.read_bytes().count(b"\n") <= tasks:
        assert process.poll() is None, process.communicate()
        time.sleep(0.1)


def ends_well(process: subprocess.Popen) -> bool:
    """Whether the command does what it was asked; what it says meanwhile is read to its end."""
    _, complained = process.communicate()
    assert process.returncode == 0, complained
    return True


def workers_of(process: subprocess.Popen) -> list[int]:
    """Processes started by it, or by those it started, that evaluate."""
    psutil = pytest.importorskip("psutil")
    below = psutil.Process(process.pid).children(recursive=True)
    return [one.pid for one in below if "--multiprocessing-fork" in one.cmdline()]


@pytest.mark.nightly
@pytest.mark.skipif(os.name == "nt", reason="signals of this kind are not known there")
def test_200_futures_of_4_scenarios_on_processes_killed_stopped_and_on_a_cluster(town, tmp_path):
    """On a cluster whose workers are killed; on processes of which one is killed, then all, then Ctrl-C is pressed."""
    clustered, local = tmp_path / "clustered", tmp_path / "local"
    process = begun(town, clustered, "--dask", "local", "--workers", 2)
    for tasks in (50, 150, 300):
        when_finished(process, clustered, tasks)
        os.kill(workers_of(process)[0], signal.SIGKILL)
    assert ends_well(process)

    process = begun(town, local)
    when_finished(process, local, 50)
    os.kill(workers_of(process)[0], signal.SIGKILL)
    when_finished(process, local, 100)
    process.kill()
    process.communicate()
    process = begun(town, local)
    when_finished(process, local, 400)
    os.killpg(process.pid, signal.SIGINT)
    said, complained = process.communicate()
    assert process.returncode == 5
    assert "Incomplete: 200 were asked for" in said
    assert "futures are in this answer" in complained
    kept = (local / "draws.jsonl").read_bytes().count(b"\n")
    assert kept > 400
    assert ends_well(begun(town, local))
    assert everything(local) == everything(clustered)
