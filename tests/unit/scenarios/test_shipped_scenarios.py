"""The scenarios that a made-up authority comes with are sound for whatever authority is made up."""

import pytest

from scenarios.definitions.write import shipped, write_shipped
from scenarios.files.read import read_scenarios, scenario_faults
from scenarios.supply.laid_out import supply_of
from sufficiency.synthetic.authority import write_authority

SIZES = [(6, 4), (60, 1), *(pytest.param(size, marks=pytest.mark.nightly) for size in ((6, 1), (16, 3), (30, 9)))]
"""Settings and seeds."""


@pytest.fixture(scope="module", params=SIZES, ids=str)
def made(request, tmp_path_factory):
    settings, seed = request.param
    folder = tmp_path_factory.mktemp("county")
    inputs = write_authority(folder, children=10, settings=settings, seed=seed)
    write_shipped(folder, inputs)
    return folder, inputs


def test_every_one_is_read_without_a_fault_and_laid_out(made):
    folder, inputs = made
    assert scenario_faults(folder, inputs) == ()
    scenarios = read_scenarios(folder, inputs)
    assert tuple(scenario.name for scenario in scenarios) == shipped()
    assert all(len(supply_of(inputs, scenario, 10).pools) > len(inputs.settings) for scenario in scenarios)


def test_they_say_what_they_are_for(made):
    by_name = {scenario.name: scenario for scenario in read_scenarios(*made)}
    assert by_name["do-nothing"].actions == ()
    satellites = by_name["satellites"].actions
    assert (len(satellites), sum(action.places for action in satellites)) == (5, 94)
    assert len({action.opens for action in satellites}) == 1
    (school,), (late,) = by_name["one-new-special-school"].actions, by_name["delay-of-a-year"].actions
    assert late == school.delayed(1)
    assert [limit.first.starts for limit in by_name["fewer-independent"].policy.independent] == [2027, 2028, 2030]
    assert len(by_name["shared-small-cohorts"].policy.neighbours) == 2
    assert len(by_name["best-programme"].options) == 7
    assert by_name["best-programme"].budgets
