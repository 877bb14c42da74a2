"""A travel folder is recounted before it is there: a fault in it is found by name, and nothing is released."""

import json
import shutil
from dataclasses import replace

import pytest

from sufficiency import api
from sufficiency.errors import VerificationFailed
from sufficiency.verify import verify_travel
from tests.unit.verify.planting import change, drop, put, rows_of
from tests.unit.verify.transport_round import released

ROUTES, NOT_SERVED, SETTINGS = "routes.csv", "not-served.csv", "settings.csv"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder of an input, a run of it, and the travel of that run."""
    run = released(tmp_path_factory.mktemp("travel"))
    api.write_transport(api.estimate(run, "insertion"), run, run.parent / "travel")
    return run.parent


@pytest.fixture
def travel(made, tmp_path):
    return shutil.copytree(made / "travel", tmp_path / "travel")


@pytest.fixture
def broken(made, travel):
    """The breaches of the folder as it is when asked."""
    return lambda: list(verify_travel(travel, made / "input", made / "run").broken)


def test_a_right_folder_is_verified_with_everyone_counted(travel, broken):
    """Nine passengers and seven placed: two of those are not entitled, C-4 near by and C-7, whom the parents bring."""
    assert not broken()
    stored = json.loads((travel / "verification.json").read_text(encoding="utf-8"))
    counted = {check["name"]: check["checked"] for check in stored["checks"]}
    assert stored["verified"] is True
    assert counted == {"routes": 14, "settings": 1, "everyone": 16}
    assert len(rows_of(travel / ROUTES)) + len(rows_of(travel / NOT_SERVED)) == 14


def test_an_input_folder_has_its_own(made, tmp_path):
    api.write_transport(api.estimate(made / "input", "insertion"), made / "input", tmp_path / "today")
    assert verify_travel(tmp_path / "today", made / "input").verified
    assert not verify_travel(tmp_path / "today", made / "input", made / "run").verified


def test_a_folder_by_mileage_is_recounted_too(made, tmp_path):
    api.write_transport(api.estimate(made / "run", "rate"), made / "run", tmp_path / "rate")
    assert verify_travel(tmp_path / "rate", made / "input", made / "run").verified
    rows = rows_of(tmp_path / "rate" / SETTINGS)
    put(tmp_path / "rate" / SETTINGS, [rows[0] | {"price_day": "0.00"}])
    assert "settings: 900001" in verify_travel(tmp_path / "rate", made / "input", made / "run").broken


WRONG_IN_A_ROUTE = {
    "a penny a day": {"day_cost": "1.00"},
    "a minute aboard": {"minutes_aboard": "1.0"},
    "the way alone": {"direct_minutes": "1.0"},
    "the whole way": {"minutes": "1.0"},
    "metres": {"metres": "1"},
    "a place in the order": {"order": "3"},
    "a metre beside the place": {"easting": "450001"},
    "a pick-up point there is not": {"pick_up": "STATION"},
    "an assistant nobody needs": {"assistant": "yes"},
    "a vehicle without room for a wheelchair": {"vehicle": "TAXI"},
}


@pytest.mark.parametrize("fault", WRONG_IN_A_ROUTE)
def test_a_fault_in_a_route_is_found_by_its_name(travel, broken, fault):
    route = next(row["route"] for row in rows_of(travel / ROUTES) if row["child_ref"] == "P-4")
    change(travel / ROUTES, "P-4", **WRONG_IN_A_ROUTE[fault])
    assert f"routes: route {route}" in broken()


def test_a_child_left_out_is_found(travel, broken):
    drop(travel / ROUTES, "C-6")
    assert "routes: C-6 is on 0 routes or lists of those not served" in broken()


def test_a_child_not_served_and_not_said_is_found(travel, broken):
    drop(travel / NOT_SERVED, "P-8")
    assert "routes: P-8 is on 0 routes or lists of those not served" in broken()


def test_a_child_twice_is_found(travel, broken):
    rows = rows_of(travel / ROUTES)
    put(travel / ROUTES, [*rows, rows[-1]])
    assert f"routes: {rows[-1]['child_ref']} is on 2 routes or lists of those not served" in broken()


def test_a_child_who_is_not_entitled_is_found(travel, broken):
    change(travel / ROUTES, "P-6", child_ref="C-4")
    assert "routes: C-4 is on 1 routes or lists of those not served" in broken()


@pytest.mark.parametrize("column", ["travellers", "not_served", "price_day", "vehicles"])
def test_a_sum_that_is_not_so_is_found(travel, broken, column):
    rows = rows_of(travel / SETTINGS)
    put(travel / SETTINGS, [rows[0] | {column: "77"}])
    assert "settings: 900001" in broken()


@pytest.mark.parametrize(("part", "name"), [("total", "travellers"), ("need_no_vehicle", "not entitled")])
def test_a_child_dropped_from_the_total_is_found(travel, broken, part, name):
    summary = json.loads((travel / "summary.json").read_text(encoding="utf-8"))
    summary[part][name] -= 1
    (travel / "summary.json").write_text(json.dumps(summary), encoding="utf-8")
    assert broken() == ["everyone: the total"]


def test_a_plan_that_does_not_recount_is_not_released(made, tmp_path):
    """A route a penny dearer than it is: nothing is written."""
    report = api.estimate(made / "run", "insertion")
    setting = report.plan.settings[0]
    dearer = replace(setting, routes=(replace(setting.routes[0], day=setting.routes[0].day + 1), *setting.routes[1:]))
    with pytest.raises(VerificationFailed) as stopped:
        api.write_transport(
            replace(report, plan=replace(report.plan, settings=(dearer,))), made / "run", tmp_path / "t"
        )
    assert stopped.value.broken == (f"routes: route {setting.routes[0].name}",)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_read_is_a_broken_check_and_no_traceback(travel, broken):
    (travel / "summary.json").unlink()
    assert [breach.split(":")[0] for breach in broken()] == ["readable"]
