"""The committee paper: a Word document made from the same parts as the page, for members to consider.

Charts are pictures with captions and words for those who do not see them; every chart is followed by its table.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Cm

from sufficiency.files.whole_folder import write_whole
from sufficiency.reports.pack.word import saved
from sufficiency.reports.pack.word_parts import A4_SHORT, data_table, footer, heading, new_document, paragraph
from sufficiency.reports.page.drawing import SHEET, can_draw, picture
from sufficiency.reports.page.render import TEMPLATES
from sufficiency.reports.page.tables import PageTable
from sufficiency.reports.planning.page import marks
from sufficiency.reports.planning.paper import Chart, Paper, Part
from sufficiency.reports.planning.parts_about import risks_part, sources_part
from sufficiency.reports.planning.parts_money import money_part
from sufficiency.reports.planning.parts_places import bases_part, demand_part, gap_part, options_part, scenarios_part
from sufficiency.reports.planning.parts_travel import equality_part, travel_part
from sufficiency.reports.planning.recommended import recommended, recommended_in_words

SIDES, SIZE, HIGHEST = 2.0, 10, 16.0
WIDTH = A4_SHORT - 2 * SIDES
ACROSS = 6
"""Columns of figures that fit the page."""
PIXELS = 2.5
"""Of a picture to one of the drawing, so that letters are sharp on paper."""


def committee_paper(paper: Paper) -> bytes:
    """The document as bytes; the same runs give the same bytes."""
    title = f"Specialist school places: {paper.comparison.authority}"
    document = new_document(sides=SIDES, size=SIZE)
    heading(document, title, 0)
    for mark in marks(paper):
        paragraph(document, f"{mark}.", bold=True)
    pictures = _Pictures()
    for number, part in enumerate(sections(paper), start=1):
        _section(document, replace(part, heading=f"{number}. {part.heading}"), pictures)
    footer(document, f"{title} · For members to consider")
    return saved(document, title=title, as_at=date(paper.comparison.first, 9, 1))


def write_committee(paper: Paper, path: Path) -> None:
    """Write the paper to a new file, whole or not at all. Raises StoreTrouble as ``write_whole`` does."""
    write_whole(path, committee_paper(paper))


def sections(paper: Paper) -> Iterator[Part]:
    """The parts in the order in which a committee reads them."""
    yield Part("purpose", "Purpose", tuple(_purpose(paper)))
    yield Part("recommendation", "Recommendation", recommended_in_words(paper))
    yield demand_part(paper)
    yield gap_part(paper)
    compared = scenarios_part(paper)
    options = options_part(paper)
    yield replace(options, says=(*compared.says, *options.says), tables=(*compared.tables, *options.tables))
    yield bases_part(paper)
    yield money_part(paper)
    yield travel_part(paper)
    equality = equality_part(paper)
    first = recommended(paper) or 0
    yield replace(equality, maps=tuple(one for one in equality.maps if one.ident == f"map-{first}"))
    yield risks_part(paper)
    yield sources_part(paper)


def _purpose(paper: Paper) -> Iterator[str]:
    found = paper.comparison
    others = len(paper.names) - 1
    yield (
        f"This paper sets {others} {'scenario' if others == 1 else 'scenarios'} for specialist school places beside "
        f"{found.names[0]}, over {found.years} academic years from {found.first}, for members to consider."
    )
    yield "It says what each would mean for places, money, journeys and equality, and what the figures rest on."


class _Pictures:
    """Numbers the figures and the tables of a document as they come."""

    def __init__(self) -> None:
        self.figures = self.tables = 0

    def figure(self, title: str) -> str:
        """The caption of the next figure."""
        self.figures += 1
        return f"Figure {self.figures}. {title}"

    def table(self, title: str) -> str:
        """The caption of the next table."""
        self.tables += 1
        return f"Table {self.tables}. {title}"


def _section(document: Any, part: Part, pictures: _Pictures) -> None:
    heading(document, part.heading, 1)
    for at, line in enumerate(part.says):
        paragraph(document, line, bold=at == 0 and part.ident == "recommendation")
    for table in part.tables:
        _table(document, table, pictures)
    for chart in part.charts:
        if chart.spec is not None:
            _picture(document, picture(chart.spec, PIXELS), pictures.figure(chart.title), _alternative(chart))
        _table(document, chart.table, pictures)
    for one in part.maps if can_draw() else ():
        svg = TEMPLATES.get_template("gains.svg.j2").render(m=one)
        _picture(document, _png_of_svg(svg), pictures.figure(one.title), one.says)


def _png_of_svg(svg: str) -> bytes:
    import vl_convert  # noqa: PLC0415

    content: bytes = vl_convert.svg_to_png(svg, scale=PIXELS)
    return content


def _alternative(chart: Chart) -> str:
    """What the picture shows, for those who do not see it: the first and the last row of its table."""
    rows, heads = chart.table.rows, [column.name for column in chart.table.columns]
    ends = [_in_words(heads, rows[0]), _in_words(heads, rows[-1])] if rows else []
    return " ".join([f"{chart.title}.", *ends, "All figures are in the table that follows."])


def _in_words(heads: Sequence[str], row: Sequence[str]) -> str:
    pairs = zip(heads[1:], row[1:], strict=True)
    return f"{row[0]}: {', '.join(f'{name} {cell}' for name, cell in pairs)}.".replace("\n", " ")


def _picture(document: Any, png: bytes, caption: str, says: str) -> None:
    """A picture at the scale of all others, no wider than the text, with its caption below it."""
    width, height = (int.from_bytes(png[at : at + 4], "big") / PIXELS for at in (16, 20))
    scale = min(1.0, width / SHEET, HIGHEST / WIDTH * width / height)
    line = document.add_paragraph()
    line.paragraph_format.keep_with_next = True
    line.add_run().add_picture(io.BytesIO(png), width=Cm(WIDTH * scale))
    for told in line._p.iter(qn("wp:docPr")):
        told.set("descr", says)
        told.set("title", caption)
    _caption(document, caption)


def _table(document: Any, table: PageTable, pictures: _Pictures) -> None:
    if not table.rows:
        return
    for at, columns in enumerate(_fitting(table)):
        _caption(document, pictures.table(f"{table.caption}{', continued' if at else ''}"), before=True)
        heads = [(table.columns[one].name, table.columns[one].number) for one in columns]
        data_table(document, heads, [[row[one] for one in columns] for row in table.rows], WIDTH)


def _fitting(table: PageTable) -> list[list[int]]:
    """Columns that fit a page side by side: of many scenarios, the base and four others in each table."""
    count = len(table.columns)
    if count <= ACROSS or not all(column.number for column in table.columns[1:]):
        return [list(range(count))]
    step = ACROSS - 2
    return [[0, 1, *range(at, min(at + step, count))] for at in range(2, count, step)]


def _caption(document: Any, text: str, *, before: bool = False) -> None:
    line = document.add_paragraph(text, style="Caption")
    line.paragraph_format.keep_with_next = before
