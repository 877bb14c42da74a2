"""The report in a real browser, scripts off: at a desk and on the narrowest screen, asking nothing of any network."""

import pytest

from sufficiency.reports.page.render import render_report
from tests.fixtures.runs import RECORD, eight_children_four_settings
from tests.functional.one_file import insist_no_sideways, opened


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render_report(eight_children_four_settings(), RECORD), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module", params=[320, 1280])
def page(request, browser, report):
    with opened(browser, report, request.param) as page:
        yield page


def test_only_the_file_itself_is_asked_for(page, report):
    assert page.asked == [report]


def test_the_page_never_scrolls_sideways(page):
    insist_no_sideways(page)


def test_figures_drawings_and_tables_are_seen(page):
    assert page.get_by_text("5 of 7", exact=True).is_visible()
    drawings = page.get_by_role("img")
    assert drawings.count() == 5
    assert all(drawings.nth(i).bounding_box()["height"] > 60 for i in range(5))
    assert page.get_by_role("table", name="Children by primary need and outcome").is_visible()


def test_wide_tables_scroll_within_their_own_named_region(page):
    region = page.get_by_role("region", name="Places free to name this year")
    region.focus()
    assert region.evaluate("e => e.tabIndex") == 0
    assert region.bounding_box()["width"] <= page.viewport_size["width"]


def test_the_keyboard_reaches_the_way_past_the_contents_first(page):
    page.keyboard.press("Control+Home")
    page.locator("body").evaluate("e => document.activeElement.blur()")
    page.keyboard.press("Tab")
    assert page.get_by_role("link", name="Skip to main content").is_visible()


def test_a_folded_table_opens_without_scripts(page):
    page.get_by_text("All 6 places, by reference").click()
    assert page.get_by_role("rowheader", name="C-002").last.is_visible()


def test_the_settings_are_in_the_map_by_name(page):
    drawn = page.get_by_role("img", name="Map: Settings, and where the children live")
    assert drawn.get_by_text("Alder School").is_visible()


def test_printing_gives_pages(browser, report):
    page = browser.new_page()
    page.goto(report)
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation").is_visible()
    page.close()
