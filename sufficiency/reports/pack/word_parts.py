"""Building blocks of the Word templates: headings, fields, tables that repeat their header, a footer with the pages."""

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from sufficiency.reports.pack.sheets import Sheet

INK = RGBColor(0x12, 0x43, 0x6D)
HEADER_FILL, LINE = "E8EDF2", "B1B4B6"
MARGIN, A4_SHORT, A4_LONG = 1.5, 21.0, 29.7
SMALL, HAND = 8, 0.65
_SHORTEST, _LONGEST = 13, 40
"""Characters that a column has room for at least, and at most, beside the others of its table."""


def new_document(*, sides: float = MARGIN, size: int = 9) -> Any:
    """A blank A4 page in Arial, language en-GB; ``sides`` in centimetres, ``size`` in points."""
    document = Document()
    _page(document.sections[0], sides)
    sizes = {"Title": 22, "Heading 1": 15, "Heading 2": 12, "Heading 3": size, "Caption": size}
    for name, points in ({"Normal": size} | sizes).items():
        _style(document.styles[name], points, heading=name != "Normal")
    document.styles["Normal"].paragraph_format.space_before = Pt(2)
    document.styles["Normal"].paragraph_format.space_after = Pt(3)
    for style in [s for s in document.styles if s.type is WD_STYLE_TYPE.TABLE and s.name != "Normal Table"]:
        style.delete()  # a hundred looks for tables that nothing here uses
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    return document


def heading(document: Any, text: str, level: int, *, new_page: bool = False) -> None:
    """A real heading, for navigation and screen readers."""
    document.add_heading(text, level).paragraph_format.page_break_before = new_page


def paragraph(document: Any, text: str, *, bold: bool = False) -> None:
    """A paragraph; a line that is a template tag (``{%p ... %}``) disappears when the template is filled in."""
    document.add_paragraph().add_run(text).bold = bold


def rows_table(document: Any, sheet: Sheet, rows: str, width: float) -> None:
    """A table with one line for each of ``rows``, or the sheet's word for none. ``width`` in centimetres."""
    paragraph(document, f"{{%p if {rows} %}}")
    table = _grid(document, 4, [column.width for column in sheet.columns], width)
    _fill(table.rows[0], [column.heading for column in sheet.columns], bold=True)
    _repeat(table.rows[0])
    table.rows[1].cells[0].text = f"{{%tr for row in {rows} %}}"
    _fill(table.rows[2], [f"{{{{ row.{column.name} }}}}" for column in sheet.columns])
    for column, cell in zip(sheet.columns, table.rows[2].cells, strict=True):
        if column.kind in ("number", "pence"):
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    table.rows[3].cells[0].text = "{%tr endfor %}"
    paragraph(document, "{%p else %}")
    paragraph(document, sheet.empty)
    paragraph(document, "{%p endif %}")


def pairs_table(
    document: Any, pairs: Sequence[tuple[str, str]], width: float, *, across: int = 2, to_fill: bool = False
) -> None:
    """Names and values side by side, ``across`` pairs to a line; with room to write by hand where ``to_fill``."""
    lines = [list(pairs[at : at + across]) for at in range(0, len(pairs), across)]
    table = _grid(document, len(lines), [2, 3] if across > 1 else [1, 4], width, times=across)
    for row in table.rows if to_fill else ():
        row.height = Cm(HAND)
    for row, line in zip(table.rows, lines, strict=True):
        for at, (name, value) in enumerate(line):
            _write(row.cells[2 * at], name, bold=True)
            _write(row.cells[2 * at + 1], value)


def data_table(document: Any, heads: Sequence[tuple[str, bool]], rows: Sequence[Sequence[str]], width: float) -> None:
    """A table of text under headings that repeat on every page; a heading with True is of numbers, set to the right.

    Columns share the width by their longest line, within reason.
    """
    columns = zip(*([name for name, _ in heads], *rows), strict=True)
    shares = [max(_SHORTEST, min(_LONGEST, _longest_line(column))) for column in columns]
    table = _grid(document, len(rows) + 1, shares, width)
    _fill(table.rows[0], [name for name, _ in heads], bold=True)
    _repeat(table.rows[0])
    for line, row in zip(list(table.rows)[1:], rows, strict=True):
        _fill(line, row)
    for at in (at for at, (_, number) in enumerate(heads) if number):
        for cell in table.columns[at].cells:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def footer(document: Any, text: str) -> None:
    """The same footer on every page: a text, and *Page x of y*."""
    line = document.sections[0].footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _small(line.add_run(f"{text} · Page "))
    _field(line, "PAGE")
    _small(line.add_run(" of "))
    _field(line, "NUMPAGES")


def _page(section: Any, sides: float) -> None:
    section.page_width, section.page_height = Cm(A4_SHORT), Cm(A4_LONG)
    section.left_margin = section.right_margin = Cm(sides)
    section.top_margin = section.bottom_margin = Cm(MARGIN)
    section.footer_distance = Cm(0.9)


def _style(style: Any, size: float, *, heading: bool) -> None:
    style.font.name, style.font.size = "Arial", Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in [name for name in fonts.attrib if "Theme" in name]:
        del fonts.attrib[theme]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), "Arial")
    if heading:
        style.font.color.rgb = INK
        style.paragraph_format.space_before = Pt(7)
        style.paragraph_format.space_after = Pt(2)
        style.paragraph_format.keep_with_next = True


def _longest_line(cells: Sequence[str]) -> int:
    return max(len(line) for cell in cells for line in (cell.split("\n") or [""]))


def _grid(document: Any, lines: int, once: Sequence[int], width: float, *, times: int = 1) -> Any:
    shares = [*once] * times
    table = document.add_table(lines, len(shares))
    table.autofit = False
    _borders(table)
    for share, column in zip(shares, table.columns, strict=True):
        column.width = Cm(width * share / sum(shares))
        for cell in column.cells:
            cell.width = column.width
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return table


def _borders(table: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LINE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _fill(row: Any, texts: Sequence[str], *, bold: bool = False) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        _write(cell, text, bold=bold)


def _write(cell: Any, text: str, *, bold: bool = False) -> None:
    line = cell.paragraphs[0]
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(0)
    run = line.add_run(text)
    run.bold = bold
    _small(run)
    if bold:
        _shade(cell)


def _shade(cell: Any) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", HEADER_FILL)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def _repeat(row: Any) -> None:
    """Say the header again at the top of every page the table runs on to."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _small(run: Any) -> None:
    run.font.size = Pt(SMALL)


def _field(line: Any, name: str) -> None:
    """A field that Word counts itself: the page, or the number of pages."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = line.add_run("1")
    _small(run)
    field.append(run._r)
    line._p.append(field)
