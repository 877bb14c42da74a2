"""Whatever bytes lie in the folder, the answer is a round or a list of faults, and every fault has its place."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sufficiency.errors import InputRejected
from sufficiency.tables.load import check, load
from tests.functional.draft import sound_round

TABLES = ("children", "preferences", "settings", "provision", "consultations")
NAMES = (
    *(f"{name}.csv" for name in TABLES),
    "authority.toml",
    "rates.toml",
    "travel.csv",
    "placements.csv",
    "monitoring.csv",
    "round.xlsx",
)
quick = settings(max_examples=60, suppress_health_check=list(HealthCheck))

awkward = st.sampled_from(
    ("", " ", "=1", "-", "'", '"', "1e5", "9" * 30, "NaN", "inf", "Null", "2026-02-30", "01/02/2026", "\u202e", "\x00",
     "a,b", "a\nb", "é", "\U0001f600", "0", "-1", "yes", "900001", "A-1", "{ncy}", "%s", "2026/27", "ZZ99 3VZ")
)  # fmt: skip
cells = awkward | st.text(max_size=12)


def loads_or_is_refused(folder: Path) -> None:
    """The only two ends a folder may come to."""
    faults = check(folder)
    errors = [fault for fault in faults if fault.severity == "error"]
    if not errors:
        load(folder)
        return
    with pytest.raises(InputRejected) as rejected:
        load(folder)
    assert rejected.value.faults == faults
    assert str(rejected.value)
    assert all(fault.file and fault.rule and fault.message and fault.remedy for fault in faults)


@quick
@given(st.sampled_from(NAMES), st.binary(max_size=400))
def test_random_bytes_in_place_of_a_file(name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        draft = sound_round()
        draft.raw[name] = content
        draft.save(Path(place))
        loads_or_is_refused(Path(place))


@quick
@given(
    st.sampled_from(TABLES), st.lists(st.tuples(st.integers(0, 9), st.integers(0, 20), cells), min_size=1, max_size=6)
)
def test_cells_that_are_nearly_right(table: str, changes: list[tuple[int, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        draft = sound_round()
        lines = draft.tables[table]
        for row, column, text in changes:
            line = lines[row % len(lines)]
            line[column % len(line)] = text
        draft.save(Path(place))
        loads_or_is_refused(Path(place))


@quick
@given(st.sampled_from(TABLES), st.integers(0, 400), st.binary(min_size=1, max_size=3), st.booleans())
def test_files_cut_short_or_damaged(table: str, at: int, damage: bytes, cut: bool) -> None:
    with tempfile.TemporaryDirectory() as place:
        draft = sound_round()
        content = draft.text(table).encode()
        draft.raw[f"{table}.csv"] = content[:at] if cut else content[:at] + damage + content[at:]
        draft.save(Path(place))
        loads_or_is_refused(Path(place))


@settings(quick, max_examples=40)
@given(st.integers(0, 20_000), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook(at: int, damage: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        sound_round().save_workbook(Path(place))
        book = Path(place) / "round.xlsx"
        content = book.read_bytes()
        at %= len(content)
        book.write_bytes(content[:at] + damage + content[at + len(damage) :])
        loads_or_is_refused(Path(place))


@quick
@given(
    st.lists(
        st.tuples(st.sampled_from(("name", "la_code", "academic_year", "census_date", "travel", "side", "x")), cells)
    )
)
def test_toml_values_of_any_sort(pairs: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        draft = sound_round()
        lines = [f"{key} = {value}" for key, value in pairs]
        draft.raw["authority.toml"] = (draft.toml["authority"] + "\n".join(lines)).encode("utf-8", errors="replace")
        draft.save(Path(place))
        loads_or_is_refused(Path(place))
