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
