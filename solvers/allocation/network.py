"""The allocation as a flow network one can read, for small cases and as a referee.

Node ("unit", i) supplies one; it passes through ("limit", j) and every limit above to ("sink",), or goes there
straight when the unit stays unplaced. Capacities are the limits', weights one level's costs.
"""

import networkx as nx

from solvers.allocation.problem import ROOT, Problem

SINK = ("sink",)


def as_networkx(problem: Problem, level: int = 0) -> "nx.DiGraph":
    """Directed graph with ``demand`` on nodes and ``capacity`` and ``weight`` on edges; weights are of one level."""
    graph = nx.DiGraph()
    graph.add_node(SINK, demand=problem.units)
    for limit, parent in enumerate(problem.limit_parent.tolist()):
        above = SINK if parent == ROOT else ("limit", parent)
        graph.add_edge(("limit", limit), above, capacity=int(problem.limit_capacity[limit]), weight=0)
    for unit in range(problem.units):
        graph.add_node(("unit", unit), demand=-1)
        graph.add_edge(("unit", unit), SINK, capacity=1, weight=int(problem.unplaced[unit, level]))
    for option, unit in enumerate(problem.option_unit.tolist()):
        to = ("limit", int(problem.option_limit[option]))
        graph.add_edge(("unit", unit), to, capacity=1, weight=int(problem.cost[option, level]))
    return graph


def least_cost(problem: Problem, level: int = 0) -> int:
    """The least total of one level by network simplex; exact, as every number is whole."""
    return int(nx.min_cost_flow_cost(as_networkx(problem, level)))
