"""`sufficiency demand backtest` on the published statistics: the figures that the documentation states."""

import json

import pytest

from sufficiency.importers.published_plans import read_plan_histories
from tests.functional.commands import in_process


@pytest.fixture(scope="module")
def rows(open_data):
    done = in_process(
        "demand", "backtest", "--open-data", open_data, "--origin", "2023", "--format", "json", folder=open_data
    )
    assert done.code == 0, done.err
    return [row for row in json.loads(done.out) if row["years_ahead"] == 1]


def test_published_histories_are_read_as_published(open_data):
    by_code = {one.code: one for one in read_plan_histories(open_data)}
    leicestershire = by_code["855"]
    assert [leicestershire.plans[year] for year in (2019, 2023)] == [4222, 6201]
    assert sum(one.plans.get(2023, 0) for one in by_code.values()) == 517_048
    assert sum(one.requests.get(2019, 0) for one in by_code.values()) == 82_329
    assert 2025 not in by_code["202"].plans, "kept back, and its symbol is no count"


def test_every_naive_forecast_is_beaten_by_fifteen_per_cent(rows):
    beside = [row["model_against_it_percent"] for row in rows if row["model_against_it_percent"] is not None]
    assert len(beside) == 10
    assert max(beside) <= -15


def test_the_band_holds_about_eight_in_ten(rows):
    within = [row["within_p10_p90_percent"] for row in rows if row["method"] == "this model"]
    assert len(within) == 2
    assert all(75 <= share <= 85 for share in within)


def test_a_folder_without_the_statistics_names_every_file(tmp_path):
    done = in_process("demand", "backtest", "--open-data", tmp_path, folder=tmp_path)
    assert done.code == 3
    assert done.err.count("ehcp/") >= 6


def test_a_january_with_nothing_after_it_is_refused(open_data):
    done = in_process("demand", "backtest", "--open-data", open_data, "--origin", "2024", folder=open_data)
    assert done.code == 2
    assert "--origin 2019 to 2023" in done.err


@pytest.fixture(scope="module")
def leicestershire(open_data):
    done = in_process(
        "demand", "project", "--open-data", open_data, "--authority", "855", "--format", "json", folder=open_data
    )
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_a_projection_starts_from_the_published_stock(leicestershire):
    today = {row["placement"]: row for row in leicestershire if row["january"] == 2024}
    assert (today["all"]["expected"], today["all"]["p10"], today["all"]["p90"]) == (6377, 6377, 6377)
    assert sum(row["expected"] for name, row in today.items() if name != "all") == 6377


def test_ten_years_are_projected_and_widen(leicestershire):
    whole = [row for row in leicestershire if row["placement"] == "all"]
    assert [row["january"] for row in whole] == list(range(2024, 2035))
    assert all(row["p10"] < row["expected"] < row["p90"] for row in whole[1:])
    assert whole[10]["p90"] - whole[10]["p10"] > whole[1]["p90"] - whole[1]["p10"]


def test_every_projected_figure_is_todays_and_its_steps(leicestershire):
    today = {row["placement"]: row["expected"] for row in leicestershire if row["january"] == 2024}
    named = ("rates of today", "population", "trend of rates", "policy", "latent demand")
    assert all(row["expected"] == today[row["placement"]] + sum(row[name] for name in named) for row in leicestershire)


def test_an_authority_that_is_none_is_named(open_data):
    done = in_process("demand", "project", "--open-data", open_data, "--authority", "999", folder=open_data)
    assert done.code == 2
    assert "999" in done.err


LLR = ("--authority", "855", "--authority", "856", "--authority", "857")


def test_the_gap_of_three_authorities_with_and_without_the_places_of_september_2022(open_data):
    done = in_process(
        "demand", "gap", "--open-data", open_data, *LLR, "--january", "2022", "--opened", "94", "--opened-in", "2022",
        "--draws", "40", "--format", "json", folder=open_data,
    )  # fmt: skip
    assert done.code == 0, done.err
    rows = {row["january"]: row for row in json.loads(done.out)}
    assert [rows[year]["children_p50"] for year in (2022, 2023, 2024)] == [2755, 3010, 3142], "as published"
    assert {rows[year]["told"] for year in (2022, 2023, 2024)} == {"published"}
    assert rows[2022]["places"] == rows[2022]["places_without"], "nothing had opened"
    for year in range(2023, 2035):
        assert rows[year]["gap_without_p50"] - rows[year]["gap_p50"] == 94
    assert rows[2030]["told"] == "projected"
    assert rows[2030]["children_p50"] < rows[2030]["children_p80"]
    assert rows[2030]["gap_p50"] > 0


def test_places_by_roll_are_the_children_there_were(open_data):
    done = in_process(
        "demand", "gap", "--open-data", open_data, *LLR, "--by-roll", "--draws", "10", "--format", "json",
        folder=open_data,
    )  # fmt: skip
    assert json.loads(done.out)[-1]["places"] == 1741 + 1338 - 95 + 8, "all but the hospital school"
