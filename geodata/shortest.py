"""Travel times by the fastest route on a road network, with the legs from each point to its nearest road."""

import numpy as np

from geodata.hierarchy import Progress, fastest, hierarchy_of
from geodata.network import RoadNetwork, milliseconds
from geodata.points import IntArray, Points, straight_metres
from geodata.snap import SNAP_LIMIT_METRES, SNAP_MPH, Snapped, snap
from geodata.traveltimes import Basis, Source, TravelTimes, times_from


def network_times(
    network: RoadNetwork,
    origins: Points,
    destinations: Points,
    snap_limit_metres: int = SNAP_LIMIT_METRES,
    progress: Progress | None = None,
) -> TravelTimes:
    """Return driving times over the network, with the legs from each point to its nearest road.

    No route where either end is beyond the snap limit or the roads do not join them. ``progress`` is told
    (origins done, origins in all) from time to time; a place on the network counts once. The network is prepared
    at the first question and not again.
    """
    starts = snap(origins, network, snap_limit_metres)
    ends = snap(destinations, network, snap_limit_metres)
    times, metres = fastest(hierarchy_of(network), starts.node, ends.node, progress)
    _add_legs(times, metres, starts, ends)
    return times_from(origins.ids, destinations.ids, times, metres, network_source(network))


def network_source(network: RoadNetwork) -> Source:
    """Return what times by this network rest on, in words."""
    text = f"fastest route on {network.source}, peak factor {network.peak_percent / 100:.2f}"
    return Source(Basis.NETWORK, text, network.vintage)


def _add_legs(times: IntArray, metres: IntArray, starts: Snapped, ends: Snapped) -> None:
    """Add the way to the first road and from the last one, in place; -1 where a point has no road.

    Two points at one node go straight to each other: a leg to the road and back would be longer.
    """
    legs = starts.metres[:, None] + ends.metres[None, :]
    leg_times = starts.milliseconds[:, None] + ends.milliseconds[None, :]
    row, column = np.nonzero(starts.node[:, None] == ends.node[None, :])
    here, there = starts.points, ends.points
    straight = straight_metres(here.easting[row], here.northing[row], there.easting[column], there.northing[column])
    legs[row, column], leg_times[row, column] = straight, milliseconds(straight, SNAP_MPH)
    routed = (times >= 0) & starts.near[:, None] & ends.near[None, :]
    times[:] = np.where(routed, times + leg_times, -1)
    metres[:] = np.where(routed, metres + legs, -1)
