"""A planner's and a transport officer's journey in a real browser, by role and label; small with scripts off."""

import io
import re

import openpyxl
import pytest
from docx import Document

from sufficiency import api
from sufficiency.panel.people import Role
from sufficiency.panel.refusal import NotAllowed
from sufficiency.web.pages.jobs import SEEN_BY
from sufficiency.workbench.jobs import (
    KINDS,
    MakeRoutes,
    RecommendRound,
    RunScenarios,
    WriteLetters,
    queue_job,
    stop_job,
)
from sufficiency.workbench.worker import at_work
from tests.fixtures.workbench import person_for, served
from tests.functional.conftest import browser  # noqa: F401  the fixture
from tests.functional.web.test_in_a_browser import look

DAY_LONG = 600_000
"""Milliseconds that a job at night may take."""


@pytest.fixture
def signed_in(browser):  # noqa: F811
    """A page of a browser that is signed in to a site as somebody."""
    opened = []

    def page(site, person, width=320, scripts=False):
        context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
        name, _, value = site.cookie(person).partition("=")
        context.add_cookies([{"name": name, "value": value, "url": site.base}])
        opened.append(context)
        return context.new_page()

    yield page
    for context in opened:
        context.close()


def taken(page, link):
    """The bytes of a file that a link gives."""
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    return io.BytesIO(download.value.path().read_bytes())


def test_a_planner_sets_scenarios_side_by_side_and_takes_the_papers_away(site, signed_in):
    page = signed_in(site, person_for(Role.PLANNER))
    page.goto(site.base)
    page.get_by_role("link", name="Compare the scenarios of plan-1").click()
    table = page.get_by_role("table", name="10 years together, beside do-nothing")
    table.wait_for()
    assert table.get_by_role("columnheader").all_inner_texts() == ["Figure", "do-nothing", "bases-first"]
    page.get_by_role("img", name="Who gains minutes: bases-first").wait_for()
    page.get_by_role("img", name="Map: Where places are in 2035/36: bases-first").wait_for()
    book = openpyxl.load_workbook(taken(page, "Download the workbook"))
    assert {"Scenarios", "Gap", "Areas"} <= set(book.sheetnames)
    paper = Document(taken(page, "Download the committee paper"))
    assert any("bases-first" in one.text for one in paper.paragraphs)
    page.get_by_text("Choose the scenarios shown (2 of 2)").click()
    page.get_by_label("do-nothing", exact=True).uncheck()
    page.get_by_label("Beside", exact=True).select_option("bases-first")
    page.get_by_role("button", name="Show these").click()
    page.get_by_role("heading", name="bases-first", exact=True).wait_for()


def test_a_planner_is_told_of_no_case_and_of_no_home(site):
    cookie = site.cookie(person_for(Role.PLANNER))
    first = site.ask("GET", "/", cookie).text
    assert 'href="/plan"' in first
    assert not re.search(r'href="/(runs|panel|travel)', first)
    assert {site.ask("GET", path, cookie).status for path in ("/runs/run", "/travel/routes/travel-1")} == {403}


def test_what_a_round_lacks_for_planning_is_named_without_a_word_of_its_cells(site):
    said = site.ask("GET", "/plan/rounds/round/demand", site.cookie(person_for(Role.PLANNER))).text
    assert "cannot be planned from yet" in said
    assert "plans" in said
    assert "C01" not in said


def test_tables_to_send_say_whom_they_are_for_and_what_a_round_lacks_for_them(site):
    cookie = site.cookie(person_for(Role.PLANNER))
    said = site.ask("GET", "/plan/rounds/round/returns", cookie).text
    for name in ("scap-authority.xlsx", "dsg-public.csv", "reform-plan-authority.csv"):
        assert f'href="/plan/rounds/round/returns/{name}"' in said
    assert "Committee paper of plan-1" in said
    assert "cannot be planned from yet" in site.ask("GET", "/plan/rounds/round/returns/dsg-public.csv", cookie).text
    assert site.ask("GET", "/plan/rounds/round/returns/dsg-panel.csv", cookie).status == 404


def test_scenarios_are_asked_for_by_name_and_years(site):
    """What is wrong is said beside the field; what is right becomes a job that planners see and others do not."""
    planner, transport = (site.cookie(person_for(role)) for role in (Role.PLANNER, Role.TRANSPORT))
    path, form = "/plan/rounds/round/scenarios", {"form_key": site.form_key(planner), "key": "asked-once"}
    assert "Choose at least one scenario" in site.ask("POST", path, planner, form).text
    assert "from 1 to 10" in site.ask("POST", path, planner, form | {"names": "as-is", "years": "eleven"}).text
    begun = site.ask("POST", path, planner, form | {"names": "as-is", "years": "1"})
    assert begun.status == 303
    place = begun.headers["location"]
    site.ask("POST", f"{place}/stop", planner, form)
    assert "Run scenarios of round: as-is" in site.ask("GET", "/jobs", planner).text
    assert "Run scenarios" not in site.ask("GET", "/jobs", transport).text
    assert site.ask("GET", place, transport).status == 404


def test_each_team_has_its_own_work_done_and_no_other(site):
    store, folder = site.workbench.store, site.workbench.shelf.folder
    with pytest.raises(NotAllowed):
        queue_job(store, folder, RunScenarios("round", ("as-is",)), person_for(Role.TRANSPORT))
    with pytest.raises(NotAllowed):
        queue_job(store, folder, MakeRoutes("round"), person_for(Role.PLANNER))
    chair = person_for(Role.CHAIR)  # who sends letters, and has no round recommended
    assert stop_job(store, queue_job(store, folder, WriteLetters("run", "R-1"), chair).number, chair).state == "stopped"
    with pytest.raises(NotAllowed):
        queue_job(store, folder, RecommendRound("round", "deadline"), chair)


