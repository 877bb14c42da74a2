"""``python -m benchmarks.depths``: how far the two quick depths of transport lie from full routes.

By some made-up authorities of different sizes the mileage of ``rate`` is scaled; on twenty others errors are measured.
Prints the scale, the table of docs/explanation/transport.md and the ranges that an estimate states. Takes half an hour.
"""

import statistics
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from sufficiency import api
from sufficiency.domain.fleet import Depth
from sufficiency.problems.transport.calibration import RATE_PERCENT
from sufficiency.reports.transport.report import TransportReport

FITTED, MEASURED = range(101, 109), range(201, 221)
"""Seeds."""
SIZES = ((60, 8), (90, 10), (120, 12), (180, 18))
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


def drawn(seeds: Iterable[int]) -> list[Prices]:
    """Prices of one authority a seed."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
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


def spread(depth: Depth, measured: Sequence[Prices], percent: int) -> str:
    """Between how many percent below and above the depth, scaled, the price of routes lay for 8 authorities in 10."""
    known = sorted(100 * (100 * one.whole["routes"] / (percent * one.whole[depth]) - 1) for one in measured)
    return f"{depth}: {quantile(known, 1):+.1f} to {quantile(known, 9):+.1f} %"


def main() -> None:
    """Make, price, compare, print."""
    fitted = drawn(FITTED)
    raw = [one.whole["routes"] * RATE_PERCENT / (100 * one.whole["rate"]) for one in fitted]
    scale = round(100 * statistics.median(raw))
    print(f"\nrate is scaled by {scale} percent (stated: {RATE_PERCENT})")
    measured = drawn(MEASURED)
    rescaled = 100 * scale // RATE_PERCENT
    print(f"\n{table(measured, rescaled)}\nroutes lie beside", spread("rate", measured, rescaled))
    print("routes lie beside", spread("insertion", measured, 100))


if __name__ == "__main__":
    main()
