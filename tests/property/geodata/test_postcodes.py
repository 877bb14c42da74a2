"""Any text at all is a postcode or is refused; a look-up agrees with a plain dictionary."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import MalformedPostcode
from geodata.postcodes import PostcodeTable, Verdict, normalise

postcodes = st.from_regex(r"[A-W][A-HK-W]?[0-9][A-Z0-9]?[0-9][A-Z]{2}", fullmatch=True)


@given(st.text(max_size=10))
def test_any_text_is_normal_or_refused(text):
    try:
        normal = normalise(text)
    except MalformedPostcode:
        return
    assert normalise(normal) == normal
    assert normal[-4] == " "


@given(postcodes, st.integers(1, 6))
def test_case_and_spaces_do_not_matter(postcode, place):
    assert normalise(f" {postcode[:place].lower()} {postcode[place:]}") == normalise(postcode)


@given(st.dictionaries(postcodes, st.integers(200, 600_000), max_size=30), st.lists(postcodes, max_size=30))
def test_a_look_up_agrees_with_a_dictionary(held, others):
    codes = sorted(held)
    east = np.array([held[code] for code in codes], dtype=np.int32)
    status = np.zeros(len(codes), dtype=np.uint8)
    table = PostcodeTable(np.array([c.encode() for c in codes], dtype="S7"), east, east, status, "drawn")
    asked = [*others, *codes]
    found = table.locate(asked)
    for postcode, verdict, row in zip(asked, found.verdicts, found.index.tolist(), strict=True):
        if postcode in held and verdict != Verdict.PSEUDO:
            assert verdict == Verdict.LOCATED
            assert found.points.ids[row] == normalise(postcode)
            assert found.points.easting[row] == held[postcode]
        else:
            assert row == -1


def test_the_message_says_what_was_written():
    with pytest.raises(MalformedPostcode, match="'LE15 OAB' is not a postcode"):
        normalise("LE15 OAB")
