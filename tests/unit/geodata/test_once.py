"""A network is prepared once, however many questions are asked about it, and forgotten with it."""

import gc
import sys
import weakref
from contextlib import contextmanager

from geodata.hierarchy import build_hierarchy
from geodata.once import once_per_network
from geodata.travel import travel_times, ways


@contextmanager
def calls_of(function):
    """Counts how often a function of ours is entered, by watching the interpreter."""
    seen = []
    before = sys.getprofile()
    sys.setprofile(
        lambda frame, event, _: seen.append(frame) if event == "call" and frame.f_code is function.__code__ else None
    )
    try:
        yield seen
    finally:
        sys.setprofile(before)


def test_several_questions_prepare_the_roads_once(two_banks, spot):
    homes, sites = spot(a=(0, 0), b=(0, 4000)), spot(site=(1000, 0))
    with calls_of(build_hierarchy) as built:
        travel_times(homes, sites, network=two_banks)
        ways(homes, homes, two_banks)
        travel_times(sites, homes, network=two_banks)
    assert len(built) == 1


def test_another_network_is_prepared_for_itself(two_banks, roads, spot):
    other = roads({1: (0, 0), 2: (1000, 0)}, [(1, 2, 1100, 30, False)])
    here, there = spot(home=(0, 0)), spot(site=(1000, 0))
    assert [ways(here, there, network)[1].item() for network in (two_banks, other, two_banks)] == [9000, 1100, 9000]


def test_what_was_prepared_goes_with_its_network(roads):
    size = once_per_network(lambda network: {len(network)})
    network = roads({1: (0, 0), 2: (0, 10)}, [(1, 2, 10, 30, False)])
    kept = weakref.ref(size(network))
    assert size(network) is kept()
    del network
    gc.collect()
    assert kept() is None
