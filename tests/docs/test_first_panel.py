"""The first panel goes as its page says: every link, button and field it names is followed, in a real browser."""

import re
import subprocess
import sys
from contextlib import contextmanager

import pytest

from tests.functional.commands import REPOSITORY, in_process
from tests.functional.conftest import browser  # noqa: F401  the fixture

PAGE = REPOSITORY / "docs" / "tutorials" / "first-panel.md"
ONLY_NAMED = {"Upload tables"}
"""What the page names and does not ask for."""


@contextmanager
def way_in(folder):
    """Serve the folder; the link that lets one person in."""
    command = [sys.executable, "-m", "sufficiency", "serve", str(folder)]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield next(found[0] for line in server.stdout if (found := re.search(r"http\S+key=\S+", line)))
        finally:
            server.terminate()


class Reader:
    """Follows what stands in italics on the page, in its order."""

    def __init__(self, page):
        self.page = page
        self.labels = [label for label in re.findall(r"\*([^*\n]+)\*", PAGE.read_text(encoding="utf-8"))
                       if label not in ONLY_NAMED]  # fmt: skip

    def next(self, label):
        assert self.labels.pop(0) == label

    def follow(self, label):
        self.next(label)
        self.page.get_by_role("link", name=label, exact=True).first.click()

    def press(self, label):
        self.next(label)
        self.page.get_by_role("button", name=label).click()

    def fill(self, label, text):
        self.next(label)
        self.page.get_by_label(label).fill(text)

    def sees(self, text):
        self.page.get_by_text(text).first.wait_for(timeout=120_000)


@pytest.mark.nightly
def test_the_first_panel_goes_as_written(browser, tmp_path):  # noqa: F811
    made = in_process("demo", "--no-browser", "--no-plan", "--quiet", folder=tmp_path)
    assert made.code == 0, made.err
    with way_in(tmp_path / "demo-output") as link:
        reader = Reader(browser.new_page())
        reader.page.goto(link)
        reader.follow("Data")
        reader.follow("riverside")
        reader.sees("Nothing is wrong with these tables.")
        reader.next("riverside")
        reader.press("Bring the tables into the store")
        reader.sees("600")
        reader.follow("Panel")
        reader.press("Recommend places")
        reader.sees("see what it made")
        reader.follow("see what it made")
        reader.sees("530 of 530")
        reader.press("Put this run before the panel")
        reader.sees("This run is before the panel as")
        reader.follow("Cases")
        reader.fill("Reference", "C-0011")
        reader.press("Apply filters")
        reader.follow("C-0011")
        reader.next("Every other place")
        reader.page.get_by_role("region", name="Every other place").get_by_role("link").first.click()
        reader.sees("Nothing has been chosen")
        reader.press("Decide on this place")
        reader.fill("Reason", "A sibling starts there next year")
        reader.press("Continue")
        reader.press("Confirm this decision")
        reader.sees("The decision is kept")
        reader.follow("The letter on the decision")
        reader.sees("A sibling starts there next year")
        reader.follow("Audit")
        reader.follow("Check the whole trail")
        reader.sees("whole")
        assert reader.labels == []
