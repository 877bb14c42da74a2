"""Tables on the terminal: plain lines, text as it stands."""

from rich import box
from rich.table import Table
from rich.text import Text

NARROW = 20
"""The widest that names of places stand beside sentences: names wrap well, sentences do not."""


class PlainTable(Table):
    """A table whose cells are text as it stands: a name in square brackets is a name, never markup."""

    def add_text(self, *cells: str) -> None:
        """Add a row."""
        self.add_row(*(Text(cell) for cell in cells))


def plain_table(*names: str, apart: bool = False) -> PlainTable:
    """A plain table; a name that begins with # is a column of numbers; ``apart`` is for rows of sentences.

    They have a line between them, and the names in the first column stand narrow.
    """
    table = PlainTable(box=box.SIMPLE, pad_edge=False, show_edge=False, padding=(0, 1), leading=int(apart))
    for name in names:
        right = name.startswith("#")
        table.add_column(name.lstrip("#"), justify="right" if right else "left", no_wrap=right)
    if apart:
        table.columns[0].max_width = NARROW
    return table
