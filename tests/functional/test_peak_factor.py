"""Roads at the time when schools open: one number in authority.toml stretches every time over them."""

import csv

from tests.functional.commands import in_process


def minutes(run):
    with (run / "recommendations.csv").open(encoding="utf-8", newline="") as file:
        return {row["child_ref"]: (row["urn"], float(row["minutes"])) for row in csv.DictReader(file)}


def test_times_over_roads_take_as_much_longer_as_the_authority_says_and_the_recount_agrees(tmp_path):
    made = in_process("data", "synth", "town", "--children", 30, "--settings", 6, "--seed", 5, folder=tmp_path)
    assert made.code == 0, made.err
    free = in_process("panel", "recommend", "town", "--out", "free", "--no-compare", folder=tmp_path)
    assert free.code == 0, free.err
    about = tmp_path / "town" / "authority.toml"
    about.write_text(about.read_text().replace("peak_percent = 100", "peak_percent = 130"))
    said = in_process("panel", "recommend", "town", "--out", "peak", "--no-compare", folder=tmp_path)
    assert said.code == 0, said.err
    before, after = minutes(tmp_path / "free"), minutes(tmp_path / "peak")
    same = [ref for ref in before.keys() & after.keys() if before[ref][0] == after[ref][0]]
    assert len(same) > 10
    longer = [after[ref][1] / before[ref][1] for ref in same if before[ref][1] > 5]
    assert all(1.2 < ratio < 1.31 for ratio in longer), "the way from the door to the first road is not stretched"
    assert "peak factor 1.30" in in_process("travel", "matrix", "town", folder=tmp_path).out


def test_a_peak_below_free_roads_is_a_fault_of_that_key(tmp_path):
    in_process("data", "synth", "town", "--children", 12, "--settings", 6, "--seed", 5, folder=tmp_path)
    about = tmp_path / "town" / "authority.toml"
    about.write_text(about.read_text().replace("peak_percent = 100", "peak_percent = 90"))
    said = in_process("data", "check", "town", "--format", "json", folder=tmp_path)
    assert (said.code, "travel.peak_percent" in said.out) == (3, True)
