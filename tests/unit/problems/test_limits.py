"""Places form a forest: year band within provision within setting, within a family where there are satellites."""

from dataclasses import replace

from sufficiency.domain.round import Fixed
from sufficiency.domain.run import GroupKey
from sufficiency.domain.settings import SettingType
from sufficiency.problems.limits import forest, leaf_index, overfull
from tests.fixtures.rounds import ELM, OAK, YEAR, one_place_two_children, provision, setting


def places(inputs):
    return {(limit.kind, limit.urn, limit.ncy_from): limit.places for limit in forest(inputs)}


def test_free_places_are_the_five_numbers_put_together():
    rows = (replace(provision(OAK, 0), commissioned=40, on_roll=30, held=2, named_not_started=3, leavers=4),)
    assert places(replace(one_place_two_children(), provisions=rows))["group", OAK, 7] == 9


def test_a_band_over_number_has_no_place_and_costs_its_school_one():
    rows = (provision(OAK, 3, years=(7, 9)), provision(OAK, -2, years=(10, 11)))
    found = places(replace(one_place_two_children(), provisions=rows))
    assert found["group", OAK, 7] == 3
    assert found["group", OAK, 10] == 0
    assert found["provision", OAK, None] == 1
    assert found["setting", OAK, None] == 1


def test_a_school_and_its_satellite_share_the_places_agreed():
    settings = (setting(OAK, shared_places=2), setting(ELM, kind=SettingType.SATELLITE, lead_urn=OAK))
    rows = (provision(OAK, 2), provision(ELM, 2))
    limits = forest(replace(one_place_two_children(), settings=settings, provisions=rows))
    family = [limit for limit in limits if limit.kind == "family"]
    assert [(limit.urn, limit.places) for limit in family] == [(OAK, 2)]
    assert {limits[limit.parent].kind for limit in limits if limit.kind == "setting"} == {"family"}


def test_other_years_do_not_count():
    rows = (provision(OAK, 1), replace(provision(OAK, 9), year=replace(YEAR, starts=2027)))
    assert places(replace(one_place_two_children(), provisions=rows))["setting", OAK, None] == 1


def test_settled_placements_take_places_all_the_way_up():
    limits = forest(one_place_two_children(), [Fixed("A", GroupKey(OAK, "main", 7), "named", True)])
    leaf = limits[leaf_index(limits)[GroupKey(OAK, "main", 7)]]
    assert (leaf.free, leaf.taken) == (0, 1)
    assert overfull(limits) == []


def test_two_settled_placements_in_one_place_are_named():
    twice = [Fixed(ref, GroupKey(OAK, "main", 7), "named", True) for ref in "AB"]
    assert {limit.kind for limit in overfull(forest(one_place_two_children(), twice))} == {
        "group",
        "provision",
        "setting",
    }
