"""How large and how deep a file may be before it is refused; each limit is far above what an authority sends."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: the most that is let through, of what, and why no honest file comes near it."""

    most: int
    of: str
    why: str


TEXT_BYTES = Limit(200_000_000, "bytes in a file of text", "a year of SEN2 for the largest authority is 60,000,000")
CELL = Limit(32_767, "characters in one cell, attribute or element", "Excel holds no more in a cell")
LINE = Limit(1_000_000, "characters in one line of a table", "thirty full cells")
XML_DEPTH = Limit(50, "elements inside one another", "SEN2 nests nine deep")
XML_ELEMENTS = Limit(2_000_000, "elements in all", "20,000 children of 100 elements")
XML_RECORD = Limit(10_000, "elements in one record", "the record of one child holds some hundreds")
