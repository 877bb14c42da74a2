"""Places by year, worked out by hand for every kind of action."""

import pytest

from scenarios.files.read import read_scenario
from scenarios.gap.places_today import places_today
from scenarios.planning.demand import Area
from scenarios.planning.supply import SHARED
from scenarios.supply.ageing import staying
from scenarios.supply.laid_out import supply_of
from tests.fixtures.scenario_files import OAK, YEW, county, write
from tests.unit.scenarios.files.test_faults import BASE, CHANGE, CLOSURE, LARGER, NEW, SATELLITE, section


def pools(folder, *texts, years=8, areas=()):
    """Pools by name, provision, first year of the band and action, once these actions are laid in."""
    text = 'name = "x"\ndescription = "d"\n' + "".join(texts)
    scenario = read_scenario(write(folder, x=text), county(), "x")
    supply = supply_of(county(), scenario, years, areas)
    return {(pool.name, pool.provision_id, pool.ncy_from, pool.action): pool for pool in supply.pools}


def test_children_who_are_there_move_up_through_the_bands_and_leave_at_the_end_of_their_phase(tmp_path):
    """Of 30, 3 leave: 9 in each of Reception to Year 2. The 40 of Year 3 to 6 are 10 in each year."""
    there = pools(tmp_path)
    assert there["Oak", "SLD", 0, ""].incumbents == (27, 18, 9, 0, 0, 0, 0, 0)
    assert there["Oak", "SLD", 3, ""].incumbents == (40, 39, 38, 37, 27, 18, 9, 0)
    assert there["Oak", "SLD", 3, ""].places == (40,) * 8


def test_who_reaches_year_7_has_left_even_where_the_provision_goes_on():
    """14 children, 2 in each of Reception to Year 6; those of Year 6 choose again and are no incumbents of Year 7."""
    assert staying([(0, 6), (7, 11)], [14, 0], 4) == ((14, 12, 10, 8), (0, 0, 0, 0))


def test_places_held_and_named_are_taken_too(tmp_path):
    """20 on roll, 2 held, 3 named: 25 over Years 7 to 11, of whom a fifth leaves every year."""
    assert pools(tmp_path)["Oak", "MLD", 7, ""].incumbents == (25, 20, 15, 10, 5, 0, 0, 0)


def test_a_closing_day_ends_the_intake_and_the_children_stay(tmp_path):
    """After July 2027 nobody enters: in September the 25 places of Years 7 to 11 are still taken in four of five."""
    assert pools(tmp_path)["Yew", "SLD", 7, ""].places == (25, 20, 15, 10, 5, 0, 0, 0)


def test_a_provision_has_no_places_before_the_september_it_is_open_in(tmp_path):
    """Elm's 40 open on 1 September 2029, the fourth year of the plan."""
    elm = pools(tmp_path)["Elm", "SLD", 0, ""]
    assert (elm.places, elm.incumbents) == ((0, 0, 0, 40, 40, 40, 40, 40), (0.0,) * 8)


def test_places_of_today_are_those_that_are_open():
    """Oak has 70 of primary age and Ash a base of 14; Elm's 40 open three years later."""
    found = {(row.tier, row.phase): row for row in places_today(county())}
    assert (found["special", "primary"].commissioned, found["base", "primary"].commissioned) == (30 + 40, 14)
    assert found["special", "secondary"].held == 2 + 3, "held, and named but not started"


def test_a_new_school_fills_by_its_ramp_up(tmp_path):
    new = pools(tmp_path, section(NEW), years=10)["New", "SLD", 0, "New"]
    assert new.places == (0, 0, 0, 0, 0, 28, 48, 64, 80, 80)
    assert new.incumbents == (0.0,) * 10
    assert (new.easting, new.type.value, new.urn) == (400_500, "special", 1)


@pytest.mark.parametrize(("action", "kind"), [(SATELLITE, "satellite"), (BASE, "base"), (LARGER, "special")])
def test_added_places_are_a_pool_of_their_own(tmp_path, action, kind):
    before, after = pools(tmp_path), pools(tmp_path, section(action))
    (key,) = after.keys() - before.keys()
    assert after[key].type.value == kind
    assert after[key].places == (0, 0) + (action["places"],) * 6
    assert {key: after[key] for key in before} == before, "nothing else has changed"


def test_a_closure_is_phased_as_children_reach_the_end_of_their_phase(tmp_path):
    """Closed from 2029, so the last intake was September 2028: bands empty from the youngest up."""
    after = pools(tmp_path, section(CLOSURE), years=10)
    assert after["Oak", "SLD", 0, "Close"].places == (30, 30, 30, 20, 10, 0, 0, 0, 0, 0)
    assert after["Oak", "SLD", 3, "Close"].places == (40, 40, 40, 40, 40, 40, 30, 20, 10, 0)
    assert after["Oak", "MLD", 7, "Close"].places == (30, 30, 30, 24, 18, 12, 6, 0, 0, 0)


def test_a_closure_of_some_places_keeps_the_others(tmp_path):
    after = pools(tmp_path, section(CLOSURE, provision_id="MLD", places=10))
    assert after["Oak", "MLD", 7, "Close"].places == (30, 30, 30, 28, 26, 24, 22, 20)


def test_no_child_loses_a_place_to_a_closure(tmp_path):
    for action in (section(CLOSURE, opens=2028), section(CLOSURE, opens=2028, setting=OAK, provision_id="MLD")):
        for pool in pools(tmp_path, action).values():
            if pool.urn != YEW:
                assert all(taken <= room for taken, room in zip(pool.incumbents, pool.places, strict=True))


def test_a_re_designated_place_changes_when_the_child_in_it_leaves(tmp_path):
    after = pools(tmp_path, section(CHANGE, places=20))
    text = "MLD", 7, "Change"
    supply = [pool for pool in _both(tmp_path, section(CHANGE, places=20)) if pool.provision_id == "MLD"]
    old, new = sorted(supply, key=lambda pool: pool.needs, reverse=True)
    assert old.places == (30, 30, 26, 22, 18, 14, 10, 10)
    assert new.places == (0, 0, 4, 8, 12, 16, 20, 20)
    assert [need.value for need in new.needs] == ["ASD"]
    assert ("Oak", *text) in after


def _both(folder, text):
    scenario = read_scenario(write(folder, x='name = "x"\ndescription = "d"\n' + text), county(), "x")
    return supply_of(county(), scenario, 8).pools


def test_what_a_neighbour_shares_is_there_from_the_first_year_and_a_pool_lies_in_its_nearest_area(tmp_path):
    shared = '[[policy.neighbour]]\nname = "N"\nneeds = ["PMLD"]\nplaces = 6\neasting = 409000\nnorthing = 300000\n'
    areas = (Area("W", "West", 400_000, 300_000), Area("E", "East", 410_000, 300_000))
    found = pools(tmp_path, shared, areas=areas)
    there = found["N", SHARED, 0, "N"]
    assert (there.places, there.area) == ((6,) * 8, "E")
    assert found["Oak", "MLD", 7, ""].area == "W"


def test_a_ramp_up_of_an_odd_number_rounds_halves_up(tmp_path):
    """Half of nine places is five."""
    larger = pools(tmp_path, section(LARGER, ramp_up=[50, 100]))["Oak", "SLD", 0, "Larger"]
    assert larger.places == (0, 0, 5, 9, 9, 9, 9, 9)
