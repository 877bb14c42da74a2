"""How large and how deep a file may be before it is refused; each limit is far above what an authority sends."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: the most that is let through, of what, and why no honest file comes near it."""

    most: int
    of: str
    why: str


TEXT_BYTES = Limit(200_000_000, "bytes in a file of text", "a SEN2 return of 20,000 children is about 60,000,000")
CELL = Limit(32_767, "characters in one cell, attribute or element", "Excel holds no more in a cell")
TABLE_BYTES = Limit(50_000_000, "bytes in a table", "20,000 children in every column are about 3,000,000")
LINE = Limit(130_000, "characters in one line of a table", "two hundred columns of a hundred characters are 20,000")
TABLE_CELLS = Limit(
    2_000_000, "cells in a table, blank ones counted", "20,000 children in every column are about 400,000"
)
FAULTS = Limit(250_000, "faults named of one folder", "nobody reads so many: they have one cause")
REGISTER_BYTES = Limit(
    200_000_000, "bytes in the register of schools", "all of England in every column is about 65,000,000"
)
REGISTER_CELLS = Limit(16_000_000, "cells in the register of schools", "52,000 schools of 150 columns are 7,800,000")
SETTINGS_BYTES = Limit(1_000_000, "bytes in a file of settings (TOML)", "authority.toml with every key is about 5,000")
XML_DEPTH = Limit(50, "XML elements inside one another", "SEN2 nests nine deep")
XML_ELEMENTS = Limit(2_000_000, "XML elements in all", "20,000 children of 100 elements")
XML_RECORD = Limit(10_000, "XML elements in one record", "the record of one child holds some hundreds")

ARCHIVE_BYTES = Limit(1_000_000_000, "bytes in an archive", "all postcodes of the country are about 250,000,000")
ARCHIVE_UNPACKED = Limit(
    4_000_000_000, "bytes once unpacked", "an archive of all postcodes of the country is about 1,500,000,000"
)
ARCHIVE_PARTS = Limit(2_000, "files in an archive", "a workbook of tables has some tens, open data some hundreds")
ARCHIVE_RATIO = Limit(200, "times its packed size once unpacked", "tables pack to a tenth, seldom to a fiftieth")
WORKBOOK_BYTES = Limit(50_000_000, "bytes in a workbook", "20,000 children are about 5,000,000")
WORKBOOK_UNPACKED = Limit(150_000_000, "bytes once unpacked", "a workbook of 20,000 children is about 30,000,000")
