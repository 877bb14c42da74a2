"""A planner writes a scenario on a page: begun from another, every fault named with its line, kept once and told."""

import json
import tomllib
from dataclasses import replace

import pytest

from sufficiency.panel.people import Role
from sufficiency.panel.refusal import NotAllowed
from sufficiency.store.audit import show
from sufficiency.store.transactions import utc_now
from sufficiency.web.pages.new_scenario import line_of
from sufficiency.web.workbench import has_assets
from sufficiency.workbench.scenarios import add_scenario
from tests.fixtures.pages import Page
from tests.fixtures.workbench import Sender, person_for
from tests.functional.conftest import browser  # noqa: F401  the fixture
from tests.functional.web.browsing import AXE, faults_of

NEW, TEXT = "/plan/rounds/round/scenarios/new", "/plan/rounds/round/scenarios/text"
BEGUN = {"begin": "rest:as-is", "name": "more-of-elm", "description": "Elm takes two more.\r\nAsks what that costs."}
EXPANSION = """
[[action]]
name = "Two more"
kind = "expansion"
setting = 900002
needs = ["ASD"]
ncy_from = 7
ncy_to = 11
places = 2
opens = 2028
because = "The needs are too profound for a base."
"""


@pytest.fixture
def planner(site):
    return Sender(site, person_for(Role.PLANNER))


def written(answer):
    """What stands in the text field."""
    text = answer.text.partition('id="text"')[2].partition(">")[2].partition("</textarea>")[0]
    return Page(f"<p>{text}</p>").text[1:]


def kept(site):
    return {path.name for path in (site.workbench.shelf.folder / "round").glob("scenarios/*.toml")}


def test_what_it_begins_from_is_called_and_deviates_by_is_asked_for(planner):
    asked = planner.post(NEW, {"begin": "copy:nowhere"})
    assert asked.status == 422
    for says in ("choose one of the list", "Enter a name", "Say what deviates, and why"):
        assert says in asked.text


def test_a_scenario_is_written_kept_copied_and_never_over_another(site, planner):
    begun = written(planner.post(NEW, BEGUN))
    assert tomllib.loads(begun)["description"] == "Elm takes two more. Asks what that costs."
    assert "# places = " in begun, "every key is there as a note"
    done = planner.post(TEXT, {"text": begun + EXPANSION.replace("\n", "\r\n")})
    assert (done.status, done.headers["location"]) == (303, "/plan/rounds/round/scenarios")
    event = show(site.workbench.store, by=person_for(Role.PLANNER))[-1]
    assert (event.event, event.subject, json.loads(event.detail)["scenario"]) == (
        "scenario.written",
        "round",
        "more-of-elm",
    )
    copy = written(planner.post(NEW, BEGUN | {"begin": "copy:more-of-elm", "name": "much-more", "description": "'x'"}))
    assert EXPANSION.strip() in copy
    assert (tomllib.loads(copy)["name"], tomllib.loads(copy)["description"]) == ("much-more", "'x'")
    again = planner.post(TEXT, {"text": copy.replace("much-more", "more-of-elm")})
    assert again.status == 422
    assert "more-of-elm is the name of the scenario in scenarios/more-of-elm.toml too" in Page(again.text).text
    assert kept(site) == {"more-of-elm.toml"}


def stopped_clock():
    raise OSError("no time")


@pytest.mark.parametrize(
    ("role", "clock", "error"), [(Role.SERVICE_MANAGER, utc_now, NotAllowed), (Role.PLANNER, stopped_clock, OSError)]
)
def test_what_the_trail_does_not_tell_is_not_kept(site, planner, role, clock, error):
    before, text = kept(site), written(planner.post(NEW, BEGUN | {"name": "untold"})) + EXPANSION
    store = replace(site.workbench.store, clock=clock)
    with pytest.raises(error):
        add_scenario(store, site.workbench.shelf.folder / "round", text, person_for(role))
    assert kept(site) == before


def test_every_fault_is_named_with_its_line_and_nothing_is_kept(site, planner):
    before, events = kept(site), len(show(site.workbench.store))
    text = 'name = "wrong"\nbase = "as-is"\n' + EXPANSION.replace("2028", "1999").replace("= 2\n", '= "many"\n')
    refused = planner.post(TEXT, {"text": text})
    said = Page(refused.text).text
    assert refused.status == 422
    assert written(refused) == text.rstrip()
    for fault in ("description is blank", "Line 11, action[1].places", "Line 12, action[1].opens"):
        assert fault in said
    assert "is not TOML" in planner.post(TEXT, {"text": "name = "}).text
    assert (kept(site), len(show(site.workbench.store))) == (before, events)


@pytest.mark.parametrize(
    ("key", "line"),
    [("name", 1), ("action[1].opens", 3), ("action[2].opens", 5), ("action[2].places", 4), ("demand", 0)],
)
def test_a_fault_is_found_in_the_text_by_its_key(key, line):
    assert line_of('name = "a"\n[[action]]\nopens = 1\n[[action]]\nopens = 2', key) == line


@pytest.mark.nightly
@pytest.mark.parametrize("width", [320, 1280])
def test_a_planner_writes_one_in_a_browser_and_mends_what_is_wrong(site, visit, width):
    page = visit(width, scripts=width > 320, person=person_for(Role.PLANNER))
    page.goto(f"{site.base}/plan/rounds/round/scenarios")
    page.get_by_role("link", name="A new scenario").click()
    page.get_by_label("Begin from").select_option("New, resting on as-is")
    page.get_by_label("Name").fill(f"at-{width}")
    page.get_by_label("What deviates, and why").fill("Elm takes two more.")
    page.get_by_role("button", name="Continue to its text").click()
    text = page.get_by_label("Scenario", exact=True)
    whole = text.input_value() + EXPANSION
    text.fill(whole.replace("2028", "1999"))
    page.get_by_role("button", name="Check and keep").click()
    page.get_by_role("alert").get_by_role("link", name="action[1].opens").wait_for()
    if AXE.is_file() and has_assets() and width > 320:
        assert faults_of(page) == []
    page.get_by_label("Scenario", exact=True).fill(whole)
    page.get_by_role("button", name="Check and keep").click()
    page.get_by_role("heading", name="Scenarios of round").wait_for()
    page.get_by_text("1 dated action, 2028/29; 2 places added").first.wait_for()


def test_only_planners_write_scenarios(site):
    manager = Sender(site, person_for(Role.SERVICE_MANAGER))
    assert manager.post(TEXT, {"text": "name"}).status == 403
    assert "A new scenario" not in manager.get("/plan/rounds/round/scenarios").text
