"""Jobs of a workbench: done in processes of their own, and whatever ends a process, the result is there once."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from sufficiency import api
from sufficiency.errors import UsageError
from sufficiency.panel.people import Person, Role
from sufficiency.store import people
from sufficiency.store.audit import show
from sufficiency.store.integrity import verify_store
from sufficiency.store.jobs import begin_job, put_back
from sufficiency.store.versions import open_store, upgrade
from sufficiency.tables.write import write_folder
from sufficiency.verify import verify_run
from sufficiency.workbench.jobs import (
    DrawFutures,
    MakeRoutes,
    RecommendRound,
    RunScenarios,
    job,
    made_by_job,
    queue_job,
    stop_job,
)
from sufficiency.workbench.worker import put_back_lost, work_on_next
from tests.fixtures.rounds import one_place_two_children
from tests.functional.commands import REPOSITORY

ME = "a.khan"
ROUND = RecommendRound("round", "deadline")

kills = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9 here")


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A made-up authority with few settings, its plans and its scenarios."""
    folder = tmp_path_factory.mktemp("town") / "town"
    api.synthesise(folder, children=20, settings=12)
    return folder


@pytest.fixture
def folder(tmp_path):
    """A workbench with a round of two children and one place, and one person."""
    write_folder(tmp_path / "round", one_place_two_children())
    upgrade(str(tmp_path / "workbench.db"), "operator:tests")
    person = Person(ME, "A Khan", frozenset(Role))
    people.add_person(open_store(str(tmp_path / "workbench.db")), person, "operator:tests")
    return tmp_path


@pytest.fixture
def store(folder):
    return open_store(str(folder / "workbench.db"))


def process(option, folder):
    """``sufficiency worker``."""
    words = ("worker", option, "--database", folder / "workbench.db", folder)
    around = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    return subprocess.Popen([sys.executable, "-m", "sufficiency", *map(str, words)], env=around)


@contextmanager
def worker(folder):
    """One that waits for jobs, ended as Ctrl-C does."""
    with process("--quiet", folder) as one:
        try:
            yield one
        finally:
            one.send_signal(signal.SIGINT)


def wait(store, number, *states, seconds=120):
    """The job, once it is in one of these states."""
    for _ in range(seconds * 50):
        if (found := job(store, number)).state in states:
            return found
        time.sleep(0.02)
    raise AssertionError(f"the job is {job(store, number)}")


def process_of(worker):
    """The process that the worker gave its job."""
    psutil = pytest.importorskip("psutil")
    return psutil.Process(worker.pid).children()[0].pid


def events(store, number):
    return [entry.event.removeprefix("job.") for entry in show(store, about=f"J-{number}")]


def test_a_recommendation_is_written_recounted_and_told(folder, store):
    asked = queue_job(store, folder, ROUND, ME)
    assert (asked.state, asked.result, asked.says) == (
        "queued",
        "run-1",
        "Recommend for round: Earliest deadline first",
    )
    done = work_on_next(store, folder)
    assert (done.state, done.problem) == ("done", "")
    assert verify_run(folder / "run-1").verified
    assert events(store, 1) == ["queued", "begun", "done"]
    assert work_on_next(store, folder) is None


def test_what_cannot_be_done_is_said_and_nothing_is_written(folder, store):
    (folder / "round" / "children.csv").write_text("nonsense\n")
    for _ in range(2):
        queue_job(store, folder, ROUND, ME)
    failed = work_on_next(store, folder)
    assert (failed.number, failed.state) == (1, "failed"), "first asked for, first done"
    assert "children.csv" in failed.problem
    assert str(folder) not in failed.problem
    assert not (folder / "run-1").exists()


@pytest.mark.parametrize("name", ["elsewhere", "..", "/etc", ".hidden", "round/../round"])
def test_only_folders_of_the_workbench_are_named(folder, store, name):
    (folder / ".hidden").mkdir()
    with pytest.raises(UsageError, match="There is no folder"):
        queue_job(store, folder, RecommendRound(name, "deadline"), ME)


def test_a_name_that_is_taken_is_not_written_over(folder, store):
    (folder / "run-1").mkdir()
    assert queue_job(store, folder, ROUND, ME).result == "run-1-2"


def test_a_job_whose_process_was_gone_after_its_last_step_is_not_done_again(folder, store):
    """It had written the whole result, and no more than saying so was missing."""
    queue_job(store, folder, ROUND, ME)
    lost = begin_job(store, 1)
    run, record = api.recommend(folder / "round", api.Choices(policy="deadline"))
    api.release(run, record, folder / "run-1")
    made = (folder / "run-1").stat()
    with pytest.raises(UsageError, match="no run-1"):
        made_by_job(store, folder, "recommend", "run-1")
    put_back(store, lost)
    assert work_on_next(store, folder).state == "done"
    assert (folder / "run-1").stat() == made
    assert made_by_job(store, folder, "recommend", "run-1") == folder / "run-1"


def test_scenarios_that_were_run_before_a_process_was_gone_are_not_run_again(folder, store):
    queue_job(store, folder, RunScenarios("round", ("as-is",), 1), ME)
    lost = begin_job(store, 1)
    (folder / "plan-1" / "as-is").mkdir(parents=True)
    put_back(store, lost)
    assert work_on_next(store, folder).state == "done"
    assert list((folder / "plan-1" / "as-is").iterdir()) == [], "as it was found"


