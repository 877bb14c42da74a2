"""Two statements of each rule, written apart, agree: the one that recommends and the one that recounts."""

import random
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.estimate import estimated_times
from geodata.network import Edges, make_network
from geodata.points import Points
from geodata.road_tables import write_edges
from geodata.shortest import network_times
from sufficiency.domain.cases import Case, Reason, State, Urgency
from sufficiency.domain.inputs import Rates
from sufficiency.domain.needs import Need
from sufficiency.domain.places import Place
from sufficiency.domain.run import Journey
from sufficiency.domain.years import AcademicYear
from sufficiency.problems.prices import transport
from sufficiency.statute.clocks import deadline_of
from sufficiency.statute.ordering import POLICIES
from sufficiency.statute.ordering import tiers as statute_tiers
from sufficiency.verify import costs, deadlines, roads, straight
from sufficiency.verify.facts import Child, Home
from sufficiency.verify.tiers import tie_order, tiers, working_days

YEAR, AS_AT = AcademicYear(2026), date(2026, 1, 15)
DAYS = st.dates(date(2025, 6, 1), date(2026, 8, 31))


@st.composite
def cases(draw):
    """A case of every reason, state and year, with all the dates that fix a deadline."""
    return Case(
        ref=draw(st.from_regex(r"C-[0-9]{1,4}", fullmatch=True)),
        ncy=draw(st.integers(-1, 15)),
        primary_need=Need.ASD,
        home=Place(),
        request_date=draw(DAYS),
        deadline=draw(st.none() | DAYS),
        reason=draw(st.sampled_from(Reason)),
        review_date=draw(st.none() | DAYS),
        order_date=draw(DAYS),
        state=draw(st.sampled_from([State.REQUEST_OPEN, State.TRIBUNAL_ORDERED])),
        urgency=draw(st.sampled_from(Urgency)),
        need_score=draw(st.integers(0, 3)),
        wheelchair=draw(st.booleans()),
        passenger_assistant=draw(st.booleans()),
        solo_travel=draw(st.booleans()),
    )


def as_read(case):
    """The same case as the recount reads it from the raw file."""
    return Child(
        ref=case.ref, ncy=case.ncy, needs=("ASD",), home=Home("", None, None), request=case.request_date,
        deadline=case.deadline, reason=case.reason.value, review=case.review_date, order=case.order_date,
        state=case.state.value, urgency=case.urgency.value, score=case.need_score, sex="", sibling_urn=None,
        sibling_ref="", named_urn=None, named_provision="", wheelchair=case.wheelchair,
        assistant=case.passenger_assistant, solo=case.solo_travel, max_minutes=None,
    )  # fmt: skip


@given(cases())
def test_deadlines(case):
    assert deadlines.deadline(as_read(case), YEAR.starts) == deadline_of(case, YEAR).on


@pytest.mark.parametrize("policy", POLICIES)
@settings(max_examples=50)
@given(found=st.lists(cases(), min_size=1, max_size=12, unique_by=lambda case: case.ref), seed=st.integers(0, 9))
def test_tiers_and_the_order_within_them(policy, found, seed):
    theirs = statute_tiers(found, POLICIES[policy], AS_AT, YEAR, seed)
    facts = SimpleNamespace(
        children={case.ref: as_read(case) for case in found}, authority=SimpleNamespace(year=YEAR.starts, as_at=AS_AT)
    )
    ours = tiers(facts, policy, list(facts.children))
    assert ours == {ref: tier.index for tier in theirs for ref in tier.refs}
    for tier in theirs:
        assert tie_order(facts, tier.refs, seed) == list(tier.refs)


@given(DAYS, DAYS)
def test_working_days(start, end):
    one_by_one = [start + timedelta(days=n) for n in range((end - start).days)]
    if start <= end:
        assert working_days(start, end) == sum(day.weekday() < 5 for day in one_by_one)


@given(cases(), st.integers(0, 80_000), st.integers(1, 900), st.integers(1, 6))
def test_transport_to_the_penny(case, metres, rate, share):
    stated = Rates(per_mile=rate, wheelchair_per_mile=rate + 1, assistant_per_day=7 * rate, share=share, days=190)
    again = SimpleNamespace(**{name: getattr(stated, name) for name in (
        "per_mile", "wheelchair_per_mile", "assistant_per_day", "share", "days")})  # fmt: skip
    assert costs.transport(as_read(case), metres, again) == transport(case, Journey(0, metres, "given"), stated)


POSITION = st.tuples(st.integers(100_000, 600_000), st.integers(100_000, 900_000))


@given(POSITION, POSITION)
def test_estimated_journeys(home, site):
    theirs = estimated_times(one(home), one(site))
    time, metres = straight.estimate(straight.metres_between(home, site))
    assert ((time + 3_000) // 6_000, metres) == (theirs.tenths[0, 0], theirs.metres[0, 0])


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.sampled_from((100, 130)))
def test_routes_over_the_roads(tmp_path_factory, seed, peak):
    """Random one-way roads with many ties: same minutes, same metres, same pairs without a route."""
    network, homes, sites = a_muddle(random.Random(seed))
    folder = tmp_path_factory.mktemp("roads")
    write_edges(network, folder)
    theirs = network_times(replace(network, peak_percent=peak), homes, sites)
    known = roads.read_roads(folder, peak)
    for column, site in enumerate(positions(sites)):
        for row, home in enumerate(positions(homes)):
            start, end = roads.join(known, home), roads.join(known, site)
            if start is None or end is None or start.node == end.node:
                continue
            leg = roads.fastest_to(known, end.node, {start.node}).get(start.node)
            time = -1 if leg is None else (leg[0] + start.time + end.time + 3_000) // 6_000
            metres = -1 if leg is None else leg[1] + start.metres + end.metres
            assert (time, metres) == (theirs.tenths[row, column], theirs.metres[row, column])


def a_muddle(chance):
    """Roads between 30 nodes on a coarse grid (so that distances tie), and points on and off them."""
    spots = chance.sample([(400_000 + 500 * x, 300_000 + 500 * y) for x in range(8) for y in range(8)], 30)
    ends = [chance.sample(range(30), 2) for _ in range(70)]
    numbers = np.array(chance.sample(range(1000), 30), dtype=np.int64)
    edges = Edges(
        *(np.array(column, dtype=np.int64) for column in zip(*ends, strict=True)),
        np.array([chance.choice([500, 1000, 1001]) for _ in ends], dtype=np.int64),
        np.array([chance.choice([20, 30, 60]) for _ in ends], dtype=np.int64),
    )
    at = np.array(spots, dtype=np.int64)
    network = make_network(numbers, at[:, 0], at[:, 1], edges, "muddle", "")
    return network, scattered(chance, "H"), scattered(chance, "S")


def scattered(chance, letter):
    """Eight points on a grid twice as fine as the nodes': many are equally near to several."""
    spots = [(400_000 + 250 * chance.randrange(16), 300_000 + 250 * chance.randrange(16)) for _ in range(8)]
    columns = (np.array(axis, dtype=np.int64) for axis in zip(*spots, strict=True))
    return Points(tuple(f"{letter}{n}" for n in range(8)), *columns)


def positions(points):
    """Easting and northing of each point."""
    return list(zip(points.easting.tolist(), points.northing.tolist(), strict=True))


def one(position):
    """A single named point."""
    return Points(("here",), np.array([position[0]]), np.array([position[1]]))
