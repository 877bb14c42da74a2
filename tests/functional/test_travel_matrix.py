"""``travel matrix``: every pair, what is far or cut off by name, files whole or not at all; roads of every kind."""

import csv
import json
import shutil

import geopandas
import numpy as np
import pytest
from shapely.geometry import LineString, Point

from geodata.road_tables import read_edges
from geodata.synthetic import synthetic_roads
from sufficiency import api
from tests.functional.commands import in_process

SEA = (690_000, 400_500)
ISLE = {9_001: (680_000, 400_000), 9_002: (680_000, 401_000)}


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A made-up authority of forty children and eight settings."""
    folder = tmp_path_factory.mktemp("matrix")
    said = in_process("data", "synth", "town", "--children", 40, "--settings", 8, "--seed", 2, folder=folder)
    assert said.code == 0, said.err
    return folder / "town"


@pytest.fixture
def broken(town, tmp_path):
    """The same with a child at sea, a setting at sea, and a setting on an island with a road of its own."""
    folder = shutil.copytree(town, tmp_path / "broken")
    move(folder / "children.csv", 0, *SEA)
    move(folder / "settings.csv", 0, SEA[0], SEA[1] + 5_000)
    move(folder / "settings.csv", 1, *ISLE[9_001])
    with (folder / "roads" / "nodes.csv").open("a") as file:
        file.writelines(f"{node},{east},{north}\n" for node, (east, north) in ISLE.items())
    with (folder / "roads" / "roads.csv").open("a") as file:
        file.write("9001,9002,1000,30,no\n")
    return folder


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def move(path, row, east, north):
    """Give a row a point of its own in place of its postcode."""
    rows = rows_of(path)
    rows[row] |= {"postcode": "", "easting": east, "northing": north}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def matrix(folder, *more):
    said = in_process("travel", "matrix", folder.name, *more, folder=folder.parent)
    assert said.code == 0, said.err
    return said


def test_every_pair_has_its_minutes_metres_and_basis(town):
    pairs = json.loads(matrix(town, "--format", "json").out)
    children, settings = rows_of(town / "children.csv"), rows_of(town / "settings.csv")
    assert {(row["child_ref"], str(row["urn"])) for row in pairs} == {
        (child["child_ref"], setting["urn"]) for child in children for setting in settings
    }
    assert len(pairs) == 40 * 8
    assert {row["basis"] for row in pairs} == {"network"}
    assert all(row["metres"] / 20 < row["minutes"] * 100 < row["metres"] for row in pairs if row["metres"] > 2_000)


def test_the_summary_counts_pairs_by_how_they_are_known(town):
    out = matrix(town).out
    assert "40 children, 8 settings: 320 pairs" in out
    assert "by road" in out
    assert "100%" in out


def test_what_lies_at_sea_or_on_an_island_is_named(broken):
    child, *_ = (row["child_ref"] for row in rows_of(broken / "children.csv"))
    at_sea, on_isle, *_ = (row["urn"] for row in rows_of(broken / "settings.csv"))
    out = matrix(broken, "--out", "made").out
    for name in (child, at_sea, on_isle):
        assert name in out
    far = rows_of(broken.parent / "made" / "far-snaps.csv")
    found = {(row["kind"], row["name"]): row["journeys"] for row in far}
    assert (found["child", child], found["setting", at_sea]) == ("estimated", "estimated")
    assert ("setting", on_isle) not in found
    pairs = {(row["child_ref"], row["urn"]): row for row in rows_of(broken.parent / "made" / "matrix.csv")}
    assert {pairs[row["child_ref"], on_isle]["basis"] for row in rows_of(broken / "children.csv")[1:]} == {"no route"}
    assert pairs[child, on_isle]["basis"] == "estimated"
    assert pairs[child, at_sea]["minutes"] != ""


def test_a_setting_that_nobody_can_reach_is_named_by_the_matrix_and_by_the_check(broken, town):
    """On the island alone: every child at home on the mainland."""
    mainland = shutil.copyfile(town / "children.csv", broken / "children.csv")
    on_isle = rows_of(broken / "settings.csv")[1]
    out = matrix(broken).out
    assert "Settings to which no road leads from any home" in out
    assert on_isle["urn"] in out
    said = in_process("data", "check", broken.name, "--format", "json", folder=broken.parent)
    assert said.code == 0, said.err
    faults = [row for row in json.loads(said.out) if row["column"] == "sources.roads"]
    assert {fault["severity"] for fault in faults} == {"warning"}
    told = {fault["rule"]: fault["message"] for fault in faults}
    assert f"{on_isle['urn']} ({on_isle['name']})" in told["NO_ROUTE"]
    assert rows_of(broken / "settings.csv")[0]["urn"] in told["FAR_FROM_ROADS"]
    assert not any(row["postcode"] in json.dumps(faults) for row in rows_of(mainland))


def test_a_child_with_no_way_to_anywhere_is_named_and_nothing_else_of_the_child(broken):
    move(broken / "children.csv", 1, *ISLE[9_002])
    move(broken / "settings.csv", 1, *SEA)
    refs = [row["child_ref"] for row in rows_of(broken / "children.csv")]
    said = in_process("data", "check", broken.name, "--format", "json", folder=broken.parent)
    faults = [row for row in json.loads(said.out) if row["column"] == "sources.roads"]
    messages = {row["rule"]: row["message"] for row in faults}
    assert messages["NO_ROUTE"] == f"no road leads to any setting from the homes of children {refs[1]}"
    assert f"children {refs[0]} (10,012 m)" in messages["FAR_FROM_ROADS"]
    assert not any(row["postcode"] in json.dumps(faults) for row in rows_of(broken / "children.csv")[2:])


def test_sound_roads_are_no_matter_for_the_check(town):
    said = in_process("data", "check", town.name, "--format", "json", folder=town.parent)
    assert [row for row in json.loads(said.out) if row["column"] == "sources.roads"] == []


@pytest.mark.parametrize("command", [("travel", "matrix"), ("panel", "recommend"), ("data", "check")])
def test_roads_that_cannot_be_read_are_a_fault_of_the_input(town, tmp_path, command):
    folder = shutil.copytree(town, tmp_path / "town")
    (folder / "roads" / "roads.csv").write_text("from,to,metres,mph,oneway\n1,2,ten,30,no\n")
    said = in_process(*command, "town", folder=tmp_path)
    assert said.code == 3
    assert "authority.toml, sources.roads" in said.err
    assert "roads.csv row 2, metres: 'ten' is not a whole number" in " ".join(said.err.split())


# files ------------------------------------------------------------------------------------------------------------


def test_the_files_hold_what_was_printed_and_catchments_for_every_setting(town, tmp_path):
    said = matrix(town, "--format", "csv", "--out", tmp_path / "made")
    names = ["catchments.geojson", "catchments.gpkg", "far-snaps.csv", "matrix.csv"]
    assert sorted(path.name for path in (tmp_path / "made").iterdir()) == names
    printed = list(csv.DictReader(said.out.splitlines()))
    assert rows_of(tmp_path / "made" / "matrix.csv") == printed
    layer = geopandas.read_file(tmp_path / "made" / "catchments.gpkg", layer="catchments")
    assert layer.crs.to_epsg() == 27700
    settings = {row["urn"]: row["name"] for row in rows_of(town / "settings.csv")}
    assert set(zip(layer.urn, layer.name, layer.minutes, strict=True)) == {
        (urn, name, minutes) for urn, name in settings.items() for minutes in (45, 75)
    }
    turned = geopandas.read_file(tmp_path / "made" / "catchments.geojson")
    assert turned.crs.to_epsg() == 4326
    west, south, east, north = turned.total_bounds
    assert 0 < west < east < 2  # made-up counties lie in the North Sea
    assert 53 < south < north < 55


def test_the_same_matrix_is_the_same_bytes(town, tmp_path):
    made = []
    for name in ("one", "two"):
        matrix(town, "--out", tmp_path / name)
        made.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert made[0] == made[1]


def test_a_folder_that_is_there_is_left_as_it_is(town, tmp_path):
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "mine.txt").write_text("mine")
    said = in_process("travel", "matrix", town.name, "--out", tmp_path / "made", folder=town.parent)
    assert said.code == 6
    assert [path.name for path in (tmp_path / "made").iterdir()] == ["mine.txt"]


def test_without_roads_all_is_estimated_and_there_are_no_catchments(town, tmp_path):
    folder = shutil.copytree(town, tmp_path / "town")
    text = (folder / "authority.toml").read_text()
    (folder / "authority.toml").write_text(text.replace('roads = "roads"\n', ""))
    out = matrix(folder, "--out", "made").out
    assert "from the straight line" in out
    assert "No roads are given" in out
    assert sorted(path.name for path in (tmp_path / "made").iterdir()) == ["far-snaps.csv", "matrix.csv"]


# the river, other roads, and what is kept -------------------------------------------------------------------------


def test_the_near_school_across_the_water_is_farther_by_road(town):
    """Some child lives nearest to a setting on the other bank, and another setting is nearer by road."""
    out = town.parent / "river"
    matrix(town, "--out", out)
    layer = {row["urn"]: row for row in rows_of(town / "settings.csv")}
    places = {row["postcode"]: (int(row["easting"]), int(row["northing"])) for row in rows_of(town / "postcodes.csv")}
    river = LineString(synthetic_roads(2).river)
    metres = {(row["child_ref"], row["urn"]): int(row["metres"]) for row in rows_of(out / "matrix.csv")}
    farther = 0
    for child in rows_of(town / "children.csv"):
        home = Point(places[child["postcode"]])
        sites = {urn: Point(places[row["postcode"]]) for urn, row in layer.items()}
        near = min(sites, key=lambda urn: home.distance(sites[urn]))
        by_road = min(sites, key=lambda urn: metres[child["child_ref"], urn])
        over_water = LineString([home, sites[near]]).crosses(river)
        farther += over_water and metres[child["child_ref"], near] > metres[child["child_ref"], by_road]
    assert farther >= 1


def as_open_roads(folder):
    """The authority's roads as OS Open Roads gives them: straight links, each with a function."""
    network = read_edges(folder / "roads", "roads", "")
    ends = np.stack([network.easting, network.northing], axis=1)
    function = {25: "Local Road", 30: "Local Road", 35: "Minor Road", 40: "B Road", 45: "B Road", 50: "A Road"}
    edges = network.edges
    rows = [
        {"id": f"L{k}", "road_function": function[mph], "form_of_way": "Single Carriageway",
         "start_node": f"N{a}", "end_node": f"N{b}", "geometry": LineString([ends[a], ends[b]])}
        for k, (a, b, mph) in enumerate(zip(edges.tail.tolist(), edges.head.tolist(), edges.mph.tolist(), strict=True))
        if a < b
    ]  # fmt: skip
    geopandas.GeoDataFrame(rows, crs="EPSG:27700").to_file(folder / "oproad.gpkg", layer="road_link")
    text = (folder / "authority.toml").read_text()
    (folder / "authority.toml").write_text(text.replace('roads = "roads"', 'roads = "oproad.gpkg"'))


