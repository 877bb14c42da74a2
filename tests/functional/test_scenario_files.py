"""`sufficiency scenario list`, `new` and `evidence`, and a check that names what is wrong with a scenario."""

import csv
import json

import pytest

from sufficiency import api
from tests.functional.commands import in_process


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    folder = tmp_path_factory.mktemp("planner")
    api.synthesise(folder / "county", children=12, settings=6, seed=3)
    about = folder / "county/authority.toml"
    about.write_text(about.read_text().replace('roads = "roads"\n', ""))  # straight lines will do, and are had at once
    return folder


def test_a_planner_begins_a_scenario_breaks_it_and_is_told_where(county):
    listed = in_process("scenario", "list", "county", "--format", "json", folder=county)
    assert (listed.code, listed.err) == (0, "")
    satellites = next(row for row in json.loads(listed.out) if row["name"] == "satellites")
    assert (satellites["places"], satellites["statutory_proposals"]) == (94, 5)

    new = ("scenario", "new", "county", "mine", "--from", "satellites")
    begun = in_process(*new, "--description", 'A "second" look', folder=county)
    assert begun.code == 0, begun.err
    assert in_process("data", "check", "county", folder=county).code == 0
    assert in_process(*new, "--description", "Again", folder=county).code == 2

    mine = county / "county/scenarios/mine.toml"
    mine.write_text(mine.read_text().replace('base = "satellites"', 'base = "mine"\nopens = 2027'))
    told = in_process("data", "check", "county", "--format", "json", folder=county)
    mine.unlink()
    faults = [fault for fault in json.loads(told.out)["faults"] if fault["file"] == "scenarios/mine.toml"]
    assert told.code == 3
    assert {(fault["column"], fault["rule"]) for fault in faults} == {
        ("opens", "KEY_REFUSED"),
        ("base", "EXTENDS_ITSELF"),
    }


@pytest.mark.parametrize("name", ["../mine", "a b", "as-is", "satellites"])
def test_a_name_that_cannot_be_is_refused(county, name):
    done = in_process("scenario", "new", "county", name, "--from", "as-is", "--description", "x", folder=county)
    assert done.code == 2
    assert not list(county.rglob("mine.toml"))


def test_the_evidence_of_a_run_is_that_of_its_files(county):
    assert in_process("panel", "recommend", "county", "--out", "run", "--quiet", folder=county).code == 0
    told = in_process("scenario", "evidence", "county", "--run", "run", "--format", "json", folder=county)
    found = json.loads(told.out)
    with (county / "run/limits.csv").open(encoding="utf-8", newline="") as file:
        limits = [row for row in csv.DictReader(file) if row["limit"] == "group"]
    prefix = "one_more_with_all_above_"
    worth = [tuple(int(row[name]) for name in row if name.startswith(prefix)) for row in limits]
    helpful = sorted(steps for steps in worth if steps < (0,) * len(steps))
    assert [
        tuple(row[name] for name in row if name.startswith("one_more_") and name != "one_more_place")
        for row in found["one_more_place"]
    ] == helpful
    assert in_process("scenario", "evidence", "county", "--run", "run", folder=county).code == 0
    (county / "county/children.csv").write_bytes((county / "county/children.csv").read_bytes() + b"\n")
    changed = in_process("scenario", "evidence", "county", "--run", "run", folder=county)
    assert (changed.code, "children.csv" in changed.err) == (2, True)
