"""Children awaiting a place, drawn one by one: year, need, home, reason, dates, urgency and support."""

from dataclasses import replace
from datetime import date, timedelta

from sufficiency.domain.cases import Case, Reason, Sex, State, Urgency
from sufficiency.domain.establishments import RECEPTION_AGE
from sufficiency.domain.needs import Need
from sufficiency.synthetic.draws import Draws, by_quota
from sufficiency.synthetic.homes import Homes
from sufficiency.synthetic.national import Calibration, Weights

WEEK = timedelta(weeks=1)
LOCATED_STATES = (State.PROVISIONAL, State.NAMED_FINAL, State.TRIBUNAL_ORDERED)
"""States in which a setting is already named; a place must be found for each in the places drawn."""


def draw_children(count: int, homes: Homes, calibration: Calibration, as_at: date, seed: int) -> list[Case]:
    """Return ``count`` cases in order of reference, as they stand on ``as_at``."""
    draws = Draws("children", seed)
    width = max(4, len(str(count)))
    years = draws.shuffled(by_quota(list(calibration.entries.items()), count))
    numbered = enumerate(years, start=1)
    cases = [_child(f"C-{number:0{width}d}", ncy, homes, calibration, as_at, draws) for number, ncy in numbered]
    return _with_siblings(cases, calibration, Draws("siblings", seed))


def pick(draws: Draws, weights: Weights) -> str:
    """Return one key of a table of weights."""
    return draws.weighted(list(weights), list(weights.values()))


def _child(ref: str, ncy: int, homes: Homes, calibration: Calibration, as_at: date, draws: Draws) -> Case:
    need = draws.weighted(calibration.needs, calibration.need_weights[ncy])
    case = Case(
        ref=ref,
        ncy=ncy,
        primary_need=need,
        other_needs=_other_needs(need, ncy, calibration, draws),
        home=homes.draw(draws, ncy + RECEPTION_AGE),
        sex=Sex.MALE if draws.chance(calibration.boys[need]) else Sex.FEMALE,
        request_date=as_at,
        need_score=_score(calibration.shares["need_score"][need], draws),
        low_income=draws.chance(calibration.shares["households"]["low_income"]),
    )
    case = _supported(case, calibration, draws)
    return _dated(case, calibration, as_at, draws)


def _other_needs(need: Need, ncy: int, calibration: Calibration, draws: Draws) -> tuple[Need, ...]:
    """Return up to two further needs, a third of children having any."""
    count = draws.weighted((0, 1, 2), (650, 270, 80))
    weights = [0 if other == need else weight for other, weight in _by_need(calibration, ncy)]
    return tuple(draws.some_of(calibration.needs, weights, count))


def _by_need(calibration: Calibration, ncy: int) -> list[tuple[Need, int]]:
    return list(zip(calibration.needs, calibration.need_weights[ncy], strict=True))


def _score(middle: int, draws: Draws) -> int:
    """Return a need score around the middle for the need: the sum of three dice, kept from 0 to 100."""
    return min(100, max(0, middle + sum(draws.between(-9, 9) for _ in range(3))))


def _supported(case: Case, calibration: Calibration, draws: Draws) -> Case:
    """Add what the journey must allow for."""

    def happens(what: str) -> bool:
        return draws.chance(calibration.shares[what].get(case.primary_need, 0))

    return replace(
        case,
        wheelchair=happens("wheelchair"),
        passenger_assistant=happens("passenger_assistant"),
        solo_travel=happens("solo_travel"),
        max_minutes=draws.one_of((60, 75)) if happens("time_limited") else None,
    )


def _dated(case: Case, calibration: Calibration, as_at: date, draws: Draws) -> Case:
    """Add why a place is sought, the dates that fix the deadline, how far the case has got and how urgent it is."""
    reason = Reason(pick(draws, calibration.shares[_reasons_for(case.ncy)]))
    case = _with_dates(replace(case, reason=reason), as_at, draws)
    table = "states_tribunal" if reason == Reason.TRIBUNAL else "states"
    state = State(pick(draws, calibration.shares[table]))
    return replace(case, state=state, urgency=_urgency(case, calibration, as_at, draws))


def _reasons_for(ncy: int) -> str:
    return {0: "reasons_reception", 7: "reasons_year_7", 12: "reasons_post_16"}.get(ncy, "reasons_other")


def _with_dates(case: Case, as_at: date, draws: Draws) -> Case:
    """Return the case with its dates: none after ``as_at``."""

    def weeks_ago(least: int, most: int) -> date:
        return as_at - timedelta(days=draws.between(7 * least, 7 * most))

    match case.reason:
        case Reason.PHASE_TRANSFER:
            return replace(case, request_date=weeks_ago(11, 28), review_date=weeks_ago(9, 40))
        case Reason.BREAKDOWN:
            review = weeks_ago(0, 15)
            return replace(case, review_date=review, request_date=review + draws.between(0, 6) * (as_at - review) // 7)
        case Reason.TRIBUNAL:
            return replace(case, order_date=weeks_ago(0, 6), request_date=weeks_ago(26, 70))
        case Reason.MOVE_IN:
            return replace(case, request_date=weeks_ago(0, 12))
        case _:
            return replace(case, request_date=weeks_ago(8, 27))


def _urgency(case: Case, calibration: Calibration, as_at: date, draws: Draws) -> Urgency:
    """Return the first category that holds, of the closed list."""
    without_school = {Reason.MOVE_IN: 500, Reason.BREAKDOWN: 220}.get(case.reason, 0)
    ended = 450 if case.reason == Reason.BREAKDOWN else 0
    overdue = case.reason == Reason.NEW_PLAN and case.request_date + 20 * WEEK < as_at
    held = (
        (Urgency.TRIBUNAL_CLOCK, case.reason == Reason.TRIBUNAL),
        (Urgency.NO_SCHOOL_PLACE, draws.chance(without_school)),
        (Urgency.PLACEMENT_ENDED, draws.chance(ended)),
        (Urgency.LOOKED_AFTER, draws.chance(calibration.shares["households"]["looked_after"])),
        (Urgency.OVERDUE, overdue),
    )
    return next((urgency for urgency, holds in held if holds), Urgency.OTHER)


def _with_siblings(cases: list[Case], calibration: Calibration, draws: Draws) -> list[Case]:
    """Make some neighbours in the list brothers or sisters in one home, half of them twins."""
    cases = list(cases)
    for place in range(0, len(cases) - 1, 2):
        if draws.chance(2 * calibration.shares["households"]["sibling_in_round"]):
            first, second = cases[place], cases[place + 1]
            cases[place] = replace(first, sibling_ref=second.ref)
            cases[place + 1] = _sibling(first, second, twin=draws.chance(500))
    return cases


def _sibling(first: Case, second: Case, *, twin: bool) -> Case:
    """Return the second child as a sibling of the first, in its home; a twin shares its year and dates too."""
    if twin:
        return replace(first, ref=second.ref, sex=second.sex, need_score=second.need_score, sibling_ref=first.ref)
    return replace(second, home=first.home, low_income=first.low_income, sibling_ref=first.ref)
