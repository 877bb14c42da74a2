"""Thousands of made-up returns, sound, nearly sound and nonsense, in each shape: read or refused, and nothing lost.

Every record is seen once by a counter of its own, and accepted, rejected or a duplicate; every rejected one is named by
file, sheet, row and column; nothing raises anything but the refusal, and nothing takes long.
"""

import csv
import re
import time
import zipfile
from collections import Counter
from random import Random
from xml.etree import ElementTree

import pytest

from sufficiency.errors import InputRejected
from sufficiency.importers.sen2.returns import read_return
from tests.fixtures.sen2_files import ITEMS, SHAPES, SHEETS
from tests.fixtures.sen2_returns import CENSUS, Record, draw_return

FILES, NIGHTLY, BATCHES = 500, 10_000, 5
LONGEST = 10
CELLS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
AWKWARD = (
    "", " ", "?", "=1+1", "-", "'", '"', "9" * 30, "NaN", "Null", "None", "2026-02-30", "01/02/2024", "2024-01-02",
    "2024-Jan-02 00:00:00", "1899-12-31", "\u202e", "a,b", "é", "\U0001f600", "0", "1", "2", "-1", "true", "yes", "Y",
    "900001", "OTH", "NIEO", "ASD", "A801200005001", "B801200005001", "1000000027", "AB1 2CD", "x" * 500, "{row}", "%s",
)  # fmt: skip


def spoilt(draw):
    """A return of a few children with up to six changes: cells, records left out, repeated, or put in a wrong place."""
    made = draw_return(draw.randint(1, 3), draw.randrange(10**9))
    for _ in range(draw.choice((0, 0, 1, 2, 6))):
        records = made.records()
        if not records:
            break
        record = draw.choice(records)
        what = draw.randrange(8)
        if what <= 2:
            record.items[draw.choice(ITEMS[record.element])] = draw.choice(AWKWARD)
        elif what == 3 and record.items:
            del record.items[draw.choice(list(record.items))]
        elif what == 4 and record.below:
            record.below.append(draw.choice(record.below))
        elif what == 7:
            stray = draw.choice(records)
            record.below.append(Record(stray.element, dict(stray.items)))
        elif what == 5:
            made.people.append(draw.choice(made.people))
        elif record.below:
            record.below.remove(draw.choice(record.below))
    return made


