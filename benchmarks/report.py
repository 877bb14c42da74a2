"""Measurements side by side: ratios within one run, agreement of the answers, a table."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from rich.markup import escape
from rich.table import Table

from benchmarks.measure import Measurement
from benchmarks.registry import Case, Engine


@dataclass(frozen=True, slots=True)
class Row:
    """One engine at one size; ``ratio`` is its median over that of the engine ``ratio_to``."""

    case: str
    size: str
    engine: str
    median_s: float
    runs: int
    peak_mb: int | None
    ratio_to: str | None
    ratio: float | None
    checked: bool
    note: str

    def as_json(self) -> dict[str, object]:
        """Plain data; what could not be measured is null."""
        return {k: None if isinstance(v, float) and math.isnan(v) else v for k, v in asdict(self).items()}


def compare(case: str, size: str, results: Sequence[tuple[Engine, Measurement]]) -> list[Row]:
    """One row each. An answer stands when it has no fault and its values are those of the first engine."""
    medians = {engine.name: m.median_s for engine, m in results}
    expected = results[0][1].values if results else ()
    rows = []
    for engine, m in results:
        faults = [*m.faults, *disagreement(m.values, expected)]
        base = medians.get(engine.ratio_to or "")
        rows.append(
            Row(
                case=case,
                size=size,
                engine=engine.name,
                median_s=m.median_s,
                runs=m.runs,
                peak_mb=m.peak_mb,
                ratio_to=engine.ratio_to if base else None,
                ratio=m.median_s / base if base else None,
                checked=not faults,
                note="; ".join(filter(None, [*(f"WRONG: {fault}" for fault in faults), m.note])),
            )
        )
    return rows


def disagreement(values: Sequence[int], expected: Sequence[int]) -> list[str]:
    """Engines that know only the first levels are held to those."""
    shared = min(len(values), len(expected))
    if list(values[:shared]) == list(expected[:shared]):
        return []
    return [f"values {list(values)} where {list(expected[:shared])} is right"]


def table(case: Case, rows: Sequence[Row]) -> Table:
    """The rows for a reader, medians in seconds; engines and notes are numbered, notes below the table."""
    engines = {engine.name: str(number) for number, engine in enumerate(case.engines, 1)}
    notes = list(dict.fromkeys(row.note for row in rows if row.note))
    shown = Table(title=f"{case.name}: {case.source}", title_justify="left", caption_justify="left")
    shown.caption = escape("\n".join(f"[{number}] {note}" for number, note in enumerate(notes, 1)))
    for heading in ("size", "engine"):
        shown.add_column(heading)
    for heading in ("seconds", "runs", "MB", "times", "right"):
        shown.add_column(heading, justify="right", no_wrap=True)
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        note = f" [{notes.index(row.note) + 1}]" if row.note else ""
        last = following is None or following.size != row.size
        shown.add_row(*map(escape, cells(row, engines, note)), end_section=last)
    return shown


def cells(row: Row, engines: Mapping[str, str], note: str) -> list[str]:
    """A row as text; "3.2 x 1" is 3.2 times the time of engine 1."""
    return [
        row.size,
        f"{engines[row.engine]} {row.engine}{note}",
        f"{row.median_s:.4f}",
        str(row.runs),
        "" if row.peak_mb is None else str(row.peak_mb),
        "" if row.ratio is None else f"{row.ratio:.3g} x {engines[row.ratio_to or row.engine]}",
        "yes" if row.checked else "WRONG",
    ]
