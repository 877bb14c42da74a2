"""Rules that a flow cannot hold, stated over the same options: siblings together, class mix, a ceiling on money."""

from collections import Counter
from collections.abc import Collection

import numpy as np

from solvers.allocation import Answer
from solvers.allocation.side import SideConstraints, solve_with_side
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.round import Option
from sufficiency.domain.run import GroupKey
from sufficiency.problems.allocation import Posed


def solve_side(inputs: Inputs, posed: Posed, settled: Collection[Option], relaxed: Answer) -> Answer:
    """Prove the best answer that also keeps the side rules, from the flow answer as hint and bound."""
    return solve_with_side(posed.problem, side_constraints(inputs, posed, settled), relaxed)


def side_constraints(inputs: Inputs, posed: Posed, settled: Collection[Option]) -> SideConstraints:
    """The side rules of the authority file as arrays over the posed problem.

    Children already ``settled`` count towards the mix of their group and the ceiling on money; what is left of each is
    for this round, nothing where they alone reach it.
    """
    rules = inputs.authority.side
    unit = {ref: index for index, ref in enumerate(posed.refs)}
    pairs = {
        (min(unit[case.ref], unit[case.sibling_ref]), max(unit[case.ref], unit[case.sibling_ref]))
        for case in inputs.cases
        if rules.siblings_together and case.ref in unit and case.sibling_ref in unit
    }
    needs = {case.ref: case.primary_need.value for case in inputs.cases}
    groups = [index for index, limit in enumerate(posed.limits) if limit.kind == "group"]
    there = Counter((option.group, needs[option.child_ref]) for option in settled)
    mixes = [
        (limit, np.array([needs[ref] == need for ref in posed.refs]), max(0, most - there[_group(posed, limit), need]))
        for need, most in rules.mix_limits
        for limit in groups
    ]
    ceilings = []
    if rules.money_ceiling is not None:
        costs = np.array([option.annual_cost for option in posed.options], dtype=np.int64)
        spent = sum(option.annual_cost for option in settled)
        ceilings.append((costs, max(0, rules.money_ceiling - spent)))
    return SideConstraints(
        together=np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2),
        site=np.array([limit.urn for limit in posed.limits], dtype=np.int64),
        mixes=tuple(mixes),
        ceilings=tuple(ceilings),
    )


def _group(posed: Posed, index: int) -> GroupKey:
    limit = posed.limits[index]
    if limit.ncy_from is None:
        raise ValueError(f"limit {index} is no place group")
    return GroupKey(limit.urn, limit.provision_id, limit.ncy_from)