def test_scenarios_and_routes_make_their_folders(folder, store, town):
    town.rename(folder / "town")
    try:
        asked = (RunScenarios("town", ("do-nothing",), 1), MakeRoutes("town", "rate"))
        made = [queue_job(store, folder, one, ME) for one in asked]
        assert [work_on_next(store, folder).state for _ in made] == ["done", "done"], [job(store, 1), job(store, 2)]
        assert (folder / "plan-1" / "do-nothing" / "run.json").is_file()
        assert (folder / "travel-2" / "travel.html").is_file()
    finally:
        (folder / "town").rename(town)


@kills
def test_kill_9_of_a_job_and_the_result_is_there_once(folder, store):
    queue_job(store, folder, ROUND, ME)
    with process("--once", folder) as one:
        wait(store, 1, "running")
        put_back_lost(store)
        assert job(store, 1).state == "running", "its process is there"
        one.kill()
    assert job(store, 1).state == "running", "nobody was left to say otherwise"
    put_back_lost(store)
    assert work_on_next(store, folder).state == "done"
    assert verify_run(folder / "run-1").verified
    assert events(store, 1) == ["queued", "begun", "put-back", "begun", "done"]
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == ["round", "run-1"]
    assert verify_store(store).broken == ()


@pytest.mark.nightly
@kills
def test_kill_9_of_a_job_and_of_the_worker_and_the_result_is_there_once(folder, store):
    queue_job(store, folder, ROUND, ME)
    with worker(folder) as one:
        wait(store, 1, "running")
        os.kill(process_of(one), signal.SIGKILL)
        os.kill(one.pid, signal.SIGKILL)
    assert job(store, 1).state == "running", "nobody was left to say otherwise"
    assert not (folder / "run-1").exists()
    with worker(folder), worker(folder):
        wait(store, 1, "done")
    assert verify_run(folder / "run-1").verified
    assert events(store, 1) == ["queued", "begun", "put-back", "begun", "done"]


@pytest.mark.nightly
@kills
def test_a_job_outlives_a_worker_that_was_killed_and_is_not_begun_again(folder, store, town):
    town.rename(folder / "town")
    queue_job(store, folder, DrawFutures("town", ("do-nothing",), 20), ME)
    with worker(folder) as one:
        wait(store, 1, "running")
        one.kill()
    with worker(folder):
        wait(store, 1, "done")
    assert events(store, 1) == ["queued", "begun", "done"]
    (folder / "town").rename(town)


def draws(folder, number):
    path = folder / f"futures-{number}" / "draws.jsonl"
    return path.read_bytes().splitlines() if path.exists() else []


@pytest.mark.nightly
@kills
def test_an_ensemble_goes_on_from_the_futures_it_finished(folder, store, town):
    town.rename(folder / "town")
    for _ in range(2):
        queue_job(store, folder, DrawFutures("town", ("do-nothing", "satellites"), 30), ME)
    with worker(folder) as one:
        while len(draws(folder, 1)) < 8:
            time.sleep(0.02)
        os.kill(process_of(one), signal.SIGKILL)
        kept = set(draws(folder, 1)[:-1])
        wait(store, 1, "done")
        wait(store, 2, "done")
    assert kept <= set(draws(folder, 1)), "done before, and not done again"
    assert events(store, 1) == ["queued", "begun", "put-back", "begun", "done"]
    whole = {path.name: path.read_bytes() for path in (folder / "futures-2").iterdir()}
    assert {path.name: path.read_bytes() for path in (folder / "futures-1").iterdir()} == whole
    (folder / "town").rename(town)


@pytest.mark.nightly
def test_a_stopped_ensemble_keeps_what_it_finished(folder, store, town):
    town.rename(folder / "town")
    queue_job(store, folder, DrawFutures("town", ("do-nothing",), 2_000), ME)
    with worker(folder):
        while len(draws(folder, 1)) < 8:
            time.sleep(0.02)
        assert stop_job(store, 1, ME).state == "running"
        assert wait(store, 1, "stopped", "done").state == "stopped"
    assert json.loads((folder / "futures-1" / "summary.json").read_text())["complete"] is False
    assert events(store, 1) == ["queued", "begun", "stop-asked", "stopped"]
    (folder / "town").rename(town)


@pytest.mark.nightly
def test_a_worker_that_is_stopped_leaves_its_job_waiting(folder, store):
    queue_job(store, folder, ROUND, ME)
    with worker(folder) as one:
        wait(store, 1, "running")
        one.send_signal(signal.SIGTERM)
    assert job(store, 1).state in ("queued", "done")
    assert events(store, 1)[-1] in ("put-back", "done")


@pytest.mark.nightly
@kills
def test_two_workers_share_a_queue_and_no_job_is_done_twice(folder, store):
    numbers = [queue_job(store, folder, ROUND, ME).number for _ in range(8)]
    with worker(folder), worker(folder):
        for number in numbers:
            wait(store, number, "done")
    assert all(events(store, number) == ["queued", "begun", "done"] for number in numbers)
    assert sum(path.name.startswith("run-") for path in folder.iterdir()) == len(numbers)
