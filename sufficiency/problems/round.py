"""A round prepared once, then solved under any policy."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from solvers.allocation import Answer, solve
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.ordering import OrderingPolicy, Programme, Tier
from sufficiency.domain.round import Fixed, Limit, Option
from sufficiency.domain.run import GroupKey, Override
from sufficiency.problems.allocation import Posed, Question, pose
from sufficiency.problems.choices import check_first, check_overrides
from sufficiency.problems.fixed import fixed_placements, held_places
from sufficiency.problems.journeys import journeys
from sufficiency.problems.limits import forest
from sufficiency.problems.options import Assessed, Journeys, assess_all, settled_options
from sufficiency.problems.prices import at_rate
from sufficiency.problems.roads import read_roads, road_times
from sufficiency.problems.transport.entitled import due_by_statute
from sufficiency.problems.transport.rounds import Transport, arranged_price, round_transport
from sufficiency.problems.transport.walking import on_foot
from sufficiency.statute.ordering import tiers

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that does not depend on the policy: journeys, eligibility, what is fixed, how many places.

    ``transport`` is that of the round where it is priced on today's routes, None where by mileage.
    """

    inputs: Inputs
    journeys: Journeys
    assessed: Assessed
    fixed: tuple[Fixed, ...]
    settled: Mapping[str, Option]
    limits: tuple[Limit, ...]
    released: Mapping[str, GroupKey]
    transport: Transport | None


@dataclass(frozen=True, slots=True)
class Solved:
    """One policy's answer with the order it used. Tiers keep cases settled by override; the posed units do not.

    ``is_flow`` is False where a side rule changed the answer: then no residual network prices overrides.
    """

    policy: OrderingPolicy
    tiers: tuple[Tier, ...]
    posed: Posed
    answer: Answer
    is_flow: bool


def prepare(
    inputs: Inputs,
    folder: Path,
    overrides: Sequence[Override] = (),
    *,
    release_holds: bool = False,
    progress: Progress | None = None,
) -> Prepared:
    """Find journeys, assess every pair, and take out what is settled.

    Raises sufficiency.errors.Infeasible where settled places do not exist or exceed the places there are, UsageError
    where an override names a child or a provision that the round does not have. ``progress`` is told of the times over
    the roads, where these are not kept from before.
    """
    check_overrides(overrides, inputs)
    fixed = fixed_placements(inputs, overrides, release_holds=release_holds)
    network = read_roads(inputs, folder)
    found = journeys(inputs, network, road_times(progress))
    transport = None
    if inputs.depth != "rate":
        due = due_by_statute(inputs, on_foot(inputs, folder), found)
        transport = round_transport(inputs, network, found, due)
    price = at_rate(inputs.rates) if transport is None else arranged_price(inputs, transport.arrangements)
    released = _released(inputs, fixed) if release_holds else {}
    settled = settled_options(inputs, found, fixed, price)
    assessed = assess_all(inputs, found, price)
    return Prepared(inputs, found, assessed, fixed, settled, forest(inputs, fixed), released, transport)


def solve_round(
    prepared: Prepared, policy: OrderingPolicy, *, seed: int, first: str = "", progress: Progress | None = None
) -> Solved:
    """The lexicographic answer under one policy; side rules, where stated, are proven on top of it."""
    inputs = prepared.inputs
    highest_rank = max((p.rank for p in inputs.preferences), default=0)
    check_first(first, policy, highest_rank)
    order = order_of_round(prepared, policy, seed)
    question = Question(
        tiers=order,
        options=prepared.assessed.options,
        limits=prepared.limits,
        ordered=policy.programme is Programme.ORDERED,
        highest_rank=highest_rank,
        stated=frozenset(p.child_ref for p in inputs.preferences),
        held=prepared.released,
        chosen=tuple(prepared.settled[item.child_ref] for item in prepared.fixed if item.by_override),
        first=first,
    )
    posed = pose(question)
    answer = solve(posed.problem, progress)
    flow = answer
    if inputs.authority.side.present:
        from sufficiency.problems.side import solve_side  # noqa: PLC0415  CP-SAT is slow to load and seldom needed

        answer = solve_side(inputs, posed, prepared.settled.values(), flow)
    return Solved(policy, order, posed, answer, is_flow=answer is flow)


def order_of_round(prepared: Prepared, policy: OrderingPolicy, seed: int) -> tuple[Tier, ...]:
    """The policy's tiers over the cases of this round; those settled by their state stand outside it."""
    settled = {item.child_ref for item in prepared.fixed if not item.by_override}
    free = [case for case in prepared.inputs.cases if case.ref not in settled]
    authority = prepared.inputs.authority
    return tiers(free, policy, authority.as_at, authority.academic_year, seed)


def _released(inputs: Inputs, fixed: Sequence[Fixed]) -> dict[str, GroupKey]:
    """Children whose provisional hold is released, and the place they held."""
    settled = {item.child_ref for item in fixed}
    return {ref: group for ref, group in held_places(inputs).items() if ref not in settled}
