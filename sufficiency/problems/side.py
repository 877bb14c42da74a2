"""Rules that a flow cannot hold, stated over the same options: siblings together, class mix, a ceiling on money."""

import numpy as np

from solvers.allocation import Answer
from solvers.allocation.side import SideConstraints, solve_with_side
from sufficiency.domain.inputs import Inputs
from sufficiency.problems.allocation import Posed


def solve_side(inputs: Inputs, posed: Posed, relaxed: Answer) -> Answer:
    """Prove the best answer that also keeps the side rules, from the flow answer as hint and bound."""
    return solve_with_side(posed.problem, side_constraints(inputs, posed), relaxed)


def side_constraints(inputs: Inputs, posed: Posed) -> SideConstraints:
    """The side rules of the authority file as arrays over the posed problem."""
    rules = inputs.authority.side
    unit = {ref: index for index, ref in enumerate(posed.refs)}
    pairs = {
        (min(unit[case.ref], unit[case.sibling_ref]), max(unit[case.ref], unit[case.sibling_ref]))
        for case in inputs.cases
        if rules.siblings_together and case.ref in unit and case.sibling_ref in unit
    }
    needs = {case.ref: case.primary_need.value for case in inputs.cases}
    groups = [index for index, limit in enumerate(posed.limits) if limit.kind == "group"]
    mixes = [
        (limit, np.array([needs[ref] == need for ref in posed.refs]), most)
        for need, most in rules.mix_limits
        for limit in groups
    ]
    ceilings = []
    if rules.money_ceiling is not None:
        costs = np.array([option.annual_cost for option in posed.options], dtype=np.int64)
        ceilings.append((costs, rules.money_ceiling))
    return SideConstraints(
        together=np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2),
        site=np.array([limit.urn for limit in posed.limits], dtype=np.int64),
        mixes=tuple(mixes),
        ceilings=tuple(ceilings),
    )
