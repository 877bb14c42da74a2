"""kill -9 while deciding: what was acknowledged is there, and nothing is half there."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from sufficiency.store import schema
from sufficiency.store.integrity import verify_store

REPOSITORY = Path(__file__).resolve().parents[3]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no kill -9 without fork")


@pytest.fixture(scope="module")
def deciders():
    """The process that makes deciding processes."""
    command = [sys.executable, "-m", "tests.functional.store.decider"]
    maker = subprocess.Popen(command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with maker:
        yield maker
        maker.stdin.close()


def kill_one(maker, panel, told, wait):
    """Start a decider, wait until it decides, and a little, and kill it."""
    before = told.stat().st_size if told.exists() else 0
    maker.stdin.write("\t".join((panel.address, panel.run.run, panel.run.digest, str(told))) + "\n")
    maker.stdin.flush()
    decider = int(maker.stdout.readline())
    while not told.exists() or told.stat().st_size == before:
        time.sleep(0.005)
    time.sleep(wait)
    os.kill(decider, signal.SIGKILL)
    assert maker.stdout.readline() == "gone\n"


def kill_many(maker, panel, told, times):
    draw = Random(times)
    for _ in range(times):
        kill_one(maker, panel, told, draw.uniform(0, 0.08))
    acknowledged = told.read_text().splitlines()
    with panel.store.reading() as connection:
        found = set(connection.execute(select(schema.decisions.c.idempotency_key)).scalars())
        events = connection.execute(select(schema.audit.c.event)).scalars().all()
    assert [key for key in acknowledged if key not in found] == [], "acknowledged, and lost"
    assert len(found) - len(acknowledged) <= times, "at most one was under way at each kill"
    assert sum(event.startswith("decision.") for event in events) == len(found)
    assert verify_store(panel.store).broken == (), "half written"


def test_nothing_acknowledged_is_lost_and_nothing_is_half_written(panel_on_either, deciders, tmp_path):
    kill_many(deciders, panel_on_either, tmp_path / "told", 3)


@pytest.mark.nightly
def test_five_hundred_times(panel_on_either, deciders, tmp_path):
    kill_many(deciders, panel_on_either, tmp_path / "told", 500)
