"""How far a projection may go either way: many whole futures drawn, and their P10 and P90."""

from dataclasses import dataclass, replace

import numpy as np

from scenarios.projection.assumptions import Assumptions
from scenarios.projection.cells import FloatArray, IntArray, Sums
from scenarios.projection.flows import Posterior
from scenarios.projection.rates import Rates


@dataclass(frozen=True, slots=True)
class Chance:
    """What is drawn: so many futures from a seed.

    ``joining_spread`` is the standard deviation of the logarithm of a year's joining about its expectation, shared by
    all cells: authorities change how much they assess, and that is most of what forecasts miss.
    """

    draws: int
    seed: int
    joining_spread: float


@dataclass(frozen=True, slots=True, eq=False)
class Range:
    """P10, median and P90 of stocks added up, each (years + 1, ...)."""

    p10: FloatArray
    p50: FloatArray
    p90: FloatArray


def futures(stock: IntArray, beliefs: Posterior, assumptions: Assumptions, chance: Chance, over: Sums) -> IntArray:
    """Draws (draws, years + 1, ...) of stocks added up ``over`` some axes; draw k is the same however many.

    In each, rates are drawn from what is believed of them; then children leave (binomial), move (multinomial) and join
    (Poisson), one by one as whole children. ``assumptions.rates`` is replaced by the rates drawn.
    """
    return np.stack([future(stock, beliefs, assumptions, chance, k, over) for k in range(chance.draws)])


def range_of(drawn: IntArray) -> Range:
    """P10, median and P90 over draws, for each figure by itself."""
    p10, p50, p90 = np.quantile(drawn, (0.1, 0.5, 0.9), axis=0)
    return Range(p10, p50, p90)


def future(
    stock: IntArray, beliefs: Posterior, assumptions: Assumptions, chance: Chance, number: int, over: Sums
) -> IntArray:
    """One draw of ``futures`` (years + 1, ...).

    What is drawn once, rates and the level of joining, comes before each year's children, who have a stream for each
    year: so scenarios that differ in their assumptions share all the chance they can.
    """
    rng = np.random.default_rng([chance.seed, number])
    drawn = replace(assumptions, rates=beliefs.draw(rng))
    level = np.exp(rng.normal(0, chance.joining_spread, assumptions.years) - chance.joining_spread**2 / 2)
    now = stock if assumptions.latent is None else stock + assumptions.latent
    figures = [now.sum(axis=over)]
    for year in range(1, assumptions.years + 1):
        children = np.random.default_rng([chance.seed, number, year])
        now = _next(now, drawn.rates_in(year), assumptions.population[year] * level[year - 1], children)
        figures.append(now.sum(axis=over))
    return np.stack(figures)


def _next(stock: IntArray, rates: Rates, population: FloatArray, rng: np.random.Generator) -> IntArray:
    leave = np.broadcast_to(rates.leave[None, :, None, :], stock.shape)
    staying = stock - rng.binomial(stock, leave)
    move = np.broadcast_to(rates.move[None, :, None], (*stock.shape, stock.shape[3]))
    after = rng.multinomial(staying, move / move.sum(axis=-1, keepdims=True)).sum(axis=3)
    joined: IntArray = rng.poisson(population[:, :, None, None] * rates.join[None])
    joined[:, 1:] += after[:, :-1]
    return joined
