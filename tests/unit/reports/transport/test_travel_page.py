"""The travel page: one file, readable by eye, by ear and on a telephone, and honest about what it rests on."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from sufficiency.reports.transport.figures import PlanFigures
from sufficiency.reports.transport.page import render_travel
from sufficiency.reports.transport.page_figures import every_route, minutes_figure, routes_to
from sufficiency.reports.transport.route_map import COLOURS, PATTERNS, Drawn, route_map
from tests.fixtures.pages import Page
from tests.fixtures.transport import at_rate, seven_children_two_settings
from tests.fixtures.transport_plans import county


@pytest.fixture(scope="module")
def html():
    return render_travel(seven_children_two_settings())


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
    assert set(re.findall(r"https?://[^\s\"'<]+", html)) <= {"http://www.w3.org/2000/svg"}


def test_every_ident_is_unique_and_every_reference_meets_one(page):
    idents = [attrs["id"] for _, attrs, _ in page.elements if "id" in attrs]
    assert len(idents) == len(set(idents))
    wanted = [attrs["href"][1:] for _, attrs, _ in page.all("a")]
    wanted += [i for _, attrs, _ in page.elements for i in attrs.get("aria-labelledby", "").split()]
    assert set(wanted) <= set(idents)


def test_headings_go_down_one_step_at_a_time_from_a_single_first(page):
    levels = [int(tag[1]) for tag, _, _ in page.all("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_drawing_is_one_image_with_a_name_and_a_description(page):
    drawings = [attrs for _, attrs, _ in page.all("svg") if attrs.get("aria-hidden") != "true"]
    assert len(drawings) == 5  # all routes, minutes, prices, and the routes to each of two settings
    assert all(attrs["role"] == "img" and len(attrs["aria-labelledby"].split()) == 2 for attrs in drawings)


def test_every_table_has_a_caption_and_scopes(page):
    assert len(page.all("caption")) == len(page.all("table"))
    assert {attrs["scope"] for _, attrs, _ in page.all("th")} == {"col", "row"}


@pytest.mark.parametrize(
    "words",
    [
        "For the transport team only: it says where children board.",
        "Synthetic data: no child here is real.",
        "Children who need a vehicle 6 2 new by this round; 1 child not served",
        "Price a year £108,304 £97,473 to £129,965 by the error measured",
        "The error measured for this depth, on 20 authorities: -10% to +20%.",
        "Over their own guideline 2 40%; 1 of them even with nobody else aboard",
        "C-6 Year 6 =Birch & <Beech> The way there takes longer than this child's own limit of 20 minutes.",
        "Straight lines between stops in the order of the route, not roads.",
        "The afternoon mirrors the morning",
        "Empty legs are counted in carbon, not in the price.",
        "1 journey is a straight line with an allowance, not a road.",
        "Boarding assumed Timed on ten routes, 2025 Days stated Term dates 2026/27",
        "No vehicle: not entitled 1",
    ],
)
def test_it_says(page, words):
    assert words in said(page)


def test_a_name_that_tries_to_be_markup_is_only_a_name(html):
    assert "<Beech>" not in html


def test_without_routes_the_page_has_prices_and_says_why_there_is_no_map():
    text = said(Page(render_travel(at_rate())))
    assert "This depth makes no routes, so there is no map." in text
    assert "£108,304" in text


def test_long_lists_are_folded_and_the_drawings_stay_small():
    html = render_travel(county())
    Page(html)
    drawings = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    assert sum(map(len, drawings)) < 400_000
    assert "All 40 children not served, by reference" in html


def test_neighbouring_settings_differ_in_colour_and_in_pattern():
    lines = every_route(county(settings=24)).lines
    assert all(a.colour != b.colour and a.pattern != b.pattern for a, b in pairwise(lines))
    assert len({(line.colour, line.pattern) for line in lines}) == len(COLOURS) * len(PATTERNS) == 24


def test_every_line_stands_out_from_the_ground():
    assert all(contrast(colour, "#fbfbf9") >= 4.5 for colour in COLOURS)


def contrast(one, other):
    """The contrast ratio of WCAG 2.2."""
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_labels_of_one_place_stand_beside_each_other():
    same = [
        Drawn(f"Route {at}", "", (((450_000, 300_000), (455_000, 305_000)),), (450_000, 300_000)) for at in range(5)
    ]
    places = [line.at for line in route_map("m", "", "", same).lines]
    assert len(set(places)) == 5
    assert all(abs(a[0] - b[0]) >= 22 or abs(a[1] - b[1]) >= 22 for a in places for b in places if a != b)


def test_a_setting_without_a_point_is_not_drawn_and_nothing_fails():
    report = seven_children_two_settings()
    nowhere = tuple(replace(to, at=replace(to.at, easting=None, northing=None)) for to in report.destinations)
    drawn = every_route(replace(report, destinations=nowhere))
    assert [line.at for line in drawn.lines] == [None, None]
    Page(render_travel(replace(report, destinations=())))


def test_a_route_is_drawn_stop_by_stop_to_its_setting_north_up_and_east_right():
    minibus = routes_to(seven_children_two_settings(), seven_children_two_settings().plan.settings[0])
    x, y = zip(*(map(float, at.split(",")) for at in minibus.lines[0].path[1:].split("L")), strict=True)
    assert x == tuple(sorted(x))  # eastings 440,000, 444,000, 447,000, and the setting at 450,000
    assert y == tuple(sorted(y))  # northings 310,000, 309,000, 306,000, 305,000: southwards is down
    assert (x[-1], y[-1]) == minibus.ends[0]
    assert (x[0], y[0]) == minibus.lines[0].at
    assert abs((x[1] - x[0]) / (y[1] - y[0]) - 4) < 0.05  # 4 km east, 1 km south


def test_a_child_aboard_for_exactly_the_guideline_is_not_shown_as_over_it():
    def bands(tenths):
        report = seven_children_two_settings()
        alder, birch = report.plan.settings
        seat = replace(alder.routes[0].aboard[0], tenths=tenths)
        minibus = replace(alder.routes[0], aboard=(seat, *alder.routes[0].aboard[1:]))
        plan = replace(report.plan, settings=(replace(alder, routes=(minibus, alder.routes[1])), birch))
        told = replace(report, plan=plan)
        return {row[0]: row[1] for row in minutes_figure(PlanFigures(told), told).table.rows}

    assert bands(450)["over 30 to 45"] == "1"
    assert bands(451)["over 45 to 60"] == "1"
    assert bands(450)["over 45 to 60"] == "0"