def damaged(path, draw):
    """Damage the bytes of one file of the return: cut it short, put something in, or replace it altogether."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    target = draw.choice(files)
    content = target.read_bytes()
    at = draw.randrange(len(content) + 1)
    noise = bytes(draw.randrange(256) for _ in range(draw.randint(1, 40)))
    what = draw.randrange(5)
    if what == 0:
        content = content[:at]
    elif what == 1:
        content = content[:at] + noise + content[at:]
    elif what == 2:
        content = content[:at] + noise[:2] + content[at + 2 :]
    elif what == 3:
        lines = content.splitlines(keepends=True)
        draw.shuffle(lines)
        content = b"".join(lines)
    else:
        content = noise
    target.write_bytes(content)


def counted(path):
    """Records of each module, counted without the product: tags of an XML file, lines of a table that hold anything."""
    names = {element.lower(): element for element in ITEMS}
    if path.suffix == ".xml":
        tags = re.findall(r"<(?:\w+:)?(\w+)[\s/>]", path.read_text(encoding="utf-8", errors="replace"))
        return Counter(tag.lower() for tag in tags if tag.lower() in names)
    found = Counter()
    if path.is_dir():
        for file in path.iterdir():
            module = file.stem.rpartition("_")[2]
            if module in names:
                with file.open(encoding="utf-8", errors="replace", newline="") as lines:
                    found[module] = sum(any(map(str.strip, row)) for row in csv.reader(lines)) - 1
        return found
    with zipfile.ZipFile(path) as book:
        words = ["".join(one.itertext()) for one in ElementTree.parse(book.open("xl/sharedStrings.xml")).getroot()]
        for at, element in enumerate(SHEETS, start=1):
            rows = ElementTree.parse(book.open(f"xl/worksheets/sheet{at}.xml")).iter(f"{CELLS}row")
            found[element.lower()] = sum(any(_text(cell, words) for cell in row) for row in rows) - 1
    return found


def _text(cell, words):
    value = cell.findtext(f"{CELLS}v", "")
    return (words[int(value)] if cell.get("t") == "s" else value).strip()


def record_named(fault):
    """The record that a fault is about: its row in a table, or the path of its element."""
    return fault.file, fault.sheet, fault.row, re.sub(r"(?<=[\]])/[^/\[\]]*$", "", fault.column) * ("[" in fault.column)


def read_or_refused(path, exact):
    """Read it; hold what comes of it to the promises. Gives back whether it was read."""
    began = time.perf_counter()
    try:
        found, refused = read_return(path, CENSUS), ()
    except InputRejected as rejected:
        found, refused = None, rejected.faults
    assert time.perf_counter() - began < LONGEST
    assert all(fault.file and fault.rule and fault.message and fault.remedy for fault in refused)
    if found is None:
        assert refused
        return False
    if exact:
        seen = {name: count for name, count in counted(path).items() if count}
        assert {count.records: count.seen for count in found.counts if count.seen} == seen
    errors = [fault for fault in found.faults if fault.severity == "error" and fault.row]
    assert len({record_named(fault) for fault in errors}) == sum(count.rejected for count in found.counts)
    assert all(fault.file and fault.row and fault.message and fault.remedy for fault in errors)
    assert sum(count.accepted + count.rejected + count.duplicates for count in found.counts) == sum(
        count.seen for count in found.counts
    )
    return True


def run(shape, batch, files, folder):
    """A batch of files; gives back how many were read and how many refused."""
    outcomes = Counter()
    for number in range(batch, files, BATCHES):
        draw = Random(f"{shape} {number}")
        path = SHAPES[shape](folder, spoilt(draw))
        exact = number % 4 != 3
        if not exact:
            damaged(path, draw)
        outcomes[read_or_refused(path, exact)] += 1
        if path.is_dir():
            for file in path.iterdir():
                file.unlink()
    return outcomes


@pytest.mark.parametrize("batch", range(BATCHES))
@pytest.mark.parametrize("shape", SHAPES)
def test_every_file_is_read_or_refused_and_no_record_is_lost(shape, batch, tmp_path):
    outcomes = run(shape, batch, FILES, tmp_path)
    assert outcomes.total() == FILES // BATCHES
    assert outcomes[True] > FILES // BATCHES // 2


@pytest.mark.nightly
@pytest.mark.parametrize("batch", range(BATCHES))
@pytest.mark.parametrize("shape", SHAPES)
def test_ten_thousand_files_of_each_shape(shape, batch, tmp_path):
    assert run(shape, batch, NIGHTLY, tmp_path).total() == NIGHTLY // BATCHES


@pytest.mark.parametrize("shape", ["xml", "workbook"])
def test_random_bytes_are_refused_in_words(shape, tmp_path):
    draw = Random(shape)
    path = tmp_path / {"xml": "return.xml", "workbook": "return.xlsx"}[shape]
    for size in range(0, 600, 7):
        path.write_bytes(bytes(draw.randrange(256) for _ in range(size)))
        assert not read_or_refused(path, exact=False)


def test_the_counter_counts(tmp_path):
    made = draw_return(5, 1)
    wanted = Counter(record.element.lower() for record in made.records())
    for write in SHAPES.values():
        assert {name: count for name, count in counted(write(tmp_path, made)).items() if count} == dict(wanted)


def test_a_lost_record_would_be_noticed(tmp_path):
    path = SHAPES["xml"](tmp_path, draw_return(5, 1))
    assert read_or_refused(path, exact=True)
    path.write_text(path.read_text().replace("</Persons>", "<!-- <Person/> --></Persons>"))
    with pytest.raises(AssertionError):
        read_or_refused(path, exact=True)


def test_a_workbook_that_is_no_longer_one_is_refused(tmp_path):
    path = SHAPES["workbook"](tmp_path, draw_return(2, 1))
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(tmp_path / "cut.xlsx", "w") as cut:
        for name in whole.namelist():
            if name != "xl/workbook.xml":
                cut.writestr(name, whole.read(name))
    assert not read_or_refused(tmp_path / "cut.xlsx", exact=False)
