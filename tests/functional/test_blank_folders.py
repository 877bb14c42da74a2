"""A blank folder is what `data check` then reads, and nothing already there is written over."""

import pytest

from tests.functional.commands import in_process, sufficiency


def test_a_blank_folder_lacks_only_its_rows(tmp_path):
    assert sufficiency("data", "template", "blank", folder=tmp_path).code == 0
    said = sufficiency("data", "check", "blank", "--format", "json", folder=tmp_path)
    assert said.code == 3
    assert said.out.count('"NO_ROWS"') == said.out.count('"rule"') == 3


def test_the_example_rows_of_the_blank_workbook_are_a_round_that_loads_and_recommends(tmp_path):
    assert sufficiency("data", "template", "blank", "--workbook", folder=tmp_path).code == 0
    assert [path.name for path in (tmp_path / "blank").iterdir()] == ["round.xlsx"]
    said = sufficiency("data", "check", "blank", folder=tmp_path)
    assert said.code == 0, said.err
    said = in_process("panel", "recommend", "blank", "--out", "run", "--no-compare", folder=tmp_path)
    assert said.code == 0, said.err
    assert "C-0001,900001" in (tmp_path / "run" / "recommendations.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("made_by", ["template", "synth"])
def test_a_folder_with_something_in_it_is_left_alone(made_by, tmp_path):
    kept = tmp_path / "round" / "children.csv"
    kept.parent.mkdir()
    kept.write_text("ours", encoding="utf-8")
    said = sufficiency("data", made_by, "round", folder=tmp_path)
    assert said.code == 2
    assert "is there already" in said.err
    assert [path.read_text(encoding="utf-8") for path in kept.parent.iterdir()] == ["ours"]