def test_the_transport_team_reads_routes_and_sets_two_answers_side_by_side(site, signed_in):
    page = signed_in(site, person_for(Role.TRANSPORT))
    page.goto(site.base)
    page.get_by_role("link", name="Look at the routes of travel-1").click()
    page.get_by_role("img", name="Routes to each setting").wait_for()
    route = page.get_by_role("row").filter(has_text="C-1, C-2 at Library, C-3")
    assert route.get_by_role("rowheader").inner_text() == "Alder School"
    page.get_by_role("link", name="The whole page").click()
    page.get_by_role("heading", name="Transport to specialist places").wait_for()
    page.goto(f"{site.base}/travel/compare")
    page.get_by_label("Before").select_option("round")
    page.get_by_label("After").select_option("run")
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("table", name="Price a year, by setting").wait_for()


def test_the_five_numbers_of_places_stand_apart_beside_a_map(site):
    said = site.ask("GET", "/places", site.cookie(person_for(Role.PLANNER))).text
    for name in ("Physical", "Commissioned", "On roll", "Held", "Free to name"):
        assert f">{name}<" in said
    assert 'role="img"' in said


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A made-up authority with its history and its scenarios, served, and a worker beside it."""
    folder = tmp_path_factory.mktemp("town")
    api.synthesise(folder / "town", children=24, settings=6, seed=3)
    with served(folder) as found, at_work(found.workbench.store, folder):
        yield found


@pytest.mark.nightly
def test_a_planner_goes_from_demand_to_scenarios_that_were_run(town, signed_in):
    page = signed_in(town, person_for(Role.PLANNER), width=1280, scripts=True)
    page.goto(town.base)
    page.get_by_role("link", name="Look at the demand of town").click()
    page.get_by_role("img", name="What moves the number of plans").wait_for()
    page.get_by_label("Told by", exact=True).select_option("area")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("table", name="Children with plans in January, by area").wait_for()
    page.get_by_role("link", name="Where places run short").click()
    page.get_by_text("At P80 the first to bind is").wait_for()
    page.get_by_role("link", name="Scenarios of town").click()
    for name in ("do-nothing", "satellites"):
        page.get_by_label(name, exact=True).check()
    page.get_by_label("Years ahead").fill("2")
    page.get_by_role("button", name="Run the scenarios chosen").click()
    page.get_by_role("link", name="see what it made").click(timeout=DAY_LONG)
    page.get_by_role("table", name="2 years together, beside do-nothing").wait_for()
    found = {path: look(page, town.base + path) for path in (
        "/plan", "/plan/rounds/town/demand", "/plan/rounds/town/demand?by=area", "/plan/rounds/town/gap",
        "/plan/rounds/town/scenarios", "/plan/runs/plan-1", "/jobs",
    )}  # fmt: skip
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.nightly
def test_a_planner_takes_the_returns_away_and_draws_futures(town, signed_in):
    page = signed_in(town, person_for(Role.PLANNER), width=320, scripts=True)
    page.goto(f"{town.base}/plan")
    page.get_by_role("link", name="Tables to send from town").click()
    forecast = openpyxl.load_workbook(taken(page, "(SCAP): Excel, exact, for the authority"))
    assert forecast.sheetnames == ["SCAP primary", "SCAP secondary"]
    public = taken(page, "DSG management plan: CSV, for the public").read().decode()
    assert "[c]" in public
    page.goto(f"{town.base}/plan/rounds/town/scenarios")
    page.get_by_role("button", name="Draw futures for the scenarios chosen").click()
    page.get_by_role("alert").get_by_role("link", name="Choose at least one scenario").click()
    for name in ("do-nothing", "satellites"):
        page.get_by_label(name, exact=True).check()
    page.get_by_label("Futures to draw").fill("10")
    page.get_by_role("button", name="Draw futures for the scenarios chosen").click()
    page.get_by_role("link", name="see what it made").click(timeout=DAY_LONG)
    page.get_by_role("heading", name="2 scenarios in 10 futures").wait_for()
    page.get_by_text("Synthetic data: no child here is real").wait_for()
    made = page.url.removeprefix(town.base)
    found = {path: look(page, town.base + path) for path in (made, "/plan/rounds/town/returns")}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.nightly
def test_the_transport_team_has_routes_made(town, signed_in):
    page = signed_in(town, person_for(Role.TRANSPORT), width=320, scripts=True)
    page.goto(f"{town.base}/travel")
    page.get_by_role("link", name="Estimate for town").click()
    page.get_by_role("img", name="Routes to each setting").wait_for()
    page.goto(f"{town.base}/travel")
    page.get_by_role("button", name="Make routes for town").click()
    page.get_by_role("link", name="see what it made").click(timeout=DAY_LONG)
    page.get_by_role("img", name="Routes to each setting").wait_for()
    route_planning = taken_file(page, "route-planning.csv")
    assert route_planning.startswith("passenger_ref,")
    found = {
        path: look(page, town.base + path) for path in ("/travel", "/travel/of/town", "/travel/of/town?depth=rate")
    }
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def taken_file(page, name):
    page.get_by_text("Files of these routes, to keep").click()
    return taken(page, name).read().decode("utf-8-sig")


def test_every_kind_of_job_says_who_is_told_of_it():
    assert KINDS.keys() == SEEN_BY.keys()
