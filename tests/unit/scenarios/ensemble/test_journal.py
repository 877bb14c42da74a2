"""What is finished is on disk, line by line, and is only gone on with from the same inputs."""

import pytest

from scenarios.ensemble.journal import NAME, journal, settle
from sufficiency.errors import StoreTrouble, UsageError
from tests.fixtures.futures import outcome

BASIS = {"settings.csv": "aa", "seed": "1"}
TWO = [outcome(0, "café", gaps=((1, 2), (3, 4)), children=(5, 6)), outcome(1, later=2, cost=-7)]


@pytest.fixture
def begun(tmp_path):
    with journal(tmp_path / "out", BASIS) as kept:
        for one in TWO:
            kept.add(one)
    return tmp_path / "out"


def held(folder):
    with journal(folder, BASIS) as kept:
        return list(kept.outcomes)


def test_what_was_added_is_there_again(begun):
    assert held(begun) == TWO


@pytest.mark.parametrize("cut", [1, 5, 20, 60])
def test_a_last_line_half_written_is_dropped_and_its_place_taken(begun, cut):
    path = begun / NAME
    path.write_bytes(path.read_bytes()[:-cut])
    with journal(begun, BASIS) as kept:
        assert list(kept.outcomes) == TWO[:1]
        kept.add(TWO[1])
    assert held(begun) == TWO


def test_a_first_line_half_written_begins_again(begun):
    (begun / NAME).write_bytes((begun / NAME).read_bytes()[:10])
    assert held(begun) == []


def test_a_line_changed_in_the_middle_is_told(begun):
    path = begun / NAME
    path.write_bytes(path.read_bytes().replace(b'"gaps":[[1,2]', b'"gaps":[[1,9]'))
    with pytest.raises(StoreTrouble, match="line 2 is not as it was written"):
        held(begun)


def test_other_inputs_are_refused_by_name(begun):
    other = {"settings.csv": "bb", "seed": "1", "plans.csv": "cc"}
    with pytest.raises(UsageError, match=r"plans\.csv, settings\.csv differ"), journal(begun, other):
        pass
    assert held(begun) == TWO


def test_two_at_a_time_are_refused(begun):
    with journal(begun, BASIS), pytest.raises(StoreTrouble, match="at work"), journal(begun, BASIS):
        pass


def test_in_order_it_does_not_tell_in_which_order_tasks_came(tmp_path):
    for name, rows in (("one", TWO), ("other", TWO[::-1])):
        with journal(tmp_path / name, BASIS) as kept:
            for one in rows:
                kept.add(one)
        settle(tmp_path / name)
    assert (tmp_path / "one" / NAME).read_bytes() == (tmp_path / "other" / NAME).read_bytes()
    assert held(tmp_path / "one") == TWO
