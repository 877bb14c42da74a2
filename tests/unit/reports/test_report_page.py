"""The page an officer opens: one file, nothing asked of any network, readable by eye, by ear and on a telephone."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from sufficiency.reports.page.render import render_report
from sufficiency.reports.page.tables import SHOWN
from tests.fixtures.pages import Page
from tests.fixtures.runs import RECORD, eight_children_four_settings


@pytest.fixture(scope="module")
def run():
    return eight_children_four_settings()


@pytest.fixture(scope="module")
def html(run):
    return render_report(run, RECORD)


@pytest.fixture(scope="module")
def page(html):
    return Page(html)


def said(page):
    return " ".join(page.text.split())


def test_nothing_outside_the_file_is_asked_for(html, page):
    assert page.all("script", "link", "img", "iframe", "object", "embed", "form", "base") == []
    addresses = [
        attrs[name] for _, attrs, _ in page.elements for name in ("href", "src", "xlink:href") if name in attrs
    ]
    assert addresses
    assert all(address.startswith("#") for address in addresses)
    assert "@import" not in html
    assert "url(" not in html
    assert set(re.findall(r"https?://[^\s\"'<]+", html)) <= {"http://www.w3.org/2000/svg"}
    assert [name for _, attrs, _ in page.elements for name in attrs if name.startswith("on")] == []


def test_it_names_its_language_and_itself(page):
    assert page.all("html")[0][1] == {"lang": "en-GB"}
    assert "Recommended places 2026/27, Riverside" in page.text


def test_every_ident_is_unique_and_every_reference_meets_one(page):
    idents = [attrs["id"] for _, attrs, _ in page.elements if "id" in attrs]
    assert len(idents) == len(set(idents))
    wanted = [attrs["href"][1:] for _, attrs, _ in page.all("a")]
    wanted += [i for _, attrs, _ in page.elements for i in attrs.get("aria-labelledby", "").split()]
    assert set(wanted) <= set(idents)


def test_headings_go_down_one_step_at_a_time_from_a_single_first(page):
    levels = [int(tag[1]) for tag, _, _ in page.all("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_there_are_landmarks_and_a_way_past_the_contents(page):
    assert [tag for tag, _, _ in page.all("header", "nav", "main", "footer")] == ["header", "nav", "main", "footer"]
    assert page.all("a")[0][1]["href"] == "#content"


def test_every_drawing_is_one_image_with_a_name_and_a_description(page):
    drawings = [attrs for _, attrs, _ in page.all("svg") if attrs.get("aria-hidden") != "true"]
    assert len(drawings) == 5
    assert all(attrs["role"] == "img" and len(attrs["aria-labelledby"].split()) == 2 for attrs in drawings)
    inside = [attrs for _, attrs, path in page.elements if "svg" in path]
    assert [name for attrs in inside for name in attrs if name == "role" or name.startswith("aria-")] == []


def test_every_chart_is_followed_by_its_table(page):
    order = [tag for tag, attrs, _ in page.all("figure", "table")]
    charts = [i for i, tag in enumerate(order) if tag == "figure"]
    by_map = charts.pop(3)
    assert len(charts) == 4
    assert [order[i + 1] for i in charts] == ["table"] * 4
    assert order[by_map - 1] == "table"


def test_every_table_has_a_caption_and_scopes_and_can_be_reached_by_keyboard(page):
    tables = page.all("table")
    assert len(page.all("caption")) == len(tables) == len({attrs["id"] for _, attrs, _ in tables})
    assert {attrs["scope"] for _, attrs, _ in page.all("th")} == {"col", "row"}
    regions = [attrs for _, attrs, _ in page.elements if attrs.get("class", "").startswith("scroll")]
    assert all(r["tabindex"] == "0" and ("aria-labelledby" in r or "aria-label" in r) for r in regions)


def test_it_opens_with_what_it_is_and_who_decides(page):
    text = said(page)
    start = text.index("Recommended specialist places, 2026/27")
    opening = text[start : text.index("How the round came out", start)]
    for words in ("This is a recommendation. A named person decides.", "not a waiting list", "In order of request",
                  "Verified", "Repeatable", "Which needs Cedar School is designated for."):  # fmt: skip
        assert words in opening
    assert "Synthetic data: no child here is real." in text[:start]


@pytest.mark.parametrize(
    "figure",
    [
        "Places recommended 5 of 7 71% of children",
        "First preference met 3 of 6 50% of children",
        "Within the travel guideline 4 of 5",
        "Average journey 32.4 min",
        "Cost £131,002 a year",
        "Without a place 2 by primary need: 1 ASD, 1 SEMH",
    ],
)
def test_the_figures_are_those_worked_out_by_hand(page, figure):
    assert figure in said(page)


@pytest.mark.parametrize(
    "line",
    [
        "2 children have no place recommended",
        "1 of them is past the statutory deadline on 15 January 2026",
        "1 of them is kept out by the order:",
        "1 note on this round to read",
        "C-008 will miss its deadline of 9 January 2026.",
        "1 journey is longer than the guideline",
        "1 earlier request is superseded",
        "1 place was settled by a named person",
    ],
)
def test_what_needs_attention_comes_first(page, line):
    assert line in said(page)


def test_an_unplaced_child_has_its_reason_and_what_would_help_the_most_overdue_first(page):
    text = said(page)
    assert "6 days overdue" in text
    assert "3 children compete for 2 places at Alder School and Cedar School." in text
    assert "One more place at Alder School, ASD, Year 7" in text
    table = text[text.index("earliest deadline first") :]
    assert table.index("C-008") < table.index("C-007")


def test_the_value_of_a_place_is_said_in_children_preferences_minutes_and_pounds(page):
    assert (
        "1 more child placed, 1 more first preference met, 12.0 minutes more travel in all, £800 more a year"
        in said(page)
    )


def test_the_price_of_the_order_is_said_and_judged(page):
    text = said(page)
    assert "In the order of request (used)" in text
    assert "Were the whole cohort taken together instead: 1 more child placed, 1 more first preference met" in text
    assert "1 fewer, better" in text
    assert "£877 more, worse" in text


def test_ties_are_admitted_with_how_they_were_settled(page):
    assert "At least 2 answers are as good at every level; 2 children could change place" in said(page)
    assert "(seed 7)" in said(page)


def test_a_name_that_tries_to_be_markup_is_only_a_name(html, page):
    assert "<Base>" not in html
    assert "Birch & Beech <Base>" in page.text
    hostile = replace(eight_children_four_settings().authority, name="</style><script>alert(1)</script>")
    attacked = render_report(replace(eight_children_four_settings(), authority=hostile), RECORD)
    assert Page(attacked).all("script") == []


def test_no_home_is_in_it_and_the_map_counts_in_squares(html, run):
    for _, easting, northing in run.homes:
        assert str(easting) not in html
        assert str(northing) not in html
    assert "Homes are counted in squares of 1 km; none is drawn." in html
    moved = replace(run, homes=tuple((ref, e // 1000 * 1000 + 1, n // 1000 * 1000 + 1) for ref, e, n in run.homes))
    squares = re.findall(r'<rect x="[^>]+class="shade\d"', html)
    assert len(squares) == len(re.findall(r'<rect x="[^>]+class="shade\d"', render_report(moved, RECORD))) == 11


def test_the_same_run_gives_the_same_page(html, run):
    assert render_report(run, replace(RECORD, timings=(("solve", 9.9),))) == html


def test_an_unverified_or_stopped_run_says_so(run):
    text = said(
        Page(render_report(replace(run, status="stopped", repeatable=False), replace(RECORD, verification=None)))
    )
    assert "Not verified" in text
    assert "Stopped at a limit: best found, not proven" in text
    assert "cannot go to a panel" in text
    assert "No recount was made." in text


def test_a_round_with_nobody_in_it_still_makes_a_page(run):
    empty = replace(
        run, recommendations=(), unplaced=(), verdicts=(), alternatives=(), limits=(), supersessions=(),
        price_of_the_order=(), overrides=(), sites=(), homes=(), stated=0, levels=(),
    )  # fmt: skip
    text = said(Page(render_report(empty, RECORD)))
    assert "Every child awaiting a place has a recommendation." in text
    assert "No setting has a known position" in text


def test_it_is_small(html):
    assert len(html.encode()) < 100_000


def test_a_table_too_long_to_read_shows_its_beginning_and_says_where_all_of_it_is(run):
    many = tuple(replace(run.recommendations[0], child_ref=f"C-{number:05}") for number in range(SHOWN + 2))
    html = render_report(replace(run, recommendations=many), RECORD)
    assert f"the first {SHOWN:,} of {SHOWN + 2:,}, all of them in recommendations.csv" in html
    assert f"C-{SHOWN - 1:05}" in html
    assert f"C-{SHOWN:05}" not in html
