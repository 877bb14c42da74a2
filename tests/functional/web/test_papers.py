"""Letters on decisions and packs of a run: what they say, to whom, and that none goes while an answer is lacking."""

import io
import zipfile
from contextlib import contextmanager

import pytest
from docx import Document

from sufficiency import api
from sufficiency.panel.people import Person, Role
from sufficiency.store import people
from sufficiency.store.case_file import case_file
from tests.fixtures.pages import Page
from tests.fixtures.rounds import ELM, OAK
from tests.fixtures.workbench import Sender, person_for

ROUND = "999-2026"
OFFICER, CHAIR = (person_for(role) for role in (Role.PANEL_OFFICER, Role.CHAIR))


@pytest.fixture(scope="module")
def decided(site):
    """C01 holds Oak, its first request; C02 holds Elm, its second; C04 waits for more.

    The chair was an auditor too, and since then has another name and is that alone.
    """
    also = Person(CHAIR, "Only chair", frozenset({Role.CHAIR, Role.AUDITOR}))
    people.change_person(site.workbench.store, also, f"{people.OPERATOR}tests")
    officer, chair = (Sender(site, person) for person in (OFFICER, CHAIR))
    officer.post("/panel/round/import")
    officer.post("/runs/run/keep")
    chosen = (("C01", "hold", f"{OAK}-main-7"), ("C02", "hold", "900002-main-7"), ("C04", "defer", ""))
    for ref, outcome, place in chosen:
        chair.get(f"/runs/run/cases/{ref}")
        way = f"/runs/run/cases/{ref}/decide"
        form = chair.hidden(f"{way}?outcome={outcome}&place={place}") | {"reason": f"Evidence of {ref}.", "sure": "yes"}
        assert chair.post(way, form, key=form["key"]).status == 303, ref
    since = Person(CHAIR, "Another name", frozenset({Role.AUDITOR}))
    people.change_person(site.workbench.store, since, f"{people.OPERATOR}tests")
    return officer


@contextmanager
def tables_corrected(site):
    """A table of the round holds other bytes while the block runs, as a spreadsheet saves it."""
    children = site.workbench.shelf.folder / "round" / "children.csv"
    before = children.read_bytes()
    children.write_bytes(before.replace(b"\n", b"\r\n"))
    yield
    children.write_bytes(before)


def words(answer):
    document = Document(io.BytesIO(answer.content))
    return "\n".join((*(p.text for p in document.paragraphs), *(c.text for t in document.tables for c in t._cells)))


def test_a_first_request_met_has_a_letter_of_who_decided_what_and_why(decided):
    way = "/runs/run/cases/C01/letter"
    told = Page(decided.get(way).text).text
    file = decided.get(f"{way}/file")
    assert file.headers["content-disposition"] == 'attachment; filename="letter-C01-provisional.docx"'
    for said in ("A place held provisionally", "Oak School", "Only chair", "Evidence of C01.", "If you disagree"):
        assert said in words(file), said
        assert said in told, said
    assert "[name of the child or young person]" in words(file), "names are not held here"
    assert "Only chair, chair, confirmed" in words(file), "the role that decided, and no other of the person"


def test_a_request_turned_down_blocks_its_letter_until_ground_and_evidence_are_there(site, decided):
    way = "/runs/run/cases/C02/letter"
    assert "Your request for a school" in decided.get(way).text
    assert "not to be sent" in words(decided.get(f"{way}/file"))
    seen = {"decision": decided.hidden(way)["decision"]}
    refused = decided.post(way, seen)
    assert refused.status == 409
    assert "No letter may go" in Page(refused.text).text
    record = {"urn": str(OAK), "ground": "A_AGE", "consideration": "Read."}
    decided.post("/runs/run/cases/C02/refuse", record)
    items = [missing.item for missing in case_file(site.workbench.store, ROUND, "C02").unanswered[0].missing]
    assert decided.post(way, seen).status == 409, "a ground without its evidence is not enough"
    decided.post("/runs/run/cases/C02/refuse", record | {f"evidence-{item}": f"Figure of {item}" for item in items})
    said = words(decided.get(f"{way}/file"))
    assert "A_AGE" in said
    assert all(f"Figure of {item}" in said for item in items)
    assert "not to be sent" not in said
    other = decided.post(way, {"decision": decided.hidden("/runs/run/cases/C01/letter")["decision"]})
    assert (other.status, "decided anew since" in other.text) == (409, True)
    assert [decided.post(way, seen, key="once").status for _ in range(2)] == [303, 303]
    assert case_file(site.workbench.store, ROUND, "C02").letters == ("refused",)
    assert "Sent" in Page(decided.get("/runs/run/letters").text).text


def test_the_list_of_cases_shows_those_still_to_decide(site, decided):
    """A request for more is no decision; the list of tasks leads to what is left."""

    def listed(asked):
        page = Page(decided.get(f"/runs/run/cases?decided={asked}").text)
        return {attrs["href"].rpartition("/")[2] for _, attrs, _ in page.all("a") if "/run/cases/" in attrs["href"]}

    assert (listed("no"), listed("yes")) == ({"C03", "C04", "C05", "C06"}, {"C01", "C02"})
    tasks = {attrs["href"] for _, attrs, _ in Page(decided.get("/panel").text).all("a")}
    assert {"/runs/run/cases?decided=no", "/runs/run/letters"} <= tasks


