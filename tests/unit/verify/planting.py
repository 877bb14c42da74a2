"""Faults planted in the tables of a folder."""

import csv


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def put(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows(rows)


def change(path, ref, **cells):
    """Plant other cells in the first row of a child, which are there already under other values."""
    rows = rows_of(path)
    row = next(row for row in rows if row["child_ref"] == ref)
    assert any(row[name] != value for name, value in cells.items())
    row.update(cells)
    put(path, rows)


def drop(path, ref):
    """Take out the first row of a child and return it."""
    rows = rows_of(path)
    row = next(row for row in rows if row["child_ref"] == ref)
    rows.remove(row)
    put(path, rows or [dict.fromkeys(row, "")])
    return row
