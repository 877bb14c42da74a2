"""``python -m benchmarks.depths``: how far the two quick depths of transport lie from full routes.

Forty authorities of different sizes are made; by the first twenty the mileage of ``rate`` is scaled, on the other
twenty the errors are measured. Prints a table and, with ``--write``, the figures that the product states and the docs.
"""

import argparse
import statistics
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from sufficiency import api
from sufficiency.domain.fleet import Depth
from sufficiency.reports.transport.report import TransportReport

AUTHORITIES = 20
FIRST_SEED = {"fitted": 101, "measured": 201}
SIZES = ((60, 8), (120, 16), (200, 24), (300, 32))
"""Children and settings, in turn."""


@dataclass(frozen=True, slots=True)
class Prices:
    """Pence a day by depth, of a whole authority and of each setting by URN."""

    whole: Mapping[Depth, int]
    settings: Mapping[int, Mapping[Depth, int]]


def prices(seed: int, folder: Path) -> Prices:
    """Make an authority, recommend, and price the transport of the answer at every depth."""
    children, settings = SIZES[seed % len(SIZES)]
    inputs, run = folder / f"authority-{seed}", folder / f"run-{seed}"
    api.synthesise(inputs, children=children, settings=settings, seed=seed)
    api.release(*api.recommend(inputs, api.Choices(compare_policies=False)), run)
    reports: dict[Depth, TransportReport] = {depth: api.estimate(run, depth) for depth in get_args(Depth)}
    by_urn: dict[int, dict[Depth, int]] = {}
    for depth, report in reports.items():
        for setting in report.plan.settings:
            by_urn.setdefault(setting.urn, {})[depth] = setting.day
    return Prices({depth: sum(s.day for s in report.plan.settings) for depth, report in reports.items()}, by_urn)


def drawn(first: int, count: int) -> list[Prices]:
    """Prices of so many authorities, one after another."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, first + count):
            found.append(prices(seed, Path(folder)))
            print(f"  {seed}: " + ", ".join(f"{d} {p / 100:,.0f}" for d, p in found[-1].whole.items()), flush=True)
    return found


def errors(depth: Depth, every: Sequence[Mapping[Depth, int]], percent: int = 100) -> list[float]:
    """Percent by which a depth, scaled, lies above routes (below: negative), sorted."""
    known = [one for one in every if one.get("routes")]
    return sorted(percent * one[depth] / one["routes"] - 100 for one in known)


def quantile(values: Sequence[float], tenths: int) -> float:
    """The value below which so many tenths of the sorted values lie."""
    return values[min(len(values) - 1, tenths * len(values) // 10)]


def line(depth: Depth, of: str, found: Sequence[float]) -> str:
    """One row of the table: sizes of errors, and between what they lie."""
    sizes = sorted(map(abs, found))
    spread = f"{quantile(found, 1):+.1f} to {quantile(found, 9):+.1f}"
    middle, most = statistics.median(sizes), quantile(sizes, 9)
    return f"| `{depth}` | {of} | {len(found)} | {middle:.1f} % | {most:.1f} % | {spread} % |"


def table(measured: Sequence[Prices], scale: int) -> str:
    """Both quick depths against routes, by authority and by setting."""
    head = "| Depth | Of | Number | Median error | 9 in 10 within | 1 in 10 to 9 in 10 |\n|---|---|---|---|---|---|\n"
    rows = []
    for depth, percent in (("rate", scale), ("insertion", 100)):
        whole = errors(depth, [one.whole for one in measured], percent)  # type: ignore[arg-type]
        each = errors(depth, [prices for one in measured for prices in one.settings.values()], percent)  # type: ignore[arg-type]
        rows += [line(depth, "an authority", whole), line(depth, "a setting", each)]  # type: ignore[arg-type]
    return head + "\n".join(rows) + "\n"


def main() -> None:
    """Make, price, compare, print."""
    parser = argparse.ArgumentParser(description="How far the quick depths of transport lie from full routes.")
    parser.add_argument("--authorities", type=int, default=AUTHORITIES)
    count = parser.parse_args().authorities
    fitted = drawn(FIRST_SEED["fitted"], count)
    scale = round(100 * statistics.median(one.whole["routes"] / one.whole["rate"] for one in fitted))
    measured = drawn(FIRST_SEED["measured"], count)
    print(f"\nrate is scaled by {scale} percent\n\n{table(measured, scale)}")


if __name__ == "__main__":
    main()
