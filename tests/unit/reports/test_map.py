"""The map shows where settings stand and where children are many, never where one child lives."""

from dataclasses import replace

from sufficiency.reports.page.map import map_view
from tests.fixtures.runs import eight_children_four_settings


def view(**changes):
    return map_view(replace(eight_children_four_settings(), **changes))


def test_settings_stand_where_they_are_north_up_and_east_right():
    alder, birch, cedar = view().marks
    assert cedar.x < alder.x < birch.x
    assert alder.y < birch.y < cedar.y


def test_a_full_setting_is_filled_and_one_with_places_is_hollow():
    assert [mark.full for mark in view().marks] == [True, False, True]


def test_a_setting_without_a_point_is_named_beside_the_map():
    assert view().unknown == ("=Dogwood+House",)


def test_a_setting_far_away_does_not_shrink_the_map():
    sites = eight_children_four_settings().sites
    far = replace(sites[3], easting=610_000, northing=180_000)
    assert view(sites=(*sites[:3], far)).outside == ("=Dogwood+House",)
    assert view(sites=(*sites[:3], far)).bar == view().bar


def test_homes_are_counts_in_squares_that_say_nothing_of_where_inside():
    one = view(homes=(("a", 450_010, 300_990), ("b", 455_500, 303_500)))
    other = view(homes=(("x", 450_400, 300_400), ("y", 455_999, 303_001)))
    frame = {(square.x, square.y) for square in view().squares}
    assert len(frame) == 8
    assert len(one.squares) == len(other.squares) == 2
    assert {square.shade for square in one.squares} == {0}


def test_more_children_make_a_darker_square():
    def shade(number):
        return view(homes=tuple((str(i), 450_500, 300_500) for i in range(number))).squares[0].shade

    assert [shade(n) for n in (1, 4, 5, 9, 10, 60)] == [0, 0, 1, 1, 2, 2]


def test_without_any_point_there_is_no_map():
    assert view(sites=()) is None
