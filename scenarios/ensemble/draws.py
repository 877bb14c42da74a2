"""What is drawn beside demand: what building costs, how late actions open, how often settings say no.

Each draw's numbers follow from the seed and the number of the draw alone, whatever the scenario, the worker and the
number of draws: so scenarios are compared over the same futures, and a difference between them is not one of luck
(common random numbers: Law, Simulation Modeling and Analysis, fifth edition, 2015, section 11.2).
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from scenarios.files.kinds_of_action import kinds_of_action
from scenarios.files.scenario import Action
from scenarios.files.timing import soonest_year
from sufficiency.domain.settings import Consultation, Ground, Reply
from sufficiency.domain.years import AcademicYear

CAPITAL, DELAY, REFUSALS = range(3)
"""Streams of random numbers; demand has its own."""

CAPITAL_FACTOR = (1.00, 1.02, 1.24)
"""Least, likeliest and most that works come to, beside their estimate: the range of optimism bias of standard
buildings, 2 % where risks are managed to 24 % (HM Treasury, Green Book supplementary guidance: optimism bias, 2013)."""

NOES, YESES = 3, 7
"""Replies that count before the authority's own: three settings in ten say no. Assumed; no national rate is published.
"""
OFFERS = 3
"""Children a free place is offered to in a year before it stays empty that year. Assumed."""

LAST_EVERYWHERE = 28
"""A day that every month of every year has."""

FULL = {Ground.PROVIDER_REPORTED_FULL}
"""Grounds that say nothing about a place that is free."""


@dataclass(frozen=True, slots=True)
class Replies:
    """How consulted settings have answered about places: yes and no."""

    yes: int
    no: int


def replies_of(consultations: Iterable[Consultation]) -> Replies:
    """Replies in the authority's own consultations; that a setting is full is not counted."""
    asked = [one for one in consultations if one.ground not in FULL]
    no = sum(one.reply is Reply.OBJECT for one in asked)
    yes = sum(one.reply in (Reply.ACCEPT, Reply.ACCEPT_OVER_NUMBER) for one in asked)
    return Replies(yes, no)


@dataclass(frozen=True, slots=True)
class Fate:
    """What one draw has in store for every scenario.

    capital   of the estimate, in thousandths
    refusals  share of consulted settings that say no, in thousandths
    """

    seed: int
    draw: int
    capital: int
    refusals: int

    @property
    def unfilled(self) -> float:
        """Share of free places that stay empty in a year: as many settings as places are offered to say no."""
        return (self.refusals / 1000) ** OFFERS

    def befallen(self, action: Action, first: AcademicYear) -> Action:
        """The action as it turns out: at its price, and opening when it is ready, never before it was meant to.

        Its lead time is drawn by its name, so that it is as late in every scenario that has it; from a triangle as wide
        about its own lead time as the kind's is about the usual one (``kinds_of_action.toml``). What opens in the first
        year of the plan or before is there.
        """
        dear = replace(action, capital=action.capital * self.capital // 1000)
        if action.opens <= first:
            return dear
        ready = soonest_year(replace(action, lead_months=self._months(action)), proposal=action.statutory_proposal)
        return replace(dear, opens=max(action.opens, ready))

    def _months(self, action: Action) -> int:
        fast, usual, slow = kinds_of_action()[action.kind].lead
        name = int.from_bytes(hashlib.sha256(action.name.encode()).digest()[:4])
        drawn = generator(self.seed, self.draw, DELAY, name).triangular(fast, usual, slow)
        return round(action.lead_months * drawn / usual)


def fate(seed: int, draw: int, replies: Replies) -> Fate:
    """What that draw has in store."""
    capital = generator(seed, draw, CAPITAL).triangular(*CAPITAL_FACTOR)
    refusals = generator(seed, draw, REFUSALS).beta(NOES + replies.no, YESES + replies.yes)
    return Fate(seed, draw, round(1000 * capital), round(1000 * refusals))


def put_off(action: Action, years: int, today: date) -> Action:
    """The action begun so many years later; what was approved before today is under way and cannot be put off."""
    if action.approved < today:
        return action
    then = action.approved.replace(year=action.approved.year + years, day=min(action.approved.day, LAST_EVERYWHERE))
    return replace(action.delayed(years), approved=then)


def generator(seed: int, *key: int) -> np.random.Generator:
    """Random numbers of their own for every key."""
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=key))
