"""What a table is: its columns, keys and rules, stated once.

The loader, the blank template, the reference page and the synthetic authority all read the statement.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sufficiency.domain.inputs import Authority
from sufficiency.tables.kinds import Kind

Record = Mapping[str, Any]
"""One row as domain values by column name; a cell that could not be read is absent, a blank one holds its default."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column (or one key of a TOML file).

    ``blank`` says what a blank means and ``default`` is the value it is read as. A ``private`` column could identify
    a child: its values never appear in a message. ``refers`` names the ``table.column`` the value must be found in.
    A key that ``repeats`` holds a list.
    """

    name: str
    says: str
    kind: Kind
    source: str
    required: bool = False
    unit: str = "-"
    default: Any = None
    blank: str = ""
    remedy: str = ""
    example: str = ""
    private: bool = False
    refers: str = ""
    repeats: bool = False

    @property
    def advice(self) -> str:
        """What to do about a faulty cell: the column's own remedy, else the kind's."""
        return self.remedy or self.kind.remedy


@dataclass(frozen=True, slots=True)
class Rule:
    """What the cells of one row must be to one another.

    ``columns`` are those it reads; the first is the one named in the fault, and a row with an unreadable cell among
    them is passed over. ``says`` is the fault in words, with column names in braces for values that may be quoted.
    """

    name: str
    columns: tuple[str, ...]
    holds: Callable[[Record, Authority], bool]
    says: str
    remedy: str
    severity: Literal["error", "warning"] = "error"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the input folder.

    ``either`` lists groups of columns of which one at least must be there, and filled in every row. A ``keyed`` table
    is a TOML file of keys and values (or a sheet with the columns key and value).
    """

    name: str
    one_row_is: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    either: tuple[tuple[str, ...], ...] = ()
    rules: tuple[Rule, ...] = ()
    optional: bool = False
    keyed: bool = False

    @property
    def file_name(self) -> str:
        """The file's name in a folder of plain files."""
        return f"{self.name}.toml" if self.keyed else f"{self.name}.csv"

    def column(self, name: str) -> Column:
        """The column of that name; ``KeyError`` where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)
