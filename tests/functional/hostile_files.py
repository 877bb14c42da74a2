"""Files made to hang, to fill the memory, to reach out or to slip something in; each with what is said about it.

Every entry writes one input folder, sound but for the hostile part. ``rule`` is the fault that must be named, or empty
where the file is merely large or odd and must be read.
"""

import os
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.functional.draft import AUTHORITY, sound_round

BOOK = "round.xlsx"
SHEET = "xl/worksheets/sheet1.xml"


@dataclass(frozen=True, slots=True)
class Hostile:
    """One folder: its name, how to build it at a path, the rule that is named (empty: read), and where it lies.

    A ``long`` one takes seconds to build, so it waits for the night.
    """

    name: str
    build: Callable[[Path], None]
    rule: str
    file: str
    long: bool = False


HOSTILE: list[Hostile] = []


def hostile(rule: str, file: str, *, long: bool = False) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """Register a builder under its own name."""

    def register(build: Callable[[Path], None]) -> Callable[[Path], None]:
        HOSTILE.append(Hostile(build.__name__.replace("_", " "), build, rule, file, long))
        return build

    return register


def tables(path: Path, **raw: bytes | str) -> None:
    """The sound round with some of its files replaced, by table name."""
    round_ = sound_round()
    for name, content in raw.items():
        round_.raw[f"{name}.csv"] = content.encode() if isinstance(content, str) else content
    round_.save(path)


def many(table: str, count: int) -> str:
    """A table made long: its first row again and again under new references."""
    text = sound_round().text(table)
    first = text.splitlines()[1].partition(",")[2]
    return text + "".join(f"B-{number},{first}\n" for number in range(count))


