"""What people record about a case: said in full or not at all, kept once, told on its page."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sufficiency.domain.cases import State
from sufficiency.panel.people import Role
from sufficiency.store import cases, decisions
from sufficiency.store.case_file import case_file
from sufficiency.store.runs import runs
from tests.fixtures.pages import Page
from tests.fixtures.rounds import ELM, OAK
from tests.fixtures.workbench import REFS, Sender, person_for

ROUND = "999-2026"
OFFICER, CHAIR, MANAGER = (person_for(role) for role in (Role.PANEL_OFFICER, Role.CHAIR, Role.SERVICE_MANAGER))


@pytest.fixture
def by(before_the_panel):
    return lambda person: Sender(before_the_panel, person)


def file_of(site, ref):
    return case_file(site.workbench.store, ROUND, ref)


def problems(answer):
    """The fields that the error summary leads to."""
    page = Page(answer.text)
    return {
        attrs["href"] for tag, attrs, path in page.all("a") if attrs.get("href", "").startswith("#") and "ul" in path
    }


def test_a_consultation_and_its_reply_are_kept_once_and_told_on_the_case(before_the_panel, by):
    officer, form = by(OFFICER), {"urn": str(OAK), "sent_on": "2026-01-05", "reply": "none"}
    for _ in range(3):
        assert officer.post("/runs/run/cases/C01/consult", form, key="sent").status == 303
    assert officer.post("/runs/run/cases/C01/consult", form | {"key": ""}).status == 400, "no form of ours"
    reply = form | {"reply": "object", "replied_on": "2026-01-09", "ground": "PROVIDER_REPORTED_FULL"}
    longest = reply | {"evidence": "x" * 4_000}
    told = by(OFFICER).post("/runs/run/cases/C01/consult", longest, key="sent")  # another session's key is another
    kept = file_of(before_the_panel, "C01").consultations
    assert [(str(one.reply), str(one.ground)) for one in kept] == [("none", ""), ("object", "PROVIDER_REPORTED_FULL")]
    said = Page(officer.get(told.headers["location"]).text).text
    assert "Oak School; reply object; ground PROVIDER_REPORTED_FULL" in said


def test_a_form_sent_twenty_times_at_once_is_kept_once(before_the_panel, by):
    officer, form = by(OFFICER), {"urn": str(OAK), "sent_on": "2026-01-06", "reply": "none"}
    with ThreadPoolExecutor(20) as many:
        sent = many.map(lambda _: officer.post("/runs/run/cases/C06/consult", form, key="at once").status, range(20))
    assert set(sent) == {303}
    assert len(file_of(before_the_panel, "C06").consultations) == 1


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"urn": ""}, "#urn"),
        ({"sent_on": "5 January"}, "#sent_on"),
        ({"sent_on": "2026-02-30"}, "#sent_on"),
        ({"reply": "perhaps"}, "#reply"),
        ({"replied_on": "2026-01-04"}, "#replied_on"),
        ({"reply": "object"}, "#ground"),
        ({"reply": "accept", "ground": "A_SEN"}, "#ground"),
        ({"evidence": "x" * 4_001}, "#evidence"),
    ],
)
def test_a_consultation_that_says_too_little_or_contradicts_itself_is_sent_back(before_the_panel, by, changed, wrong):
    before = file_of(before_the_panel, "C02").consultations
    form = {"urn": str(OAK), "sent_on": "2026-01-05", "reply": "none"} | changed
    answer = by(OFFICER).post("/runs/run/cases/C02/consult", form)
    assert answer.status == 422
    assert problems(answer) == {wrong}
    assert "<title>Error: " in answer.text.replace("\n", "")
    assert file_of(before_the_panel, "C02").consultations == before


def test_full_is_no_ground_and_a_letter_waits_for_the_evidence(before_the_panel, by):
    officer, chair, site = by(OFFICER), by(CHAIR), before_the_panel
    full = officer.get(f"/runs/run/cases/C02/refuse?urn={OAK}&ground=PROVIDER_REPORTED_FULL")
    assert full.status == 422
    assert "not a ground of refusal" in full.text
    ground = {"urn": str(OAK), "ground": "A_AGE", "consideration": "Read and weighed."}
    assert officer.post("/runs/run/cases/C02/refuse", ground | {"consideration": ""}).status == 422
    officer.post("/runs/run/cases/C02/refuse", ground)
    hold(chair, "C02")
    final = step(officer, "C02", "P4")
    assert final.status == 409
    assert "No letter may go" in final.text
    items = [missing.item for missing in file_of(site, "C02").unanswered[0].missing]
    assert len(items) == 3
    told = officer.get(f"/runs/run/cases/C02/refuse?urn={OAK}&ground=A_AGE").text
    assert "Read and weighed." in told, "what was said before is there to be completed"
    officer.post("/runs/run/cases/C02/refuse", ground | {f"evidence-{item}": "7 to 11, GIAS" for item in items})
    assert step(officer, "C02", "P4").status == 303
    assert file_of(site, "C02").now.state is State.NAMED_FINAL


def step(sender, ref, to, **said):
    """The form of a step, filled in and sent."""
    way = f"/runs/run/cases/{ref}/step"
    return sender.post(way, sender.hidden(f"{way}?to={to}") | said)


def hold(chair, ref, place=""):
    """The chair looks at the case, then holds this place, or what is recommended."""
    chair.get(f"/runs/run/cases/{ref}")
    digest = chair.hidden(f"/runs/run/cases/{ref}/decide?outcome=hold&place={place}")["digest"]
    form = {"outcome": "hold", "place": place, "digest": digest, "reason": "Its evidence.", "sure": "yes"}
    assert chair.post(f"/runs/run/cases/{ref}/decide", form).status == 303


def test_a_held_place_is_given_up_by_a_manager_with_all_that_its_policies_ask(before_the_panel, by):
    site = before_the_panel
    manager = by(MANAGER)
    assert "1: Oak School" not in manager.get("/runs/run/cases/C03").text, "which is recommended"
    hold(by(CHAIR), "C03", f"{ELM}-main-7")
    assert "1: Oak School" in manager.get("/runs/run/cases/C03").text, "and needs its answer where another is held"
    blank = step(manager, "C03", "P2")
    assert (blank.status, problems(blank)) == (422, {"#reason", "#code", "#on"})
    whole = {"reason": "The family moved.", "code": "U2", "on": "2026-01-20"}
    assert by(CHAIR).get("/runs/run/cases/C03/step?to=P2").status == 409, "not a step for a chair"
    assert by(CHAIR).get("/runs/run/cases/C06/step?to=P3").status == 409, "a decision is no step"
    assert step(manager, "C03", "P2", **whole | {"on": "2926-01-20"}).status == 409, "a day to come"
    assert step(manager, "C03", "P2", **whole).status == 303
    assert file_of(site, "C03").now.group is None
    assert "The family moved." in manager.get("/runs/run/cases/C03").text


def test_a_tribunal_s_order_names_its_place_even_over_number(before_the_panel, by):
    order = {"reason": "Order of the tribunal.", "on": "2026-01-22", "place": f"{OAK}-main-7"}
    for ref in ("C04", "C05"):
        assert step(by(OFFICER), ref, "X1", **order).status == 303
    assert file_of(before_the_panel, "C05").now.group.urn == OAK, "the second child on one place"


def test_a_step_asked_for_before_the_case_was_moved_by_another_is_refused(before_the_panel, by):
    officer, way = by(OFFICER), "/runs/run/cases/C06/step"
    shown = officer.hidden(f"{way}?to=X1")
    assert step(by(OFFICER), "C06", "P1").status == 303
    order = {"reason": "Order of the tribunal.", "on": "2026-01-22", "place": f"{OAK}-main-7"}
    late = officer.post(way, shown | order)
    assert (late.status, "moved since you looked" in late.text) == (409, True)
    assert {officer.post(way, shown | order | {"seen": seen}).status for seen in ("x", "9" * 40)} == {409}
    assert file_of(before_the_panel, "C06").now.state is State.TYPE_AGREED


@pytest.mark.parametrize("urn", ["", str(OAK)])
def test_an_interest_in_a_case_or_a_setting_keeps_its_holder_from_deciding(before_the_panel, by, urn):
    before_the_panel.add_person(f"interested{urn}", Role.CHAIR)
    chair = by(f"interested{urn}")
    assert problems(chair.post("/runs/run/cases/C06/interest", {"says": ""})) == {"#says"}
    assert chair.post("/runs/run/cases/C06/interest", {"says": "A cousin.", "urn": urn}).status == 303
    chair.get("/runs/run/cases/C06")
    digest = chair.hidden("/runs/run/cases/C06/decide?outcome=hold")["digest"]
    form = {"outcome": "hold", "place": f"{OAK}-main-7", "digest": digest, "reason": "So.", "sure": "yes"}
    answer = chair.post("/runs/run/cases/C06/decide", form)
    assert answer.status == 409
    assert "You declared an interest (A cousin.)" in Page(answer.text).text
    assert decisions.decisions_on(before_the_panel.workbench.store, ROUND, "C06") == ()


def test_a_held_place_is_passed_on_only_once_a_manager_approved_it(a_held_place_passed_on):
    site = a_held_place_passed_on
    officer, manager = Sender(site, OFFICER), Sender(site, MANAGER)
    assert "is not before the panel, so nothing can be decided" in Page(officer.get("/runs/run/cases/B").text).text
    officer.post("/panel/round/import")
    officer.post("/runs/run/keep")
    assert "0 of 1 approved" in Page(manager.get("/panel").text).text
    assert "To approve" in Page(manager.get("/runs/run/superseded").text).text
    said = manager.get("/runs/run/cases/B").text
    assert "what a letter still needs" not in said, "its first request is the place recommended"
    way = next(attrs["href"] for _, attrs, _ in Page(said).all("a") if "/approve/" in attrs.get("href", ""))
    assert problems(manager.post(way, {"reason": ""})) == {"#reason"}
    assert manager.post(way, {"reason": "Its deadline ends first."}, key="one").status == 303
    assert manager.post(way, {"reason": "Its deadline ends first."}, key="one").status == 303, "once, however often"
    assert manager.post(way.replace("/S-", "/T-"), {"reason": "x"}).status == 404
    told = Page(officer.get("/runs/run/cases/A").text).text
    assert f"Approved by {MANAGER}" in told
    assert "A manager approved that a later request goes first" in told
    assert cases.cases(site.workbench.store, ROUND)[0].group is not None, "approval itself moves nobody"
    assert "A holds it still" in Page(manager.get("/runs/run/cases/B").text).text
    given_up = {"reason": "Passed on.", "code": "DEADLINE", "on": "2026-01-20"}
    assert step(manager, "A", "P2", **given_up).status == 303
    assert "A holds it still" not in Page(manager.get("/runs/run/cases/B").text).text


def test_a_case_says_why_it_cannot_be_decided_and_offers_no_way_to_it(before_the_panel, by):
    before_the_panel.add_person("conflicted", Role.CHAIR)
    chair, page_of = by("conflicted"), "/runs/run/cases/C01"
    free = Page(chair.get(page_of).text)
    assert any("/decide?outcome=defer" in attrs.get("href", "") for _, attrs, _ in free.all("a"))
    option = next(attrs["href"] for _, attrs, _ in free.all("a") if "/effect?" in attrs.get("href", ""))
    assert "Decide on this place" in chair.get(option).text
    chair.post(f"{page_of}/interest", {"says": "A neighbour.", "urn": ""})
    assert "Decide on this place" not in chair.get(option).text
    told = Page(chair.get(page_of).text)
    assert "Why you cannot decide this case now" in told.text
    assert "You declared an interest (A neighbour.)" in told.text
    assert not any("/decide?" in attrs.get("href", "") for _, attrs, _ in told.all("a"))
    assert "Nobody has decided yet" in Page(by(OFFICER).get(page_of).text).text


def test_how_decisions_came_out_is_for_the_auditor_by_person_and_names_no_case(before_the_panel, by):
    """Asked for more ten, fifty and six hundred seconds after opening the case; the totals for all leave that aside."""
    site, looker, nine = before_the_panel, "quick.looker", datetime(2026, 3, 2, 9, tzinfo=UTC)
    site.add_person(looker, Role.CHAIR)
    store = site.workbench.store
    (run,) = runs(store, ROUND)
    for ref, after in (("C01", 10), ("C05", 50), ("C06", 600)):
        cases.open_case(replace(store, clock=lambda: nine), run.run, ref, looker)
        later = replace(store, clock=lambda after=after: nine + timedelta(seconds=after))
        decisions.decide(later, decisions.Choice(run.run, run.digest, ref, "defer", "More.", f"more of {ref}"), looker)
    said = by(person_for(Role.AUDITOR)).get("/audit").text
    table = said[said.index('<table class="govuk-table govuk-table--small-text-until-tablet" id="by-person"') :]
    table = table.partition("</table>")[0] + "</table>"
    assert f"{looker} 3 0 0 3 50 seconds 2" in " ".join(Page(table).text.split())
    assert "How decisions came out, by person" in table
    assert "a reason to ask, not a finding" in said
    assert not any(ref in table for ref in REFS)
    assert "by-person" not in by(person_for(Role.AUDITOR)).get(f"/audit?by={looker}").text, "one person's events alone"
    assert by(OFFICER).get("/audit").status == 403
    record = " ".join(Page(by(OFFICER).get("/transparency").text).text.split())
    assert looker not in record
    assert re.search("Decisions on this installation (none yet|too few to tell) Runs", record)
