"""A projection as people read it: by placement, need, phase or area, with its range and its steps."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from scenarios.files.scenario import DemandAssumptions
from scenarios.planning.segments import PlanningPhase
from scenarios.projection.assumptions import Assumptions
from scenarios.projection.cells import FloatArray, IntArray, Sums
from scenarios.projection.draws import Chance, futures, range_of
from scenarios.projection.flows import Posterior
from scenarios.projection.history import JOINING_SPREAD, History
from scenarios.projection.project import STEPS, expected_children, laid_on, steps
from scenarios.projection.specialist import PHASES, outlook
from scenarios.projection.stated import assumed, shocked
from sufficiency.domain.age_stock import PLACEMENTS
from sufficiency.domain.needs import Need
from sufficiency.domain.planning_results import THOUSANDTHS, StepRow

ALL, AFTER_SCHOOL = "all", "after Year 14"
SHOCKS = "shocks"

AXIS = {"area": 0, "phase": 1, "need": 2, "placement": 3}
"""The axis of a stock by which it is told; phases are ages put together."""


@dataclass(frozen=True, slots=True)
class DemandRow:
    """Plans of one kind, or of all, in one January: expected, P10, P90, what each step adds since today.

    ``latent`` are children who wait for a place of the kind today, by why; they are told in the first January alone.
    """

    january: int
    by: str
    of: str
    expected: int
    p10: int
    p90: int
    steps: tuple[tuple[str, int], ...]
    latent: tuple[tuple[str, int], ...] = ()


def projected_by(history: History, by: str, draws: int = 200, seed: int = 1) -> list[DemandRow]:
    """Rows of every January and kind, ``by`` one of AXIS; all of them last.

    What is expected adds up over kinds, and each figure is today's and its steps; the range of all is its own.
    """
    assumptions, over = history.assumed, _all_but(AXIS[by])
    told = expected_children(history.stock.astype(np.float64), assumptions, over)
    added = steps(history.stock, assumptions, over)
    drawn = drawn_by(history, (AXIS[by],), Chance(draws, seed, JOINING_SPREAD))
    waiting = {why: cells.sum(axis=over) for why, cells in history.latent.awaited().items()}
    kinds = [(of, at, range_of(drawn[..., at].sum(axis=-1))) for of, at in _kinds(history, by)]
    rows = []
    for year in range(len(told)):
        for of, at, span in kinds:
            rows.append(
                DemandRow(
                    january=history.january + year,
                    by=by,
                    of=of,
                    expected=int(told[year, at].sum()),
                    p10=round(float(span.p10[year])),
                    p90=round(float(span.p90[year])),
                    steps=tuple((step, int(values[year, at].sum())) for step, values in added.items()),
                    latent=tuple((why, int(counts[at].sum()) if not year else 0) for why, counts in waiting.items()),
                )
            )
    return rows


def _all_but(*axes: int) -> Sums:
    return tuple(other for other in range(4) if other not in axes)


def _kinds(history: History, by: str) -> Iterator[tuple[str, list[int]]]:
    """What is told, and the rows of its axis that it holds; all of them last."""
    if by == "phase":
        for phase in (*PlanningPhase, None):
            name = phase.value if phase else AFTER_SCHOOL
            yield name, [row for row, one in enumerate(PHASES) if one is phase]
    else:
        names = {"placement": PLACEMENTS, "need": tuple(Need), "area": history.axes.areas}[by]
        for at, name in enumerate(names):
            yield str(name), [at]
    yield ALL, list(range(history.axes.shape[AXIS[by]]))


def drawn_by(history: History, axes: tuple[int, ...], chance: Chance) -> IntArray:
    """Futures (draws, years + 1, ...) by some axes of the stock, at today's rates and with latent demand.

    Areas and needs that are not told are put together before anything is drawn. That changes no chance, for plans
    leave and move alike whatever their area and need.
    """
    together, assumptions = tuple(other for other in (0, 2) if other not in axes), history.assumed
    beliefs, population, latent = history.beliefs, assumptions.population, assumptions.latent
    stock = history.stock.sum(axis=together, keepdims=True)
    if latent is not None:
        latent = latent.sum(axis=together, keepdims=True)
    if 0 in together:
        population = population.sum(axis=1, keepdims=True)
    if 2 in together:
        beliefs = _of_one_need(beliefs)
    laid = replace(assumptions, rates=beliefs.mean(), population=population, latent=latent)
    return futures(stock, beliefs, laid, chance, over=_all_but(*axes))


def _of_one_need(beliefs: Posterior) -> Posterior:
    return replace(beliefs, joined=beliefs.joined.sum(axis=1, keepdims=True))


def need_steps(history: History, stated: DemandAssumptions) -> tuple[StepRow, ...]:
    """By year of the plan, what each step adds since its first year to the children who need a specialist place.

    Thousandths of a child; the steps of a year add up to its number less the first year's.
    """
    laid = assumed(history, stated)
    totals = [_needing(history, one) for one in laid_on(laid)]
    last = outlook(history, laid).expected
    totals.append(_thousandths(shocked(last, stated.shocks, history).stock.sum(axis=(1, 2))))
    before = np.zeros_like(totals[0])
    rows = []
    for step, after in zip((*STEPS, SHOCKS), totals, strict=True):
        added = (after - after[0]) - (before - before[0])
        rows += [StepRow(history.first.starts + year, step, int(number)) for year, number in enumerate(added)]
        before = after
    return tuple(sorted(rows, key=lambda row: row.year))


def _needing(history: History, assumptions: Assumptions) -> IntArray:
    return _thousandths(outlook(history, assumptions).expected.stock.sum(axis=(1, 2)))


def _thousandths(children: FloatArray) -> IntArray:
    return np.floor(children * THOUSANDTHS + 0.5).astype(np.int64)
