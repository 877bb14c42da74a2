"""Transport of a run is recounted: a right run is verified, and every kind of fault planted in it is found by name."""

import shutil

import pytest

from sufficiency.verify import verify_run
from tests.unit.verify.hand_made import changed
from tests.unit.verify.planting import change, drop, put, rows_of
from tests.unit.verify.transport_round import INPUTS, released

ROUTES, ARRANGEMENTS, NOT_SERVED = "todays-routes.csv", "arrangements.csv", "not-served-today.csv"


@pytest.fixture(scope="module")
def right(tmp_path_factory):
    """The folder that holds the input and the run."""
    return released(tmp_path_factory.mktemp("transport")).parent


@pytest.fixture
def run(right, tmp_path):
    return shutil.copytree(right / "run", tmp_path / "run")


def broken(run, check):
    """The breaches of one check, each of which names it."""
    return [breach for breach in verify_run(run).broken if breach.startswith(f"{check}: ")]


def test_a_right_run_is_verified_and_everything_was_looked_at(run):
    found = verify_run(run)
    assert found.verified, found.broken
    counted = {check.name: check.checked for check in found.checks}
    assert (counted["todays-routes"], counted["arrangements"], counted["entitlement"]) == (9, 7, 14)


def test_the_routes_are_those_worked_out_by_hand(run):
    """The van 90.00 and twice 10 miles at 1.50; a taxi 60.00, with an assistant 12.00 and 68 minutes of 12.00 more."""
    routes = {row["child_ref"]: (row["vehicle"], row["day_cost"], row["minutes"]) for row in rows_of(run / ROUTES)}
    assert routes["P-1"] == routes["P-2"] == routes["P-4"] == ("VAN", "120.00", "38.0")
    assert routes["P-3"] == routes["P-5"] == ("TAXI", "85.60", "34.0")
    assert routes["P-6"] == ("TAXI", "60.00", "32.0")
    assert [row["child_ref"] for row in rows_of(run / NOT_SERVED)] == ["P-8"]


WRONG_IN_A_ROUTE = {
    "a penny a day": ("P-6", "900001/3", {"day_cost": "60.01"}),
    "a tenth of a minute aboard": ("P-7", "900001/4", {"minutes_aboard": "6.7"}),
    "a tenth of a minute of the whole": ("P-6", "900001/3", {"minutes": "31.9"}),
    "the way alone": ("P-7", "900001/4", {"direct_minutes": "4.7"}),
    "a metre": ("P-6", "900001/3", {"metres": "16095"}),
    "a place in the order": ("P-7", "900001/4", {"order": "1"}),
    "a wheelchair in a saloon": ("P-4", "900001/1", {"vehicle": "TAXI"}),
    "a vehicle nobody has": ("P-6", "900001/3", {"vehicle": "BUS"}),
    "an assistant forgotten": ("P-5", "900001/2", {"assistant": "no"}),
    "a pick-up point that is home": ("P-9", "900001/4", {"pick_up": ""}),
    "another setting": ("P-6", "900001/3", {"urn": "900002"}),
}


@pytest.mark.parametrize("fault", WRONG_IN_A_ROUTE)
def test_a_fault_in_a_route_is_found_by_the_name_of_the_route(run, fault):
    ref, route, cells = WRONG_IN_A_ROUTE[fault]
    change(run / ROUTES, ref, **cells)
    assert f"todays-routes: route {route}" in broken(run, "todays-routes")


def test_a_child_who_is_on_no_route_and_in_no_list_is_found(run):
    drop(run / ROUTES, "P-6")
    assert "todays-routes: P-6 is on 0 routes or lists of those not served" in broken(run, "todays-routes")
    drop(run / NOT_SERVED, "P-8")
    assert "todays-routes: P-8 is on 0 routes or lists of those not served" in broken(run, "todays-routes")


def test_a_child_on_two_routes_is_found(run):
    rows = rows_of(run / ROUTES)
    put(run / ROUTES, [*rows, {**rows[-1], "route": "900001/5", "child_ref": "P-6"}])
    assert "todays-routes: P-6 is on 2 routes or lists of those not served" in broken(run, "todays-routes")


def test_a_child_nobody_knows_is_found(run):
    change(run / ROUTES, "P-6", child_ref="P-66")
    assert "todays-routes: P-66 is on 1 routes or lists of those not served" in broken(run, "todays-routes")


def test_a_child_called_not_served_for_whom_there_is_a_vehicle_is_found(run):
    drop(run / ROUTES, "P-6")
    rows = rows_of(run / NOT_SERVED)
    put(run / NOT_SERVED, [*rows, {**rows[0], "child_ref": "P-6"}])
    assert broken(run, "todays-routes") == ["todays-routes: P-6 is not served, and a vehicle could be had"]


