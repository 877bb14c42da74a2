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

ENOUGH = 40
"""Decisions after which a fresh copy is taken, of the 49 places that can be held in one."""

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
    maker.stdin.write("\t".join((panel.address, panel.run.run, panel.run.digest, str(told))) + "\n")
    maker.stdin.flush()
    decider, before = int(maker.stdout.readline()), told.stat().st_size
    while told.stat().st_size == before:
        time.sleep(0.002)
    time.sleep(wait)
    os.kill(decider, signal.SIGKILL)
    assert maker.stdout.readline() == "gone\n"


def nothing_is_lost(panel, acknowledged, kills):
    """Every acknowledged decision is there with its event, and everything else is whole."""
    with panel.store.reading() as connection:
        found = set(connection.execute(select(schema.decisions.c.idempotency_key)).scalars())
        events = connection.execute(select(schema.audit.c.event)).scalars().all()
    assert [key for key in acknowledged if key not in found] == [], "acknowledged, and lost"
    assert len(found) - len(acknowledged) <= kills, "at most one was under way at each kill"
    assert sum(event.startswith("decision.") for event in events) == len(found)
    assert verify_store(panel.store).broken == (), "half written"


def kill_many(maker, database, folder, times):
    """So many kills, a fresh copy each time the places to hold run short; returns the decisions acknowledged."""
    draw, left, made = Random(times), times, 0
    while left:
        panel, told, kills = database(), folder / f"told-{left}", 0
        while left and (kills == 0 or len(told.read_bytes().splitlines()) < ENOUGH):
            kill_one(maker, panel, told, draw.uniform(0, 0.08))
            left, kills = left - 1, kills + 1
        acknowledged = told.read_text().splitlines()
        nothing_is_lost(panel, acknowledged, kills)
        made += len(acknowledged)
    return made


def test_nothing_acknowledged_is_lost_and_nothing_is_half_written(database, deciders, tmp_path):
    assert kill_many(deciders, database, tmp_path, 3) >= 3


@pytest.mark.nightly
def test_five_hundred_times(database, deciders, tmp_path):
    assert kill_many(deciders, database, tmp_path, 500) >= 500
