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
from sufficiency.errors import UsageError
from sufficiency.pipelines.scenario_runs import compare_scenarios
from sufficiency.tables.load import load
from sufficiency.verify.scenario_facts import read_raw
from sufficiency.verify.scenario_folder import verify_scenario
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


@pytest.fixture(scope="module")
def raw(authority):
    return read_raw(authority / "riverside")


def in_table(name, change):
    """A change of the rows of one table."""

    def plant(run):
        table = rows(run / name)
        change(table)
        with (run / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(table[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(table)

    return plant


def more(name, column, *, by=1, where=lambda row: True, everywhere=False):
    """A number of one table larger: in the first row of some kind, or in all of them."""

    def change(table):
        found = [row for row in table if row[column] and where(row)]
        for row in found if everywhere else found[:1]:
            decimals = len(row[column].partition(".")[2])
            row[column] = f"{float(row[column]) + by:.{decimals}f}"

    return in_table(name, change)


def in_head(change):
    """A change of run.json."""

    def plant(run):
        head = json.loads((run / "run.json").read_text(encoding="utf-8"))
        change(head)
        (run / "run.json").write_text(json.dumps(head), encoding="utf-8")

    return plant


def rename(table):
    table[0]["name"] += " of another kind"


def placed(row):
    return row["pool"] != "0"


def bought(row):
    return row["provision_id"] == "independent"


def carried(row):
    return placed(row) and row["travel"] > "1"


def existing(row):
    return not row["action"]


FAULTS = {
    "a child more is placed": (more("placements.csv", "children"), "entrants"),
    "places are gone": (more("places.csv", "places", by=-9, everywhere=True), "places"),
    "a place is added": (more("places.csv", "places", where=existing), "provision"),
    "a child travels too far": (more("placements.csv", "minutes", by=200, where=placed), "admissible"),
    "a way is shorter": (more("placements.csv", "minutes", by=-0.1, where=placed), "ways"),
    "transport is cheaper": (more("placements.csv", "travel", by=-1, where=carried), "ways"),
    "the way to the independent sector is free": (
        in_table("placements.csv", lambda table: [row.update(travel="0.00") for row in table if bought(row)]),
        "independent",
    ),
    "carbon of a year is less": (more("travel.csv", "grams", by=-1), "travel"),
    "a top-up is another": (more("placements.csv", "place", where=placed), "prices"),
    "an independent fee is another": (
        more("placements.csv", "place", where=bought), "prices",
    ),
    "a placement names another setting": (more("placements.csv", "urn", where=placed), "pools"),
    "a pool moves for a year": (more("places.csv", "easting"), "pools"),
    "settings stand elsewhere": (more("places.csv", "easting", by=10, everywhere=True), "sites"),
    "an area stands elsewhere": (more("areas.csv", "northing"), "areas"),
    "an area is less deprived": (in_table("areas.csv", lambda table: table[0].update(deprivation="10")), "areas"),
    "a scheme opens early": (more("schemes.csv", "opens", by=-1), "openings"),
    "a scheme has another name": (in_table("schemes.csv", rename), "provision"),
    "a scheme has another price": (more("schemes.csv", "top_up"), "openings"),
    "a scheme costs more to build": (more("schemes.csv", "capital", by=1000), "capital"),
    "a cost is lower": (more("money.csv", "real", by=-1, where=lambda row: float(row["real"]) > 9), "money"),
    "a cost as paid is lower": (more("money.csv", "cash", by=-1, where=lambda row: float(row["cash"]) > 9), "kept"),
    "a line of the budget is lower": (more("hnb.csv", "amount", by=-1), "kept"),
    "reports would tell another cost": (
        in_head(lambda head: head["money"]["heads"][0]["real"].__setitem__(0, 1)), "kept",
    ),
    "net present cost is lower": (
        in_head(lambda head: head["money"].update(net_present_cost=head["money"]["net_present_cost"] - 1)), "present",
    ),
    "the balance is not carried on": (
        in_head(lambda head: head["high_needs"]["balance"].__setitem__(-1, 1)), "budget",
    ),
    "travel of a year is cheaper": (more("travel.csv", "cost", by=-1), "travel"),
    "travel of a year is told twice": (in_table("travel.csv", lambda table: table.append(table[-1])), "rows"),
    "a year is left out": (in_table("where.csv", lambda table: table.pop()), "rows"),
    "commissioned places are more": (more("where.csv", "commissioned"), "where"),
    "an area travels less": (more("equity.csv", "minutes", by=-0.1), "equity"),
    "a decile travels less": (
        more("equity.csv", "minutes", by=-0.1, where=lambda row: row["by"] == "decile"), "equity",
    ),
    "an area is left out": (in_table("equity.csv", lambda table: table.pop(0)), "equity"),
    "the scenario is another": (lambda run: (run / "scenario.toml").write_text("name = 'x'"), "inputs"),
    "an input was another": (
        in_head(lambda head: head["inputs"]["files"][0].update(sha256="0" * 64)), "inputs",
    ),
    "it is the run of a panel": (in_head(lambda head: head.pop("kind")), "readable"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_changed_by_hand_is_found(runs, authority, raw, tmp_path, fault):
    folder, _ = runs
    plant, found = FAULTS[fault]
    shutil.copytree(folder / "satellites", tmp_path / "run", ignore=shutil.ignore_patterns("*.html"))
    plant(tmp_path / "run")
    recounted = verify_scenario(tmp_path / "run", authority / "riverside", raw)
    assert not recounted.verified
    assert found in {check.name for check in recounted.checks if check.broken}


def test_a_run_is_recounted_by_a_command(runs, authority, tmp_path):
    assert in_process("scenario", "verify", "runs/satellites", folder=authority).code == 0
    shutil.copytree(authority / "runs/satellites", tmp_path / "run")
    more("placements.csv", "children")(tmp_path / "run")
    said = in_process("scenario", "verify", tmp_path / "run", folder=authority)
    assert said.code == 7
    assert "entrants: " in said.err


def other_form(head):
    head["format"] = 99


def other_authority(head):
    head["premises"]["authority"] = "Elsewhere"


def other_years(head):
    head["first"] += 1


@pytest.mark.parametrize(
    ("plant", "says"),
    [
        (in_head(other_form), "in a form that this version"),
        (in_head(other_authority), "do-nothing is of Riverside, other of Elsewhere"),
        (in_head(other_years), "Run both with the same --years"),
        (in_head(lambda head: head.pop("kind")), "is not the run of a scenario"),
        (lambda run: (run / "run.json").write_text("[]"), "is not the run of a scenario"),
        (lambda run: (run / "run.json").unlink(), "it has no run.json"),
        (in_table("travel.csv", lambda table: table[0].update(cost="many")), "Run the scenario again"),
    ],
)
def test_runs_that_cannot_be_compared_say_why(runs, tmp_path, plant, says):
    folder, _ = runs
    shutil.copytree(folder / "satellites", tmp_path / "other", ignore=shutil.ignore_patterns("*.html"))
    plant(tmp_path / "other")
    with pytest.raises(UsageError, match=says):
        compare_scenarios([folder / "do-nothing", tmp_path / "other"])


def test_a_run_is_not_compared_with_itself(runs):
    folder, _ = runs
    with pytest.raises(UsageError, match="more than once"):
        compare_scenarios([folder / "do-nothing", folder / "../runs/do-nothing"])


def test_the_same_scenario_run_twice_is_told_apart_by_its_folder(runs, tmp_path):
    folder, _ = runs
    shutil.copytree(folder / "do-nothing", tmp_path / "do-nothing")
    names = compare_scenarios([folder / "do-nothing", tmp_path / "do-nothing"]).names
    assert names == (str(folder / "do-nothing"), str(tmp_path / "do-nothing"))


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
