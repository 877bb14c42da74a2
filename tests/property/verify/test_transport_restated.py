"""Transport stated twice, apart, agrees: the routes that are made, free travel, and the way on foot."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.network import Edges, make_network
from geodata.points import Points
from geodata.road_tables import write_edges
from geodata.walking import read_walking, walking_metres
from solvers.routing import insert_all
from sufficiency.domain.cases import Preference
from sufficiency.domain.places import Place
from sufficiency.domain.run import Journey
from sufficiency.domain.settings import SettingType
from sufficiency.domain.transport import Traveller
from sufficiency.problems.entitled import travel_facts
from sufficiency.problems.transport.riders import routing_problem
from sufficiency.problems.transport.routed import setting_transport
from sufficiency.problems.transport.ways import Ways
from sufficiency.statute.entitlement import entitlement
from sufficiency.verify.facts import Authority, Child, Group, Home, Key, Rates, Round, Setting
from sufficiency.verify.fleet import Fleet, Kind
from sufficiency.verify.grounds import due
from sufficiency.verify.on_foot import on_foot
from sufficiency.verify.riding import Rider, ridden
from sufficiency.verify.ways import Ways as WaysAgain
from tests.fixtures.rounds import OAK, case, setting
from tests.fixtures.transport import FLEET

AS_AT = date(2026, 1, 15)
POINTS = st.tuples(st.integers(440_000, 452_000), st.integers(300_000, 312_000))
AGAIN = Fleet(
    {k.code: Kind(k.code, k.seats, k.wheelchairs, k.day, k.mile, k.number) for k in FLEET.vehicles},
    FLEET.boarding, FLEET.wheelchair_boarding, FLEET.assistant_per_hour, FLEET.assistant_unseen, FLEET.days,
    FLEET.pickup_metres,
)  # fmt: skip


@st.composite
def travellers(draw):
    """One to nine children on the way to Oak, some of whom may not ride together."""
    refs = [f"P-{at}" for at in range(draw(st.integers(1, 9)))]
    return tuple(
        Traveller(
            ref, OAK, 5, Place("", *draw(POINTS)), draw(st.sampled_from([20, 45, 75])),
            wheelchair=draw(st.booleans()), assistant=draw(st.booleans()), solo=draw(st.integers(0, 4)) == 0,
            max_minutes=draw(st.none() | st.integers(10, 60)),
            apart_from=tuple(draw(st.lists(st.sampled_from(refs), max_size=2))),
        )
        for ref in refs
    )  # fmt: skip


def having(kind, number):
    return replace(kind, number=number)


def as_rider(t, direct):
    return Rider(
        t.ref, (t.board.easting, t.board.northing), t.wheelchair, t.assistant, t.solo, t.apart_from, t.guideline,
        t.max_minutes, direct,
    )  # fmt: skip


@given(travellers(), st.data())
@settings(max_examples=60, deadline=None)
def test_routes_made_by_insertion_are_driven_again_to_the_tenth_the_metre_and_the_penny(those, data):
    direct = {t.ref: (data.draw(st.integers(20, 400)), data.draw(st.integers(500, 30_000))) for t in those}
    ways = Ways(None, {(ref, OAK): Journey(tenths, metres, "given") for ref, (tenths, metres) in direct.items()})
    numbers = data.draw(st.lists(st.none() | st.integers(0, 2), min_size=3, max_size=3))
    fleet = replace(FLEET, vehicles=tuple(map(having, FLEET.vehicles, numbers)))
    problem = routing_problem(those, ways, fleet)
    made = setting_transport(OAK, those, problem, insert_all(problem), fleet)
    again = {t.ref: as_rider(t, direct[t.ref]) for t in those}
    between = WaysAgain(None)
    for route in made.routes:
        riders = [again[one.ref] for one in route.aboard]
        table = {(one.at, other.at): between.to(other.at, [one.at])[one.at] for one in riders for other in riders}
        found = ridden(riders, AGAIN.kinds[route.vehicle], table, AGAIN)
        assert found is not None
        assert (found.aboard, found.metres, found.day) == (
            tuple(one.tenths for one in route.aboard), route.metres, route.day
        )  # fmt: skip
    used = Counter(route.vehicle for route in made.routes)
    left = [AGAIN.kinds[kind.code] for kind in fleet.vehicles if kind.number is None or used[kind.code] < kind.number]
    assert all(kind.number is None or used[kind.code] <= kind.number for kind in fleet.vehicles)
    assert not any(ridden([again[one.ref]], kind, {}, AGAIN) for one in made.not_served for kind in left)
    assert len(made.not_served) + sum(len(route.aboard) for route in made.routes) == len(those)


NO_OR_YES, MAYBE = (False, True), (None, False, True)
AT_THE_LIMITS = (None, 3_218, 3_219, 4_828, 4_829, 9_657)
"""Whole metres about two and three miles, and beyond six."""


@pytest.mark.parametrize("ncy", range(-1, 16))
def test_free_travel_is_due_on_the_same_grounds(ncy):
    """Every child that a round can tell apart, at every distance that matters."""
    every = product(
        AT_THE_LIMITS, NO_OR_YES, NO_OR_YES, MAYBE, MAYBE, MAYBE, (SettingType.SPECIAL, SettingType.INDEPENDENT)
    )
    for metres, wheelchair, low_income, cannot_walk, unsafe, wish, kind in every:
        needs = {"wheelchair": wheelchair, "low_income": low_income, "cannot_walk": cannot_walk}
        asked = None if wish is None else Preference("C-1", 1, OAK, parent_transports=wish)
        facts = travel_facts(case("C-1", ncy=ncy, **needs), setting(OAK, kind=kind), asked, metres, unsafe_route=unsafe)
        found = entitlement(facts, AS_AT)
        again = due(replace(CHILD, ncy=ncy, **needs), metres, unsafe=bool(unsafe), by_parents=bool(wish))
        assert again == (found.answer, found.gateways)


CHILD = Child(
    "C-1", 7, ("ASD",), Home("", None, None), date(2025, 9, 1), None, "new-plan", None, None, "P0", "U6", 0, "",
    None, "", None, "", False, False, False, None,
)  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda p: p[0] != p[1]), min_size=1, max_size=9,
                unique=True), st.data())  # fmt: skip
@settings(max_examples=30, deadline=None)
def test_ways_on_foot_are_as_long_when_searched_again(tmp_path_factory, roads, data):
    """Six points of a map, some of them joined, one perhaps by a motorway that nobody may walk along."""
    folder = tmp_path_factory.mktemp("walks")
    at = [data.draw(POINTS) for _ in range(6)]
    tail, head = (np.array(ends, dtype=np.int64) for ends in zip(*roads, strict=True))
    drawn = st.lists(st.integers(1, 9_000), min_size=len(roads), max_size=len(roads))
    metres = np.array(data.draw(drawn), dtype=np.int64)
    mph = np.array([20, *(data.draw(st.sampled_from([20, 60, 70])) for _ in roads[1:])], dtype=np.int64)
    east, north = (np.array(axis, dtype=np.int64) for axis in zip(*at, strict=True))
    network = make_network(np.arange(6), east, north, Edges(tail, head, metres, mph), "six points", "")
    (folder / "roads").mkdir()
    write_edges(network, folder / "roads")
    ways = read_walking(folder / "roads")
    homes = {f"C-{number}": Home("", *at[number]) for number in range(5)}
    refs, site = tuple(homes), at[5]
    points = Points(refs, east[:5], north[:5])
    expected = walking_metres(points, Points(("1",), np.array([site[0]]), np.array([site[1]])), ways)[:, 0].tolist()
    found = on_foot(round_of(folder, homes, site), [(ref, 1) for ref in refs])
    assert {ref: found.get((ref, 1), -1) for ref in refs} == dict(zip(refs, expected, strict=True))


def round_of(folder, homes, site):
    """A round of children and one setting that names the roads of this folder."""
    authority = Authority(2026, AS_AT, 1, 45, 75, 100, 90, False, None, (), {"roads": "roads"})
    children = {ref: replace(CHILD, ref=ref, home=home) for ref, home in homes.items()}
    settings_of = {1: Setting(1, "Oak", "special", Home("", *site), True, "mixed", None, None)}
    key = Key(1, "MAIN", 0)
    groups = {key: Group(key, 11, frozenset(), 1, 0, 0, None, None)}
    return Round(folder, authority, Rates(), children, settings_of, groups, {}, {}, {})
