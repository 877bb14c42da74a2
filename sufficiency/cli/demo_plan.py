"""The planner's part of the demo: the scenarios of the made-up authority, run, recounted and set side by side."""

import shutil
from collections.abc import Callable
from pathlib import Path

RUNS, COMPARED = "scenarios", "compare"
BASE = "do-nothing"
SCENARIOS = (
    BASE, "satellites", "bases-first", "one-new-special-school", "delay-of-a-year", "demand-shock",
    "shared-small-cohorts", "fewer-independent",
)  # fmt: skip
"""Those of which every action has its date; ``best-programme`` chooses among options, which takes minutes."""


def plan(folder: Path, out: Path, told: Callable[[str, int, int], None] | None) -> Path:
    """Run the scenarios into a new folder and compare them there; returns the page that shows them side by side."""
    from sufficiency import api

    shutil.rmtree(out, ignore_errors=True)
    runs = [out / RUNS / run.name for run in api.run_scenarios(folder, api.ScenariosAsked(SCENARIOS), out / RUNS, told)]
    ordered = sorted(runs, key=lambda path: SCENARIOS.index(path.name))
    api.write_comparison(ordered, out / COMPARED)
    return out / COMPARED / "compare.html"
