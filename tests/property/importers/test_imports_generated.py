"""Generated files of each kind: sound, nearly sound and plain noise. None may hang, crash or lose a record.

500 of each kind always, 10,000 by night. Records are counted by a reader of twenty lines that shares nothing with ours.
"""

import csv
import io
import time
import zipfile
from random import Random
from xml.etree import ElementTree

import pytest
import xlsxwriter

from sufficiency.errors import InputRejected
from sufficiency.importers.gias import GiasChoices, read_gias
from sufficiency.importers.mapping import SheetMap
from sufficiency.importers.need_counts import read_need_counts
from sufficiency.importers.postcodes import read_postcode_source
from sufficiency.importers.spreadsheet import read_spreadsheet
from sufficiency.tables.preferences import PREFERENCES
from tests.fixtures.gias import HEADER, NEEDS, extract, school

LONGEST = 10
"""Seconds that no file may take."""

ODD = ("", " ", "0", "-1", "12", "900001", "9", "O'Brien", "=1+1", "\x00", "Null", "é", "ſ", "1e9", "٣", "a,b", 'q"q',
       "line\nbreak", "31/02/2026", "9" * 30, "Not applicable", "ASD - Autistic", "xyz - Unknown")  # fmt: skip


def spoiled(rows, draw):
    """Some cells made odd, some rows doubled, cut short or lengthened."""
    rows = [list(row) for row in rows]
    for _ in range(draw.randrange(4)):
        row = draw.choice(rows)
        row[draw.randrange(len(row))] = draw.choice(ODD)
    for _ in range(draw.randrange(2)):
        rows.insert(draw.randrange(len(rows) + 1), list(draw.choice(rows)))
    if draw.random() < 0.15:
        row = draw.choice(rows)
        row.append("extra") if draw.random() < 0.5 else row.pop()
    return rows


def gias_bytes(draw):
    """An extract of a few establishments."""
    made = [
        school(900000 + draw.randrange(8), f"School {n}", LA_code=draw.choice(("999", "998")),
               TypeOfEstablishment_code=draw.choice(("7", "10", "1", "14", "30")), SEN1_name=draw.choice(NEEDS),
               TypeOfResourcedProvision_name=draw.choice(("Not applicable", "Resourced provision", "SEN unit")),
               ResourcedProvisionCapacity="12", EstablishmentStatus_code=draw.choice("1123"))
        for n in range(draw.randrange(1, 7))
    ]  # fmt: skip
    rows = list(csv.reader(io.StringIO(extract(made).decode("cp1252"), newline="")))
    return as_csv([HEADER, *spoiled(rows[1:], draw)], draw)


def preferences_bytes(draw):
    """A table of preferences under other headings."""
    rows = [[f"C-{draw.randrange(4)}", str(draw.randrange(1, 4)), str(900000 + n), "03/11/2025"] for n in range(6)]
    return as_csv([["Ref", "Choice", "School URN", "Date"], *spoiled(rows, draw)], draw)


def counts_bytes(draw):
    """A published table of counts."""
    rows = [["total", "", "30"], ["need", "ASD", "10"], ["need", "Autism", "10"], ["phase", "primary", "c"]]
    return as_csv([["breakdown", "item", "children"], *spoiled(rows, draw)], draw)


def as_csv(rows, draw):
    """The bytes of a file; one in ten is noise, cut off or in an unexpected encoding."""
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL if draw.random() < 0.5 else csv.QUOTE_MINIMAL).writerows(rows)
    content = out.getvalue().encode(draw.choice(("utf-8", "utf-8-sig", "utf-16")), "replace")
    chance = draw.random()
    if chance < 0.04:
        return content[: draw.randrange(len(content))]
    return draw.randbytes(draw.randrange(300)) if chance < 0.1 else content


def workbook_bytes(draw):
    """The same preferences as a workbook with one sheet; one in ten is noise or cut off."""
    rows = [[f"C-{draw.randrange(4)}", str(draw.randrange(1, 4)), str(900000 + n), "03/11/2025"] for n in range(6)]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("wishes")
        for number, row in enumerate([["Ref", "Choice", "School URN", "Date"], *spoiled(rows, draw)]):
            for place, text in enumerate(row):
                sheet.write_string(number, place, text.replace("\x00", "?"))
    content, chance = out.getvalue(), draw.random()
    if chance < 0.04:
        return content[: draw.randrange(len(content))]
    return draw.randbytes(draw.randrange(300)) if chance < 0.1 else content


