"""Which vehicle brings whom, in what order: routes to one destination within ride-time limits, at least cost."""

from solvers.routing.problem import NO_LIMIT, NO_ROUTE, Riders, Route, Routes, RoutingProblem, Vehicles

__all__ = ["NO_LIMIT", "NO_ROUTE", "Riders", "Route", "Routes", "RoutingProblem", "Vehicles"]
