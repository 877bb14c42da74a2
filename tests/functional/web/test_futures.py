"""Futures on pages: asked for with the scenarios of a round, looked at, and taken away as tables."""

import shutil

import pytest

from sufficiency.panel.people import Role
from sufficiency.reports.csv_file import read_csv
from sufficiency.workbench.jobs import DrawFutures, job, queue_job, stop_job
from tests.fixtures.pages import Page
from tests.fixtures.workbench import person_for

PLANNER = person_for(Role.PLANNER)
ASK = "/plan/rounds/round/futures"


@pytest.fixture
def planner(site):
    return site.cookie(PLANNER)


def test_futures_are_asked_for_by_scenarios_and_number(site, planner):
    """All that is wrong is said at once, and what was right stays; then it is a job."""
    form = {"form_key": site.form_key(planner), "key": "asked-once"}
    wrong = site.ask("POST", ASK, planner, form | {"draws": "9", "waiting": "many", "years": "none of its business"})
    assert wrong.status == 422
    for says in ("at least one scenario", "from 10 to 1,000", "from 0 to 5"):
        assert says in wrong.text
    asked = site.ask("POST", ASK, planner, form | {"names": "as-is", "draws": "30", "waiting": "2"})
    place = asked.headers["location"]
    assert job(site.workbench.store, int(place.rpartition("/")[2])).arguments == {
        "folder": "round", "names": ["as-is"], "draws": 30, "seed": None, "waiting": 2,
    }  # fmt: skip
    site.ask("POST", f"{place}/stop", planner, form)
    assert "Draw 30 futures of round: as-is" in site.ask("GET", "/jobs", planner).text


def test_what_was_drawn_is_found_said_in_words_and_has_a_table_under_every_chart(site, planner):
    assert 'href="/plan/futures/futures-1"' in site.ask("GET", "/plan", planner).text
    said = Page(site.ask("GET", "/plan/futures/futures-1", planner).text)
    assert "do-nothing: places run short in 39 of 40 futures by 2035/36" in said.text
    charts = [attrs for _, attrs, _ in said.all("svg") if attrs.get("role") == "img"]
    tables = {attrs["id"] for _, attrs, _ in said.all("table")}
    assert len(charts) == 4
    assert {"likely-table", "bands-table", "cost-table", "drivers-table", "kinds-0", "kinds-1"} <= tables


def test_its_tables_are_handed_over_and_nothing_else_of_its_folder(site, planner, tmp_path):
    answer = site.ask("GET", "/plan/futures/futures-1/files/shortfall.csv", planner)
    assert 'filename="futures-1-shortfall.csv"' in answer.headers["content-disposition"]
    (tmp_path / "shortfall.csv").write_bytes(answer.content)
    assert next(row["short"] for row in read_csv(tmp_path / "shortfall.csv") if row["year"] == "2035") == "39"
    (site.workbench.shelf.folder / "futures-1" / "draws.jsonl").write_text("kept", encoding="utf-8")
    for name in ("draws.jsonl", "..%2f..%2fworkbench.db"):
        assert site.ask("GET", f"/plan/futures/futures-1/files/{name}", planner).status == 404


def test_futures_stopped_before_one_was_finished_lead_nowhere(site, planner):
    """What the job keeps to go on from is no answer yet."""
    store, folder = site.workbench.store, site.workbench.shelf.folder
    asked = queue_job(store, folder, DrawFutures("round", ("as-is",)), PLANNER)
    stop_job(store, asked.number, PLANNER)
    (folder / asked.result).mkdir()
    (folder / asked.result / "draws.jsonl").touch()
    assert "Nothing was written" in site.ask("GET", f"/jobs/{asked.number}", planner).text
    shutil.copytree(folder / "futures-1", folder / asked.result, dirs_exist_ok=True)
    assert f'href="/plan/futures/{asked.result}"' in site.ask("GET", f"/jobs/{asked.number}", planner).text
    said = site.ask("GET", f"/plan/futures/{asked.result}", planner).text
    assert "Smallshire, round" in said, "the job tells for which round they were drawn"
