"""Records of who was passed over, and what other choices would do, are counted again from the files."""

import csv
from dataclasses import replace
from datetime import date

import pytest

from sufficiency import api
from tests.fixtures.rounds import one_place_two_children
from tests.fixtures.solving import recounted


@pytest.fixture
def run(tmp_path):
    """B asked a day later than A, is due earlier, and so has Oak, which A wanted first; A has Elm."""
    plain = one_place_two_children()
    a, b = plain.cases
    due_first = replace(plain, cases=(a, replace(b, deadline=date(2026, 2, 1))))
    found, verification = recounted(due_first, tmp_path, api.Choices("deadline"))
    assert verification.broken == ()
    assert [(s.child_a, s.child_b) for s in found.supersessions] == [("A", "B")]
    assert [(a.child_ref, len(a.moves)) for a in found.alternatives] == [("A", 2), ("B", 2)]
    return tmp_path / "run"


def broken(run):
    return [line.partition(":")[0] for line in api.verify(run).broken]


def rewrite(path, change):
    """Write the table again, each row as ``change`` gives it back, left out where that is None."""
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, table[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for row in map(change, table) if row is not None)


def test_a_record_left_out_is_missed(run):
    rewrite(run / "supersessions.csv", lambda row: None)
    assert broken(run) == ["passed over"]


@pytest.mark.parametrize(
    "fault",
    [
        {"child_ref": "Z"},
        {"ncy_from": "0"},
        {"urn": "900002"},
        {"change_unplaced": "1"},
        {"moves_by_key": '[["A",[900002,"main",7],[900001,"main",7]]]'},
        {"moves_by_key": '[["A",null,[900001,"main",7]],["B",[900001,"main",7],null]]'},
        {"moves_by_key": '[["B",[900001,"main",7],[900002,"main",7]]]'},
        {"moves_by_key": "A to Oak"},
    ],
    ids=" ".join,
)
def test_an_alternative_that_could_not_be_is_caught(run, fault):
    rewrite(run / "alternatives.csv", lambda row: row | fault if row["child_ref"] == "A" else row)
    assert set(broken(run)) <= {"alternatives", "readable"} != set()
    assert broken(run)


def test_what_is_not_recounted_is_said_in_the_file(run):
    from sufficiency.verify import as_json

    assert "value of one more place" in as_json(api.verify(run))
