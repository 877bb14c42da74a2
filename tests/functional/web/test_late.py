"""What of a round is overdue, due and unanswered, on a page: the tables, and what was recorded since."""

import shutil
from dataclasses import replace
from datetime import timedelta

import pytest

from sufficiency.panel.people import Role
from sufficiency.tables.write import write_folder
from tests.fixtures.pages import Page
from tests.fixtures.rounds import OAK, case
from tests.fixtures.workbench import REFS, Sender, person_for, six_children_four_places

LATE = "/panel/round/late?on=2026-02-20"
DEADLINES, CASES, REQUESTS = "Deadlines", "Cases past their deadline", "Parental requests unanswered"
SILENT = "Consultations unanswered, child by child"


def part(answer, heading):
    """The words under a heading, and the references that lead to a case."""
    assert answer.status == 200
    below = answer.text.partition(f'<h2 class="govuk-heading-m">{heading}</h2>')[2].partition("<h2 ")[0]
    assert below, heading
    page = Page(below)
    return " ".join(page.text.split()), [attrs["href"] for _, attrs, _ in page.all("a")]


@pytest.fixture
def officer(site):
    return Sender(site, person_for(Role.PANEL_OFFICER))


@pytest.fixture
def chair(site):
    return Sender(site, person_for(Role.CHAIR))


@pytest.fixture
def before_the_panel(officer):
    officer.post("/panel/round/import")
    officer.post("/runs/run/keep")


def test_a_round_that_the_store_does_not_know_is_shown_from_its_tables_and_leads_to_its_cases(officer):
    """Six cases were due on 15 February; each has asked since 1 October, and nobody was consulted."""
    answer = officer.get(LATE)
    assert "From the tables alone: this round was never brought into the store" in answer.text
    assert "6 cases open on 20 February 2026; 6 past their deadline" in part(answer, DEADLINES)[0]
    says, ways = part(answer, CASES)
    assert "C01 20 weeks Request open 1 October 2025 15 February 2026 5" in says
    assert ways == [f"/runs/run/cases/{ref}" for ref in REFS]
    assert "C01 1 October 2025 142 15 February 2026 2 of 2" in part(answer, REQUESTS)[0]
    assert "None in this round" in part(answer, "Phase transfers")[0]
    assert "This list orders work" in answer.text.partition(DEADLINES)[0]
    assert "0 past their deadline" in part(officer.get("/panel/round/late?on=2026-02-15"), DEADLINES)[0]


def test_without_a_run_a_reference_stands_plain(site, officer):
    folder = site.workbench.shelf.folder
    shutil.copytree(folder / "round", folder / "spring")
    answer = officer.get("/panel/spring/late?on=2026-02-20")
    shutil.rmtree(folder / "spring")
    assert part(answer, CASES)[1] == []


@pytest.mark.usefixtures("before_the_panel")
def test_a_consultation_recorded_on_a_page_is_late_until_its_reply_is(officer):
    assert "From the tables, with what was recorded in the workbench" in officer.get(LATE).text
    way, form = "/runs/run/cases/C05/consult", {"urn": str(OAK), "sent_on": "2026-01-05", "reply": "none"}
    officer.post(way, form)
    answer = officer.get(LATE)
    assert part(answer, SILENT)[0].endswith("C05 Oak School 5 January 2026 20 January 2026 31")
    assert "C05 1 October 2025 142 15 February 2026 1 of 2" in part(answer, REQUESTS)[0]
    officer.post(way, form | {"reply": "accept", "replied_on": "2026-02-19"})
    assert part(officer.get(LATE), SILENT)[0].startswith("0 consultations")


@pytest.mark.usefixtures("before_the_panel")
def test_a_case_is_answered_once_decided_and_closed_once_named_and_the_list_of_tasks_counts_with_it(officer, chair):
    """The child recommended Oak, first among its wishes: no other request waits for an answer."""
    ref = next(ref for ref in REFS if "Oak School is recommended (preference 1)" in said(officer, ref))
    assert f"{ref} 1 October" in part(officer.get(LATE), REQUESTS)[0]
    way = f"/runs/run/cases/{ref}"
    chair.get(way)
    decided = chair.hidden(f"{way}/decide?outcome=hold") | {"reason": "Its evidence.", "sure": "yes"}
    assert chair.post(f"{way}/decide", decided).status == 303
    answer = officer.get(LATE)
    assert f"{ref} 1 October" not in part(answer, REQUESTS)[0]
    assert f"{ref} 20 weeks Held provisionally" in part(answer, CASES)[0]
    before = tasks(officer)
    assert officer.post(f"{way}/step", officer.hidden(f"{way}/step?to=P4")).status == 303
    assert "5 cases open on 20 February 2026; 5 past" in part(officer.get(LATE), DEADLINES)[0]
    assert (before, tasks(officer)) == (6, 5)
    assert "5 past their deadline" in part(officer.get("/panel/round/late"), DEADLINES)[0]


def said(sender, ref):
    return Page(sender.get(f"/runs/run/cases/{ref}").text).text


def tasks(officer):
    """How many the list of tasks of the first round says are past their deadline."""
    words = Page(officer.get("/panel").text).text.split("See what is overdue and unanswered")[1].split()
    assert words[1:4] == ["past", "their", "deadline"]
    return int(words[0])


def test_a_case_is_past_its_deadline_from_the_day_after(site, officer):
    days = {"A": -1, "B": 0, "C": 1}
    cases = tuple(case(ref, deadline=site.workbench.today + timedelta(days=day)) for ref, day in days.items())
    folder = site.workbench.shelf.folder / "edge"
    write_folder(folder, replace(six_children_four_places(), cases=cases, preferences=()))
    listed, told = officer.get("/panel"), officer.get("/panel/edge/late")
    shutil.rmtree(folder)
    assert "1 past its deadline" in Page(listed.text).text
    assert "3 cases open" in part(told, DEADLINES)[0]
    assert part(told, CASES)[0].startswith("1 case,")


@pytest.mark.parametrize("typed", ["20/02/2026", "2026-02-30", "0026-02-20", "9999-12-31"])
def test_a_day_that_is_none_is_said_beside_the_field(officer, typed):
    answer = officer.get(f"/panel/round/late?on={typed}")
    assert answer.status == 422
    page = Page(answer.text)
    assert page.text.count("Day of the report must be a real date from 2020 on, such as 2026-03-31") == 2, (
        "summary and field"
    )
    assert any(attrs.get("href") == "#on" for _, attrs, _ in page.all("a"))
    assert DEADLINES not in page.text


def test_a_round_with_faults_says_where_they_are(site, officer):
    folder = site.workbench.shelf.folder
    shutil.copytree(folder / "round", folder / "broken")
    table = folder / "broken/children.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("ASD", "XYZ", 1), encoding="utf-8")
    answer = officer.get("/panel/broken/late")
    shutil.rmtree(folder / "broken")
    assert (answer.status, DEADLINES in answer.text) == (200, False)
    assert "The tables of this round have problems" in answer.text
    assert "children.csv" in answer.text
    assert "XYZ" not in answer.text
