"""More faults than anybody reads: each row is named as long as that can be, some are shown, and no fault is let by."""

import json

from sufficiency.cli.output import write_faults
from sufficiency.errors import MOST_SHOWN, Fault, InputRejected
from sufficiency.guards.limits import FAULTS
from sufficiency.tables import load
from tests.functional.draft import sound_round


def test_too_many_faults_are_cut_down_to_the_first_of_each_row_and_what_is_left_out_is_said(tmp_path):
    draft, count = sound_round(), FAULTS.most + 10
    draft.raw["preferences.csv"] = b"child_ref,rank,urn\n" + b"B 1,x,900001\n" * count
    draft.save(tmp_path / "round")
    *said, first = (found := load.check(tmp_path / "round"))[:3]
    assert [fault.rule for fault in said] == ["TOO_MANY_FAULTS", "TOO_MANY_FAULTS"]
    assert any(fault.message.startswith(f"has {2 * count:,} cells that do not fit") for fault in said)
    assert (first.row, first.rule) == (2, "NOT_A_REFERENCE")
    assert [fault.row for fault in found if fault.row] == list(range(2, FAULTS.most + 1))
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
