"""Solve a location problem, level by level, to a proven gap; or place everybody with the openings given."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from scipy import sparse

from solvers.location.answer import LEVELS, PROVEN, Answer, Level
from solvers.location.check import broken_promises, broken_rules
from solvers.location.columns import UNIT, Columns
from solvers.location.descent import nobody_unmet, placed_level_by_level
from solvers.location.highs import EXACT, USUAL, Found, Programme, minimise
from solvers.location.problem import NONE, Floats, Ints, LocationProblem
from solvers.location.rows import OPENING, PLACING, Rows, stacked, strong, worst_area
from solvers.location.strong_cuts import minimise_by_cuts

GAP = 1e-4
HELD = 1e-9
"""Share by which a level held may be missed: what a solver's arithmetic leaves open."""
SMALL = 5_000
"""Columns up to which each level may change the openings; in larger problems those after cost leave them."""
STRONG = 3_000
"""Strong rows up to which they are all written, where those that are broken are not added one after the other."""


def solve(
    problem: LocationProblem, programme: Sequence[str] = LEVELS, gap: float = GAP, limit: float | None = None
) -> Answer:
    """The lexicographic minimum of the levels of ``programme``, each proven to within a share ``gap`` of its value.

    A level is optimised with the values found at the levels above it held. In problems of more than ``SMALL`` columns
    the levels after cost place everybody anew but leave what opens; their bounds, of the relaxation, leave it free.
    ``limit`` is in seconds for all levels together; an answer that the clock ended is not repeatable. Raises ValueError
    where no answer keeps every limit with the openings that are forced, or the levels are not as they should be.
    """
    _check_levels(programme)
    return _Search(problem, programme, gap, limit).run()


def evaluate(problem: LocationProblem, opened: Ints, programme: Sequence[str] = LEVELS) -> Answer:
    """Everybody placed with these openings [o], ``NONE`` for never: the levels of ``programme`` in their order.

    Raises ValueError where the openings break a rule, or take away places that are held.
    """
    _check_levels(programme)
    if faults := broken_rules(problem, opened):
        raise ValueError("; ".join(faults))
    columns = Columns(problem)
    found = placed_level_by_level(columns, opened, programme)
    return answered(columns, found[-1].columns, {n: f.value for n, f in zip(programme, found, strict=True)}, PROVEN)


