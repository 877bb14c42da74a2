"""Instances of the X set of CVRPLIB with their best known costs, from the folder of reference data.

Source: Uchoa, Pecin, Pessoa, Poggi, Vidal and Subramanian (2017), New benchmark instances for the capacitated vehicle
routing problem, European Journal of Operational Research 257(3).
"""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pyvrp

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "bench" / "cvrplib_x"
FIRST_THREE = ("X-n101-k25", "X-n148-k46", "X-n200-k36")
"""The smallest, the one with most routes, the largest."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance as PyVRP reads it, distances rounded to whole numbers, and the least cost known."""

    name: str
    data: pyvrp.ProblemData
    best_known: int


def build(size: str) -> tuple[Instance, ...]:
    """The instances of "cvrplib-3", or those of any greater number."""
    names = sorted(path.stem for path in FOLDER.glob("*.vrp"))
    return tuple(read(name) for name in (FIRST_THREE if size == "cvrplib-3" else names))


def read(name: str) -> Instance:
    """One instance; its best known cost is the last word of its solution."""
    best_known = int((FOLDER / f"{name}.sol").read_text(encoding="utf-8").split()[-1])
    return Instance(name, pyvrp.read(FOLDER / f"{name}.vrp", "round"), best_known)


def recounted(data: pyvrp.ProblemData, routes: list[list[int]]) -> tuple[int, list[str]]:
    """Cost of routes of clients in plain whole numbers, and what is wrong with them."""
    ways, clients = data.distance_matrix(0), data.clients()
    capacity = data.vehicle_type(0).capacity[0]
    visited = sorted(client for route in routes for client in route)
    faults = [] if visited == list(range(len(clients))) else ["not every client is visited once"]
    cost = 0
    for route in routes:
        places = [data.depot(0).location, *(clients[client].location for client in route), data.depot(0).location]
        cost += sum(int(ways[here, there]) for here, there in pairwise(places))
        if sum(clients[client].delivery[0] for client in route) > capacity:
            faults.append("a vehicle is overfull")
    return cost, faults