def test_letters_that_are_ready_go_into_one_archive_named_by_reference(site, decided):
    """C01 is ready; C02 was sent, or lacks an answer where this test runs alone; C04 was put off."""
    way = "/runs/run/letters"
    assert "Ready" in Page(decided.get(way).text).text
    job = [decided.post(way, key="archive").headers["location"] for _ in range(2)]
    assert job[0] == job[1], "once, however often it is sent"
    assert Sender(site, person_for(Role.VIEWER)).get(job[0]).status == 404
    with tables_corrected(site):
        site.do_jobs()
    made = next(a["href"] for _, a, _ in Page(decided.get(job[0]).text).all("a") if "/letters/" in a.get("href", ""))
    answer = decided.get(made)
    assert answer.headers["content-disposition"].endswith('.zip"')
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["letter-C01-provisional.docx"]
        inside = Document(io.BytesIO(archive.read("letter-C01-provisional.docx")))
    assert any("Evidence of C01." in paragraph.text for paragraph in inside.paragraphs)
    assert decided.get("/letters/round").status == 404
    assert case_file(site.workbench.store, ROUND, "C01").letters == (), "writing is not sending"
    decided.post("/runs/run/cases/C01/letter", {"decision": decided.hidden("/runs/run/cases/C01/letter")["decision"]})
    assert decided.post(way).status == 409, "none is ready any more"


@pytest.mark.parametrize("ref", ["C04", "C05"])
def test_no_decision_no_letter(decided, ref):
    assert decided.get(f"/runs/run/cases/{ref}/letter").status == 404


def test_an_authority_s_own_template_is_used(site, decided):
    own = site.workbench.shelf.folder / "templates"
    own.mkdir()
    document = Document()
    document.add_paragraph("Our own words about {{ place }}.")
    document.save(own / "letter-provisional.docx")
    assert "Our own words about Oak School." in words(decided.get("/runs/run/cases/C01/letter/file"))
    (own / "letter-provisional.docx").unlink()
    own.rmdir()


@pytest.mark.parametrize("audience", ["public", pytest.param("panel", marks=pytest.mark.nightly)])
def test_a_pack_declares_its_audience_and_is_handed_over_file_by_file(site, decided, audience):
    way = decided.post("/runs/run/pack", {"audience": audience}).headers["location"]
    with tables_corrected(site):
        site.do_jobs()
    said = decided.get(way).text
    pack = next(attrs["href"] for _, attrs, _ in Page(said).all("a") if "/packs/" in attrs.get("href", ""))
    page = decided.get(pack).text
    assert f"{audience}-pack.pdf" in page
    assert decided.get(f"{pack}/{audience}-pack.pdf").content.startswith(b"%PDF")
    assert decided.get(f"{pack}/run.json").status == 404
    assert decided.get("/packs/round").status == 404, "what is no pack is not looked into"
    assert pack in decided.get("/runs/run/pack").text


def settle(site, officer, ref, place):
    """Settle a place for a case, and the page of the job once it is over."""
    form = {"place": place, "reason": "A sibling is there."}
    job = officer.post(f"/runs/run/cases/{ref}/lock", form).headers["location"]
    site.do_jobs()
    return Page(officer.get(job).text)


def test_a_choice_is_settled_and_everything_else_worked_out_again_around_what_is_held(site, decided):
    without = (one.child_ref for one in site.workbench.shelf.run("run").stored.run.unplaced)
    ref, elms = next(ref for ref in without if ref not in ("C01", "C02")), f"{ELM}-main-7"
    way = f"/runs/run/cases/{ref}/lock"
    assert "Settle Elm School" in decided.get(f"{way}?place={elms}").text
    assert decided.post(way, {"place": elms}).status == 422, "a reason is needed"
    made = settle(site, decided, ref, elms)
    run = next(a["href"] for _, a, _ in made.all("a") if a.get("href", "").startswith("/runs/"))
    settled = site.workbench.shelf.run(run.rpartition("/")[2]).stored.run
    chosen = {one.child_ref: (one.urn, one.by) for one in settled.overrides}
    assert chosen == {"C01": (OAK, CHAIR), "C02": (ELM, CHAIR), ref: (ELM, OFFICER)}
    assert next(one.group.urn for one in settled.recommendations if one.child_ref == ref) == ELM
    assert decided.post(f"{run}/keep").status == 303, "what is held stands in it, so it may go before the panel"
    told = settle(site, decided, ref, f"{OAK}-main-7").text
    assert "places free to name 1, settled placements 2" in told


def test_tables_corrected_after_decisions_keep_no_letter_from_its_family(site, decided):
    """Pages and letters of a run read its tables as they were brought in; those never brought in are not shown."""
    way, case = "/runs/run/cases/C01/letter/file", "/runs/run/cases/C01"
    before, folder = words(decided.get(way)), site.workbench.shelf.folder
    with tables_corrected(site):
        assert "from the tables as they were brought in" in decided.get("/runs/run").text
        assert "Requests by the family" in decided.get(case).text
        assert words(decided.get(way)) == before
        run, record = api.recommend(folder / "round", api.Choices(compare_policies=False))
        api.release(run, record, folder / "later")
    assert "Deadlines, requests and replies are not shown" in decided.get("/runs/later").text
    assert "Requests by the family" not in decided.get("/runs/later/cases/C01").text
