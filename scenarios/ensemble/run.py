"""An ensemble from beginning to end: what is not on disk yet is worked out, and kept as it comes."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass

from scenarios.ensemble.journal import Journal
from scenarios.ensemble.workers import Evaluate, Workers
from sufficiency.domain.ensemble import Outcome, Task

Told = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Finished:
    """Outcomes of every draw that is finished for all scenarios, in order of the draw, by scenario and years later.

    ``wanted`` is the number of draws asked for.
    """

    outcomes: Mapping[tuple[str, int], tuple[Outcome, ...]]
    wanted: int

    @property
    def draws(self) -> int:
        """Draws that are finished."""
        return len(next(iter(self.outcomes.values()), ()))


def tasks_of(cases: Sequence[tuple[str, int]], draws: int) -> tuple[Task, ...]:
    """Every case, a scenario begun later by so many years, in every draw; draw by draw."""
    return tuple(Task(draw, *case) for draw in range(draws) for case in cases)


def run_ensemble(evaluate: Evaluate, tasks: Sequence[Task], journal: Journal, workers: Workers, told: Told) -> Finished:
    """Every task done, once; those in the journal are not done again. Ctrl-C ends it early.

    Raises what ``Journal.add`` and ``Workers.outcomes`` raise; what was finished by then is kept.
    """
    found = {outcome.task: outcome for outcome in journal.outcomes}
    missing = [task for task in tasks if task not in found]
    done = len(tasks) - len(missing)
    told("draws", done, len(tasks))
    with suppress(KeyboardInterrupt), closing(workers.outcomes(evaluate, missing)) as coming:
        for number, outcome in enumerate(coming, start=done + 1):
            journal.add(outcome)
            found[outcome.task] = outcome
            told("draws", number, len(tasks))
    return _finished(tasks, found)


def _finished(tasks: Sequence[Task], found: Mapping[Task, Outcome]) -> Finished:
    lacking = {task.draw for task in tasks if task not in found}
    draws = dict.fromkeys(task.draw for task in tasks)
    cases = dict.fromkeys((task.scenario, task.later) for task in tasks)
    whole = [draw for draw in draws if draw not in lacking]
    return Finished({case: tuple(found[Task(draw, *case)] for draw in whole) for case in cases}, len(draws))
