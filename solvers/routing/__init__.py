"""Which vehicle brings whom, in what order: routes to one destination within ride-time limits, at least cost."""

from solvers.routing.check import broken_promises, total_price
from solvers.routing.insertion import Insertions, Newcomers, cheapest_insertion, improved, insert_all
from solvers.routing.problem import NO_LIMIT, NO_ROUTE, Riders, Route, Routes, RoutingProblem, Vehicles

__all__ = [
    "NO_LIMIT",
    "NO_ROUTE",
    "Insertions",
    "Newcomers",
    "Riders",
    "Route",
    "Routes",
    "RoutingProblem",
    "Vehicles",
    "broken_promises",
    "cheapest_insertion",
    "improved",
    "insert_all",
    "total_price",
]
