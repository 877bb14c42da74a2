"""A matrix is worked out once, found again, and never mistaken for another."""

import dataclasses

import numpy as np
import pytest

from geodata.matrix_cache import kept_times, matrix_digest
from geodata.shortest import network_times


@pytest.fixture
def journey(spot):
    """Two origins, one of them far from any road, and a destination."""
    return spot(landing=(0, 0), moor=(-5000, 0)), spot(bridge=(1000, 4000))


def same(one, other):
    """Whether two matrices hold the same in every part."""
    pairs = ((getattr(one, f.name), getattr(other, f.name)) for f in dataclasses.fields(one))
    return all(np.array_equal(a, b) if isinstance(a, np.ndarray) else a == b for a, b in pairs)


def test_what_is_read_back_is_what_was_worked_out(two_banks, journey, tmp_path):
    first = kept_times(tmp_path, two_banks, *journey)
    asked = []
    again = kept_times(tmp_path, two_banks, *journey, progress=lambda *step: asked.append(step))
    assert same(first, network_times(two_banks, *journey))
    assert same(again, first)
    assert asked == []  # nothing was worked out
    assert len(list(tmp_path.iterdir())) == 1


def test_every_change_asks_another_question(two_banks, journey, spot):
    here, there = journey
    questions = [
        (two_banks, here, there, 1000),
        (dataclasses.replace(two_banks, peak_percent=130), here, there, 1000),
        (two_banks, here, there, 999),
        (two_banks, there, here, 1000),
        (two_banks, spot(landing=(0, 1), moor=(-5000, 0)), there, 1000),
        (two_banks, spot(landin=(0, 0), gmoor=(-5000, 0)), there, 1000),
    ]
    assert len({matrix_digest(*question) for question in questions}) == len(questions)


@pytest.mark.parametrize("left", [b"", b"not a matrix", b"PK\x03\x04 cut short"])
def test_a_damaged_file_is_worked_out_again(two_banks, journey, tmp_path, left):
    first = kept_times(tmp_path, two_banks, *journey)
    (file,) = tmp_path.iterdir()
    file.write_bytes(left)
    assert same(kept_times(tmp_path, two_banks, *journey), first)
    assert file.stat().st_size > len(left)


def test_a_folder_that_is_not_there_keeps_nothing(two_banks, journey, tmp_path):
    times = kept_times(tmp_path / "absent", two_banks, *journey)
    assert same(times, network_times(two_banks, *journey))
    assert list(tmp_path.iterdir()) == []
