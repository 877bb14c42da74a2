"""The travel case holds every answer to the referee: a wrong minute is found, a right one passes."""

import numpy as np
import pytest

from benchmarks.cases.travel import (
    Journeys,
    as_graph,
    by_hierarchy,
    by_networkx,
    by_scipy,
    prepared,
    read_few,
    read_pairs,
)
from geodata.county_size import county_size_roads


@pytest.fixture(scope="module")
def journeys():
    network = county_size_roads(seed=2, nodes=1_000)
    return Journeys(network, np.arange(0, 900, 30), np.arange(5, 900, 200))


def test_right_answers_stand(journeys):
    assert read_pairs(journeys, by_hierarchy(prepared(journeys))).faults == ()
    assert read_pairs(journeys, by_scipy(journeys)).faults == ()


def test_a_wrong_minute_and_a_wrong_metre_are_found(journeys):
    for wrong in (0, 1):
        found = by_hierarchy(prepared(journeys))
        found[wrong][3, 2] += 1
        assert read_pairs(journeys, found).faults == ("1 pairs differ",)


def test_a_few_destinations_of_networkx_are_carried_over_to_all(journeys):
    reading = read_few(journeys, by_networkx(as_graph(journeys)))
    assert reading.faults == ()
    assert reading.scale == 5 / 2