def test_a_round_on_os_open_roads_is_recommended_and_verified(town, tmp_path):
    folder = shutil.copytree(town, tmp_path / "town")
    as_open_roads(folder)
    said = in_process("panel", "recommend", "town", "--out", "run", "--no-compare", folder=tmp_path)
    assert said.code == 0, said.err
    with (tmp_path / "run" / "recommendations.csv").open() as file:
        assert {row["journey_basis"] for row in csv.DictReader(file)} <= {"network", ""}


def test_what_is_kept_holds_no_reference_and_is_found_again(town, tmp_path, monkeypatch):
    plain = matrix(town, "--format", "csv").out
    kept = tmp_path / "kept"
    monkeypatch.setenv("SUFFICIENCY_CACHE", str(kept))
    assert matrix(town, "--format", "csv").out == plain
    (file,) = kept.iterdir()
    secrets = [row["child_ref"] for row in rows_of(town / "children.csv")]
    secrets += [row["postcode"] for row in rows_of(town / "children.csv")]
    assert not any(word.encode() in file.read_bytes() or word in file.name for word in secrets)
    written = file.stat().st_ino
    assert matrix(town, "--format", "csv").out == plain
    assert [one.stat().st_ino for one in kept.iterdir()] == [written]
    file.write_bytes(b"damaged")
    assert matrix(town, "--format", "csv").out == plain


def test_a_recommendation_tells_how_far_the_times_over_the_roads_are(town):
    told = []
    api.recommend(town, api.Choices(compare_policies=False), lambda *step: told.append(step))
    step = [(done, total) for name, done, total in told if name == "journeys and eligibility"]
    assert any(total > 1 for _, total in step)
    assert step[-1] == (1, 1)
