"""The figures of a plan made by hand: each worked out on paper from the fixture's own lines."""

from dataclasses import replace

import pytest

from sufficiency.domain.inputs import Inputs
from sufficiency.domain.places import Place
from sufficiency.domain.settings import Setting, SettingType
from sufficiency.reports.transport.figures import PlanFigures
from sufficiency.reports.transport.report import CalibratedError, transport_report
from sufficiency.reports.transport.rides import Riding, shares
from tests.fixtures.transport import ALDER, BIRCH, FLEET, at_rate, seven_children_two_settings


@pytest.fixture(scope="module")
def figures():
    return PlanFigures(seven_children_two_settings())


def test_every_child_who_travels_is_counted_in_one_mode(figures):
    assert dict(figures.total.modes) == {
        Riding.NOT_SERVED: 1,
        Riding.ALONE: 2,
        Riding.WHEELCHAIR: 0,
        Riding.PICK_UP: 1,
        Riding.SHARED: 2,
    }
    assert (figures.total.travellers, figures.total.served) == (6, 5)
    assert (figures.total.attended, figures.total.solo, figures.total.new) == (2, 1, 2)


def test_a_child_who_needs_no_vehicle_is_told_apart(figures):
    assert figures.others == (("not entitled", 1),)


def test_minutes_are_held_to_each_childs_own_guideline(figures):
    minutes = figures.total.minutes
    assert (minutes.median, minutes.longest) == (300, 800)
    assert minutes.mean == 366  # (520 + 300 + 120 + 800 + 90) / 5
    assert (minutes.over, minutes.unavoidable) == (2, 1)


def test_a_way_that_is_over_only_with_boarding_is_unavoidable_too():
    report = seven_children_two_settings()
    alder = report.plan.settings[0]
    taxi = alder.routes[1]

    def unavoidable(direct):
        seat = replace(taxi.aboard[0], direct=direct)
        changed = replace(alder, routes=(alder.routes[0], replace(taxi, aboard=(seat,))))
        told = replace(report, plan=replace(report.plan, settings=(changed, report.plan.settings[1])))
        return PlanFigures(told).total.minutes.unavoidable

    assert unavoidable(730) == 0
    assert unavoidable(731) == 1


def test_the_price_is_by_the_day_the_year_and_the_child(figures):
    total = figures.total
    assert total.day == 57_002
    assert total.year == 57_002 * 190
    assert total.a_child == 2_166_076
    assert total.range == (9_747_342, 12_996_456)


def test_without_a_measured_error_there_is_no_range():
    assert PlanFigures(replace(seven_children_two_settings(), error=None)).total.range is None
    same = replace(seven_children_two_settings(), error=CalibratedError(0, 0))
    assert PlanFigures(same).total.range == (57_002 * 190,) * 2


def test_vehicles_carbon_and_distance_are_those_of_the_routes(figures):
    total = figures.total
    assert total.vehicles.kinds == (("taxi", 1), ("minibus", 1), ("accessible", 1))
    assert total.vehicle_days == 570
    assert total.kilometres == 2 * 82 * 190
    assert total.kilograms == 58 * 190


def test_settings_and_areas_have_their_own_figures(figures):
    by_setting, by_area = dict(figures.settings), dict(figures.areas)
    assert [by_setting[urn].day for urn in (ALDER, BIRCH)] == [32_002, 25_000]
    assert list(by_area) == ["ZZ1", "ZZ2", "ZZ9", "not known"]
    assert [by_area[area].day for area in by_area] == [6_668 + 6_667, 6_667 + 25_000, 12_000, 0]
    assert by_area["ZZ1"].vehicles is None


def test_at_rate_there_is_a_price_and_no_route():
    figures = PlanFigures(at_rate())
    assert figures.total.day == 57_002
    assert figures.total.minutes is None
    assert figures.total.vehicles is None
    assert figures.total.by(Riding.ALONE) == 1
    assert figures.total.by(Riding.WHEELCHAIR) == 2


def test_a_report_is_made_from_a_round_with_the_settings_travelled_to():
    told = seven_children_two_settings()
    settings = tuple(
        Setting(urn, f"School {urn}", SettingType.SPECIAL, Place("", 450_000, 300_000), s38_3=True)
        for urn in (ALDER, BIRCH, 900003)
    )
    made = transport_report(Inputs(told.authority, (), (), settings, (), fleet=FLEET), told.plan, estimated=2)
    assert [to.urn for to in made.destinations] == [ALDER, BIRCH]
    assert made.name(BIRCH) == "School 900002"
    assert PlanFigures(made).total.day == PlanFigures(told).total.day


def test_shares_are_whole_and_add_up():
    assert list(shares(11, 3)) == [4, 4, 3]
    assert list(shares(2, 3)) == [1, 1, 0]
    assert list(shares(5, 0)) == []
