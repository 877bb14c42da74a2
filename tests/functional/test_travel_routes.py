"""``travel routes`` on many children: everyone on a route or named, every ride short enough, the same every time."""

import csv
import json
import os
import shutil

import pytest

from sufficiency.verify import verify_travel
from tests.functional.commands import in_process, sufficiency
from tests.functional.many_passengers import put_passengers

CHILDREN, SCHOOLS = 36, 3
LONGEST_GUIDELINE = {True: 45, False: 75}
"""Minutes each way, by whether the child is of primary age."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Holds the input, and the routes of it made with one core and with all there are."""
    here = tmp_path_factory.mktemp("many")
    put_passengers(here / "input", CHILDREN, SCHOOLS)
    said = in_process("travel", "routes", "input", "--out", "all-cores", "-q", folder=here)
    assert said.code == 0, said.err
    if hasattr(os, "sched_setaffinity"):
        cores = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {min(cores)})
        try:
            assert in_process("travel", "routes", "input", "--out", "one-core", "-q", folder=here).code == 0
        finally:
            os.sched_setaffinity(0, cores)
    return here


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ride_times_are_kept(inputs, routes):
    """Whether nobody is aboard longer than the guideline, or the way alone; nor than a limit of the child's own."""
    passengers = {row["child_ref"]: row for row in rows_of(inputs / "passengers.csv")}
    for row in rows_of(routes / "routes.csv"):
        who, aboard = passengers[row["child_ref"]], float(row["minutes_aboard"])
        alone = float(row["direct_minutes"]) + (5 if who["wheelchair"] == "yes" else 3)
        assert aboard <= max(LONGEST_GUIDELINE[int(who["ncy"]) <= 6], alone)
        assert not who["max_minutes"] or aboard <= int(who["max_minutes"])


def test_everyone_is_on_a_route_within_the_time_or_named_and_it_all_recounts(folder):
    routes = folder / "all-cores"
    served, missing = rows_of(routes / "routes.csv"), rows_of(routes / "not-served.csv")
    assert sorted(row["child_ref"] for row in (*served, *missing)) == [f"P-{at:04d}" for at in range(CHILDREN)]
    ride_times_are_kept(folder / "input", routes)
    assert verify_travel(routes, folder / "input").verified
    assert json.loads((routes / "verification.json").read_text(encoding="utf-8"))["verified"] is True


def test_a_child_moved_to_the_end_of_the_longest_route_is_found(folder, tmp_path):
    routes = shutil.copytree(folder / "all-cores", tmp_path / "routes")
    rows = rows_of(routes / "routes.csv")
    name = max(rows, key=lambda row: int(row["order"]))["route"]
    here = [row for row in rows if row["route"] == name]
    here[0]["child_ref"], here[-1]["child_ref"] = here[-1]["child_ref"], here[0]["child_ref"]
    with (routes / "routes.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows(rows)
    assert f"routes: route {name}" in verify_travel(routes, folder / "input").broken


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system does not say which cores to use")
def test_the_same_seed_gives_the_same_files_with_any_number_of_cores(folder):
    one, every = folder / "one-core", folder / "all-cores"
    names = sorted(path.name for path in one.iterdir())
    assert names == sorted(path.name for path in every.iterdir())
    assert [name for name in names if (one / name).read_bytes() != (every / name).read_bytes()] == []


@pytest.mark.nightly
def test_four_hundred_children_to_twelve_schools(tmp_path):
    put_passengers(tmp_path / "input", 400, 12)
    for out in ("first", "second"):
        assert sufficiency("travel", "routes", "input", "--out", out, "-q", folder=tmp_path).code == 0
    ride_times_are_kept(tmp_path / "input", tmp_path / "first")
    assert verify_travel(tmp_path / "first", tmp_path / "input").verified
    every = len(rows_of(tmp_path / "first" / "routes.csv")) + len(rows_of(tmp_path / "first" / "not-served.csv"))
    assert every == 400
    assert (tmp_path / "first" / "routes.csv").read_bytes() == (tmp_path / "second" / "routes.csv").read_bytes()
