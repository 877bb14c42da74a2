"""The planner's part of the demo: the scenarios of the made-up authority, run, recounted and set side by side."""

from collections.abc import Callable
from pathlib import Path

COMPARED = "compare"
BASE = "do-nothing"
SCENARIOS = (
    BASE, "satellites", "bases-first", "one-new-special-school", "delay-of-a-year", "demand-shock",
    "shared-small-cohorts", "fewer-independent",
)  # fmt: skip
"""Those of which every action has its date; ``best-programme`` chooses among options, which takes minutes."""


def plan(folder: Path, out: Path, told: Callable[[str, int, int], None] | None) -> Path:
    """Run the scenarios into a folder, where the workbench finds them, and compare them; returns the page of that."""
    from sufficiency import api

    runs = [out / run.name for run in api.run_scenarios(folder, api.ScenariosAsked(SCENARIOS), out, told)]
    ordered = sorted(runs, key=lambda path: SCENARIOS.index(path.name))
    api.write_comparison(ordered, out / COMPARED)
    return out / COMPARED / "compare.html"
