"""Recounting a run from the raw input files: every check, in the order a reader would ask for them."""

import json
from collections.abc import Callable
from pathlib import Path

from sufficiency.verify.accounts import accounted, counts, deadlines, details, inputs_unchanged
from sufficiency.verify.alternatives import alternatives
from sufficiency.verify.capacity import capacity, limits_stated
from sufficiency.verify.evidence import Evidence, gather
from sufficiency.verify.levels import levels
from sufficiency.verify.money import cost
from sufficiency.verify.order import no_justified_envy, no_room_left, tiers_stated
from sufficiency.verify.passed_over import passed_over
from sufficiency.verify.placements import eligibility, locks, preferences
from sufficiency.verify.raw_files import Unreadable, digests
from sufficiency.verify.report import Check, Verification, readable
from sufficiency.verify.side_rules import side_rules
from sufficiency.verify.supersessions import supersessions
from sufficiency.verify.transport import arrangements, entitlement, todays_routes
from sufficiency.verify.travel import travel

CHECKS: tuple[Callable[[Evidence], Check], ...] = (
    inputs_unchanged,
    accounted,
    details,
    counts,
    capacity,
    limits_stated,
    eligibility,
    locks,
    preferences,
    tiers_stated,
    no_room_left,
    no_justified_envy,
    side_rules,
    levels,
    travel,
    todays_routes,
    arrangements,
    entitlement,
    cost,
    deadlines,
    supersessions,
    passed_over,
    alternatives,
)


def verify_run(run_folder: Path, inputs: Path | None = None) -> Verification:
    """Recount a run from the raw input files.

    ``inputs`` is the input folder, by default the one the run names. Nothing is raised: files that cannot be read, or
    do not hang together, are a broken check.
    """
    folder = inputs
    try:
        folder = inputs or _inputs_of(run_folder)
        evidence = gather(run_folder, folder)
        checks = tuple(check(evidence) for check in CHECKS)
    except Unreadable as error:
        checks = (readable(str(error)),)
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        checks = (readable(f"the files do not hang together ({type(error).__name__})"),)
    files = digests(folder) if folder is not None else ()
    return Verification(not any(check.broken for check in checks), checks, files)


def _inputs_of(run_folder: Path) -> Path:
    try:
        folder = Path(json.loads((run_folder / "run.json").read_text(encoding="utf-8"))["inputs"]["folder"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unreadable("run.json is missing, is not JSON or names no input folder") from error
    if not folder.is_dir():
        raise Unreadable(f"the input folder is not there: {folder}; say where it is now with --inputs FOLDER")
    return folder
