"""The travel page in a real browser, scripts off: at a desk and on the narrowest screen, asking no network."""

import pytest

from sufficiency.reports.transport.page import render_travel
from tests.fixtures.transport import seven_children_two_settings
from tests.functional.one_file import insist_no_sideways, opened


@pytest.fixture(scope="module")
def travel(tmp_path_factory):
    path = tmp_path_factory.mktemp("travel") / "travel.html"
    path.write_text(render_travel(seven_children_two_settings()), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module", params=[320, 1280])
def page(request, browser, travel):
    with opened(browser, travel, request.param) as page:
        yield page


def test_only_the_file_itself_is_asked_for(page, travel):
    assert page.asked == [travel]


def test_the_page_never_scrolls_sideways(page):
    insist_no_sideways(page)


def test_figures_map_and_charts_are_seen(page):
    assert page.get_by_text("£108,304", exact=True).is_visible()
    drawings = page.get_by_role("img")
    seen = [drawings.nth(i) for i in range(drawings.count()) if drawings.nth(i).is_visible()]
    assert len(seen) == 3
    assert all(drawing.bounding_box()["height"] > 60 for drawing in seen)
    assert page.get_by_role("table", name="Children by minutes aboard, one way").is_visible()


def test_every_setting_is_in_the_map_by_its_number_and_in_the_key_by_name(page):
    drawn = page.get_by_role("img", name="Routes to each setting")
    assert [drawn.get_by_text(number, exact=True).is_visible() for number in ("1", "2")] == [True, True]
    assert page.get_by_text("Alder School: 2 routes, 4 children", exact=True).is_visible()


def test_wide_tables_scroll_within_their_own_named_region(page):
    region = page.get_by_role("region", name="Transport to each setting")
    region.focus()
    assert region.bounding_box()["width"] <= page.viewport_size["width"]


def test_a_settings_routes_open_without_scripts(page):
    page.get_by_text("Alder School: 2 routes, 4 children, £60,804 a year").click()
    assert page.get_by_text("C-1, C-2 at Library, C-3").is_visible()
    assert page.get_by_role("img", name="Routes to Alder School").is_visible()


def test_printing_gives_pages(browser, travel):
    page = browser.new_page()
    page.goto(travel)
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.close()
