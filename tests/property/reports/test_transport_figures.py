"""What is said of the parts of any plan adds up to what is said of the whole."""

from hypothesis import given, settings

from sufficiency.reports.transport.figures import PlanFigures
from tests.fixtures.transport_plans import reports


def counted(figures):
    """What adds up, as one row of numbers."""
    minutes = figures.minutes
    aboard = (minutes.known, minutes.over, minutes.unavoidable) if minutes else (0, 0, 0)
    modes = tuple(number for _, number in figures.modes)
    return (figures.travellers, figures.attended, figures.solo, figures.new, figures.day, figures.year, *aboard, *modes)


def added(parts):
    return tuple(map(sum, zip(*map(counted, parts), strict=True)))


@given(reports())
@settings(max_examples=30)
def test_settings_and_areas_add_up_to_the_whole(report):
    figures = PlanFigures(report)
    assert added([of for _, of in figures.settings]) == counted(figures.total)
    if figures.areas:
        assert added([of for _, of in figures.areas]) == counted(figures.total)


@given(reports())
@settings(max_examples=30)
def test_the_whole_is_that_of_the_routes_themselves(report):
    figures = PlanFigures(report).total
    routes = [route for setting in report.plan.settings for route in setting.routes]
    assert figures.day == sum(route.day for route in routes)
    assert figures.vehicles.routes == len(routes) == sum(number for _, number in figures.vehicles.kinds)
    assert figures.served == sum(len(route.aboard) for route in routes)
    vehicles = [of.vehicles for _, of in PlanFigures(report).settings]
    assert sum(v.grams for v in vehicles) == figures.vehicles.grams == sum(route.grams for route in routes)
    assert sum(v.metres for v in vehicles) == figures.vehicles.metres


@given(reports())
@settings(max_examples=30)
def test_every_child_is_in_one_mode(report):
    figures = PlanFigures(report)
    assert sum(number for _, number in figures.total.modes) == figures.total.travellers == len(figures.rides)
    assert len({(ride.traveller.ref, ride.traveller.urn) for ride in figures.rides}) == len(figures.rides)
