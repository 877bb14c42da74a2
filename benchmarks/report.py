"""Measurements side by side: ratios within one run, agreement of the answers, a table."""

import math
from collections.abc import Sequence
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
    """The rows for a reader, medians in seconds; notes are numbered below the table."""
    notes = list(dict.fromkeys(row.note for row in rows if row.note))
    caption = "\n".join(f"[{n}] {note}" for n, note in enumerate(notes, 1))
    shown = Table(title=f"{case.name}: {case.source}", title_justify="left")
    shown.caption, shown.caption_justify = escape(caption), "left"
    for heading in ("size", "engine"):
        shown.add_column(heading, no_wrap=True)
    for heading in ("median s", "runs", "peak MB", "times the time of", "checked", "note"):
        shown.add_column(heading, justify="right", min_width=min(len(heading), 8))
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        note = f"[{notes.index(row.note) + 1}]" if row.note else ""
        last = following is None or following.size != row.size
        shown.add_row(*map(escape, [*cells(row), note]), end_section=last)
    return shown


def cells(row: Row) -> list[str]:
    """A row as text, without its note."""
    return [
        row.size,
        row.engine,
        f"{row.median_s:.4f}",
        str(row.runs),
        "" if row.peak_mb is None else str(row.peak_mb),
        "" if row.ratio is None else f"{row.ratio:.3g} x {row.ratio_to}",
        "yes" if row.checked else "WRONG",
    ]
