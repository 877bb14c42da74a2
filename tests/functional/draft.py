"""A small sound round as plain text, to be spoilt on purpose; written without the product's own writer."""

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter

AUTHORITY = """\
name = "Smallshire"
la_code = "999"
academic_year = 2026
census_date = 2026-01-15
"""

CHILDREN = """\
child_ref,ncy,date_of_birth,primary_need,sex,postcode,easting,northing,request_date,deadline,reason,state,named_urn,current_urn,sibling_ref,order_date,named_provision_id,other_needs
A-1,7,,ASD,F,QX1 1AA,450000,300000,2025-10-01,2026-02-15,,P2,,,,,,SLCN
A-2,7,,SEMH,M,QX1 1AB,450100,300100,2025-10-02,,phase-transfer,P2,,,,,,
A-3,3,,MLD,,QX1 1AC,450200,300200,2025-10-03,,new-plan,P4,900001,,,,,
"""

PREFERENCES = """\
child_ref,rank,urn,provision_id
A-1,1,900001,main
A-1,2,900002,
A-2,1,900002,
"""

SETTINGS = """\
urn,name,type,postcode,easting,northing,s38_3,lead_urn
900001,Oak School,special,QX1 2AA,451000,300000,yes,
900002,Elm School,special,QX1 2AB,452000,300000,yes,
900003,Elm at the Park,satellite,QX1 2AC,453000,300000,yes,900002
"""

PROVISION = """\
urn,provision_id,needs,ncy_from,ncy_to,year,commissioned,on_roll,leavers,named_not_started,place_cost,opens_on,closes_on
900001,main,ASD|SLCN,0,6,2026,40,30,4,0,10000,,
900001,main,ASD|SLCN,7,11,2026,40,30,4,0,10000,,
900002,main,SEMH,7,11,2026,20,18,2,0,12000.50,,
900003,park,SEMH,7,11,2026,8,6,0,0,12000.50,,
"""

CONSULTATIONS = """\
child_ref,urn,sent_on,replied_on,reply,ground
A-1,900001,2025-11-01,2025-11-14,accept,
A-2,900002,2025-11-01,2025-11-14,object,A_AGE
"""


@dataclass
class Draft:
    """Tables as rows of text (the header first), the two TOML files as text, and other files as bytes."""

    tables: dict[str, list[list[str]]] = field(default_factory=dict)
    toml: dict[str, str] = field(default_factory=dict)
    raw: dict[str, bytes] = field(default_factory=dict)

    def put(self, table: str, row: int, column: str, value: str) -> None:
        """Write one cell; rows are numbered as Excel shows them."""
        lines = self.tables[table]
        lines[row - 1][lines[0].index(column)] = value

    def add(self, table: str, **cells: str) -> int:
        """Add a row with these cells and return its number."""
        lines = self.tables[table]
        lines.append([cells.get(name, "") for name in lines[0]])
        return len(lines)

    def column(self, table: str, name: str, value: str = "") -> None:
        """Add a column that holds the same value in every row."""
        lines = self.tables[table]
        lines[0].append(name)
        for line in lines[1:]:
            line.append(value)

    def drop(self, table: str, name: str) -> None:
        """Remove a column."""
        place = self.tables[table][0].index(name)
        for line in self.tables[table]:
            del line[place]

    def text(self, table: str) -> str:
        """A table as the text of a CSV file."""
        return "".join(",".join(_quoted(cell) for cell in line) + "\n" for line in self.tables[table])

    def save(self, folder: Path) -> None:
        """Write one CSV for each table, the TOML files, and then the other files over them."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in self.toml.items():
            (folder / f"{name}.toml").write_text(text, encoding="utf-8")
        for name in self.tables:
            (folder / f"{name}.csv").write_bytes(self.text(name).encode())
        for name, content in self.raw.items():
            (folder / name).write_bytes(content)

    def save_workbook(self, folder: Path, hidden: tuple[str, ...] = ()) -> None:
        """Write the tables as sheets of one workbook, every cell as text, with the TOML files beside it."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in self.toml.items():
            (folder / f"{name}.toml").write_text(text, encoding="utf-8")
        with xlsxwriter.Workbook(folder / "round.xlsx", {"in_memory": True}) as book:
            for name, lines in self.tables.items():
                sheet = book.add_worksheet(name)
                for number, line in enumerate(lines):
                    for place, cell in enumerate(line):
                        sheet.write_string(number, place, cell)
                if name in hidden:
                    sheet.hide()
                else:
                    sheet.activate()


def sound_round() -> Draft:
    """A round without a fault and without a warning."""
    tables = {
        "children": CHILDREN,
        "preferences": PREFERENCES,
        "settings": SETTINGS,
        "provision": PROVISION,
        "consultations": CONSULTATIONS,
    }
    return Draft({name: list(csv.reader(text.splitlines())) for name, text in tables.items()}, {"authority": AUTHORITY})


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in ',"\n') else cell


Change = Callable[[Draft], None]
