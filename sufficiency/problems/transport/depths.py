"""What transport to a setting costs, at three depths behind one interface.

``rate``       mileage shared by the children a vehicle carries on average, scaled by what full routes came to: no ways
               between homes are needed, and a single setting may be far out
``insertion``  routes by cheapest insertion: vehicles, times and prices as they could run, in milliseconds
``routes``     the same routes improved by search until nothing better is found in so many steps
"""

import os
from collections.abc import Callable, Mapping, Sequence

from solvers.routing import Routes, RoutingProblem, insert_all
from sufficiency.domain.fleet import Depth
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.run import Journey
from sufficiency.domain.transport import NotServed, SettingTransport, Traveller
from sufficiency.problems.prices import Seat, day_at_rate
from sufficiency.problems.transport.calibration import RATE_PERCENT
from sufficiency.problems.transport.riders import routing_problem
from sufficiency.problems.transport.routed import NO_ROAD, setting_transport
from sufficiency.problems.transport.spared import with_spared
from sufficiency.problems.transport.ways import Ways

Progress = Callable[[int, int], None]
BySetting = Mapping[int, Sequence[Traveller]]


def at_depth(
    depth: Depth, by_setting: BySetting, ways: Ways, inputs: Inputs, *, seed: int, progress: Progress | None = None
) -> tuple[SettingTransport, ...]:
    """Transport to every setting that somebody travels to, in order of URN."""
    wanted = {urn: tuple(those) for urn, those in sorted(by_setting.items()) if those}
    if depth == "rate":
        return tuple(_at_rate(urn, those, ways.journeys, inputs) for urn, those in wanted.items())
    problems = [routing_problem(those, ways, inputs.fleet) for those in wanted.values()]
    answers = _answers(depth, problems, seed, progress)
    rows = zip(wanted.items(), problems, answers, strict=True)
    return tuple(
        with_spared(setting_transport(urn, those, problem, answer, inputs.fleet), problem, answer)
        for (urn, those), problem, answer in rows
    )


def _answers(
    depth: Depth, problems: Sequence[RoutingProblem], seed: int, progress: Progress | None
) -> Sequence[Routes]:
    if depth == "insertion":
        return [insert_all(problem) for problem in problems]
    from solvers.routing.solution import solve_many  # noqa: PLC0415  a large library that only this depth needs

    return solve_many(problems, seed, workers=_cores(), progress=progress)


def _cores() -> int:
    """Cores this process may use, where the system says; else all there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _at_rate(
    urn: int, travellers: Sequence[Traveller], journeys: Mapping[tuple[str, int], Journey], inputs: Inputs
) -> SettingTransport:
    known = [(t, journeys[t.ref, urn]) for t in travellers if (t.ref, urn) in journeys]
    missing = tuple(NotServed(t.ref, urn, NO_ROAD) for t in travellers if (t.ref, urn) not in journeys)
    prices = (day_at_rate(Seat(t.wheelchair, t.assistant, t.solo), way.metres, inputs.rates) for t, way in known)
    return SettingTransport(urn, tuple(travellers), RATE_PERCENT * sum(prices) // 100, not_served=missing)
