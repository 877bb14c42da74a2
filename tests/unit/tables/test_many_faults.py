"""More faults than anybody reads: each row is named as long as that can be, some are shown, and no fault is let by."""

import json

from sufficiency.cli.output import write_faults
from sufficiency.errors import MOST_SHOWN, Fault, InputRejected
from sufficiency.guards.limits import Limit
from sufficiency.tables import cells, load
from tests.functional.draft import sound_round


def faulty(path, most, monkeypatch):
    """Six preferences of nobody, each with a rank that is no number; at most so many faults named."""
    for module in (cells, load):
        monkeypatch.setattr(module, "FAULTS", Limit(most, "faults", "few enough to count"))
    draft = sound_round()
    for number in range(6):
        draft.add("preferences", child_ref=f"B {number}", rank="x", urn="900001")
    draft.save(path)
    return load.check(path)


def test_the_first_fault_of_each_row_is_named_where_all_are_too_many(tmp_path, monkeypatch):
    found = faulty(tmp_path / "round", 8, monkeypatch)
    assert [(fault.row, fault.rule) for fault in found] == [
        (0, "TOO_MANY_FAULTS"), *((row, "NOT_A_REFERENCE") for row in range(5, 11)),
    ]  # fmt: skip
    assert found[0].message.startswith("has 12 cells that do not fit their columns")


def test_what_is_left_out_is_said_and_stops_the_folder(tmp_path, monkeypatch):
    found = faulty(tmp_path / "round", 3, monkeypatch)
    assert [fault.row for fault in found if fault.row] == [5, 6]
    assert [fault.message[:3] for fault in found if fault.rule == "TOO_MANY_FAULTS"] == ["has", "has"]
    assert all(fault.severity == "error" for fault in found)


def test_a_screen_shows_the_first_and_says_how_many_more():
    many = [Fault("a.csv", "", row, "urn", "BLANK", "is blank", "Fill it.") for row in range(2, 3 + MOST_SHOWN)]
    said = str(InputRejected(many))
    assert said.count("Fill it.") == MOST_SHOWN
    assert "and 1 more: --format json gives them all" in said


def test_faults_written_in_pieces_are_one_list_of_json(capsys):
    odd = 'line\nend }\n{ "quoted" \r é'
    faults = tuple(Fault("a.csv", "", row, odd, "BLANK", odd, "Fill it.") for row in range(2_500))
    write_faults(faults)
    assert json.loads(capsys.readouterr().out) == [fault.as_dict() for fault in faults]
    write_faults(())
    assert capsys.readouterr().out == "[]"