def test_more_vehicles_than_there_are_is_found(run):
    """Three saloons can be had: P-7 in one of its own makes a fourth."""
    change(run / ROUTES, "P-7", route="900001/5")
    assert "todays-routes: 900001 has too many of TAXI" in broken(run, "todays-routes")


WRONG_IN_AN_ARRANGEMENT = {
    "a penny a year": ("C-1", {"year_cost": "1238.81"}, "C-1 at 900001"),
    "a place in the order": ("C-1", {"position": "2"}, "C-1 at 900001"),
    "a place there is not": ("C-1", {"position": "3"}, "C-1 at 900001"),
    "a route there is not": ("C-1", {"joins": "900001/9"}, "C-1 at 900001"),
    "a route with a child kept apart": ("C-1", {"joins": "900001/1"}, "C-1 at 900001"),
    "a wheelchair in a saloon": ("C-2", {"vehicle": "TAXI"}, "C-2 at 900001"),
    "a cheaper place": (
        "C-1",
        {"joins": "", "position": "0", "vehicle": "VAN", "year_cost": "22800.00"},
        "C-1 at 900001: there is a cheaper place",
    ),
    "a vehicle for a child who is not entitled": (
        "C-4", {"vehicle": "VAN"}, "C-4 at 900001 is not entitled, and a vehicle is arranged",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", WRONG_IN_AN_ARRANGEMENT)
def test_a_fault_in_an_arrangement_is_found_by_the_name_of_the_child(run, fault):
    ref, cells, breach = WRONG_IN_AN_ARRANGEMENT[fault]
    change(run / ARRANGEMENTS, ref, **cells)
    assert broken(run, "arrangements") == [f"arrangements: {breach}"]


def test_a_child_for_whom_nothing_is_arranged_though_a_vehicle_could_be_had_is_found(run):
    drop(run / ARRANGEMENTS, "C-2")
    assert broken(run, "arrangements") == ["arrangements: C-2 at 900001 is not arranged, and a vehicle could be had"]


def test_a_metre_on_foot_is_found_where_there_are_roads(tmp_path):
    """From Northgate it is 10,000 m along the road to Oak; C-4 lives 707 m from Oak's end of it."""
    (tmp_path / "input" / "roads").mkdir(parents=True)
    (tmp_path / "input" / "roads" / "nodes.csv").write_text(
        "node,easting,northing\n1,450000,310000\n2,450000,300000\n", encoding="utf-8"
    )
    (tmp_path / "input" / "roads" / "roads.csv").write_text(
        "from,to,metres,mph,oneway\n1,2,10000,40,no\n", encoding="utf-8"
    )
    by_road = changed(INPUTS, "authority.toml", "[ordering]", '[sources]\nroads = "roads"\n[ordering]')
    run = released(tmp_path, by_road)
    walked = {row["child_ref"]: row["walking_metres"] for row in rows_of(run / ARRANGEMENTS) if row["urn"] == "900001"}
    assert (walked["C-1"], walked["C-4"], walked["C-6"]) == ("10000", "707", "")
    change(run / ARRANGEMENTS, "C-1", walking_metres="10001")
    assert broken(run, "entitlement") == ["entitlement: C-1 to 900001: metres on foot"]


WRONG_GROUNDS = {
    "a ground left out": ("C-2", {"gateways": "CANNOT_WALK"}, "the grounds of free travel"),
    "a ground that is not one": ("C-1", {"gateways": "BEYOND_WALKING;UNSAFE_ROUTE"}, "the grounds of free travel"),
    "a low income forgotten": ("C-3", {"gateways": "", "entitled": "no"}, "the grounds of free travel"),
    "an unsafe route forgotten": ("C-5", {"gateways": "", "entitled": "no"}, "the grounds of free travel"),
    "a duty to one who can walk": ("C-4", {"gateways": "BEYOND_WALKING", "entitled": "yes"},
                                   "the grounds of free travel"),
    "a duty past sixteen": ("C-6", {"gateways": "BEYOND_WALKING", "entitled": "yes"}, "the grounds of free travel"),
    "a duty where parents bring the child": ("C-7", {"gateways": "BEYOND_WALKING", "entitled": "yes"},
                                             "the grounds of free travel"),
    "a tenth of a minute": ("C-1", {"minutes": "30.1"}, "the journey from home"),
    "a metre": ("C-4", {"metres": "1074"}, "the journey from home"),
    "metres on foot without a way": ("C-4", {"walking_metres": "1073"}, "metres on foot"),
}  # fmt: skip


@pytest.mark.parametrize("fault", WRONG_GROUNDS)
def test_a_fault_in_the_grounds_of_free_travel_is_found(run, fault):
    ref, cells, breach = WRONG_GROUNDS[fault]
    change(run / ARRANGEMENTS, ref, **cells)
    assert broken(run, "entitlement") == [f"entitlement: {ref} to 900001: {breach}"]
