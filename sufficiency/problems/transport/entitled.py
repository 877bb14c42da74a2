"""Whether travel to a setting is due free of charge, from what a round knows of a child and the way there.

A place recommended is the one that would be named in the plan, so it counts as the nearest suitable school, unless the
parents asked for it on condition that they arrange travel.
"""

from collections.abc import Callable, Mapping

from sufficiency.domain.cases import Case
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.run import Journey
from sufficiency.problems.entitled import travel_facts
from sufficiency.problems.transport.arranged import Due, Pair
from sufficiency.statute.entitlement import entitlement
from sufficiency.tables.travel import origins


def due_by_statute(
    inputs: Inputs, walking: Mapping[Pair, int], journeys: Mapping[Pair, Journey]
) -> Callable[[Case, int], Due]:
    """The grounds of one child to one setting; the distance is by road where no way on foot is known."""
    unsafe = {(row.origin, row.urn): row.unsafe_route for row in inputs.travel if row.unsafe_route is not None}
    wishes = {(p.child_ref, p.urn): p for p in sorted(inputs.preferences, key=lambda p: -p.rank)}
    settings = {setting.urn: setting for setting in inputs.settings}

    def due(case: Case, urn: int) -> Due:
        pair = (case.ref, urn)
        far = walking.get(pair, journeys[pair].metres if pair in journeys else None)
        said = (unsafe.get((origin, urn)) for origin in origins(case.ref, case.home.postcode))
        safe = next((known for known in said if known is not None), None)
        facts = travel_facts(case, settings[urn], wishes.get(pair), far, unsafe_route=safe)
        found = entitlement(facts, inputs.authority.as_at)
        return Due(found.answer, found.gateways, walking.get(pair))

    return due