class _Search:
    """Levels one after the other: ``opened`` is what opens so far, ``posed`` holds what the levels so far came to."""

    def __init__(self, problem: LocationProblem, programme: Sequence[str], gap: float, limit: float | None) -> None:
        self.columns, self.programme, self.gap = Columns(problem), tuple(programme), gap
        self.ends = None if limit is None else time.monotonic() + limit
        self.posed = _posed(self.columns)
        self.opened = problem.options.forced
        self.found: list[Found] = []
        self.bounds: dict[str, float] = {}
        self.stopped = False
        self.exact = USUAL

    def run(self) -> Answer:
        """Every level, and the answer recounted."""
        for number, name in enumerate(self.programme):
            if name == "equity":
                self.posed = replace(self.posed, rows=stacked([self.posed.rows, worst_area(self.columns)]))
            self.posed = replace(self.posed, cost=self.columns.objective(name))
            if name == "unmet" and nobody_unmet(self.columns.problem):
                self._hold(0.0)
                self.bounds[name] = 0.0
            elif number < _deciding(self.columns, self.programme):
                self._decide(number)
            else:
                self._bound(number)
        return self._answer()

    def _decide(self, number: int) -> None:
        """One level with the openings free."""
        best = self._tried(self.posed, self.gap)
        if best is not None:
            z = self.columns.part(best.columns, "z") > 0.5
            self.opened = np.where(z.any(axis=1), z.argmax(axis=1), NONE).astype(np.int64)
        self.found = self._placed(number, best)
        value = self.found[number].value
        self.bounds[self.programme[number]] = min(best.bound if best else 0.0, value)
        self._hold(value)

    def _placed(self, number: int, best: Found | None) -> list[Found]:
        """Everybody placed with what opens now: at all levels so far, or at all there are where it opens for good."""
        if best is not None and number + 1 == len(self.programme) and self.exact == USUAL:
            z = self.columns.part(best.columns, "z")
            if (np.abs(z - z.round()) < EXACT).all():
                return [best] * (number + 1)
        decided = number + 1 == _deciding(self.columns, self.programme)
        return placed_level_by_level(
            self.columns, self.opened, self.programme if decided else self.programme[: number + 1]
        )

    def _bound(self, number: int) -> None:
        """One level with the openings of the levels before; its bound with them free and not whole."""
        value = self.found[number].value
        best = self._tried(self.posed.relaxed(), 0.0)
        self.bounds[self.programme[number]] = min(best.value if best else 0.0, value)
        self._hold(value)

    def _tried(self, posed: Programme, gap: float) -> Found | None:
        """The programme solved; None where nothing was found in the time left, or what was is not proven."""
        left = None if self.ends is None else self.ends - time.monotonic()
        start = self.found[-1].columns if self.found and posed.whole.any() else None
        try:
            if self._by_cuts(posed):
                found = minimise_by_cuts(self.columns, posed, gap, left)
            else:
                found = minimise(self._tightened(posed), gap, left, start, self.exact)
        except TimeoutError:
            self.stopped = True
            return None
        self.stopped |= found.stopped
        return None if np.isinf(found.bound) else found

    def _by_cuts(self, posed: Programme) -> bool:
        """Whether there is one period, no level is held by a row, and openings have a price that strong rows prove."""
        simple = self.columns.problem.periods == 1 and self.exact == USUAL
        return simple and bool((posed.cost[posed.whole] > 0).any())

    def _tightened(self, posed: Programme) -> Programme:
        """With every strong row, where they are few."""
        few = self.columns.starts["y"] <= STRONG
        return replace(posed, rows=stacked([posed.rows, strong(self.columns)])) if few else posed

    def _hold(self, value: float) -> None:
        """The value reached is held: by leaving out every column that adds to it, or by one more row."""
        if value <= HELD:
            upper = np.where(self.posed.cost > 0, 0.0, self.posed.upper)
            self.posed = replace(self.posed, upper=upper)
            return
        row, most = sparse.csr_array(self.posed.cost[None, :]), value * (1 + HELD) + HELD
        self.exact = EXACT
        held = Rows(row, np.array([-np.inf]), np.array([most]))
        self.posed = replace(self.posed, rows=stacked([self.posed.rows, held]))

    def _answer(self) -> Answer:
        if not self.found:
            self.found = placed_level_by_level(self.columns, self.opened, self.programme)
        return answered(self.columns, self.found[-1].columns, self.bounds, self.gap, repeatable=not self.stopped)


def answered(
    columns: Columns, last: Floats, bounds: Mapping[str, float], gap: float, *, repeatable: bool = True
) -> Answer:
    """The answer that the columns are, its levels with these bounds (in their ``UNIT``), once it is recounted."""
    z = columns.part(last, "z") > 0.5
    opened = np.where(z.any(axis=1), z.argmax(axis=1), NONE).astype(np.int64)
    placed, outside, unmet = (np.maximum(columns.part(last, kind), 0.0) for kind in ("x", "y", "u"))
    values = {name: float(columns.objective(name) @ last) for name in bounds}
    levels = tuple(
        Level(name, values[name] * UNIT[name], min(bounds[name], values[name]) * UNIT[name]) for name in bounds
    )
    proven = all(level.gap <= gap + PROVEN for level in levels)
    answer = Answer(opened, placed, outside, unmet, levels, "optimal" if proven else "stopped", repeatable)
    if faults := broken_promises(columns.problem, answer):
        raise RuntimeError(f"the answer found does not stand: {'; '.join(faults)}")
    return answer


def _deciding(columns: Columns, programme: Sequence[str]) -> int:
    """How many levels decide what opens: all of a small problem, else those up to cost."""
    if columns.starts["end"] <= SMALL:
        return len(programme)
    return programme.index("cost") + 1 if "cost" in programme else 1


def _check_levels(programme: Sequence[str]) -> None:
    unknown = [name for name in programme if name not in LEVELS]
    if unknown or not programme or len(set(programme)) < len(programme):
        raise ValueError(f"the levels are {', '.join(LEVELS)}, each once, not {', '.join(programme)}")


def _posed(columns: Columns) -> Programme:
    """Every row but the strong ones, without an objective."""
    lower, upper = columns.lower(), columns.upper()
    whole = np.zeros(columns.starts["end"], dtype=np.bool_)
    columns.part(whole, "z")[:] = True
    rows = stacked(family(columns) for family in (*PLACING, *OPENING))
    return Programme(rows, np.zeros(len(lower)), lower, upper, whole)
