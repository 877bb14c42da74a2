"""A made-up round with what planning needs beside it: areas, plans January by January, and children to come."""

from collections.abc import Sequence
from dataclasses import replace

from sufficiency.synthetic.county import Settlement
from sufficiency.synthetic.folder import Round
from sufficiency.synthetic.plan_history import JANUARIES, Held, plan_history
from sufficiency.synthetic.planning_areas import planning_areas, population
from sufficiency.synthetic.rounds import World

YEARS = 10
"""Januaries ahead of the last one that children are projected for."""


def with_planning(made: Round, world: World, settlements: Sequence[Settlement], seed: int) -> Round:
    """The round with its tables of planning."""
    inputs, last = made.inputs, world.authority.as_at.year
    areas = planning_areas(settlements, len(inputs.cases), seed)
    homes = {place.postcode: place for place in world.postcodes}
    plans = plan_history(Held(made.placed, inputs.cases, world.offers, areas, homes, last), seed)
    now = sum(plan.january == last for plan in plans)
    people = population(areas, now, range(last - JANUARIES + 1, last + YEARS + 1))
    ordered = sorted(plans, key=lambda plan: (plan.january, plan.ref))
    named = tuple(one.area for one in areas)
    return replace(made, inputs=replace(inputs, areas=named, plans=tuple(ordered), population=tuple(people)))
