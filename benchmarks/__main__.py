"""`python -m benchmarks [CASE...] [--json] [--quick] [--full]`: measure, compare, refuse wrong answers."""

import argparse
import json
import sys
from collections.abc import Iterator

from rich.console import Console

from benchmarks.cases.catalogue import CASES
from benchmarks.measure import Measurement, measure_apart
from benchmarks.registry import Case, Engine
from benchmarks.report import Row, compare, table

RUNS = 5


def main() -> int:
    """Every engine of the chosen cases at every size; exit code 1 where any answer was wrong."""
    options = parse()
    console = Console(stderr=options.json)
    wrong = False
    for case in [CASES[name] for name in options.cases or CASES]:
        rows = measured(case, options, console)
        wrong |= any(not row.checked for row in rows)
        for row in rows if options.json else []:
            print(json.dumps(row.as_json()), flush=True)
        console.print(table(case, rows))
    return int(wrong)


def parse() -> argparse.Namespace:
    """What to measure and how to tell it."""
    parser = argparse.ArgumentParser(prog="./run bench", description="Measure the engines side by side.")
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"one or more of: {', '.join(CASES)}")
    parser.add_argument("--json", action="store_true", help="one line of JSON per engine and size")
    parser.add_argument("--quick", action="store_true", help="the smallest size, one run: does it work at all")
    parser.add_argument("--full", action="store_true", help="also what takes many minutes")
    options = parser.parse_args()
    if unknown := sorted(set(options.cases) - set(CASES)):
        parser.error(f"no such case: {', '.join(unknown)}; there are: {', '.join(CASES)}")
    return options


def measured(case: Case, options: argparse.Namespace, console: Console) -> list[Row]:
    """The rows of a case, size by size, each with its ratio to another engine of the same run."""
    rows: list[Row] = []
    for size in case.sizes[:1] if options.quick else case.sizes:
        if reason := case.missing(size):
            console.print(f"{case.name} {size} is left out: {reason}.")
            continue
        results: list[tuple[Engine, Measurement]] = []
        for engine in chosen(case, size, options.full):
            with console.status(f"{case.name} {size}: {engine.name}"):
                results.append((engine, measure_apart(case, size, engine, 1 if options.quick else RUNS)))
        rows += compare(case.name, size, results)
    return rows


def chosen(case: Case, size: str, full: bool) -> Iterator[Engine]:
    """The engines to measure at a size."""
    return (e for e in case.engines if size in e.sizes or (full and size in e.slow))


if __name__ == "__main__":
    sys.exit(main())
