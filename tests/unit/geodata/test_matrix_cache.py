"""A matrix is worked out once, found again, and never mistaken for another."""

import dataclasses
import os

import numpy as np
import pytest

from geodata.matrix_cache import MOST_FILES, kept_times, matrix_digest
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
        (two_banks, spot(landing=(0, 0)), there, 1000),
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


def test_no_name_is_kept_and_other_names_find_the_same_matrix(two_banks, spot, tmp_path):
    one, other, there = spot(CANARY=(0, 0)), spot(other=(0, 0)), spot(CANARY=(1000, 4000))
    first = kept_times(tmp_path, two_banks, one, there)
    (file,) = tmp_path.iterdir()
    assert "CANARY" not in file.name
    assert b"CANARY" not in file.read_bytes()
    again = kept_times(tmp_path, two_banks, other, there)
    assert [again.origins, again.tenths.tolist()] == [("other",), first.tenths.tolist()]
    assert [*tmp_path.iterdir()] == [file]


def test_a_matrix_of_another_size_under_the_right_name_is_worked_out_again(two_banks, journey, tmp_path):
    first = kept_times(tmp_path, two_banks, *journey)
    (file,) = tmp_path.iterdir()
    np.savez(file, tenths=np.zeros((1, 1), np.int32), metres=np.zeros((1, 1), np.int32))
    assert same(kept_times(tmp_path, two_banks, *journey), first)


def test_those_not_used_for_longest_make_room(two_banks, spot, tmp_path):
    """Fifty are kept: of fifty-two, the two not asked for again go; other files are left alone."""
    (tmp_path / "notes.txt").write_text("mine")
    there = spot(bridge=(1000, 4000))
    asked = [spot(home=(0, metres)) for metres in range(MOST_FILES)]
    for number, home in enumerate(asked):
        kept_times(tmp_path, two_banks, home, there)
        os.utime(tmp_path / f"{matrix_digest(two_banks, home, there, 1000)}.times.npz", (number, number))
    kept_times(tmp_path, two_banks, asked[0], there)
    for metres in (900, 901):
        kept_times(tmp_path, two_banks, spot(home=(0, metres)), there)
    left = {path.name for path in tmp_path.iterdir()}
    gone = [n for n, home in enumerate(asked) if f"{matrix_digest(two_banks, home, there, 1000)}.times.npz" not in left]
    assert gone == [1, 2]
    assert "notes.txt" in left
    assert len(left) == MOST_FILES + 1
