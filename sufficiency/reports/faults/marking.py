"""The marked copy: faulty cells filled and commented, everything else as it was, and a sheet of errors in front."""

from collections.abc import Iterator, Mapping, Sequence

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sufficiency.reports.faults.lines import HEADINGS, ErrorLine
from sufficiency.reports.faults.sources import Copy
from sufficiency.reports.faults.text_cells import write_text

_FILLS = {"error": PatternFill("solid", "FFF4B6B6"), "warning": PatternFill("solid", "FFFFE699")}
_BOLD, _WRAPPED, _LINK = (
    Font(name="Calibri", bold=True),
    Alignment(wrap_text=True, vertical="top", horizontal="left"),
    Font(name="Calibri", color="FF0563C1", underline="single"),
)
_WIDTHS = (10, 16, 14, 7, 20, 10, 24, 44, 44, 25, 24)
_LINE_HEIGHT = 15
_HEADER_ROW = 4
_MOST_COMMENTS, _MOST_LINES = 2_000, 10_000


def mark(copy: Copy, lines: Sequence[ErrorLine]) -> None:
    """Mark every cell that a line names in this copy, and put the sheet of all the lines in front."""
    places: dict[ErrorLine, tuple[str, str]] = {}
    for count, (cell, sheet, found) in enumerate(_faulty(copy, lines), start=1):
        cell.fill = _FILLS[found[0].fault.severity]
        if count <= _MOST_COMMENTS:
            cell.comment = _comment(cell, found)
        for line in found:
            places.setdefault(line, (sheet.title, cell.coordinate))
    _put_in_front(copy.book, lines, places)


def _faulty(copy: Copy, lines: Sequence[ErrorLine]) -> Iterator[tuple[Cell, Worksheet, list[ErrorLine]]]:
    """Each faulty cell with its sheet and its lines; errors before warnings."""
    found: dict[tuple[str, str], tuple[Cell, Worksheet, list[ErrorLine]]] = {}
    for line in lines:
        sheet = copy.sheets.get((line.fault.file, line.fault.sheet))
        if sheet is None:
            continue
        for row, column in line.cells:
            cell = _anchor(sheet, row, column)
            found.setdefault((sheet.title, cell.coordinate), (cell, sheet, []))[2].append(line)
    yield from found.values()


def _anchor(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell at a place; the first of a merged range for a cell within it."""
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        around = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
        return sheet.cell(around.min_row, around.min_col)
    return cell


def _comment(cell: Cell, lines: Sequence[ErrorLine]) -> Comment:
    """What is wrong and what to do, below any comment that was there."""
    blocks = [cell.comment.text] if cell.comment else []
    for line in lines:
        column = f"{line.fault.column}: " if line.fault.column else ""
        example = f"\nFor example: {line.example}" if line.example else ""
        blocks.append(f"{column}{line.fault.message}.\n{line.fault.remedy}{example}")
    text = "\n\n".join(blocks)
    height = 24 + 18 * sum(1 + len(part) // 42 for part in text.split("\n"))
    return Comment(text, cell.comment.author if cell.comment else "Check", width=320, height=min(height, 500))


def _put_in_front(book: Workbook, lines: Sequence[ErrorLine], places: Mapping[ErrorLine, tuple[str, str]]) -> None:
    """The sheet of errors: how many there are, then a line for each, with the way to its cell."""
    sheet = book.create_sheet("Errors", 0)
    write_text(sheet["A1"], _summary(lines))
    sheet["A1"].font = Font(name="Calibri", bold=True, size=14)
    write_text(sheet["A2"], "Filled cells in the other sheets carry the same words as a comment. This is a copy: "
               "correct the file it was made from, then check again.")  # fmt: skip
    for at, (heading, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True), start=1):
        write_text(sheet.cell(_HEADER_ROW, at), heading)
        sheet.cell(_HEADER_ROW, at).font = _BOLD
        sheet.cell(_HEADER_ROW, at).alignment = _WRAPPED
        sheet.column_dimensions[get_column_letter(at)].width = width
    for row, line in enumerate(lines[:_MOST_LINES], start=_HEADER_ROW + 1):
        _write_line(sheet, row, line, places.get(line))
    sheet.freeze_panes = sheet.cell(_HEADER_ROW + 1, 1)
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:{get_column_letter(len(HEADINGS))}{_HEADER_ROW + len(lines[:_MOST_LINES])}"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    _show_first(book, sheet)


def _write_line(sheet: Worksheet, row: int, line: ErrorLine, place: tuple[str, str] | None) -> None:
    sheet.row_dimensions[row].height = _LINE_HEIGHT * max(
        1 + len(str(text)) // (width - 4) for text, width in zip(line.texts(), _WIDTHS, strict=True)
    )
    for at, text in enumerate(line.texts(), start=1):
        cell = sheet.cell(row, at)
        cell.alignment = _WRAPPED
        if isinstance(text, int):
            cell.value = text
        elif text:
            write_text(cell, text)
    sheet.cell(row, 1).fill = _FILLS[line.fault.severity]
    if place:
        cell = sheet.cell(row, HEADINGS.index("Cell") + 1)
        title = place[0].replace("'", "''")
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{title}'!{place[1]}")
        cell.font = _LINK


def _summary(lines: Sequence[ErrorLine]) -> str:
    errors = sum(line.fault.severity == "error" for line in lines)
    warnings = len(lines) - errors
    stop = f"{errors} error{'s stop' if errors != 1 else ' stops'} the file from being used"
    warn = f"{warnings} warning{'s do' if warnings != 1 else ' does'} not"
    parts = [stop] * bool(errors) + [warn if errors else f"{warn} stop the file from being used"] * bool(warnings)
    more = f" The first {_MOST_LINES} are listed; errors.csv has all." if len(lines) > _MOST_LINES else ""
    return f"{'; '.join(parts)}.{more}"


def _show_first(book: Workbook, sheet: Worksheet) -> None:
    """Open the copy at this sheet, and select no other with it."""
    book.active = 0
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
