"""Planning's page in a real browser, scripts off; its workbook; and the committee paper, read back."""

import re
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from docx import Document

from sufficiency.reports.planning.book import write_book
from sufficiency.reports.planning.committee import committee_paper
from sufficiency.reports.planning.page import write_page
from sufficiency.reports.planning.paper import Paper
from sufficiency.reports.planning.parts_money import money_part
from sufficiency.reports.planning.recommended import recommended
from tests.fixtures.pages import Page
from tests.fixtures.planning_runs import three_scenarios


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("compare")
    write_page(three_scenarios(), folder)
    write_book(three_scenarios(), folder / "compare.xlsx")
    return folder


@pytest.fixture(scope="module", params=[320, 1280])
def page(request, browser, written):
    context = browser.new_context(viewport={"width": request.param, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.asked = []
    page.on("request", lambda asked: page.asked.append(asked.url))
    page.goto((written / "compare.html").as_uri())
    yield page
    context.close()


def test_the_page_asks_for_nothing_else_and_never_scrolls_sideways(page, written):
    assert page.asked == [(written / "compare.html").as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_scenarios_are_columns_and_every_chart_opens_its_table(page):
    table = page.get_by_role("table", name="10 years together, beside do-nothing")
    assert table.get_by_role("columnheader").all_inner_texts() == [
        "Figure", "do-nothing", "bases-first", "one-new-school",
    ]  # fmt: skip
    assert page.get_by_text("Recommended plan for members to consider: one-new-school.").is_visible()
    page.get_by_text("Table: Cumulative balance without mitigation (do-nothing) and with it").click()
    assert page.get_by_role("table", name="Cumulative balance without mitigation (do-nothing) and with it").is_visible()
    assert page.get_by_role("img", name="Who gains minutes: bases-first").is_visible()


def test_every_drawing_has_a_name_a_description_and_a_table(written):
    read = Page((written / "compare.html").read_text(encoding="utf-8"))
    drawings = [attrs for tag, attrs, _ in read.all("svg") if attrs.get("role") == "img"]
    named = {attrs["id"] for _, attrs, _ in read.elements if "id" in attrs}
    assert len(drawings) == 14
    assert all(set(attrs["aria-labelledby"].split()) <= named for attrs in drawings)
    idents = [attrs["id"] for _, attrs, _ in read.elements if "id" in attrs]
    assert len(idents) == len(set(idents))
    assert all(attrs.get("scope") for _, attrs, _ in read.all("th"))
    assert len(read.all("h1")) == 1


def test_the_workbook_has_a_sheet_for_each_table_with_its_header_frozen_and_no_formula(written):
    book = openpyxl.load_workbook(written / "compare.xlsx")
    assert book.sheetnames == [
        "Scenarios", "Gap", "Places", "Children", "Travel", "Money", "High needs", "What opens", "Areas",
        "High needs lines", "Capital pots", "Prices",
    ]  # fmt: skip
    assert {sheet.freeze_panes for sheet in book} == {"B2"}
    assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
    lines = {
        row[2]: row[4] for row in book["High needs lines"].values if row[0] == "do-nothing" and row[3] == "2026-27"
    }
    assert lines["Total"] == sum(lines[name] for name in ("Total direct", "Total indirect")) == 45_800_000


@pytest.mark.nightly
def test_the_same_runs_give_the_same_bytes(written, tmp_path):
    write_page(three_scenarios(), tmp_path)
    write_book(three_scenarios(), tmp_path / "compare.xlsx")
    for name in ("compare.html", "compare.xlsx"):
        assert (tmp_path / name).read_bytes() == (written / name).read_bytes()
    paper = three_scenarios()
    assert committee_paper(paper) == committee_paper(paper)


def test_the_committee_paper_has_its_sections_and_every_picture_its_words_caption_and_table():
    document = Document(BytesIO(committee_paper(three_scenarios())))
    headings = [line.text for line in document.paragraphs if line.style.name == "Heading 1"]
    assert [text.partition(". ")[2] for text in headings] == [
        "Purpose", "Recommendation", "Demand", "Sufficiency gap", "Options compared", "Bases first", "Finance",
        "Travel and carbon", "Equality", "Risks", "Sources and limits",
    ]  # fmt: skip
    pictures = [shape._inline.docPr for shape in document.inline_shapes]
    captions = [line.text for line in document.paragraphs if line.style.name == "Caption"]
    assert len(pictures) == sum(text.startswith("Figure") for text in captions) == 13
    assert all(len(picture.get("descr")) > 40 for picture in pictures)
    assert len(document.tables) == sum(text.startswith("Table") for text in captions)
    for table in document.tables:
        assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    text = "\n".join(line.text for line in document.paragraphs)
    assert "Recommended plan for members to consider: one-new-school." in text
    assert "not decisions: a named person decides" in text
    assert "31 March 2028" in text
    assert "It adds 90 places for £9.00m of capital at prices of the base year." in text
    assert re.search(r"Its net present cost is £\d+\.\d\dm less than that of do-nothing\.", text)


def test_a_plan_that_leaves_children_without_a_place_says_what_its_cost_leaves_out():
    runs = three_scenarios().runs
    where = tuple(replace(row, unmet=2_000) for row in runs[1].plan.where)
    paper = Paper.of([runs[0], replace(runs[1], plan=replace(runs[1].plan, where=where))])
    assert any("leaves 20 child-years without a place" in line for line in money_part(paper).says)
    assert recommended(paper) == 0


def test_more_scenarios_than_fit_a_page_are_split_over_tables_that_each_have_the_base():
    runs = three_scenarios().runs
    many = (*runs, *(replace(runs[1], name=f"variant-{number}") for number in range(4)))
    document = Document(BytesIO(committee_paper(Paper.of(many))))
    heads = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    demand = [row for row in heads if row[0] == "Year"][:2]
    assert demand == [
        ["Year", "do-nothing", "bases-first", "one-new-school", "variant-0", "variant-1"],
        ["Year", "do-nothing", "variant-2", "variant-3"],
    ]
