"""Tasks are done once, by whoever does them, and lost workers and interrupts lose nothing that was finished."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scenarios.ensemble.cluster import Cluster
from scenarios.ensemble.journal import NAME, journal
from scenarios.ensemble.processes import Processes
from scenarios.ensemble.run import run_ensemble, tasks_of
from scenarios.ensemble.workers import WorkersLost
from sufficiency.errors import UsageError
from tests.fixtures.futures import KILL, Toy

REPOSITORY = Path(__file__).resolve().parents[4]
CASES = [("do nothing", 0), ("satellites", 0), ("satellites", 2)]
BASIS = {"seed": "7"}


def ran(folder, workers, toy=None, draws=6):
    """The ensemble run to its end, with what was told on the way."""
    told = []
    with journal(folder, BASIS) as kept:
        finished = run_ensemble(toy or Toy(), tasks_of(CASES, draws), kept, workers, lambda *said: told.append(said))
    return finished, told


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """What comes out where nothing happens on the way: in this process, one after the other."""

    class Here:
        def outcomes(self, evaluate, tasks):
            yield from map(evaluate, tasks)

    return ran(tmp_path_factory.mktemp("plain") / "out", Here())[0]


def test_every_case_has_every_draw_in_order(plain):
    assert list(plain.outcomes) == CASES
    assert [one.draw for one in plain.outcomes["satellites", 2]] == [*range(6)]
    assert (plain.draws, plain.wanted) == (6, 6)


def test_processes_give_the_same_and_a_killed_one_loses_nothing(plain, tmp_path):
    marks = tmp_path / "marks"
    marks.mkdir()
    finished, told = ran(tmp_path / "out", Processes(2), Toy(fatal=3, marks=marks))
    assert len(list(marks.iterdir())) >= 1
    assert finished == plain
    assert [done for _, done, _ in told] == [*range(19)], "no draw was done, or told, twice"


def test_a_cluster_gives_the_same_and_a_killed_worker_loses_nothing(plain, tmp_path):
    marks = tmp_path / "marks"
    marks.mkdir()
    finished, _ = ran(tmp_path / "out", Cluster("local", 1), Toy(fatal=3, marks=marks))
    assert len(list(marks.iterdir())) == 1
    assert finished == plain


def test_what_is_finished_is_not_done_again_and_more_draws_are_added(plain, tmp_path):
    folder = tmp_path / "out"
    ran(folder, Processes(1), draws=4)
    finished, told = ran(folder, Processes(1))
    assert told[0] == ("draws", 12, 18)
    assert finished == plain


def test_a_task_that_ends_every_worker_is_given_up_in_words(tmp_path):
    with pytest.raises(WorkersLost, match="fewer --workers"):
        ran(tmp_path / "out", Processes(1), Toy(fatal=1, marks=tmp_path, kills=99))
    assert ran(tmp_path / "out", Processes(1))[1][0] == ("draws", 3, 18), "the first draw was kept"


BY_ITSELF = """
import sys
from pathlib import Path
from scenarios.ensemble.journal import journal
from scenarios.ensemble.processes import Processes
from scenarios.ensemble.run import run_ensemble, tasks_of
from tests.fixtures.futures import Toy

if __name__ == "__main__":
    tasks = tasks_of([("do nothing", 0), ("satellites", 0), ("satellites", 2)], 6)
    with journal(Path(sys.argv[1]), {"seed": "7"}) as kept:
        finished = run_ensemble(Toy(pause=0.2), tasks, kept, Processes(2), lambda *said: None)
    print(finished.draws, finished.wanted)
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of this kind are not known there")
@pytest.mark.parametrize("end", [KILL, signal.SIGINT])
def test_ended_half_way_it_goes_on_from_there(plain, tmp_path, end):
    """Killed, or stopped by Ctrl-C, which goes to every process of the terminal."""
    script, folder = tmp_path / "by_itself.py", tmp_path / "out"
    script.write_text(BY_ITSELF, encoding="utf-8")
    around = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    process = subprocess.Popen([sys.executable, script, folder], env=around, text=True, start_new_session=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip
    while lines(folder) < 6:
        time.sleep(0.02)
    os.kill(process.pid, end) if end == KILL else os.killpg(process.pid, end)
    said, complained = process.communicate(timeout=60)
    done = lines(folder) - 1
    assert done < 18
    if end == signal.SIGINT:
        assert (said.split()[1], complained) == ("6", "")
    finished, told = ran(folder, Processes(1))
    assert told[0] == ("draws", done, 18)
    assert finished == plain


def lines(folder):
    """Lines of the journal so far."""
    path = folder / NAME
    return path.read_bytes().count(b"\n") if path.exists() else 0


@pytest.mark.parametrize(
    ("address", "says"),
    [("tcp://scheduler.example:8786", "only spoken to over TLS"), ("scheduler:8786", "give `local`"), ("", "give")],
)
def test_a_cluster_elsewhere_is_only_spoken_to_over_tls(address, says):
    with pytest.raises(UsageError, match=says):
        Cluster(address, 1)
