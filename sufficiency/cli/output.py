"""Printing: data on standard output, everything else on standard error, progress only on a terminal."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from defusedcsv import csv
from rich.console import Console, RenderableType
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from sufficiency.cli.options import Format
from sufficiency.errors import Fault

Row = Mapping[str, object]
NARROWEST = 80
_FIELDS_BY_LINE = json.JSONEncoder(ensure_ascii=False, separators=("\n", ": "))


def emit(rows: Sequence[Row] | Row, shown: RenderableType, form: Format) -> None:
    """Print an answer as a table for people, or as JSON or CSV for machines."""
    if form is Format.JSON:
        sys.stdout.write(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
    elif form is Format.CSV:
        _emit_csv([rows] if isinstance(rows, Mapping) else rows)
    else:
        out = Console()
        Console(width=max(out.width, NARROWEST) if out.is_terminal else 100).print(shown)


def write_faults(faults: Sequence[Fault], margin: str = "\n") -> None:
    """Faults as a JSON list on standard output, one to a line, written as they are made: there may be very many.

    A thousand at a time, for the encoder takes longer to begin than to go on. No text in JSON holds a raw line end, so
    one can part the fields until the records have been told apart.
    """
    for at in range(0, len(faults), 1_000):
        records = _FIELDS_BY_LINE.encode([fault.as_dict() for fault in faults[at : at + 1_000]])[1:-1]
        lines = records.replace("}\n{", "}\r{").replace("\n", ", ").replace("\r", f",{margin}  ")
        sys.stdout.write(f"{',' if at else '['}{margin}  {lines}")
    sys.stdout.write(f"{margin}]" if faults else "[]")


def say(text: str, *, quiet: bool = False) -> None:
    """A message for the person, on standard error."""
    if not quiet:
        Console(stderr=True, soft_wrap=True, highlight=False).print(text, markup=False)


@contextmanager
def progress(*, quiet: bool) -> Iterator["Watch"]:
    """A progress bar on standard error while work is done, when a person is watching."""
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description:<26}"), BarColumn(), TimeElapsedColumn(), console=console, transient=True,
        disable=quiet or not console.is_terminal,
    )  # fmt: skip
    with bar:
        yield Watch(bar)


class Watch:
    """Shows one bar per step as the pipeline reports it."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("starting", total=1)

    def __call__(self, step: str, done: int, total: int) -> None:
        """Move the bar: this step, so much done, of so much."""
        self._bar.update(self._task, description=step, completed=done, total=max(total, 1))


def _emit_csv(rows: Sequence[Row]) -> None:
    if not rows:
        return
    names = dict.fromkeys(name for row in rows for name in row)
    writer = csv.DictWriter(sys.stdout, fieldnames=list(names), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _plain(value) for name, value in row.items()} for row in rows)


def _plain(value: object) -> object:
    return ("no", "yes")[value] if isinstance(value, bool) else value
