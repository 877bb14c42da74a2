"""A pack as a workbook: one sheet for each table, header frozen, filters, plain values and nothing else.

Filters come with Excel tables, which need no defined name; there is no formula, link, hidden sheet or author.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

import xlsxwriter

from sufficiency.reports.pack import sheets
from sufficiency.reports.pack.contents import Pack
from sufficiency.reports.pack.sheets import Cell, Column, Row, Sheet, shown

_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_NARROWEST, _WIDEST, PIXELS_A_LINE = 10, 55, 20
_NOT_IN_A_NAME = str.maketrans("", "", "[]:*?/\\'")
_ABOUT = Sheet("about", "About", "", (Column("name", "Field", 3), Column("value", "Value", 9)))
_FIELDS = {
    "title": "Title", "made_for": "Audience", "marking": "Marking", "authority": "Authority",
    "academic_year": "Academic year", "data_date": "Data date", "run_id": "Run", "tool": "Made with",
    "watermark": "Watermark", "policy": "Ordering policy", "policy_sentence": "In a sentence",
    "policy_source": "Source", "policy_version": "Version", "policy_approved_by": "Approved by",
    "statement": "What this list is", "recommendation": "What a recommendation is", "recount": "Recount",
    "ties": "Ties",
}  # fmt: skip


def pack_workbook(pack: Pack, as_at: date) -> bytes:
    """The pack as .xlsx bytes; the same contents give the same bytes."""
    return workbook(book_of(pack), title=pack.title, footer=footer_of(pack), as_at=as_at)


def workbook(tables: Mapping[Sheet, tuple[Row, ...]], *, title: str, footer: str, as_at: date) -> bytes:
    """Tables as the sheets of one workbook."""
    stream = io.BytesIO()
    made = datetime(as_at.year, as_at.month, as_at.day)
    with xlsxwriter.Workbook(stream, _PLAIN) as book:
        book.set_properties({"title": title, "created": made})
        wrapped = {"text_wrap": True, "valign": "top"}
        looks = {
            "head": book.add_format({**wrapped, "bold": True, "bg_color": "#E8EDF2"}),
            "text": book.add_format(wrapped),
            "number": book.add_format({**wrapped, "num_format": "#,##0"}),
            "pence": book.add_format({**wrapped, "num_format": "£#,##0.00"}),
            "day": book.add_format({**wrapped, "num_format": "yyyy-mm-dd", "align": "left"}),
        }
        for sheet, rows in tables.items():
            _write(book.add_worksheet(_name(sheet)), sheet, rows, looks, footer)
    return stream.getvalue()


def footer_of(pack: Pack) -> str:
    """Marking, authority and run, as on every page of the other forms."""
    return f"{pack.fields['marking']} · {pack.fields['authority']} · Run {pack.fields['run_id']}"


def book_of(pack: Pack) -> dict[Sheet, tuple[Row, ...]]:
    """The tables of a pack, each whole; those of the cases have the child in front."""
    return dict(_tables(pack))


def _tables(pack: Pack) -> Iterator[tuple[Sheet, tuple[Row, ...]]]:
    read = [{"name": "How to read", "value": line} for line in pack.how_to_read]
    told = [{"name": name, "value": pack.fields[key]} for key, name in _FIELDS.items() if pack.fields[key]]
    yield _ABOUT, (*told, *read)
    if pack.figures:
        yield sheets.FIGURES, pack.figures
    if pack.cases:
        yield sheets.CASE, tuple(page.facts for page in pack.cases)
        for sheet in sheets.BOOK_TABLES:
            yield (
                _with_child(sheet),
                tuple({"child": page.facts["child"], **row} for page in pack.cases for row in page.tables[sheet.name]),
            )
        blank = {column.name: None for column in sheets.DECISION.columns}
        yield _with_child(sheets.DECISION), tuple({"child": page.facts["child"], **blank} for page in pack.cases)
    yield from pack.lists.items()


def _with_child(sheet: Sheet) -> Sheet:
    return Sheet(sheet.name, sheet.heading, sheet.says, (sheets.CHILD, *sheet.columns), sheet.empty)


def _name(sheet: Sheet) -> str:
    """The name on the tab: at most 31 characters, none that Excel refuses."""
    return sheet.name.replace("_", " ").capitalize().translate(_NOT_IN_A_NAME)[:31]


def _write(page: xlsxwriter.worksheet.Worksheet, sheet: Sheet, rows: tuple[Row, ...], looks: Mapping[str, object],
           footer: str) -> None:  # fmt: skip
    widths = _widths(sheet, rows)
    for at, width in enumerate(widths):
        page.set_column(at, at, width)
    cells = [[_plain(column, row[column.name]) for column in sheet.columns] for row in rows]
    heads = [
        {"header": heading, "format": looks[column.kind], "header_format": looks["head"]}
        for heading, column in zip(_headings(sheet), sheet.columns, strict=True)
    ]
    page.add_table(
        0, 0, max(1, len(rows)), len(sheet.columns) - 1,
        {"columns": heads, "data": cells, "name": f"t_{sheet.name}", "style": "Table Style Light 1"},
    )  # fmt: skip
    for at, row in enumerate(cells, start=1):
        page.set_row_pixels(at, PIXELS_A_LINE * _lines(row, widths))
    page.freeze_panes(1, 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_footer(f"&C{footer.replace('&', '&&')} · Page &P of &N")


def _widths(sheet: Sheet, rows: tuple[Row, ...]) -> list[int]:
    """Widths in characters: the longest cell or heading, within reason."""
    texts = ([column.heading, *(shown(column, row[column.name]) for row in rows)] for column in sheet.columns)
    return [max(_NARROWEST, min(_WIDEST, 4 + max(map(len, column)))) for column in texts]


def _lines(row: Sequence[object], widths: Sequence[int]) -> int:
    """Lines of text in the fullest cell of a row: a program that opens the file does not always count them."""
    texts = [(cell, width) for cell, width in zip(row, widths, strict=True) if isinstance(cell, str) and cell]
    return max((1 + (len(cell) - 1) // (width - 3) for cell, width in texts), default=1)


def _headings(sheet: Sheet) -> list[str]:
    """Headings, each once: a second *Asked* becomes *Asked 2*."""
    found: list[str] = []
    for column in sheet.columns:
        again = found.count(column.heading)
        found.append(f"{column.heading} {again + 1}" if again else column.heading)
    return found


def _plain(column: Column, cell: Cell) -> object:
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day)
    if column.kind == "pence" and isinstance(cell, int):
        return cell / 100
    return cell
