"""A service manager's morning in a real browser: a held place that a run passes on is approved and given up, and only
then may the chair give it to the child who comes first.
"""

import pytest

from sufficiency.panel.people import Role
from tests.fixtures.workbench import Sender, person_for

pytestmark = pytest.mark.nightly


@pytest.fixture
def site(a_held_place_passed_on):
    officer = Sender(a_held_place_passed_on, person_for(Role.PANEL_OFFICER))
    officer.post("/panel/round/import")
    officer.post("/runs/run/keep")
    return a_held_place_passed_on


def approve(page, seen):
    """From the list of tasks to the place that waits, and back to its case."""
    page.goto("/panel")
    page.get_by_role("link", name="Approve held places that are passed on").click()
    page.get_by_text("To approve").wait_for()
    seen(page, "to-approve")
    page.get_by_role("link", name="B", exact=True).click()
    page.get_by_text("so a service manager approves first").wait_for()
    page.get_by_role("link", name="Approve that B goes before A").click()
    page.get_by_role("button", name="Approve").click()
    page.get_by_role("alert").get_by_role("link", name="Enter the reason").wait_for()
    page.get_by_label("Reason").fill("Its deadline ends on 20 January; the other's does not before 15 February.")
    page.get_by_role("button", name="Approve").click()
    page.get_by_text("Your approval is on record").wait_for()
    seen(page, "approved")


def give_up(page, seen):
    """The case that still holds the place, by the way that the other's page shows."""
    page.get_by_role("link", name="the case of A").click()
    page.get_by_role("link", name="Give up a held place").click()
    page.get_by_label("Reason", exact=True).fill("Passed on to a request that is due earlier.")
    page.get_by_label("Reason code").select_option("DEADLINE")
    page.get_by_label("Day the family was told").fill("2026-01-16")
    seen(page, "give-up")
    page.get_by_role("button", name="Give up a held place").click()
    page.get_by_text("The case was moved on").wait_for()
    seen(page, "given-up")


def hold(page):
    """What the chair decides for the child who comes first."""
    page.goto("/runs/run/cases/B")
    page.get_by_role("link", name="Decide: hold Oak School").click()
    page.get_by_label("Reason").fill("Its own evidence: the first request, with a place.")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Confirm this decision").click()


def test_a_held_place_is_passed_on_by_a_manager_and_then_by_the_chair(visit, seen):
    manager, chair = visit(person=person_for(Role.SERVICE_MANAGER)), visit(width=320, person=person_for(Role.CHAIR))
    hold(chair)
    chair.get_by_role("alert").get_by_text("a service manager approves first").wait_for()
    approve(manager, seen)
    hold(chair)
    chair.get_by_role("alert").get_by_text("No place is left: Oak School").wait_for()
    seen(chair, "full")
    give_up(manager, seen)
    hold(chair)
    chair.get_by_text("The decision is kept").wait_for()
    seen(chair, "decided")
