"""Dates, pupil numbers and learner numbers of a return: what is read, and what is refused rather than guessed."""

from datetime import date, timedelta
from random import Random

import pytest
from stdnum.gb import upn

from sufficiency.importers.sen2.kinds import is_temporary, read_date, read_uln, read_upn


def refuses(read, text):
    """Whether the text is refused."""
    try:
        read(text)
    except ValueError:
        return True
    return False


@pytest.mark.parametrize(
    "text",
    ["2026-01-15", "2026-01-15T00:00:00", "2026-01-15 00:00:00", "2026-Jan-15 00:00:00", "2026-jan-15",
     "2026-01-15T00:00:00.000Z"],
)  # fmt: skip
def test_the_ways_a_return_writes_a_day(text):
    assert read_date(text) == date(2026, 1, 15)


@pytest.mark.parametrize(
    "text",
    ["15/01/2026", "01/02/2026", "2026/01/15", "15-Jan-2026", "2026-02-29", "2026-13-01", "2026-Jum-15", "46037",
     "2026-01-15T23:00:00", "0026-01-15", "2026-1-5", ""],
)  # fmt: skip
def test_a_day_that_could_be_read_another_way_is_refused(text):
    assert refuses(read_date, text)


def test_no_day_is_shifted_from_1995_to_2035():
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    for days in range(14_600):
        day = date(1995, 8, 31) + timedelta(days)
        assert read_date(f"{day.year}-{months[day.month - 1]}-{day.day:02d} 00:00:00") == day
        assert read_date(day.isoformat()) == day


def test_a_published_pupil_number_is_read_with_or_without_spaces():
    assert read_upn("B801200005001") == "B801200005001"
    assert read_upn(" b801 2000 05001 ") == "B801200005001"


def test_a_number_issued_by_an_authority_newer_than_any_list_is_read():
    body = "940200005001"  # North Northamptonshire, founded 2021
    assert read_upn(upn.calc_check_digit(body) + body) == upn.calc_check_digit(body) + body


def test_a_temporary_number_ends_in_a_letter():
    body = "80120000500A"
    number = upn.calc_check_digit(body) + body
    assert is_temporary(read_upn(number))
    assert not is_temporary("B801200005001")
    assert not is_temporary("")


def test_the_check_letter_finds_every_wrong_digit_and_every_swap_of_neighbours():
    draw = Random(5)
    for _ in range(60):
        body = "".join(draw.choices("0123456789", k=12))
        letter = upn.calc_check_digit(body)
        for at in range(12):
            for digit in "0123456789":
                if digit != body[at]:
                    assert refuses(read_upn, letter + body[:at] + digit + body[at + 1 :])
            if at < 11 and body[at] != body[at + 1]:
                assert refuses(read_upn, letter + body[:at] + body[at + 1] + body[at] + body[at + 2 :])


@pytest.mark.parametrize(
    "number", ["A801200005001", "B80120000500", "B8012000050011", "I801200005001", "", "B80120000500é"]
)
def test_a_number_that_does_not_check_is_refused(number):
    assert refuses(read_upn, number)


def test_a_learner_number_checks_by_modulus_eleven():
    # 1000000027: 1x10 + 2x2 = 14, rest 3, check digit 10 - 3 = 7
    assert read_uln("1000000027") == "1000000027"
    for wrong in ("1000000028", "1000000072", "0000000027", "100000002", "10000000271", "X000000027"):
        assert refuses(read_uln, wrong)
