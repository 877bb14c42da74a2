"""The allocation: our engine at every level, what it proves besides, and the usual engines beside it."""

from benchmarks.instances import rounds
from benchmarks.registry import Case, Engine, Reading
from solvers.allocation import Answer, Problem, solve

SMALL, AUTHORITY, NATIONAL = "600x60", "10000x600", "100000x2500"
ALL = (SMALL, AUTHORITY, NATIONAL)
OURS = "all six levels"


def solved(problem: Problem) -> tuple[Problem, Answer]:
    """What certificates, effects and late arrivals start from."""
    return problem, solve(problem)


def read_answer(problem: Problem, answer: Answer) -> Reading:
    """Values, recounted."""
    from solvers.allocation.check import broken_promises

    return Reading(answer.values, tuple(map(str, broken_promises(problem, answer))))


CASE = Case(
    name="allocation",
    sizes=ALL,
    build=rounds.build,
    source="seeded rounds of units and sites round towns (benchmarks/instances/rounds.py)",
    engines=(Engine(OURS, prepare=lambda problem: problem, run=solve, read=read_answer, sizes=ALL),),
)