def book(path: Path, change: Callable[[bytes], bytes] = bytes, **parts: bytes) -> None:
    """The sound round as a workbook, its first sheet changed, and parts added (``__`` in a name stands for a slash)."""
    sound_round().save_workbook(path)
    content = {name: zipfile.ZipFile(path / BOOK).read(name) for name in zipfile.ZipFile(path / BOOK).namelist()}
    content[SHEET] = change(content[SHEET])
    content |= {name.replace("__", "/"): part for name, part in parts.items()}
    with zipfile.ZipFile(path / BOOK, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in content.items():
            archive.writestr(name, part)


def with_rows(rows: bytes) -> Callable[[bytes], bytes]:
    """A change that adds rows to a sheet."""
    return lambda sheet: sheet.replace(b"</sheetData>", rows + b"</sheetData>")


# Text


@hostile("NUL_CHARACTER", "children.csv")
def a_nul_among_the_rows(path: Path) -> None:
    tables(path, children=sound_round().text("children").replace("A-3", "A\x00-3"))


@hostile("ENCODING_MIXED", "settings.csv")
def two_encodings_in_one_file(path: Path) -> None:
    text = sound_round().text("settings").encode()
    tables(path, settings=text.replace(b"Oak", "Élan".encode()).replace(b"Elm School", "Élan".encode("cp1252")))


@hostile("NUL_CHARACTER", "settings.csv")
def sixteen_bits_after_eight(path: Path) -> None:
    text = sound_round().text("settings")
    tables(path, settings=text.encode() + text.encode("utf-16-le"))


@hostile("ENCODING", "children.csv")
def a_mark_that_lies(path: Path) -> None:
    tables(path, children=b"\xff\xfe\x00\x00" + sound_round().text("children").encode())


@hostile("TOO_LONG", "children.csv")
def a_cell_of_fifty_megabytes(path: Path) -> None:
    text = sound_round().text("children")
    tables(path, children=text.replace("A-3", "A" * (50_000_000 - len(text))))


@hostile("TOO_BIG", "children.csv")
def a_table_of_two_hundred_megabytes(path: Path) -> None:
    tables(path)
    with (path / "children.csv").open("r+b") as file:
        file.truncate(200_000_000)


@hostile("BROKEN_QUOTES", "children.csv")
def a_lone_quotation_mark_before_much_else(path: Path) -> None:
    tables(path, children=many("children", 50_000).replace("A-2", '"A-2'))


@hostile("BROKEN_QUOTES", "children.csv")
def a_million_lone_quotation_marks(path: Path) -> None:
    tables(path, children=sound_round().text("children") + '"\n' * 1_000_001)


@hostile("", "")
def carriage_returns_alone_at_the_ends_of_lines(path: Path) -> None:
    tables(path, children=sound_round().text("children").replace("\n", "\r"))


@hostile("", "children.csv")
def ten_thousand_columns(path: Path) -> None:
    round_ = sound_round()
    for number, line in enumerate(round_.tables["children"]):
        line += [f"column {place}" if number == 0 else "x" for place in range(10_000)]
    tables(path, children=round_.text("children"))


@hostile("TOO_BIG", "children.csv")
def ten_thousand_columns_of_a_thousand_rows(path: Path) -> None:
    tables(path, children=("," * 9_999 + "\n") * 1_000)


@hostile("TOO_BIG", "children.csv")
def forty_million_empty_lines(path: Path) -> None:
    tables(path, children=b"\n" * 40_000_000)


@hostile("TOO_BIG", "children.csv")
def two_hundred_thousand_children(path: Path) -> None:
    tables(path, children=many("children", 200_000))


@hostile("UNKNOWN_CHILD", "preferences.csv")
def sixty_thousand_preferences_of_nobody(path: Path) -> None:
    tables(path, preferences=many("preferences", 60_000))


def wishes(*cells: str) -> list[list[str]]:
    """Two hundred thousand preferences, ``{}`` in their cells a number that no other row has."""
    rows = [[cell.format(number) for cell in cells] for number in range(200_000)]
    return [["child_ref", "rank", "urn", "provision_id", "requested_on"], *rows]


@hostile("UNKNOWN_CHILD", "preferences.csv", long=True)
def two_hundred_thousand_rows_each_with_a_fault(path: Path) -> None:
    rows = wishes("B-{}", "1", "900001", "main", "2025-11-03")
    tables(path, preferences="".join(",".join(row) + "\n" for row in rows))


@hostile("UNKNOWN_CHILD", BOOK, long=True)
def two_hundred_thousand_rows_of_a_workbook_each_with_a_fault(path: Path) -> None:
    round_ = sound_round()
    round_.tables["preferences"] = wishes("B-{}", "1", "900001", "main", "2025-11-03")
    round_.save_workbook(path)


@hostile("", "")
def two_hundred_thousand_journeys(path: Path) -> None:
    urns = [f"{900100 + number}" for number in range(10)]
    schools = "".join(f"{urn},School {urn},special,QX1 2AA,451000,300000,yes,\n" for urn in urns)
    journeys = (f"B-{number},{urn},12.5,9000\n" for number in range(20_000) for urn in urns)
    tables(
        path,
        children=many("children", 20_000),
        settings=sound_round().text("settings") + schools,
        travel="origin,urn,minutes,metres\n" + "".join(journeys),
    )


@hostile("NOT_PLAIN_TEXT", "settings.csv")
def formulas_in_every_column_of_words(path: Path) -> None:
    round_ = sound_round()
    for row, formula in ((2, "=cmd|'/c calc'!A0"), (3, "@SUM(1)"), (4, "+1-1")):
        round_.put("settings", row, "name", formula)
    round_.save(path)


@hostile("NOT_A_REFERENCE", "children.csv")
def a_formula_for_a_reference(path: Path) -> None:
    tables(path, children=sound_round().text("children").replace("A-3", '"=HYPERLINK(""http://x"",1)"'))


@hostile("NOT_A_REFERENCE", "children.csv")
def a_path_for_a_reference(path: Path) -> None:
    tables(path, children=sound_round().text("children").replace("A-3", "../../x"))


# Files that are not files


@hostile("NOT_A_FILE", "children.csv")
def a_pipe_that_nobody_writes_to(path: Path) -> None:
    tables(path)
    (path / "children.csv").unlink()
    os.mkfifo(path / "children.csv")


@hostile("NOT_A_FILE", "authority.toml")
def a_pipe_for_settings(path: Path) -> None:
    tables(path)
    (path / "authority.toml").unlink()
    os.mkfifo(path / "authority.toml")


@hostile("NOT_A_FILE", BOOK)
def a_pipe_for_a_workbook(path: Path) -> None:
    tables(path)
    os.mkfifo(path / BOOK)


@hostile("NOT_A_FILE", "postcodes.csv")
def a_pipe_for_a_source(path: Path) -> None:
    tables(path)
    os.mkfifo(path / "postcodes.csv")
    (path / "authority.toml").write_text(AUTHORITY + '[sources]\npostcodes = "postcodes.csv"\n')


@hostile("NOT_A_FILE", "children.csv")
def a_device_without_end(path: Path) -> None:
    tables(path)
    (path / "children.csv").unlink()
    (path / "children.csv").symlink_to("/dev/zero")


@hostile("UNREADABLE", "children.csv")
def a_link_to_itself(path: Path) -> None:
    tables(path)
    (path / "children.csv").unlink()
    (path / "children.csv").symlink_to("children.csv")


@hostile("", "")
def a_file_whose_name_commands_the_terminal(path: Path) -> None:
    tables(path)
    (path / "\x1b[2Jx\n.csv").write_text("x\n")


@hostile("NOT_TOML", "authority.toml")
def settings_a_hundred_thousand_deep(path: Path) -> None:
    tables(path)
    (path / "authority.toml").write_text(f"name = {'[' * 100_000}{']' * 100_000}\n")


@hostile("TOO_BIG", "authority.toml")
def settings_of_two_megabytes(path: Path) -> None:
    tables(path)
    (path / "authority.toml").write_text(AUTHORITY + "#" * 2_000_000)


# Workbooks


@hostile("TOO_BIG", BOOK)
def a_cell_in_the_far_corner(path: Path) -> None:
    book(path, with_rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))


@hostile("", "")
def dimensions_that_lie(path: Path) -> None:
    book(path, lambda sheet: sheet.replace(b'<dimension ref="', b'<dimension ref="A1:XFD1048576" x="'))


