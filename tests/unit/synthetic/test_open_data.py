"""Practice mode without its open data: every missing file is named, and nothing is written."""

import pytest

from sufficiency.domain.needs import Need
from sufficiency.errors import InputRejected, UsageError
from sufficiency.synthetic.notes import assumptions
from sufficiency.synthetic.open_data import PLANS, POSTCODES, REQUIRED
from sufficiency.synthetic.practice import write_practice
from sufficiency.synthetic.real_settings import known_designations
from sufficiency.tables.catalogue import BY_NAME
from sufficiency.tables.open_files import whole


def test_every_missing_file_is_named_at_once(tmp_path) -> None:
    data = tmp_path / "data"
    (data / "ehcp").mkdir(parents=True)
    (data / PLANS).write_bytes(b"")
    with pytest.raises(InputRejected) as rejected:
        write_practice(tmp_path / "round", open_data=data)
    assert [fault.file for fault in rejected.value.faults] == [name for name in REQUIRED if name != PLANS]
    assert POSTCODES in str(rejected.value)
    assert not (tmp_path / "round").exists()


def test_no_folder_and_wrong_codes_are_usage_errors(tmp_path) -> None:
    with pytest.raises(UsageError, match="no folder of open data"):
        write_practice(tmp_path / "round", open_data=tmp_path / "nowhere")
    with pytest.raises(UsageError, match="Rutland: an authority is named by its three-figure code"):
        write_practice(tmp_path / "round", ["855", "Rutland"], open_data=tmp_path)
    with pytest.raises(UsageError, match="at least one authority"):
        write_practice(tmp_path / "round", [], open_data=tmp_path)


def test_a_file_that_is_not_what_it_says_is_rejected(tmp_path) -> None:
    for name in REQUIRED:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"not a table")
    with pytest.raises(InputRejected, match="cannot be read as expected"):
        write_practice(tmp_path / "round", open_data=tmp_path)


def test_known_designations_come_with_needs_that_go_with_them() -> None:
    known = known_designations()
    assert len(known) == 17
    assert known[120348][:2] == (Need.MLD, Need.ASD)
    assert Need.SLCN in known[120348]


def test_every_column_said_to_be_assumed_is_a_column() -> None:
    for one in assumptions(real_roads=True):
        table = BY_NAME[one.table.removesuffix(".toml")]
        if one.columns not in ("every column", "every key", "how many", "which rows"):
            for name in one.columns.split(", "):
                assert table.column(name)


def test_blank_and_suppressed_cells_are_no_number() -> None:
    assert [whole(cell) for cell in ("12", 12.0, float("nan"), None, "x", "")] == [12, 12, None, None, None, None]
