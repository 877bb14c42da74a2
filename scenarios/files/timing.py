"""When an action can open: its lead time from approval, and the weeks of a statutory proposal where one is needed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from scenarios.files.known import BASES, SPECIAL, Known
from scenarios.files.scenario import Action, ActionKind, Option, Scheme, Size
from scenarios.files.wrong import Words, wrong
from sufficiency.domain.settings import SettingType
from sufficiency.domain.years import AcademicYear
from sufficiency.statute.alterations import Ground, much_larger, proposal_weeks, proposal_words

SEPTEMBER = 9
SHORTEST_MONTH = 28
"""Days that every month has: a later day is taken for the last of them when months are added."""


def with_proposal(action: Action, others: Sequence[Action], known: Known) -> Action:
    """The action with why it needs a statutory proposal; increases of the same school in ``others`` are added up."""
    return replace(action, proposal=_proposal(action, action.opens, action.places, others, known))


def with_window(option: Option, actions: Sequence[Action], known: Known) -> Option:
    """The option with why each size needs a proposal, opening no earlier than the soonest September it can."""
    proposals = [_proposal(option, option.latest, size.places, actions, known) for size in option.sizes]
    sizes = tuple(Size(size.places, size.capital, why) for size, why in zip(option.sizes, proposals, strict=True))
    soonest = soonest_year(option, proposal=any(proposals))
    return replace(option, sizes=sizes, earliest=max(option.earliest, soonest))


def soonest_year(scheme: Scheme, *, proposal: bool) -> AcademicYear:
    """The first academic year whose 1 September is not before approval, lead time and proposal are over."""
    ready = _months_on(scheme.approved, scheme.lead_months)
    if proposal:
        ready += timedelta(weeks=proposal_weeks(scheme.approved)[0])
    return AcademicYear(ready.year + (ready > date(ready.year, SEPTEMBER, 1)))


def timing_faults(scheme: Action | Option, known: Known) -> Iterator[tuple[str, Words]]:
    """Keys of an action or option whose date cannot be kept; it must have its proposal, an option its window."""
    first, last = known.first, known.last
    if isinstance(scheme, Action):
        if not first <= scheme.opens <= last:
            yield "opens", wrong("OUT_OF_PLAN", year=scheme.opens, first=first, last=last)
        elif scheme.opens < soonest_year(scheme, proposal=scheme.statutory_proposal):
            yield "opens", _too_early(scheme, scheme.opens, proposal=scheme.statutory_proposal)
    elif not first <= scheme.latest <= last:
        yield "latest", wrong("OUT_OF_PLAN", year=scheme.latest, first=first, last=last)
    elif scheme.latest < scheme.earliest:
        yield "latest", wrong("WINDOW_BACKWARDS", latest=scheme.latest, earliest=scheme.earliest)


def stated_too_early(option: Option, stated: AcademicYear, known: Known) -> Words | None:
    """What is wrong with the earliest year that an option states itself, if anything."""
    proposal = any(size.proposal for size in option.sizes)
    if not known.first <= stated <= known.last:
        return wrong("OUT_OF_PLAN", year=stated, first=known.first, last=known.last)
    return _too_early(option, stated, proposal=proposal) if stated < option.earliest else None


def _too_early(scheme: Scheme, year: AcademicYear, *, proposal: bool) -> Words:
    weeks = f" and {proposal_weeks(scheme.approved)[0]} weeks for a statutory proposal" if proposal else ""
    soonest = soonest_year(scheme, proposal=proposal)
    months, approved = scheme.lead_months, scheme.approved.isoformat()
    return wrong("TOO_EARLY", year=year, months=months, weeks=weeks, approved=approved, soonest=soonest)


def _proposal(scheme: Scheme, year: AcademicYear, places: int, others: Sequence[Action], known: Known) -> str:
    ground = _ground(scheme, year, places, others, known)
    return proposal_words(ground, year.first_day) if ground else ""


def _ground(scheme: Scheme, year: AcademicYear, places: int, others: Sequence[Action], known: Known) -> Ground | None:
    """Why a proposal is needed. Of a new school none: its lead time has the process in it."""
    setting = known.settings.get(scheme.urn)
    match scheme.kind:
        case ActionKind.SATELLITE:
            return "site"
        case ActionKind.BASE | ActionKind.DSP:
            return "base"
        case ActionKind.RE_DESIGNATION:
            return "need"
        case ActionKind.CLOSURE if setting and places >= sum(one.commissioned for one in known.at(scheme.urn)):
            return "base" if setting.type in BASES else "closed" if setting.type is SettingType.SPECIAL else None
        case ActionKind.EXPANSION if setting and setting.type in SPECIAL:
            increases = [(year, places), *_increases(known.school_of(scheme.urn), scheme.name, others, known)]
            return "larger" if much_larger(known.pupils(known.school_of(scheme.urn)), increases, year) else None
    return None


def _increases(school: int, name: str, others: Sequence[Action], known: Known) -> list[tuple[AcademicYear, int]]:
    """Places that other actions add to a school, on its own site or as a satellite."""
    return [
        (one.opens, one.places)
        for one in others
        if one.name != name
        and (one.lead_urn == school or (one.kind is ActionKind.EXPANSION and known.school_of(one.urn) == school))
    ]


def _months_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, SHORTEST_MONTH))
