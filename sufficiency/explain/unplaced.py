"""Why a child has no place, in words, and the nearest single changes that would help."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sufficiency.domain.round import Conflict
from sufficiency.domain.run import GroupKey, LimitUse, Verdict
from sufficiency.explain.picture import Picture
from sufficiency.explain.words import SHOWN, count, listed, years_in_words

MOST_NAMES = 3

RULES_IN_WORDS = {
    "AGE": ("is for other year groups", "are for other year groups"),
    "NEED": (
        "is not designated for the primary need and has not accepted the child",
        "are not designated for the primary need and have not accepted the child",
    ),
    "SEX": ("admits the other sex only", "admit the other sex only"),
    "NOT_OPEN": ("is not open yet", "are not open yet"),
    "CLOSED": ("has closed", "have closed"),
    "OBJECTED": ("objected on a ground of its own", "objected on a ground of their own"),
    "NOT_OFFERED": ("is independent and has not offered a place", "are independent and have not offered a place"),
    "TRAVEL_LIMIT": (
        "is beyond the travel limit and nobody asked for it",
        "are beyond the travel limit and nobody asked for them",
    ),
    "CHILD_LIMIT": ("is beyond the child's own travel limit", "are beyond the child's own travel limit"),
    "NO_ROUTE": ("has no known route", "have no known route"),
}
"""What each bar says of one provision, and of several."""


def why_in_conflict(picture: Picture, conflict: Conflict) -> str:
    """Who competes for what, in one or two sentences: the same for every child of one conflict."""
    if conflict.by_order:
        return (
            f"{_competition(picture, conflict)}. A place could be found only by moving an earlier case "
            "to one it ranks lower, which the order does not allow."
        )
    if len(conflict.children) <= 1:
        return f"No place is left at {_limit_names(picture, conflict)}."
    return f"{_competition(picture, conflict)}. No arrangement can place them all."


def why_without_conflict(picture: Picture, ref: str, verdicts: Sequence[Verdict]) -> str:
    """What else stands in the way of a child, in one or two sentences."""
    if not picture.options[ref]:
        return _no_option(verdicts)
    return "The places left do not fit beside a rule that the authority states: siblings, class mix or money."


def _no_option(verdicts: Sequence[Verdict]) -> str:
    barred = Counter(v.rule for v in verdicts if v.verdict == "not eligible" and v.rule != "AGE")
    if not barred:
        return "No provision takes this year group."
    parts = [f"{number} {_said_of(rule, number)}" for rule, number in sorted(barred.items())]
    return f"No provision can be recommended: of those for the year group, {'; '.join(parts)}."


def _competition(picture: Picture, conflict: Conflict) -> str:
    cases = [picture.cases[ref] for ref in conflict.children]
    years = years_in_words([case.ncy for case in cases])
    needs = sorted({case.primary_need.value for case in cases})
    numbers = f"{count(len(cases), 'child', 'children')}, {count(conflict.places, 'place')}"
    return f"{years}, {', '.join(needs[:SHOWN])}: {numbers} ({_limit_names(picture, conflict)})"


def _limit_names(picture: Picture, conflict: Conflict) -> str:
    limits = (picture.limits[index] for index in conflict.limits)
    names = dict.fromkeys(limit.name if limit.kind == "family" else picture.setting_name(limit.urn) for limit in limits)
    return listed(list(names), most=MOST_NAMES)


def relaxations(
    picture: Picture, ref: str, verdicts: Sequence[Verdict], uses: Mapping[GroupKey, LimitUse]
) -> tuple[str, ...]:
    """What would free a place: one more place where it helps, or one bar lifted where places stand free."""
    helps = [option.group for option in picture.options[ref] if _places_one_more(uses[option.group])]
    found = []
    if helps:
        found.append(f"One more place at {_one_of(picture, helps)} would place one more child.")
    free: dict[str, list[GroupKey]] = {}
    for verdict in _single_bars(verdicts):
        if verdict.group is not None and picture.full_limit(verdict.group) is None:
            free.setdefault(verdict.rule, []).append(verdict.group)
    for rule, groups in sorted(free.items()):
        found.append(f"Free places that {_said_of(rule, 2)}: {_settings(picture, groups, ', ')}.")
    return tuple(found)


def _said_of(rule: str, number: int) -> str:
    return RULES_IN_WORDS[rule][number != 1] if rule in RULES_IN_WORDS else rule


def _one_of(picture: Picture, groups: Sequence[GroupKey]) -> str:
    """``Oak School``, ``Oak School or Elm School``, ``any of Oak School, Elm School, Ash School and 2 more``."""
    several = len({group.urn for group in groups}) > 2
    return f"any of {_settings(picture, groups, ', ')}" if several else _settings(picture, groups, " or ")


def _settings(picture: Picture, groups: Sequence[GroupKey], between: str) -> str:
    names = dict.fromkeys(picture.setting_name(group.urn) for group in groups)
    return listed(list(names), most=MOST_NAMES, between=between)


def _places_one_more(use: LimitUse) -> bool:
    return bool(use.one_more_with_all_above) and use.one_more_with_all_above[0] < 0


def _single_bars(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Bars that are the only one for their place group, other than year group, in canonical order."""
    bars = [v for v in verdicts if v.verdict == "not eligible"]
    per_group = Counter(v.group for v in bars)
    return [v for v in bars if per_group[v.group] == 1 and v.rule != "AGE"]
