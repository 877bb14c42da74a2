"""Every child's way to every setting, and what stands in its way: far from a road, or no route at all."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from geodata.network import RoadNetwork
from geodata.points import Points
from geodata.shortest import network_times
from geodata.snap import SNAP_LIMIT_METRES, snap
from geodata.travel import ByRoad
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.run import Journey
from sufficiency.errors import Fault
from sufficiency.problems.journeys import journeys, points
from sufficiency.problems.roads import warning

FAR_METRES = 300
"""A home or a site this far from the nearest road, in a straight line, is worth a look."""

ESTIMATED = "estimated"
MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class FarFromRoad:
    """A child's home, or a setting, some way from the nearest road. ``on_roads`` is False beyond the snap limit."""

    kind: str
    name: str
    metres: int

    @property
    def on_roads(self) -> bool:
        """Whether its journeys go by road, rather than being estimated."""
        return self.metres <= SNAP_LIMIT_METRES


@dataclass(frozen=True, slots=True)
class TravelMatrix:
    """Journeys of every child to every setting; a pair without a route is absent from ``journeys``.

    ``settings`` are names by URN in the order of the table; ``sites`` those that have a point; ``far`` settings
    and then homes, the furthest first. ``network`` is None where no roads are given.
    """

    title: str
    children: tuple[str, ...]
    settings: Mapping[int, str]
    journeys: Mapping[tuple[str, int], Journey]
    sites: Points
    far: tuple[FarFromRoad, ...]
    network: RoadNetwork | None

    @property
    def pairs(self) -> int:
        """How many pairs there are, with or without a route."""
        return len(self.children) * len(self.settings)

    def rows(self) -> Iterator[tuple[str, int, Journey | None]]:
        """Each child and setting with the journey, None where there is no route."""
        for ref in self.children:
            for urn in self.settings:
                yield ref, urn, self.journeys.get((ref, urn))

    @property
    def not_reached(self) -> tuple[int, ...]:
        """Settings to which some child has no route, and no child one that is more than an estimate."""
        missing, reached = set[int](), set[int]()
        for _, urn, journey in self.rows():
            if journey is None:
                missing.add(urn)
            elif journey.basis != ESTIMATED:
                reached.add(urn)
        return tuple(urn for urn in self.settings if urn in missing - reached)

    @property
    def cut_off(self) -> tuple[str, ...]:
        """Children who have no route to some setting, and to none one that is more than an estimate."""
        missing, leaving = set[str](), set[str]()
        for ref, _, journey in self.rows():
            if journey is None:
                missing.add(ref)
            elif journey.basis != ESTIMATED:
                leaving.add(ref)
        return tuple(ref for ref in self.children if ref in missing - leaving)


def travel_matrix(inputs: Inputs, network: RoadNetwork | None, by_road: ByRoad = network_times) -> TravelMatrix:
    """The matrix of a round. ``by_road`` is how times over the roads are had."""
    sites = points((str(setting.urn), setting.site) for setting in inputs.settings)
    return TravelMatrix(
        title=f"{inputs.authority.name}, {inputs.authority.academic_year}",
        children=tuple(case.ref for case in inputs.cases),
        settings={setting.urn: setting.name for setting in inputs.settings},
        journeys=journeys(inputs, network, by_road),
        sites=sites,
        far=() if network is None else _far(_homes_of_all(inputs), sites, network),
        network=network,
    )


def _homes_of_all(inputs: Inputs) -> Points:
    """Where those who await a place and those who travel today live."""
    awaiting, today = ((one.ref, one.home) for one in inputs.cases), ((one.ref, one.home) for one in inputs.passengers)
    return points([*awaiting, *today])


def _far(homes: Points, sites: Points, network: RoadNetwork) -> tuple[FarFromRoad, ...]:
    kinds = (("setting", sites), ("child", homes))
    found = [
        FarFromRoad(kind, name, metres)
        for kind, named in kinds
        if len(named)
        for name, metres in snap(named, network).further_than(FAR_METRES)
    ]
    return tuple(found)


def road_warnings(matrix: TravelMatrix) -> tuple[Fault, ...]:
    """What a person should know of the roads before relying on journeys over them; nobody is named but by reference."""
    return tuple(fault for about in ABOUT for fault in about(matrix))


def _off_the_roads(matrix: TravelMatrix) -> Iterator[Fault]:
    for kind, many in (("setting", "settings"), ("child", "children")):
        off = [one for one in matrix.far if one.kind == kind and not one.on_roads]
        if off:
            named = _named(f"{one.name} ({one.metres:,} m)" for one in off)
            message = f"no road within {SNAP_LIMIT_METRES:,} m of {many} {named}: their journeys are estimated"
            yield warning("FAR_FROM_ROADS", message, "Check that point, and that the roads reach well beyond the area.")


def _without_route(matrix: TravelMatrix) -> Iterator[Fault]:
    remedy = "Give roads that join it to the rest, or rows of travel (a ferry, say)."
    if urns := matrix.not_reached:
        named = _named(f"{urn} ({matrix.settings[urn]})" for urn in urns)
        yield warning("NO_ROUTE", f"no road leads from any child's home to settings {named}", remedy)
    if refs := matrix.cut_off:
        yield warning("NO_ROUTE", f"no road leads to any setting from the homes of children {_named(refs)}", remedy)


ABOUT: tuple[Callable[[TravelMatrix], Iterator[Fault]], ...] = (_off_the_roads, _without_route)


def _named(names: Iterable[str]) -> str:
    every = list(names)
    rest = len(every) - MOST_NAMED
    return ", ".join(every[:MOST_NAMED]) + (f" and {rest:,} more" if rest > 0 else "")
