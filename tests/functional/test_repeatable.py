"""The same round gives the same bytes: however its rows, columns and files stand, and whatever Python's hash seed."""

import csv
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from sufficiency import api
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.run import Run
from sufficiency.problems.answer import seats
from sufficiency.problems.round import prepare, solve_round
from sufficiency.statute.policies import POLICIES
from tests.fixtures.rounds import OAK, case, one_place_two_children, provision, setting, wants
from tests.functional.bare_run import tables
from tests.functional.commands import REPOSITORY

Rows = list[list[str]]
ALONE = api.Choices(compare_policies=False)
SHEETS = ("children", "preferences", "settings", "provision", "consultations", "placements", "monitoring", "travel",
          "passengers", "pickup_points", "vehicles")  # fmt: skip
NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> Path:
    """A made-up authority with roads, a few of whose journeys are given."""
    folder = tmp_path_factory.mktemp("plain") / "town"
    api.synthesise(folder, children=80, settings=12, seed=3)
    with (folder / "travel.csv").open("a", encoding="utf-8") as file:
        file.writelines(
            f"C-000{child},{urn},{child}.{urn % 10},,,\n" for child in (1, 2, 9) for urn in (900001, 900002)
        )
    return folder


@pytest.fixture(scope="module")
def as_it_stands(town, tmp_path_factory) -> dict[str, bytes]:
    """Every table of the run of the folder as written."""
    return tables(town, tmp_path_factory.mktemp("run"), ALONE)


def read(folder: Path) -> dict[str, Rows]:
    """Every CSV beneath a folder as rows of text, the header first."""
    return {str(path.relative_to(folder)): rows(path) for path in sorted(folder.rglob("*.csv"))}


def rows(path: Path) -> Rows:
    """One CSV."""
    return list(csv.reader(path.read_text(encoding="utf-8").splitlines()))


def shuffled(table: Rows, chance: random.Random) -> Rows:
    """The same table with its rows and its columns in another order."""
    head, body = table[0], table[1:]
    order = chance.sample(range(len(head)), len(head))
    return [[row[column] for column in order] for row in (head, *chance.sample(body, len(body)))]


def another_order(town: Path, folder: Path, chance: random.Random) -> Path:
    """The same round with rows, columns, and the order in which its files were written, all shuffled."""
    found = [*read(town).items()]
    for name, table in chance.sample(found, len(found)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator=chance.choice(["\n", "\r\n"])).writerows(shuffled(table, chance))
    for name in ("rates.toml", "authority.toml"):
        (folder / name).write_bytes((town / name).read_bytes())
    return folder


def as_workbook(town: Path, folder: Path, chance: random.Random) -> Path:
    """The same round as one workbook: numbers and dates are Excel's own, its sheets, rows and columns shuffled."""
    another_order(town, folder, chance)
    with xlsxwriter.Workbook(folder / "round.xlsx") as book:
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        for name in chance.sample(SHEETS, len(SHEETS)):
            path = folder / f"{name}.csv"
            sheet = book.add_worksheet(name)
            for place, cell in cells(rows(path)):
                if DAY.fullmatch(cell):
                    sheet.write_datetime(*place, date.fromisoformat(cell), days)
                elif NUMBER.fullmatch(cell):
                    sheet.write_number(*place, float(cell))
                else:
                    sheet.write_string(*place, cell)
            path.unlink()
    return folder


def cells(table: Rows) -> Iterator[tuple[tuple[int, int], str]]:
    """Row and column (from 0) and text of every cell that is not blank."""
    return (((row, column), cell) for row, line in enumerate(table) for column, cell in enumerate(line) if cell)


@pytest.mark.parametrize("shuffles", [range(5), pytest.param(range(5, 50), marks=pytest.mark.nightly)], ids=len)
def test_fifty_shuffles_of_rows_columns_and_files_give_the_same_bytes(town, as_it_stands, tmp_path, shuffles):
    for number in shuffles:
        chance = random.Random(number)
        folder = another_order(town, tmp_path / f"round-{number}", chance)
        assert tables(folder, tmp_path / "run", ALONE) == as_it_stands, f"shuffle {number}"


@pytest.mark.parametrize("number", range(3))
def test_a_workbook_gives_the_same_bytes_as_csv_files(town, as_it_stands, tmp_path, number):
    folder = as_workbook(town, tmp_path / "round", random.Random(number))
    assert tables(folder, tmp_path / "run", ALONE) == as_it_stands