def postcodes_bytes(draw):
    """A directory of a few postcodes as the ONS heads it."""
    rows = [[f"AB{draw.randrange(1, 4)} {n}CD", draw.choice(("", "202301")), "450000", "300000",
             draw.choice("119")] for n in range(6)]  # fmt: skip
    if draw.random() < 0.5:
        rows = spoiled(rows, draw)
    return as_csv([["pcds", "doterm", "oseast1m", "osnrth1m", "osgrdind"], *rows], draw)


def rows_of_sheet(content):
    """How many rows below the header hold anything, by the parts of the workbook alone."""
    mark = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        words = ["".join(one.itertext()) for one in ElementTree.parse(book.open("xl/sharedStrings.xml")).getroot()]
        rows = ElementTree.parse(book.open("xl/worksheets/sheet1.xml")).iter(f"{mark}row")
        return sum(any(words[int(v.text)].strip() for v in row.iter(f"{mark}v")) for row in rows) - 1


def records(content):
    """How many records a file holds below its header: cells filled, quotes minded, and nothing else known."""
    marks = (("utf-8-sig", b"\xef\xbb\xbf"), ("utf-16", b"\xff\xfe"), ("utf-8", b""))
    codec = next(name for name, mark in marks if content.startswith(mark))
    try:
        text = content.decode(codec)
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    count, quoted, filled = 0, False, False
    for letter in text + "\n":
        quoted ^= letter == '"'
        if letter in "\r\n" and not quoted:
            count += filled
            filled = False
        elif letter not in ' ",\t\r\n\x1c\x1d\x1e\x1f\x85\xa0':
            filled = True
    return count - 1


CHOICES = GiasChoices(("999",), "2026", within_km=5, mentioned=frozenset(("900003",)))
MAPPED = SheetMap(PREFERENCES, {"child_ref": "Ref", "rank": "Choice", "urn": "School URN", "requested_on": "Date"},
                  dates="dd/mm/yyyy")  # fmt: skip
KINDS = {
    "gias": (gias_bytes, lambda path: read_gias(path, CHOICES), records),
    "spreadsheet": (preferences_bytes, lambda path: read_spreadsheet(path, MAPPED), records),
    "workbook": (workbook_bytes, lambda path: read_spreadsheet(path, MAPPED), rows_of_sheet),
    "need-counts": (counts_bytes, lambda path: read_need_counts(path)[0], records),
    "postcodes": (postcodes_bytes, lambda path: read_postcode_source(path)[0], records),
}


def attempt(read, path):
    """What was found, or None, and the faults."""
    try:
        found = read(path)
    except InputRejected as refused:
        return None, refused.faults
    return found, found.faults


def go_through(kind, files, path):
    """Read so many files of a kind; give back how many were taken whole, refused by row and refused unread."""
    make, read, counted = KINDS[kind]
    taken = by_row = unread = 0
    for seed in range(files):
        content = make(Random(f"{kind} {seed}"))
        path.write_bytes(content)
        began = time.perf_counter()
        found, faults = attempt(read, path)
        assert time.perf_counter() - began < LONGEST
        assert all(fault.file == path.name and fault.message and fault.remedy for fault in faults), seed
        if found is None:
            assert faults, seed
            unread += 1
            continue
        (count,) = found.counts
        assert count.seen == count.accepted + count.rejected + count.duplicates == counted(content), seed
        named = {fault.row for fault in found.faults if fault.severity == "error" and fault.row}
        assert len(named) == count.rejected, seed
        by_row += bool(count.rejected)
        taken += not count.rejected
    return taken, by_row, unread


def judged(kind, outcomes, least):
    """Sound, faulty and unreadable files are all met; postcodes are read whole or not at all."""
    taken, by_row, unread = outcomes
    assert min(taken, unread) >= least
    assert by_row >= least or kind == "postcodes"


NAMES = {"workbook": "file.xlsx"}


@pytest.mark.parametrize("kind", KINDS)
def test_five_hundred_files_of_each_kind(kind, tmp_path):
    judged(kind, go_through(kind, 500, tmp_path / NAMES.get(kind, "file.csv")), 20)


@pytest.mark.nightly
@pytest.mark.parametrize("kind", KINDS)
def test_ten_thousand_files_of_each_kind(kind, tmp_path):
    judged(kind, go_through(kind, 10_000, tmp_path / NAMES.get(kind, "file.csv")), 400)


def test_the_counter_counts():
    assert records(b'a,b\n"x\ny",1\n,,\n\n2,3\n') == 2
    assert records("a\r\n\r\nb\r\n".encode("utf-16")) == 1
