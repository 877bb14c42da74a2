"""XML is read record by record, or refused in words with the line at which it went wrong."""

from pathlib import Path

import pytest

from sufficiency.errors import Fault, InputRejected
from sufficiency.guards.limits import CELL, XML_DEPTH, XML_RECORD
from sufficiency.guards.xml import Element, look_at_xml, records


def read(content: str | bytes, folder: Path, *tags: str) -> list[Element]:
    """The records of a file with this content."""
    path = folder / "return.xml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(records(look_at_xml(path), tags))


def refused(content: str | bytes, folder: Path) -> Fault:
    """The one fault for which such a file is refused."""
    with pytest.raises(InputRejected) as caught:
        read(content, folder, "person")
    (fault,) = caught.value.faults
    assert fault.file == "return.xml"
    assert fault.remedy.endswith(".")
    return fault


SMALL = """<?xml version="1.0" encoding="UTF-8"?>
<m:Message xmlns:m="urn:x">
  <Year>2026</Year>
  <Persons>
    <PERSON id="1">
      <Sex> F </Sex>
      <Plan><Need>ASD</Need><Need>MLD</Need></Plan>
    </PERSON>
    <Person id="2"/>
  </Persons>
</m:Message>
"""


def test_a_record_comes_whole_with_the_line_it_begins_on(tmp_path: Path) -> None:
    first, second = (found for found in read(SMALL, tmp_path, "person") if found.tag.casefold() == "person")
    assert (first.path, first.line, first.attributes) == (("Message", "Persons", "PERSON"), 5, {"id": "1"})
    sex, plan = first.children
    assert (sex.tag, sex.line, sex.text) == ("Sex", 6, "F")
    assert [(need.tag, need.text) for need in plan.children] == [("Need", "ASD"), ("Need", "MLD")]
    assert (second.line, second.attributes, second.children) == (9, {"id": "2"}, ())


def test_what_lies_outside_every_record_is_handed_out_too(tmp_path: Path) -> None:
    outside = [(e.tag, e.text, e.children) for e in read(SMALL, tmp_path, "person") if e.tag.casefold() != "person"]
    assert outside == [("Year", "2026", ()), ("Persons", "", ()), ("Message", "", ())]


def test_a_record_inside_a_record_stays_there(tmp_path: Path) -> None:
    found = read("<a><person><person>x</person></person></a>", tmp_path, "person")
    assert [(e.tag, len(e.children)) for e in found] == [("person", 1), ("a", 0)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marked_encodings_are_read_alike(encoding: str, tmp_path: Path) -> None:
    (found,) = read("<a>Zoë</a>".encode(encoding), tmp_path)
    assert found.text == "Zoë"


def test_old_windows_text_is_read_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "return.xml"
    path.write_bytes("<a>Zoë</a>".encode("cp1252"))
    text = look_at_xml(path)
    assert [(w.severity, w.rule) for w in text.warnings] == [("warning", "ENCODING")]
    assert next(records(text, ())).text == "Zoë"


@pytest.mark.parametrize(
    ("content", "rule", "row"),
    [
        ('<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "c">]>\n<a>&b;</a>', "XML_DTD", 2),
        ('<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">\n<a/>', "XML_DTD", 1),
        ('<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/hostname">%p;]>\n<a/>', "XML_DTD", 1),
        ("<!DOCTYPE html>\n<a/>", "XML_DTD", 1),
        ("<a>\n&b;</a>", "NOT_XML", 2),
        ("<a>\n<b></a>", "NOT_XML", 2),
        ("<a>\n", "NOT_XML", 2),
        ("", "NOT_XML", 1),
        ("name,need\n", "NOT_XML", 1),
        ("<a>\n" * (XML_DEPTH.most + 1), "TOO_BIG", XML_DEPTH.most + 1),
        (f"<a>\n<b>{'x' * (CELL.most + 1)}</b></a>", "TOO_BIG", 2),
        (f"<a>\n<b c='{'x' * (CELL.most + 1)}'/></a>", "TOO_BIG", 2),
        (f"<person>{'<b/>' * XML_RECORD.most}</person>", "TOO_BIG", 1),
        (f"<a><!--{'x' * 2_500_000}--></a>", "TOO_LONG", 1),
        ("<a>\n\x00</a>", "NUL_CHARACTER", 2),
        ("<a>x</a>".encode("utf-16-le"), "NUL_CHARACTER", 1),
        ('<?xml version="1.0" encoding="UTF-7"?><a/>', "ENCODING", 1),
        ("<a>é\né</a>".encode() + "é".encode("cp1252"), "ENCODING_MIXED", 1),
    ],
)
def test_anything_else_is_refused_in_words(content: str | bytes, rule: str, row: int, tmp_path: Path) -> None:
    fault = refused(content, tmp_path)
    assert (fault.rule, fault.row) == (rule, row)


def test_nothing_is_refused_at_the_limit_itself(tmp_path: Path) -> None:
    depth = "<a>" * XML_DEPTH.most + "</a>" * XML_DEPTH.most
    assert len(read(depth, tmp_path)) == XML_DEPTH.most
    (person,) = read(f"<person>{'<b/>' * (XML_RECORD.most - 1)}</person>", tmp_path, "person")
    assert len(person.children) == XML_RECORD.most - 1
    (long,) = read(f"<a>{'x' * CELL.most}</a>", tmp_path)
    assert len(long.text) == CELL.most
