"""Who travels today in a made-up authority: children placed, under the references they have there."""

import csv

import pytest

from sufficiency.synthetic.authority import write_authority
from sufficiency.tables.load import load


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A made-up authority of the usual size."""
    made = tmp_path_factory.mktemp("synthetic") / "riverside"
    write_authority(made, seed=7)
    return made


@pytest.fixture(scope="module")
def inputs(folder):
    return load(folder).inputs


def test_they_are_children_placed_with_the_same_setting_year_and_home(folder, inputs):
    with (folder / "placements.csv").open(encoding="utf-8") as file:
        placed = {row["child_ref"]: row for row in csv.DictReader(file)}
    assert 800 < len(inputs.passengers) <= len(placed)
    for one in inputs.passengers:
        row = placed[one.ref]
        assert (str(one.ncy), str(one.urn), one.home.postcode) == (row["ncy"], row["urn"], row["postcode"])
        assert one.home.has_point


@pytest.mark.parametrize(
    ("what", "low", "high"), [("wheelchair", 3, 7), ("passenger_assistant", 11, 19), ("solo_travel", 3, 9)]
)
def test_their_needs_are_as_common_as_councils_say(inputs, what, low, high):
    with_it = sum(getattr(one, what) for one in inputs.passengers)
    assert low <= 100 * with_it / len(inputs.passengers) <= high


def test_some_are_kept_apart_from_another_of_their_setting(inputs):
    setting = {one.ref: one.urn for one in inputs.passengers}
    kept = [one for one in inputs.passengers if one.apart_from]
    assert kept
    assert all(setting[other] == one.urn and other != one.ref for one in kept for other in one.apart_from)


def test_vehicles_are_an_example_and_walking_is_not_known_of_every_child(inputs):
    assert len(inputs.fleet.vehicles) == 6
    assert all(kind.source.startswith("An example, assumed") for kind in inputs.fleet.vehicles)
    assert inputs.depth == "insertion"
    assert {case.cannot_walk for case in inputs.cases} == {True, False, None}
    assert 0 < sum(wish.parent_transports for wish in inputs.preferences) < len(inputs.preferences) // 20
    assert len(inputs.pickup_points) == 8
