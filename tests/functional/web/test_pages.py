"""What pages say: of a broken round, of a list asked for by its address, of a job, of settings and their numbers."""

import io
import shutil
import time
import zipfile

import pytest

from sufficiency.workbench.worker import at_work
from tests.fixtures.pages import Page
from tests.fixtures.workbench import REFS, Sender


@pytest.fixture
def get(site):
    cookie = site.cookie(site.workbench.alone)

    def ask(path):
        answer = site.ask("GET", path, cookie)
        assert answer.status == 200, path
        return answer.text

    return ask


def rows(html):
    """The references of a list of cases, in its order."""
    return [ref for ref in html.replace(">", "<").split("<") if ref in REFS]


def test_a_list_is_filtered_ordered_and_paged_by_its_address(get):
    everyone = rows(get("/runs/run/cases?sort=ref"))
    assert everyone == sorted(REFS)
    assert rows(get("/runs/run/cases?sort=-ref")) == everyone[::-1]
    placed, waiting = (rows(get(f"/runs/run/cases?sort=ref&outcome={o}")) for o in ("recommended", "no-place"))
    assert (len(placed), len(waiting)) == (4, 2)
    assert sorted(placed + waiting) == everyone
    assert rows(get("/runs/run/cases?find=c03")) == ["C03"]


@pytest.mark.parametrize("path", ["/", "/panel", "/runs/run", "/runs/run/cases", "/runs/run/cases/C02", "/people"])
def test_every_element_is_closed_and_the_page_has_one_heading_of_the_first_level(get, path):
    assert len(Page(get(path)).all("h1")) == 1


@pytest.mark.parametrize("path", ["/", "/runs/run"])
def test_what_to_look_at_first_leads_to_where_it_is_shown(get, path):
    """Its page, and on the report the very part."""
    below = get(path).partition("To look at first</h2>")[2].partition("</ul>")[0]
    ways = [attrs["href"] for _, attrs, _ in Page(below + "</ul>").all("a")]
    assert "/runs/run/unplaced" in ways
    assert any("/report#" in way for way in ways)
    for way in ways:
        page, _, part = way.partition("#")
        said = Page(get(page))
        assert not part or part in {attrs.get("id") for _, attrs, _ in said.elements}, way


def test_an_address_cannot_leave_the_folder(site):
    cookie = site.cookie(site.workbench.alone)
    for path in ("/runs/..%2fround", "/runs/run/files/..%2f..%2fworkbench.db", "/data/..", "/static/..%2fapp.py"):
        assert site.ask("GET", path, cookie).status in {303, 404}, path


def test_the_numbers_of_a_setting_are_kept_apart(get):
    said = Page(get("/places/round/900001")).text
    assert all(
        name in said for name in ("Commissioned", "On roll", "Leavers", "Named, not started", "Held", "Free to name")
    )


def test_a_broken_round_lists_its_problems_and_hands_them_over(site, get):
    folder = site.workbench.shelf.folder / "broken"
    folder.mkdir()
    for path in (site.workbench.shelf.folder / "round").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    table = folder / "children.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("ASD", "XYZ", 1), encoding="utf-8")
    assert "XYZ" in get("/data/broken")
    assert "problems" in get("/panel")
    packed = site.ask("GET", "/data/broken/errors", site.cookie(site.workbench.alone)).content
    names = zipfile.ZipFile(io.BytesIO(packed)).namelist()
    assert "errors.csv" in names
    assert len(names) > 1


@pytest.mark.nightly
def test_a_run_is_begun_from_a_page_watched_and_found_among_the_runs(site):
    cookie = site.cookie(site.workbench.alone)
    [place] = asked_for(site, "chronological")
    with at_work(site.workbench.store, site.workbench.shelf.folder):
        for _ in range(600):
            said = site.ask("GET", place, cookie).text
            if "/static/watch.js" not in said:
                break
            time.sleep(0.1)
    assert "see what it made" in said
    assert site.ask("GET", "/runs/run-1", cookie).status == 200


def test_a_task_leads_only_where_who_looks_may_go(site):
    """A chair sees that the tables were checked and is not led to them."""
    officer, chair = (Page(Sender(site, f"only.{role}").get("/panel").text) for role in ("panel-officer", "chair"))
    ways, theirs = ({attrs["href"] for _, attrs, _ in page.all("a")} for page in (officer, chair))
    assert "/data/round" in ways - theirs
    assert any(way.startswith("/runs/run") for way in theirs)
    assert "Check the tables" in chair.text


def asked_for(site, *policies):
    """Where runs lead that are asked for by one form of the panel's page."""
    sender = Sender(site, site.workbench.alone)
    sent = (sender.post("/panel/round/recommend", {"policy": policy}, "a-form") for policy in policies)
    return [answer.headers["location"] for answer in sent]


def test_a_form_sent_twice_asks_for_one_job_and_with_another_answer_for_another(site):
    """As after a double click with scripts off; and as after going back and choosing again."""
    first, again, other = asked_for(site, "deadline", "deadline", "chronological")
    assert first == again != other


def test_a_job_is_stopped_by_who_may_have_it_done(site):
    """Who sees cases sees that it runs, and may not stop it; a planner is not told of it."""
    cookie, planner = site.cookie(site.workbench.alone), site.cookie("only.planner")
    [place] = asked_for(site, "chronological")
    waiting = site.ask("GET", place, site.cookie("only.viewer")).text
    assert ">Stop<" not in waiting
    assert "/static/watch.js" in waiting
    assert site.ask("GET", place, planner).status == 404
    assert site.ask("POST", f"{place}/stop", planner, {"form_key": site.form_key(planner)}).status == 409
    site.ask("POST", f"{place}/stop", cookie, {"form_key": site.form_key(cookie)})
    said = site.ask("GET", place, cookie).text
    assert "Stopped. Nothing was written" in said
    assert "/static/watch.js" not in said


def test_a_fault_of_ours_is_a_reference_and_never_a_traceback(site):
    """A run nested so deep that reading it fails in a way nobody foresaw."""
    broken = site.workbench.shelf.folder / "too-deep"
    broken.mkdir()
    (broken / "run.json").write_text("[" * 100_000)
    answer = site.ask("GET", "/panel", site.cookie(site.workbench.alone))
    shutil.rmtree(broken)
    assert answer.status == 500
    assert "reference" in answer.text
    assert "RecursionError" not in answer.text
    assert "[[" not in answer.text
    assert answer.headers["x-frame-options"] == "DENY"