@pytest.mark.parametrize("policy", ["chronological", "need-in-band", "urgent-then-chronological", "cohort", "what-if"])
def test_every_policy_is_blind_to_the_order_of_the_files(town, tmp_path, policy):
    choices = api.Choices(policy, compare_policies=False)
    plain = tables(town, tmp_path / "plain", choices)
    folder = another_order(town, tmp_path / "round", random.Random(len(policy)))
    assert tables(folder, tmp_path / "run", choices) == plain


@pytest.mark.parametrize("seeds", [range(2), pytest.param(range(2, 10), marks=pytest.mark.nightly)], ids=len)
def test_python_hash_seeds_0_to_9_give_the_same_bytes(tmp_path, seeds):
    api.synthesise(tmp_path / "town", children=60, settings=12, seed=5)
    plain = tables(tmp_path / "town", tmp_path / "plain", ALONE)

    def under(hash_seed: int) -> dict[str, bytes]:
        out = tmp_path / f"run-{hash_seed}"
        around = os.environ | {"PYTHONHASHSEED": str(hash_seed), "PYTHONPATH": str(REPOSITORY)}
        command = [sys.executable, "-m", "tests.functional.bare_run", str(tmp_path / "town"), str(out)]
        subprocess.run(command, env=around, cwd=REPOSITORY, check=True, capture_output=True, timeout=300)
        return {path.name: path.read_bytes() for path in out.glob("*.csv")}

    with ThreadPoolExecutor(2) as two_at_once:
        assert all(found == plain for found in two_at_once.map(under, seeds))


def test_the_same_seed_twice_gives_the_same_bytes(town, as_it_stands, tmp_path):
    assert tables(town, tmp_path, ALONE) == as_it_stands


def test_the_seed_settles_only_who_comes_first_among_equals(tmp_path):
    """Two places: the earliest request has one, the latest none, and the seed chooses between two of the same day."""
    days = {"early": date(2025, 9, 1), "one": date(2025, 9, 2), "two": date(2025, 9, 2), "late": date(2025, 9, 3)}
    inputs = replace(
        one_place_two_children(),
        cases=tuple(case(ref, asked=day) for ref, day in sorted(days.items())),
        preferences=tuple(preference for ref in sorted(days) for preference in wants(ref, OAK)),
        settings=(setting(OAK),),
        provisions=(provision(OAK, 2),),
    )
    for policy in ("deadline", "chronological", "cohort"):
        outcomes = {placed(inputs, tmp_path, policy, seed) for seed in range(12)}
        assert outcomes == {("early", "one"), ("early", "two")}, policy


def placed(inputs: Inputs, folder: Path, policy: str, seed: int) -> tuple[str, ...]:
    """References of the children with a place."""
    solved = solve_round(prepare(inputs, folder), POLICIES[policy], seed=seed)
    return tuple(sorted(ref for ref, seat in seats(solved.posed, solved.answer).items() if seat))


@pytest.mark.parametrize("policy", ["deadline", "chronological", "urgent-then-chronological"])
def test_another_seed_changes_first_a_tier_of_several(town, as_it_stands, policy):
    """Nothing changes for tiers before the first that the seed touches, and there one gains what another gives up."""
    runs = [api.recommend(town, api.Choices(policy, seed=seed, compare_policies=False))[0] for seed in range(6)]
    for run in runs[1:]:
        before, after = outcomes(runs[0]), outcomes(run)
        changed = [tier for ref, (tier, rank) in before.items() if after[ref] != (tier, rank)]
        assert not changed or changed.count(min(changed)) >= 2


def outcomes(run: Run) -> dict[str, tuple[int, int | None]]:
    """Tier and preference given, by reference; 99 for no place."""
    return {r.child_ref: (r.tier, r.preference_rank) for r in run.recommendations} | {
        u.child_ref: (u.tier, 99) for u in run.unplaced
    }


@pytest.mark.nightly
def test_jointly_another_seed_changes_no_level(town):
    found = [api.recommend(town, api.Choices("cohort", seed=seed, compare_policies=False))[0] for seed in range(6)]
    assert len({tuple(level for level in run.levels if level.unit != "tie-break") for run in found}) == 1
