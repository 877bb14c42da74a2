"""Every child's journey to every setting, from the best source each pair has: given, roads, or an estimate."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from geodata.network import RoadNetwork
from geodata.points import Points
from geodata.shortest import network_times
from geodata.travel import ByRoad, GivenTimes, travel_times
from geodata.traveltimes import Basis as Kind
from geodata.traveltimes import TravelTimes
from sufficiency.domain.inputs import Inputs, TravelRow
from sufficiency.domain.places import Place
from sufficiency.domain.run import Basis, Journey
from sufficiency.tables.travel import origins

BASIS: dict[Kind, Basis] = {Kind.GIVEN: "given", Kind.NETWORK: "network", Kind.ESTIMATED: "estimated"}
People = Sequence[tuple[str, Place]]
METRES_PER_TENTH = 50
"""Metres for a tenth of a minute at 30 km/h: used only where minutes were given without metres or a point."""


def journeys(
    inputs: Inputs, network: RoadNetwork | None, by_road: ByRoad = network_times
) -> dict[tuple[str, int], Journey]:
    """(child reference, URN) to the journey of every case. A pair without a route is absent, never zero.

    ``by_road`` is how times over the roads are had.
    """
    return journeys_of([(case.ref, case.home) for case in inputs.cases], inputs, network, by_road)


def journeys_of(
    people: People, inputs: Inputs, network: RoadNetwork | None, by_road: ByRoad = network_times
) -> dict[tuple[str, int], Journey]:
    """The same of any children, each with the place the journey starts from; references must differ."""
    given = {(ref, row.urn): row for ref, row in _given_by_child(people, inputs)}
    homes, sites = points(people), points([(str(setting.urn), setting.site) for setting in inputs.settings])
    times = None
    if len(homes) and len(sites):
        times = travel_times(homes, sites, _given_times(given), network, by_road=by_road)
    found = {} if times is None else _from_matrix(times)
    without_point = {ref for ref, home in people if not home.has_point}
    without_site = {setting.urn for setting in inputs.settings if not setting.site.has_point}
    for (ref, urn), row in given.items():
        if ref in without_point or urn in without_site:
            metres = row.metres if row.metres is not None else row.tenths * METRES_PER_TENTH
            found[ref, urn] = Journey(row.tenths, metres, "given")
    return found


def _given_by_child(people: People, inputs: Inputs) -> Iterable[tuple[str, TravelRow]]:
    """Rows of the travel table by child, the least precise first: the child's own reference wins over its area."""
    by_origin: dict[str, list[TravelRow]] = {}
    for row in inputs.travel:
        by_origin.setdefault(row.origin, []).append(row)
    for ref, home in people:
        for origin in reversed(origins(ref, home.postcode)):
            for row in by_origin.get(origin, ()):
                yield ref, row


def points(named: Iterable[tuple[str, Place]]) -> Points:
    """Those that have a place on the map."""
    rows = [(name, place.easting, place.northing) for name, place in named if place.has_point]
    easting = np.array([row[1] for row in rows], dtype=np.int64)
    northing = np.array([row[2] for row in rows], dtype=np.int64)
    return Points(tuple(row[0] for row in rows), easting, northing)


def _given_times(given: Mapping[tuple[str, int], TravelRow]) -> GivenTimes | None:
    if not given:
        return None
    return GivenTimes(
        origins=tuple(ref for ref, _ in given),
        destinations=tuple(str(urn) for _, urn in given),
        tenths=np.array([row.tenths for row in given.values()], dtype=np.int64),
        metres=np.array([-1 if row.metres is None else row.metres for row in given.values()], dtype=np.int64),
        source="travel table",
        vintage="",
    )


def _from_matrix(times: TravelTimes) -> dict[tuple[str, int], Journey]:
    urns = [int(urn) for urn in times.destinations]
    rows = zip(times.origins, times.tenths.tolist(), times.metres.tolist(), times.basis.tolist(), strict=True)
    return {
        (ref, urn): Journey(tenth, metre, BASIS[Kind(kind)])
        for ref, tenths, metres, kinds in rows
        for urn, tenth, metre, kind in zip(urns, tenths, metres, kinds, strict=True)
        if kind
    }
