"""Every case there is."""

from benchmarks.cases import allocation, forecast, location, routes, travel
from benchmarks.registry import Case

CASES: dict[str, Case] = {
    case.name: case for case in (allocation.CASE, travel.CASE, routes.CASE, forecast.CASE, location.CASE)
}
