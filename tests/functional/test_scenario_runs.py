"""scenario run, compare and verify as a planner types them, on the smallest made-up authority that plans."""

import csv
import json
import shutil
from functools import cache

import pytest

from scenarios.files.read import read_scenarios
from scenarios.placing.of_scenario import Roads
from scenarios.placing.projected import projected
from scenarios.placing.whole_run import as_is, money_as_is, scenario_run
from scenarios.projection.history import history_of
from sufficiency.tables.load import load
from tests.functional.commands import in_process

YEARS = 4
NAMES = ("do-nothing", "satellites")
TABLES = (
    "areas.csv", "demand.csv", "equity.csv", "gap.csv", "hnb.csv", "holds.csv", "levels.csv", "money.csv",
    "options.csv", "placements.csv", "places.csv", "run.json", "scenario.toml", "schemes.csv", "steps.csv",
    "travel.csv", "verification.json", "where.csv",
)  # fmt: skip


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    folder = tmp_path_factory.mktemp("planning")
    assert (
        in_process("data", "synth", "riverside", "--children", 30, "--settings", 8, "--quiet", folder=folder).code == 0
    )
    return folder


@pytest.fixture(scope="module")
def runs(authority):
    """Three of the shipped scenarios."""
    said = in_process("scenario", "run", "riverside", *NAMES, "--out", "runs", "--years", YEARS, folder=authority)
    assert said.code == 0, said.err
    return authority / "runs", said


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def changed(run, target, name, change):
    """A copy of a run in which one table is changed."""
    shutil.copytree(run, target)
    table = rows(target / name)
    change(table)
    with (target / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


def test_a_run_is_written_whole_and_recounted(runs):
    folder, said = runs
    assert sorted(path.name for path in folder.iterdir()) == sorted(NAMES)
    for run in folder.iterdir():
        assert {path.name for path in run.iterdir()} >= set(TABLES)
        assert json.loads((run / "verification.json").read_text())["verified"]
    assert max(map(len, said.out.splitlines())) <= 100


def test_every_shipped_scenario_is_run(authority):
    """Each for two years, without its page; with it, recounted, at night."""
    inputs = load(authority / "riverside").inputs
    history, known = history_of(inputs), {}
    shipped = read_scenarios(authority / "riverside", inputs)
    project = cache(lambda stated: projected(history, stated, 2, 1))
    since = money_as_is(inputs, project(as_is().demand), Roads(None), known)
    found = [scenario_run(inputs, one, project(one.demand), Roads(None), since, known) for one in shipped]
    assert len(found) >= 8
    for run in found:
        assert sum(row.children for row in run.plan.placements) == sum(row.entrants for row in run.demand) > 0


@pytest.mark.nightly
def test_every_shipped_scenario_is_run_and_recounted_over_ten_years(authority):
    said = in_process("scenario", "run", "riverside", "--all", "--out", "all", folder=authority)
    assert said.code == 0, said.err
    assert all(json.loads((run / "run.json").read_text())["verified"] for run in (authority / "all").iterdir())


def test_scenarios_side_by_side_fit_a_terminal_and_are_written(runs, authority):
    said = in_process("scenario", "compare", *(f"runs/{name}" for name in NAMES), "--out", "side", folder=authority)
    assert said.code == 0, said.err
    assert max(map(len, said.out.splitlines())) <= 100
    table = rows(authority / "side" / "compare.csv")
    assert all(name in table[0] for name in NAMES)
    places = [row for row in table if row["figure"] == "Commissioned places"][-1]
    assert int(places["satellites change"]) == int(places["satellites"]) - int(places["do-nothing"]) > 0


def test_runs_from_other_inputs_are_not_compared(runs, authority):
    folder, _ = runs
    other = authority / "another"
    shutil.copytree(folder / "satellites", other)
    head = json.loads((other / "run.json").read_text(encoding="utf-8"))
    head["inputs"]["files"][0]["sha256"] = "0" * 64
    (other / "run.json").write_text(json.dumps(head), encoding="utf-8")
    said = in_process("scenario", "compare", "runs/do-nothing", "another", folder=authority)
    assert said.code == 2
    assert head["inputs"]["files"][0]["name"] in said.err


def move_a_child(table):
    """One child more goes where the first does, without being an entrant."""
    table[0]["children"] = f"{float(table[0]['children']) + 1:.3f}"


def fewer_places(table):
    for row in table:
        row["places"] = "0"


def further_away(table):
    row = next(row for row in table if row["pool"] != "0")
    row["minutes"] = "200.0"


def open_early(table):
    next(row for row in table if row["opens"])["opens"] = "2026"


def cheaper(table):
    row = next(row for row in table if row["line"] == "head" and row["real"] != "0.00")
    row["real"] = "1.00"


@pytest.mark.parametrize(
    ("name", "plant", "found"),
    [
        ("placements.csv", move_a_child, "entrants"),
        ("places.csv", fewer_places, "places"),
        ("placements.csv", further_away, "admissible"),
        ("schemes.csv", open_early, "openings"),
        ("money.csv", cheaper, "money"),
        ("travel.csv", lambda table: table[0].update(cost="0.01"), "travel"),
        ("equity.csv", lambda table: table[0].update(minutes="0.1"), "equity"),
        ("where.csv", lambda table: table[-1].update(commissioned="1"), "where"),
    ],
)
def test_what_is_changed_by_hand_is_found(runs, authority, tmp_path, name, plant, found):
    folder, _ = runs
    changed(folder / "satellites", tmp_path / "run", name, plant)
    said = in_process("scenario", "verify", tmp_path / "run", folder=authority)
    assert said.code == 7
    assert f"{found}: " in said.err


def test_a_run_is_not_written_over(runs, authority):
    said = in_process("scenario", "run", "riverside", "do-nothing", "--out", "runs", folder=authority)
    assert (said.code, "already there" in said.err) == (6, True)


def test_scenarios_have_to_be_named(authority):
    assert in_process("scenario", "run", "riverside", "--out", "none", folder=authority).code == 2
    assert not (authority / "none").exists()


def test_shuffled_rows_give_the_same_plan(runs, authority, tmp_path):
    """Two scenarios, one with nothing to choose and one that chooses, from the same tables in another order."""
    folder, _ = runs
    shutil.copytree(authority / "riverside", tmp_path / "riverside")
    for name in ("plans", "provision", "areas", "population", "settings"):
        path = tmp_path / "riverside" / f"{name}.csv"
        header, *lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join([header, *lines[::-1]]) + "\n", encoding="utf-8")
    said = in_process("scenario", "run", "riverside", "satellites", "--out", "again", "--years", YEARS, folder=tmp_path)
    assert said.code == 0, said.err
    for name in set(TABLES) - {"run.json", "verification.json"}:
        assert (tmp_path / "again/satellites" / name).read_bytes() == (folder / "satellites" / name).read_bytes(), name
