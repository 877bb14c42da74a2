"""A panel's journey in a real browser, by role and label; and every page looked at by axe, wide and narrow."""

import pytest

from sufficiency.web.workbench import has_assets
from tests.functional.web.browsing import AXE, look

PAGES = (
    "/", "/panel", "/panel/round/late?on=2026-02-20", "/runs", "/runs/run",
    "/runs/run/cases", "/runs/run/cases?outcome=no-place&sort=-deadline",
    "/runs/run/cases/C02", "/runs/run/cases/C02/effect?place=900001-main-7", "/runs/run/unplaced",
    "/runs/run/superseded", "/runs/run/compare", "/runs/run/cases/C02/decide?outcome=hold",
    "/runs/run/cases/C02/decide?outcome=defer", "/runs/run/cases/C02/consult", "/runs/run/cases/C02/refuse",
    "/runs/run/cases/C02/refuse?urn=900001&ground=B_I_EDU", "/runs/run/cases/C02/interest",
    "/runs/run/cases/C02/step?to=X1", "/places", "/places/round/900001",
    "/plan", "/plan/rounds/round/demand", "/plan/rounds/round/scenarios", "/plan/rounds/round/returns",
    "/plan/rounds/round/scenarios/new",
    "/plan/runs/plan-1", "/plan/runs/plan-1?of=bases-first", "/plan/futures/futures-1", "/travel",
    "/travel/of/round", "/travel/of/run?depth=rate", "/travel/compare",
    "/travel/compare?before=round&after=run", "/travel/routes/travel-1", "/jobs",
    "/runs/run/letters", "/runs/run/pack", "/runs/run/cases/C02/lock?place=900001-main-7",
    "/data", "/data/round", "/data/round/recorded", "/uploads", "/audit", "/audit?verify=yes", "/people",
    "/help", "/transparency", "/accessibility-statement", "/sign-in", "/no-such-page",
)  # fmt: skip


def before_the_panel(site, page):
    page.goto(site.base + "/panel")
    page.get_by_role("button", name="Bring the tables into the store").click()
    page.goto(site.base + "/runs/run")
    keep = page.get_by_role("button", name="Put this run before the panel")
    if keep.count():
        keep.click()
    page.get_by_text("This run is before the panel as").wait_for()


@pytest.mark.parametrize("scripts", [False, pytest.param(True, marks=pytest.mark.nightly)])
def test_a_panel_goes_from_tables_to_a_decision_against_the_recommendation(site, visit, scripts):
    page = visit(width=1280 if scripts else 320, scripts=scripts)
    before_the_panel(site, page)
    ref = "C03" if scripts else "C04"
    page.goto(f"{site.base}/runs/run/cases")
    page.get_by_label("Reference").fill(ref)
    page.get_by_role("button", name="Apply filters").click()
    page.get_by_text("1 case", exact=True).wait_for()
    page.get_by_role("link", name=ref, exact=True).click()
    page.get_by_role("region", name="Every other place").get_by_role("link").first.click()
    page.get_by_text("Nothing has been chosen").wait_for()
    page.get_by_role("region", name="Who would move").wait_for()
    page.get_by_role("button", name="Decide on this place").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("alert").get_by_role("link", name="Enter the reason").wait_for()
    assert page.title().startswith("Error: ")
    page.get_by_label("Reason").fill("A sibling starts there next year.")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Check your decision").wait_for()
    page.get_by_role("button", name="Confirm this decision").click()
    page.get_by_text("The decision is kept").wait_for()
    page.get_by_text("(other than recommended)").wait_for()
    page.get_by_role("heading", name="The panel decided on a place, which is now held").wait_for()


def test_sending_a_decision_twice_is_one_decision_and_a_full_place_is_refused_in_words(site):
    from sufficiency.store import decisions

    cookie = site.cookie(site.workbench.alone)
    key = site.form_key(cookie)
    for path in ("/panel/round/import", "/runs/run/keep"):
        site.ask("POST", path, cookie, {"form_key": key})
    site.ask("GET", "/runs/run/cases/C01", cookie)
    asked = site.ask("GET", "/runs/run/cases/C01/decide?outcome=defer", cookie).text
    sent = {name: asked.partition(f'name="{name}" value="')[2].partition('"')[0] for name in ("digest", "key")}
    form = {"form_key": key, "outcome": "defer", "place": "", "reason": "More from the school.", "sure": "yes", **sent}
    answers = [site.ask("POST", "/runs/run/cases/C01/decide", cookie, form) for _ in range(3)]
    assert [answer.status for answer in answers] == [303, 303, 303]
    assert len(decisions.decisions_on(site.workbench.store, "999-2026", "C01")) == 1
    stale = site.ask("POST", "/runs/run/cases/C01/decide", cookie, form | {"digest": "of another run", "key": "2"})
    assert stale.status == 409
    assert "is not the one you looked at" in stale.text


@pytest.mark.parametrize(
    ("width", "every"),
    [
        (320, False),
        pytest.param(320, True, marks=pytest.mark.nightly),
        pytest.param(1280, True, marks=pytest.mark.nightly),
    ],
)
def test_axe_finds_nothing_and_nothing_is_asked_of_any_network(site, visit, width, every):
    if not AXE.is_file() or not has_assets():
        pytest.skip("the front end is not built: ./run assets")
    page = visit(width)
    before_the_panel(site, page)
    few = ["/runs/run/cases/C02"]
    wrong = {path: look(page, site.base + path) for path in (PAGES if every else few)}
    assert {path: found for path, found in wrong.items() if found} == {}


@pytest.mark.nightly
def test_a_job_is_seen_to_end_without_the_page_being_loaded_again(site, visit):
    """A page that loads itself again takes away what somebody is reading (WCAG 2.2.1)."""
    page = visit()
    page.goto(f"{site.base}/panel")
    page.get_by_role("button", name="Recommend places").first.click()
    page.get_by_role("status").get_by_text("Waiting").wait_for()
    page.wait_for_load_state()
    page.evaluate("window.stays = true")
    site.do_jobs()
    page.get_by_role("link", name="see what it made").wait_for()
    assert page.get_by_role("button", name="Stop").count() == 0
    assert page.evaluate("window.stays")
