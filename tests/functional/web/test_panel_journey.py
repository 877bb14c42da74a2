"""A panel's whole way in a real browser, by role and label: the officer loads, repairs, checks, has places
recommended, prepares a case; the chair decides; the officer sends the letter and writes the papers.
"""

import io
import re

import pytest
from docx import Document

from sufficiency.panel.people import Role
from tests.fixtures.workbench import person_for

pytestmark = pytest.mark.nightly


@pytest.fixture
def officer(visit):
    return visit(person=person_for(Role.PANEL_OFFICER))


@pytest.fixture
def chair(visit):
    return visit(width=320, person=person_for(Role.CHAIR))


def upload(page, name, files):
    page.goto("/uploads")
    page.get_by_label("Name of the round").fill(name)
    page.get_by_label("Tables").set_input_files(
        [{"name": called, "mimeType": "text/csv", "buffer": content} for called, content in files]
    )
    page.get_by_role("button", name="Upload and check").click()


def load_and_repair(site, page, seen):
    files = [(path.name, path.read_bytes()) for path in sorted((site.workbench.shelf.folder / "round").iterdir())]
    broken = [
        (name, content.replace(b"ASD", b"XYZ", 1) if name == "children.csv" else content) for name, content in files
    ]
    upload(page, "spring", broken)
    page.get_by_role("heading", name="Upload for spring: nothing was changed").wait_for()
    seen(page, "rejected")
    with page.expect_download() as report:
        page.get_by_role("link", name="Take all of them away").click()
    assert report.value.suggested_filename == "upload-errors.zip"
    upload(page, "spring", files)
    page.get_by_text("Nothing is wrong with these tables").wait_for()
    seen(page, "sound")
    page.get_by_role("button", name="Bring the tables into the store").click()
    page.get_by_role("heading", name="Tables brought in").wait_for()
    seen(page, "brought-in")


def recommend_and_keep(site, page, seen):
    page.goto("/panel")
    page.get_by_label("Ordering policy of a new run").nth(1).select_option("deadline")
    page.get_by_role("button", name="Recommend places").nth(1).click()
    site.do_jobs()
    page.reload()
    page.get_by_role("link", name="see what it made").click()
    page.get_by_role("button", name="Put this run before the panel").click()
    page.get_by_text("This run is before the panel as").wait_for()
    seen(page, "run")
    return re.sub(r"\?.*", "", page.url)


def prepare(page, case, seen):
    """The consultation with its reply, then the ground with all its evidence."""
    page.goto(case)
    page.get_by_role("link", name="Record a consultation or a reply").click()
    page.get_by_role("button", name="Keep this record").click()
    page.get_by_role("alert").get_by_role("link", name="Choose the setting").wait_for()
    seen(page, "consult-wrong")
    page.get_by_label("Setting").select_option(label="Oak School")
    page.get_by_label("Day it was sent").fill("2026-01-05")
    page.get_by_label("Reply", exact=True).select_option("object")
    page.get_by_label("Ground of an objection").select_option("PROVIDER_REPORTED_FULL")
    page.get_by_role("button", name="Keep this record").click()
    page.get_by_text("The consultation is on record").wait_for()
    page.get_by_role("link", name="Record why not Oak School").click()
    page.get_by_label("Ground in law").select_option("A_AGE")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Why Oak School is not named").wait_for()
    seen(page, "refuse")
    for box in page.get_by_role("textbox").all():
        box.fill("Year 7; the setting takes Years 8 to 11 (register of schools, January 2026)")
    page.get_by_role("button", name="Keep this record").click()
    page.get_by_text("ground and evidence complete").first.wait_for()


def decide(page, case, seen):
    page.goto(case)
    page.get_by_role("link", name="Decide: hold Elm School").click()
    page.get_by_label("Reason").fill("Meets the needs in the plan; the nearest with a place.")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Check your decision").wait_for()
    seen(page, "check")
    page.get_by_role("button", name="Confirm this decision").click()
    page.get_by_text("The decision is kept").wait_for()
    seen(page, "decided")


def notify(page, case, seen):
    page.goto(case)
    page.get_by_role("link", name="The letter on the decision").click()
    page.get_by_text("Meets the needs in the plan").wait_for()
    seen(page, "letter")
    with page.expect_download() as letter:
        page.get_by_role("link", name="Take the letter away (Word)").click()
    assert letter.value.suggested_filename == "letter-C02-refused.docx"
    words = "\n".join(p.text for p in Document(io.BytesIO(letter.value.path().read_bytes())).paragraphs)
    assert "Only chair" in words
    page.get_by_role("button", name="Record that it went out").click()
    page.get_by_text("It is on record that the letter went out").wait_for()
    page.get_by_role("heading", name="A letter went to a family").wait_for()
    seen(page, "case")


def begin_with_replies(page, seen):
    """What was recorded on the case comes into the tables of another round."""
    page.goto("/panel")
    page.get_by_role("link", name="Begin a round with replies recorded here").first.click()
    page.get_by_role("cell", name="PROVIDER_REPORTED_FULL").wait_for()
    seen(page, "recorded")
    page.get_by_label("Name of the new round").fill("spring-again")
    page.get_by_role("button", name="Begin the round").click()
    page.get_by_role("heading", name="Tables of spring-again").wait_for()
    page.get_by_text("Nothing is wrong with these tables").wait_for()


def test_a_panel_from_upload_to_letter_and_papers(site, officer, chair, seen):
    load_and_repair(site, officer, seen)
    run = recommend_and_keep(site, officer, seen)
    case = f"{run}/cases/C02"
    prepare(officer, case, seen)
    decide(chair, case, seen)
    notify(officer, case, seen)
    officer.goto(f"{run}/letters")
    seen(officer, "letters")
    officer.goto(f"{run}/pack")
    officer.get_by_label("For", exact=True).select_option("public")
    officer.get_by_role("button", name="Write a pack").click()
    site.do_jobs()
    officer.reload()
    officer.get_by_role("link", name="see what it made").click()
    seen(officer, "pack")
    with officer.expect_download() as pack:
        officer.get_by_role("link", name="public-pack.pdf").click()
    assert pack.value.path().read_bytes().startswith(b"%PDF")
    begin_with_replies(officer, seen)
