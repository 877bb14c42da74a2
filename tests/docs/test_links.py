"""Every page can be reached, every link leads somewhere, and every picture is used."""

import re

import pytest

from tests.docs.pages import PAGES, REPOSITORY

LINK = re.compile(r"\]\(([^)#\s]+)(?:#([^)\s]*))?\)")
CODE = re.compile(r"`([\w./-]+/[\w.-]*|[\w/-]+\.py)`")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


def links(page):
    """(target path, anchor) of every link of a page that stays in the repository."""
    for target, anchor in LINK.findall(page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://")):
            yield (page.parent / target).resolve(), anchor


def anchors(page):
    """Headings as they are linked to."""
    headings = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_every_link_leads_somewhere(page):
    for target, anchor in links(page):
        assert target.exists(), target
        assert not anchor or anchor in anchors(target), (target, anchor)


def test_every_page_is_reached_from_the_readme():
    reached, waiting = set(), [REPOSITORY / "README.md"]
    while waiting:
        page = waiting.pop()
        if page not in reached and page.suffix == ".md":
            reached.add(page)
            waiting.extend(target for target, _ in links(page) if target.is_file())
    assert {page for page in PAGES if page not in reached} == set()


def test_every_picture_is_shown_and_small():
    shown = {target for page in PAGES for target, _ in links(page)}
    for picture in (REPOSITORY / "docs" / "pictures").iterdir():
        assert picture in shown
        assert picture.stat().st_size < 400_000


def test_decisions_are_numbered_once_and_headed_by_their_number():
    decisions = sorted((REPOSITORY / "docs" / "adr").glob("*.md"))
    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    for path in decisions:
        assert path.read_text(encoding="utf-8").startswith(f"# {int(path.name[:4])}. ")


def named_files(page):
    """Files and folders of the repository that a page names in its text; a file of a run or of open data is neither."""
    text = page.read_text(encoding="utf-8")
    ours = ("sufficiency/", "solvers/", "geodata/", "scenarios/", "tests/", "docs/", "statute/", "benchmarks/")
    return {name for name in CODE.findall(text) if name.startswith(ours) or name.endswith(".py")}


@pytest.mark.parametrize("page", [p for p in PAGES if "reference" not in p.parts], ids=lambda page: page.stem)
def test_every_file_named_is_there(page):
    for name in named_files(page):
        assert (
            (REPOSITORY / name).exists()
            or (REPOSITORY / "sufficiency" / name).exists()
            or any((REPOSITORY / "sufficiency").rglob(name))
        ), name
