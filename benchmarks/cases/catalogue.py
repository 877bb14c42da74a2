"""Every case there is."""

from benchmarks.cases import allocation
from benchmarks.registry import Case

CASES: dict[str, Case] = {case.name: case for case in (allocation.CASE,)}
