"""Take the pictures of the workbench in these pages anew: a made-up authority, a real browser, what a person would do.

    python -m docs.pictures [FOLDER]

They go into ``docs/pictures`` where no folder is named.
"""

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from playwright.sync_api import Page, sync_playwright

from sufficiency.cli.main import app
from sufficiency.web.serve import ready

PICTURES = Path(__file__).parent / "pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
ROUND = "riverside"
OFFICER = "r.patel"
"""Whom the pictures name: nobody, and never who takes them."""
HOUR = 3_600_000
"""Milliseconds that a job may take."""

Taken = Callable[[str, int], None]
"""Keeps what the browser shows, down to so many pixels, as the picture of this name."""


def main(folder: Path = PICTURES) -> None:
    """Every picture of the workbench."""
    os.environ["LOGNAME"] = OFFICER
    with TemporaryDirectory() as room, shown(Path(room) / "council") as page:

        def take(name: str, height: int) -> None:
            clip = {"x": 0, "y": 0, "width": 1280, "height": height}
            page.screenshot(path=folder / f"workbench-{name}.png", full_page=True, clip=clip)  # type: ignore[arg-type]

        upload(page, Path(room) / "council" / ROUND, take)
        decide(page, take)
        plan(page, take)
        travel(page, take)


@contextmanager
def shown(folder: Path) -> Iterator[Page]:
    """The workbench of a made-up authority, in a browser that is signed in."""
    size = ["--children", "120", "--settings", "14"]
    app(["demo", *size, "--no-browser", "--quiet", "--out", str(folder)], standalone_mode=False)
    waiting = ready(folder)
    Thread(target=waiting.serve, daemon=True).start()
    try:
        with sync_playwright() as driver:
            found = next(filter(None, map(shutil.which, BROWSERS)))
            browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
            base = waiting.address.partition("/sign-in")[0]
            page = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=base).new_page()
            page.goto(waiting.address)
            yield page
            browser.close()
    finally:
        waiting.server.should_exit = True


def upload(page: Page, tables: Path, take: Taken) -> None:
    """A table with a need that is none: nothing is changed."""
    children = (tables / "children.csv").read_bytes().replace(b",ASD,", b",XYZ,", 1)
    page.goto("/uploads")
    page.get_by_label("Name of the round").fill("spring")
    page.get_by_label("Begin from").select_option(ROUND)
    page.get_by_label("Tables").set_input_files({"name": "children.csv", "mimeType": "text/csv", "buffer": children})
    page.get_by_role("button", name="Upload and check").click()
    page.get_by_role("heading", name="Upload for spring: nothing was changed").wait_for()
    take("upload", 800)


def decide(page: Page, take: Taken) -> None:
    """A run before the panel, a case, a decision on it, and the letter."""
    page.goto("/panel")
    page.get_by_role("button", name="Bring the tables into the store").click()
    page.get_by_role("heading", name="Tables brought in").wait_for()
    page.goto("/runs/run")
    page.get_by_role("button", name="Put this run before the panel").click()
    page.get_by_text("This run is before the panel as").wait_for()
    page.goto("/runs/run/cases?outcome=recommended")
    page.get_by_role("link", name=re.compile("^C-")).first.click()
    case = page.url
    take("case", 1300)
    page.get_by_role("link", name=re.compile("^Decide: hold (?!another)")).click()
    page.get_by_label("Reason").fill("Meets the needs in the plan; the nearest with a place.")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Check your decision").wait_for()
    take("check", 900)
    page.get_by_role("button", name="Confirm this decision").click()
    page.get_by_text("The decision is kept").wait_for()
    page.goto(case)
    page.get_by_role("link", name="The letter on the decision").click()
    take("letter", 1500)


def plan(page: Page, take: Taken) -> None:
    """Where places run short, and scenarios side by side."""
    page.goto(f"/plan/rounds/{ROUND}/gap")
    page.get_by_text("At P80 the first to bind is").wait_for()
    take("gap", 1300)
    page.goto("/plan/runs/plan")
    page.get_by_role("table").first.wait_for()
    take("plan", 1500)


def travel(page: Page, take: Taken) -> None:
    """Routes as they were made."""
    page.goto("/travel")
    page.get_by_role("button", name=f"Make routes for {ROUND}").click()
    page.get_by_role("link", name="see what it made").click(timeout=HOUR)
    page.get_by_role("img", name="Routes to each setting").wait_for()
    take("travel", 1500)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
