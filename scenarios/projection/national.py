"""The country's rates of leaving, moving and joining: what an authority's own history is shrunk toward."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import numpy as np

from scenarios.projection.between import ages_on_31_august, rates_between
from scenarios.projection.cells import FloatArray
from scenarios.projection.rates import Rates
from sufficiency.domain.age_stock import FIRST_AGE, LAST_AGE, NOT_RECORDED, PLACEMENTS, AgeStock
from sufficiency.domain.national_plans import NationalPlans, Needs, national_plans
from sufficiency.domain.needs import Need

AGES = LAST_AGE - FIRST_AGE + 1
NEEDS = tuple(Need)


def shared_out(counts: Mapping[tuple[int, str], int]) -> FloatArray:
    """Counts (ages, placements), those without a recorded placement shared out as the others of their age stand."""
    told = np.zeros((AGES, len(PLACEMENTS)))
    for age in range(FIRST_AGE, LAST_AGE + 1):
        recorded = np.array([counts.get((age, name), 0) for name in PLACEMENTS], dtype=np.float64)
        missing = counts.get((age, NOT_RECORDED), 0)
        shares = recorded / recorded.sum() if recorded.sum() else np.eye(len(PLACEMENTS))[-1]
        told[age - FIRST_AGE] = recorded + missing * shares
    return told


def country_rates(country: AgeStock, population: FloatArray) -> Rates:
    """The country's rates between its last two stocks, of one need; joining for each of ``population`` (ages,)."""
    before, after = sorted(country.stocks)[-2:]
    new = ages_on_31_august(shared_out(country.new_plans.get(before, {})))
    return rates_between(shared_out(country.stocks[before]), shared_out(country.stocks[after]), new, population)


@cache
def national_rates() -> Rates:
    """Rates built in, by age, each of the needs and placement."""
    facts = national_plans()
    people = np.array([facts.population[age] for age in range(FIRST_AGE, LAST_AGE + 1)], dtype=np.float64)
    rates = country_rates(facts.plans, people)
    return replace(rates, join=rates.join * need_shares(facts)).checked()


def need_shares(facts: NationalPlans) -> FloatArray:
    """Shares of the needs among new plans (ages, needs, placements), summing to one over needs.

    Needs are published by age and by placement, not by both: a share is in proportion to one times the other, over that
    of all new plans.
    """
    last = max(facts.new_by_age)
    by_age = np.array([_counts(facts.new_by_age[min(age, last)]) for age in range(FIRST_AGE, LAST_AGE + 1)])
    by_placement = np.array([_counts(facts.new_by_placement[name]) for name in PLACEMENTS])
    every = by_placement.sum(axis=0)
    both: FloatArray = by_age[:, :, None] * by_placement.T[None] / np.maximum(every, 1)[None, :, None]
    shares: FloatArray = both / both.sum(axis=1, keepdims=True)
    return shares


def _counts(needs: Needs) -> list[float]:
    return [float(needs.get(need, 0)) for need in NEEDS]
