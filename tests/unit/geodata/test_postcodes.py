"""A postcode is located, or it is named with the reason why not; it is never a zero."""

import numpy as np
import pytest

from geodata.errors import MalformedPostcode, UnknownPostcode
from geodata.postcodes import PostcodeTable, Verdict, normalise


@pytest.fixture
def table():
    """Four postcodes: two live, one terminated, one that the file cannot place."""
    return PostcodeTable(
        codes=np.array([b"B11AA", b"LE156AB", b"LE156AL", b"LE156ZZ"], dtype="S7"),
        easting=np.array([407_000, 486_000, 486_069, 0], dtype=np.int32),
        northing=np.array([286_000, 308_000, 308_735, 0], dtype=np.int32),
        status=np.array([0, 1, 0, 2], dtype=np.uint8),
        source="four.csv",
    )


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("LE15 6AB", "LE15 6AB"),
        ("le156ab", "LE15 6AB"),
        ("  Le15   6aB ", "LE15 6AB"),
        ("LE15\u00a06AB", "LE15 6AB"),
        ("b1 1aa", "B1 1AA"),
        ("M11AE", "M1 1AE"),
        ("CR26XH", "CR2 6XH"),
        ("DN551PT", "DN55 1PT"),
        ("W1A1HQ", "W1A 1HQ"),
        ("EC1A1BB", "EC1A 1BB"),
        ("GIR 0AA", "GIR 0AA"),
        ("zz993vz", "ZZ99 3VZ"),
    ],
)
def test_normal_form_is_capitals_with_one_space(written, normal):
    assert normalise(written) == normal


@pytest.mark.parametrize(
    "written", ["", " ", "LE15", "LE15 6A", "LE15 OAB", "1LE 6AB", "LE156 6AB", "LE15-6AB", "n/a", "É1 1AA"]
)
def test_text_that_is_no_postcode_is_refused(written):
    with pytest.raises(MalformedPostcode, match="is not a postcode"):
        normalise(written)


def test_each_postcode_gets_its_verdict(table):
    asked = ["LE15 6AL", "le15 6ab", "LE15 6ZZ", "LE15 9XX", "ZZ99 3VZ", "Oakham", "LE156AL"]
    located = table.locate(asked)
    assert located.verdicts == (
        Verdict.LOCATED,
        Verdict.TERMINATED,
        Verdict.NO_LOCATION,
        Verdict.UNKNOWN,
        Verdict.PSEUDO,
        Verdict.MALFORMED,
        Verdict.LOCATED,
    )


def test_points_are_the_distinct_postcodes_found_and_index_leads_to_them(table):
    located = table.locate(["LE15 6AL", "LE15 9XX", "b1 1aa", "le156al"])
    assert located.points.ids == ("B1 1AA", "LE15 6AL")
    assert located.points.easting.tolist() == [407_000, 486_069]
    assert located.index.tolist() == [1, -1, 0, 1]


def test_a_terminated_postcode_is_placed_and_reported(table):
    located = table.locate(["LE15 6AB"])
    assert located.points.northing.tolist() == [308_000]
    assert located.named(Verdict.TERMINATED) == ("LE15 6AB",)
    located.raise_unless_all_located()


@pytest.mark.parametrize("pseudo", ["ZZ99 3VZ", "ZZ99 3WZ", "zz99 3cz", "XX1 1XX", "BX1 1LT", "BF1 3AA", "GIR 0AA"])
def test_a_pseudo_postcode_is_never_on_the_map_even_if_the_file_has_it(pseudo):
    code = normalise(pseudo).replace(" ", "").encode()
    somewhere = np.array([450_000], dtype=np.int32)
    table = PostcodeTable(np.array([code], dtype="S7"), somewhere, somewhere, np.zeros(1, dtype=np.uint8), "one.csv")
    located = table.locate([pseudo])
    assert located.verdicts == (Verdict.PSEUDO,)
    assert len(located.points) == 0


def test_every_fault_is_named_at_once_with_what_to_do(table):
    with pytest.raises(UnknownPostcode) as caught:
        table.locate(["LE15 9XX", "nowhere", "ZZ99 3VZ", "LE15 6ZZ", "B1 1AA"]).raise_unless_all_located()
    text = str(caught.value)
    assert "unknown: LE15 9XX (check the spelling" in text
    assert "malformed: nowhere (write it as" in text
    assert "pseudo: ZZ99 3VZ" in text
    assert "no location: LE15 6ZZ" in text
    assert "B1 1AA" not in text


def test_counts_cover_every_verdict(table):
    counts = table.locate(["B1 1AA", "B1 1AA", "x"]).counts()
    assert (counts[Verdict.LOCATED], counts[Verdict.MALFORMED], counts[Verdict.PSEUDO]) == (2, 1, 0)


def test_nothing_asked_and_nothing_held_is_no_fault(table):
    empty = PostcodeTable(table.codes[:0], table.easting[:0], table.northing[:0], table.status[:0], "empty.csv")
    assert table.locate([]).verdicts == ()
    assert empty.locate(["B1 1AA"]).verdicts == (Verdict.UNKNOWN,)