@hostile("TOO_BIG", BOOK)
def all_cells_merged_into_one(path: Path) -> None:
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    book(path, lambda sheet: sheet.replace(b"</sheetData>", merged))


@hostile("TOO_BIG", BOOK)
def five_million_rows(path: Path) -> None:
    book(path, with_rows(b'<row><c t="str"><v>1</v></c></row>' * 5_000_000))


@hostile("TOO_BIG", BOOK)
def cells_that_do_not_say_where_they_stand(path: Path) -> None:
    cells = b"".join(b"<c><v>%d</v></c>" % number for number in range(60_000))
    book(path, with_rows(b"<row>" + cells * 40 + b"</row>"))


@hostile("TOO_BIG", BOOK)
def two_hundred_thousand_rows_in_a_workbook(path: Path) -> None:
    names = [letter.encode() for letter in "ABCDEFGHIJKLMNOPQR"]
    cells = b"".join(b'<c r="%s%%d"><v>7</v></c>' % name for name in names)
    rows = (b'<row r="%d">' % row + cells.replace(b"%d", b"%d" % row) + b"</row>" for row in range(5, 200_005))
    book(path, with_rows(b"".join(rows)))


@hostile("TOO_BIG", BOOK)
def a_part_that_unpacks_a_thousandfold(path: Path) -> None:
    book(path, xl__media__blank=bytes(140_000_000))


@hostile("TOO_BIG", BOOK)
def a_part_that_is_longer_than_it_says(path: Path) -> None:
    book(path, xl__media__blank=bytes(160_000_000))
    content = bytearray((path / BOOK).read_bytes())
    lie, packed = (1000).to_bytes(4, "little"), 160_000_000
    content = content.replace(packed.to_bytes(4, "little"), lie)
    content = content.replace(
        zlib.crc32(bytes(packed)).to_bytes(4, "little"), zlib.crc32(bytes(1000)).to_bytes(4, "little")
    )
    (path / BOOK).write_bytes(content)


@hostile("TOO_BIG", BOOK)
def parts_that_share_their_bytes(path: Path) -> None:
    book(path, xl__media__blank=bytes(1_000_000))
    with zipfile.ZipFile(path / BOOK, "a") as archive:
        blank = archive.getinfo("xl/media/blank")
        for number in range(100):
            twin = zipfile.ZipInfo(f"xl/media/{number}")
            twin.header_offset, twin.compress_type = blank.header_offset, blank.compress_type
            twin.CRC, twin.file_size, twin.compress_size = blank.CRC, blank.file_size, blank.compress_size
            archive.filelist.append(twin)
        archive._didModify = True  # type: ignore[attr-defined]


@hostile("NESTED", BOOK)
def a_workbook_inside_a_workbook(path: Path) -> None:
    sound_round().save_workbook(path)
    book(path, xl__embeddings__book=(path / BOOK).read_bytes())


@hostile("TOO_BIG", BOOK)
def ten_thousand_parts(path: Path) -> None:
    book(path)
    with zipfile.ZipFile(path / BOOK, "a") as archive:
        for number in range(10_000):
            archive.writestr(f"{number}", b"")


@hostile("PATH_IN_ARCHIVE", BOOK)
def a_part_that_would_be_written_elsewhere(path: Path) -> None:
    book(path, **{"..__..__..__etc__cron.d__x": b"x"})


@hostile("PATH_IN_ARCHIVE", BOOK)
def a_part_with_a_drive_in_its_name(path: Path) -> None:
    book(path, **{"C:\\Windows\\x.dll": b"x"})


@hostile("MACROS", BOOK)
def macros(path: Path) -> None:
    book(path, **{"xl__vbaProject.bin": b"x"})


@hostile("", BOOK)
def links_to_other_workbooks(path: Path) -> None:
    book(path, **{"xl__externalLinks__externalLink1.xml": b'<externalLink Target="http://127.0.0.1:9/"/>'})


@hostile("XML_DTD", BOOK)
def entities_in_a_sheet(path: Path) -> None:
    laughs = b'?>\n<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    book(path, lambda sheet: sheet.replace(b"?>", laughs, 1))


@hostile("XML_DTD", BOOK)
def a_sheet_in_sixteen_bits(path: Path) -> None:
    book(path, lambda sheet: sheet.decode().encode("utf-16"))


@hostile("TOO_LONG", BOOK)
def a_cell_of_fifty_megabytes_in_a_workbook(path: Path) -> None:
    text = os.urandom(6_250_000).hex().encode() * 4
    book(path, with_rows(b'<row r="9"><c r="A9" t="inlineStr"><is><t>' + text + b"</t></is></c></row>"))


@hostile("UNREADABLE", BOOK)
def a_workbook_cut_short(path: Path) -> None:
    book(path)
    (path / BOOK).write_bytes((path / BOOK).read_bytes()[:-400])


@hostile("UNREADABLE", BOOK)
def a_workbook_with_a_byte_changed_in_every_hundred(path: Path) -> None:
    book(path)
    content = bytearray((path / BOOK).read_bytes())
    content[60:-1500:100] = bytes(len(content[60:-1500:100]))
    (path / BOOK).write_bytes(content)
