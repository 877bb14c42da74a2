"""Cells of a workbook that hold words and nothing that runs."""

import re

from openpyxl.cell.cell import Cell

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_767


def write_text(cell: Cell, text: str) -> None:
    """Put words into a cell, never a formula; characters that a workbook cannot hold become a replacement mark."""
    cell.value = _NOT_IN_XML.sub("\ufffd", text)[:_LONGEST]
    cell.data_type = "s"
