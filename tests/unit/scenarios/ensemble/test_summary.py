"""The summary of an ensemble: all draws that are finished, waiting where it was asked for, and on one screen."""

import json
from io import StringIO

import pytest
from rich.console import Console

from scenarios.ensemble.run import Finished
from scenarios.ensemble.summary import summary
from sufficiency.reports.ensemble.files import DRIVERS, REGRET, SCENARIOS, SHORTFALL, read_ensemble, write_ensemble
from sufficiency.reports.ensemble.terminal import ensemble_summary
from tests.fixtures.futures import outcome

YEARS = (2026, 2027)
MILLION = 100_000_000


def rows(name, later, cost):
    """Thirty draws; children of the second year are 100 to 129, and the cost is a function of them."""
    return tuple(
        outcome(
            k, name, later, cost=cost(100 + k) * MILLION, gaps=((0, 1000 * k),), children=(90_000, 100_000 + 1000 * k)
        )
        for k in range(30)
    )


@pytest.fixture(scope="module")
def ensemble():
    """Doing nothing costs more from 120 children on; a school costs the same in all futures, and more begun later."""
    outcomes = {
        ("nothing", 0): rows("nothing", 0, lambda children: 40 if children < 120 else 130),
        ("school", 0): rows("school", 0, lambda _: 65),
        ("school", 1): rows("school", 1, lambda _: 70),
    }
    return summary(Finished(outcomes, 40), ("all",), YEARS, seed=7), outcomes


def test_what_begins_later_is_no_scenario_of_its_own(ensemble):
    found, _ = ensemble
    assert [one.scenario for one in found.outlooks] == ["nothing", "school"]
    assert (found.draws, found.wanted, found.complete) == (30, 40, False)
    assert (found.least_expected, found.least_regret) == ("school", "school")


def test_waiting_tells_high_demand_from_low_by_the_year_it_ends(ensemble):
    """Committing costs 65; waiting 40 in two thirds of the draws, where nothing is then begun, and 70 in one."""
    waiting = ensemble[0].waiting
    assert (waiting.years, waiting.then) == (1, ("nothing", "nothing", "school"))
    assert (waiting.commit_cost, waiting.wait_cost, waiting.value) == (65 * MILLION, 50 * MILLION, 15 * MILLION)


def test_no_finished_draw_is_no_summary():
    assert summary(Finished({("nothing", 0): ()}, 40), ("all",), YEARS, seed=7) is None


def test_its_tables_read_back_as_they_were_written(ensemble, tmp_path):
    found, outcomes = ensemble
    write_ensemble(found, [one for row in outcomes.values() for one in row], YEARS[0], tmp_path)
    told = [table.read(tmp_path) for table in (SCENARIOS, REGRET, SHORTFALL, DRIVERS)]
    assert told == [found.outlooks, found.regrets, found.shortfalls, found.drivers]
    assert read_ensemble(tmp_path) == found
    summary_told = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))
    assert (summary_told["complete"], summary_told["waiting"]["value"]) == (False, 15 * MILLION)
    first, second = (tmp_path / "draws.csv").read_text(encoding="utf-8").splitlines()[:2]
    assert first.endswith("children_2026,children_2027,gap_2026,gap_2027")
    assert second == "nothing,0,0,40000000.00,0.000,1.000,0.000,0.000,90.000,100.000,0.000,0.000"


def test_it_fits_a_screen_and_says_that_it_is_incomplete(ensemble):
    console = Console(width=80, record=True, file=StringIO())
    console.print(ensemble_summary(ensemble[0]))
    told = console.export_text()
    assert max(map(len, told.splitlines())) <= 80
    assert "Incomplete: 40 were asked for" in told
    assert "To wait 1 year and then choose saves £15.0m: nothing if demand is low, nothing if middling" in " ".join(
        told.split()
    )
