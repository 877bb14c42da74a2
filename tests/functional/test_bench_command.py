"""`python -m benchmarks` as `./run bench` calls it: one line of JSON per engine and size, every answer checked."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
COLUMNS = {"case", "size", "engine", "median_s", "runs", "peak_mb", "ratio_to", "ratio", "checked"}


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)


def test_one_engine_is_measured_in_a_process_of_its_own():
    measured = json.loads(python("benchmarks.measure", "allocation", "600x60", "certificate", "1").stdout)
    assert measured["faults"] == []
    assert measured["median_s"] > 0


def test_an_unknown_case_is_a_usage_error_that_names_the_known_ones():
    answer = python("benchmarks", "alocation")
    assert answer.returncode == 2
    assert "allocation" in answer.stderr


@pytest.mark.nightly
def test_every_engine_at_the_smallest_size_is_right():
    answer = python("benchmarks", "allocation", "--quick", "--json")
    rows = [json.loads(line) for line in answer.stdout.splitlines()]
    assert answer.returncode == 0, answer.stderr
    assert rows
    assert all(set(row) >= COLUMNS and row["checked"] for row in rows)
