"""`sufficiency demand` and `sufficiency report` on the made-up authority's own history, as a planner types them."""

import csv
import io
import json

import openpyxl
import pytest

from sufficiency import api
from tests.functional.commands import in_process

STEPS = ("rates of today", "population", "trend of rates", "policy", "latent demand")


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    folder = tmp_path_factory.mktemp("planning") / "town"
    api.synthesise(folder, children=24, settings=8, seed=3)
    return folder


def rows(town, *words):
    """The JSON of a command; few futures, which is enough to see that they are there."""
    done = in_process(*words[:2], town, *words[2:], "--draws", "10", "--format", "json", folder=town.parent)
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_the_made_up_authority_is_projected_from_what_it_was_made_with(town):
    told = rows(town, "demand", "project", "--years", "3")
    with (town / "plans.csv").open(encoding="utf-8") as file:
        plans = list(csv.DictReader(file))
    assert {plan["january"] for plan in plans} == {"2024", "2025", "2026"}
    today = next(row for row in told if (row["january"], row["placement"]) == (2026, "all"))
    assert today["expected"] == sum(plan["january"] == "2026" for plan in plans)
    assert today["latent: waiting"] == sum(
        bool(plan["waiting_for"]) and plan["placement"] != "independent" for plan in plans
    )
    for row in told:
        start = next(one for one in told if (one["january"], one["placement"]) == (2026, row["placement"]))
        stock = start["expected"] - sum(start[step] for step in STEPS)
        assert row["expected"] == stock + sum(row[step] for step in STEPS)


def test_people_read_kinds_steps_and_who_waits(town):
    done = in_process("demand", "project", town, "--by", "phase", "--draws", "10", folder=town.parent)
    assert done.code == 0, done.err
    assert "after Year 14" in done.out
    assert "rates of today" in done.out
    assert "Latent demand today:" in done.out


def test_gaps_are_places_against_demand(town):
    told = rows(town, "demand", "gap")
    assert {row["year"] for row in told} == set(range(2026, 2036))
    assert all(row["gap_p50"] <= row["gap_p80"] for row in told)
    places = rows(town, "demand", "gap", "--by", "places")
    assert sum(row["commissioned"] for row in places) == sum(row["places"] for row in told if row["year"] == 2026)
    shown = in_process("demand", "gap", town, "--draws", "10", folder=town.parent)
    assert "At P50 the first to bind is" in shown.out


def test_a_return_is_written_once_and_whole(town, tmp_path):
    out = tmp_path / "scap.csv"
    done = in_process("demand", "export", town, "--scap", "--out", out, "--draws", "10", folder=tmp_path)
    assert done.code == 0, done.err
    lines = list(csv.reader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert len(lines) == 1 + 4 * 7 + 4 * 5
    again = in_process("report", "scap", town, "--out", out, "--draws", "10", folder=tmp_path)
    assert again.code == 6
    other = in_process("report", "dsg", town, "--out", tmp_path / "dsg.pdf", folder=tmp_path)
    assert other.code == 2


def test_the_reform_plan_as_a_workbook_has_a_sheet_for_each_table_and_says_what_it_cannot(town, tmp_path):
    done = in_process("report", "reform-plan", town, "--out", tmp_path / "plan.xlsx", folder=tmp_path)
    assert done.code == 0, done.err
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    assert book.sheetnames == ["5.1", "6", "7", *(f"7.{number}" for number in range(1, 8)), "10", "11", "12"]
    by_row = {row[0].value: row for row in book["6"].iter_rows(min_row=4)}
    support = by_row["Support bases in mainstream settings"]
    assert support[1].value == "not told"
    assert support[6].value.startswith("Cannot be told")


def test_a_return_for_the_public_hides_small_numbers_on_the_terminal_too(town):
    exact, public = (rows(town, "report", "scap", *more) for more in ((), ("--audience", "public")))
    year = next(name for name in exact[0] if name.endswith("actual"))
    small = [at for at, row in enumerate(exact) if 0 < row[year] < 8]
    assert small
    assert {public[at][year] for at in small} == {"[c]"}


@pytest.mark.parametrize("words", [("demand", "gap"), ("report", "dsg"), ("report", "reform-plan")])
def test_machines_read_the_same_rows_as_csv_and_json(town, words):
    draws = ("--draws", "10") if words[1] == "gap" else ()
    shown = {form: in_process(*words, town, *draws, "--format", form, folder=town.parent) for form in ("csv", "json")}
    assert {done.code for done in shown.values()} == {0}
    told = list(csv.DictReader(io.StringIO(shown["csv"].out)))
    assert [list(row) for row in told] == [list(row) for row in json.loads(shown["json"].out)]


def test_an_authority_without_history_is_told_all_that_is_missing(town, tmp_path):
    bare = tmp_path / "bare"
    api.export(town, bare, "csv")
    for name in ("plans", "areas", "population"):
        (bare / f"{name}.csv").unlink()
    for words in (("demand", "project"), ("demand", "gap"), ("report", "scap")):
        done = in_process(*words, bare, folder=tmp_path)
        assert done.code == 3
        for name in ("plans.csv", "areas.csv", "population.csv"):
            assert name in done.err
    assert in_process("data", "check", bare, folder=tmp_path).code == 0, "a round for the panel needs none of them"


def test_a_folder_and_open_data_together_are_not_understood(town):
    done = in_process("demand", "project", town, "--open-data", town, "--authority", "855", folder=town.parent)
    assert done.code == 2
