"""A benchmark row says how an engine did against another of the same run, and never lets a wrong answer pass."""

import math

import pytest
from rich.console import Console

from benchmarks.measure import Measurement
from benchmarks.registry import Case, Engine, Reading
from benchmarks.report import compare, table


def engine(name, ratio_to=None):
    return Engine(name, prepare=int, run=int, read=lambda *_: Reading(), sizes=("2x1",), ratio_to=ratio_to)


def took(seconds, values=(1, 20, 300), faults=()):
    return Measurement(seconds, 5, 40, tuple(values), tuple(faults), "")


def test_a_ratio_is_the_time_over_that_of_the_engine_named():
    rows = compare("c", "2x1", [(engine("ours"), took(0.5)), (engine("theirs", "ours"), took(2.0))])
    assert [(row.ratio_to, row.ratio) for row in rows] == [(None, None), ("ours", 4.0)]


def test_no_ratio_to_an_engine_that_was_not_measured():
    (row,) = compare("c", "2x1", [(engine("ours", "absent"), took(0.5))])
    assert row.as_json()["ratio_to"] is None


def test_engines_that_know_only_the_first_levels_are_held_to_those():
    rows = compare("c", "2x1", [(engine("ours"), took(1)), (engine("theirs"), took(1, values=(1, 20)))])
    assert [row.checked for row in rows] == [True, True]


@pytest.mark.parametrize("second", [took(0.1, values=(1, 19, 300)), took(0.1, faults=["a limit is exceeded"])])
def test_a_wrong_answer_is_refused_however_fast(second):
    rows = compare("c", "2x1", [(engine("ours"), took(1)), (engine("theirs"), second)])
    assert [row.checked for row in rows] == [True, False]
    assert "WRONG" in rows[1].note


def test_what_was_not_measured_is_null_in_json():
    (row,) = compare("c", "2x1", [(engine("ours"), took(math.nan, faults=["the process ended with code 1"]))])
    assert row.as_json()["median_s"] is None
    assert not row.checked


def test_the_table_numbers_engines_and_puts_notes_below():
    engines = (engine("ours"), engine("theirs", "ours"))
    case = Case("c", ("2x1",), build=str, engines=engines, source="by hand")
    rows = compare("c", "2x1", list(zip(engines, [took(0.5), took(2.0, faults=["a limit is exceeded"])], strict=True)))
    console = Console(width=80)
    with console.capture() as shown:
        console.print(table(case, rows))
    assert "4 x 1" in shown.get()
    assert "[1] WRONG: a limit is exceeded" in shown.get()
