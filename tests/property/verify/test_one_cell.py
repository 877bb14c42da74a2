"""Any one cell of a right run's recommendations, made to say something else, is caught."""

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sufficiency.verify import verify_run
from tests.unit.verify.hand_made import INPUTS, RUN, put

TABLE = list(csv.reader(io.StringIO(RUN["recommendations.csv"])))
HEADER, ROWS = TABLE[0], TABLE[1:]
SOMEWHERE = [(row, column) for row in range(len(ROWS)) for column in range(len(HEADER))]
IN_THE_FILE = sorted({cell for row in ROWS for cell in row})
"""What the file says elsewhere: a value that reads well, in the wrong place."""


def says_the_same(column: str, before: str, after: str) -> bool:
    """The exceptions: blanks around a cell, and the same number written another way, are no change."""
    if before.strip() == after.strip():
        return True
    try:
        return column not in ("child_ref", "provision_id") and float(before) == float(after)
    except ValueError:
        return False


@settings(max_examples=150)
@given(st.sampled_from(SOMEWHERE), st.one_of(st.sampled_from(IN_THE_FILE), st.integers(-5, 10**6).map(str)))
def test_one_cell_changed_is_caught(where, new):
    row, column = where
    if says_the_same(HEADER[column], ROWS[row][column], new):
        return
    rows = [list(cells) for cells in ROWS]
    rows[row][column] = new
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([HEADER, *rows])
    with tempfile.TemporaryDirectory() as folder:
        found = verify_run(put(Path(folder), INPUTS, RUN | {"recommendations.csv": text.getvalue()}))
    assert not found.verified


@settings(max_examples=60)
@given(st.permutations(ROWS), st.data())
def test_the_order_of_rows_and_columns_is_no_matter(rows, data):
    """Of the answer and of every input table."""
    inputs = {name: shuffled(text, data) if name.endswith(".csv") else text for name, text in INPUTS.items()}
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([HEADER, *rows])
    with tempfile.TemporaryDirectory() as folder:
        found = verify_run(put(Path(folder), inputs, RUN | {"recommendations.csv": text.getvalue()}))
    assert found.verified, found.broken


def shuffled(table: str, data: st.DataObject) -> str:
    """The same table with its rows and columns in another order."""
    header, *rows = list(csv.reader(io.StringIO(table)))
    order = data.draw(st.permutations(range(len(header))))
    text = io.StringIO()
    mixed = [[row[column] for column in order] for row in [header, *data.draw(st.permutations(rows))]]
    csv.writer(text, lineterminator="\n").writerows(mixed)
    return text.getvalue()
