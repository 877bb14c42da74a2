"""A plan of transport: everyone who travels today and everyone placed, to every setting, at one depth."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sufficiency.domain.fleet import Depth
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.transport import Arrangement, TransportPlan, Traveller
from sufficiency.problems.journeys import journeys
from sufficiency.problems.roads import read_roads, road_times
from sufficiency.problems.transport.arranged import OWN_WAY
from sufficiency.problems.transport.depths import Progress, at_depth
from sufficiency.problems.transport.entitled import due_by_statute
from sufficiency.problems.transport.offers import Offered, offers
from sufficiency.problems.transport.rounds import boarding_ways
from sufficiency.problems.transport.routed import with_lost
from sufficiency.problems.transport.today import everyone_today, passengers_by_setting
from sufficiency.problems.transport.travellers import traveller
from sufficiency.problems.transport.walking import on_foot
from sufficiency.problems.transport.ways import Ways


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, how many of its journeys are known as an estimate only, and what could be offered to whom instead."""

    plan: TransportPlan
    estimated: int
    offered: tuple[Offered, ...]


def plan_transport(
    inputs: Inputs,
    folder: Path,
    placed: Mapping[str, int],
    depth: Depth,
    *,
    seed: int,
    progress: Progress | None = None,
) -> Planned:
    """Transport of passengers and of the cases placed, by child reference to URN, who are entitled to it.

    Raises InputRejected where the roads named cannot be read.
    """
    network = read_roads(inputs, folder)
    found = journeys(inputs, network, road_times())
    ways = boarding_ways(inputs, network, found)
    due = due_by_statute(inputs, on_foot(inputs, folder), found)
    cases = {case.ref: case for case in inputs.cases if case.ref in placed}
    grounds = {ref: due(case, placed[ref]) for ref, case in cases.items()}
    new = {ref: traveller(case, placed[ref], inputs, new=True) for ref, case in cases.items()}
    riding = [new[ref] for ref, its in grounds.items() if its.entitled != "no"]
    by_setting = {
        urn: tuple(sorted((*today, *(t for t in riding if t.urn == urn and t.board.has_point)), key=lambda t: t.ref))
        for urn, today in passengers_by_setting(inputs).items()
    }
    settings = at_depth(depth, by_setting, ways, inputs, seed=seed, progress=progress)
    told = tuple(
        Arrangement(ref, placed[ref], its.entitled, its.gateways, OWN_WAY, 0, walking=its.walking)
        for ref, its in sorted(grounds.items())
        if its.entitled == "no"
    )
    plan = TransportPlan(depth, inputs.fleet.days, with_lost(settings, [*everyone_today(inputs), *riding]), told)
    offered = offers(plan.settings, ways, found, inputs) if depth != "rate" else ()
    return Planned(plan, _estimated(by_setting, ways), offered)


def _estimated(by_setting: Mapping[int, tuple[Traveller, ...]], ways: Ways) -> int:
    found = (ways.journeys.get((t.ref, t.urn)) for those in by_setting.values() for t in those)
    return sum(way is not None and way.basis == "estimated" for way in found)
