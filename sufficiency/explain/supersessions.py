"""Who was passed over, with what each would have had otherwise, and deadlines that one case would cost another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from sys import intern

from sufficiency.domain.inputs import Inputs
from sufficiency.domain.ordering import OrderingPolicy, Tier
from sufficiency.domain.round import Option
from sufficiency.domain.run import GroupKey, Supersession, Verdict
from sufficiency.domain.settings import Ground
from sufficiency.explain.picture import Picture
from sufficiency.explain.reasons import wanted_more
from sufficiency.statute.clocks import deadline_of
from sufficiency.statute.consultations import by_pair, reply_for
from sufficiency.statute.deadline_conflicts import deadline_conflicts
from sufficiency.statute.supersession import Outcome, barred_code
from sufficiency.statute.supersession import supersessions as records


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Supersession records, and a sentence for every deadline that would be missed for a later one."""

    supersessions: tuple[Supersession, ...]
    conflicts: tuple[str, ...]


def passed_over(
    picture: Picture, inputs: Inputs, verdicts: Sequence[Verdict], policy: OrderingPolicy, order: Sequence[Tier]
) -> PassedOver:
    """Measure the answer against the order in which requests were received."""
    outcomes = _outcomes(picture, inputs, verdicts, order)
    holders = _holders(picture)
    found = tuple(_in_words(picture, record) for record in records(outcomes, holders, policy))
    conflicts = deadline_conflicts(outcomes, holders, inputs.authority.academic_year.first_day)
    return PassedOver(found, tuple(conflict.sentence for conflict in conflicts))


def _outcomes(picture: Picture, inputs: Inputs, verdicts: Sequence[Verdict], order: Sequence[Tier]) -> list[Outcome]:
    keys = {ref: tier.key for tier in order for ref in tier.refs}
    barred = _barred(inputs, verdicts)
    year = inputs.authority.academic_year
    free = [
        Outcome(
            case=picture.cases[ref],
            due=deadline_of(picture.cases[ref], year).on,
            key=keys[ref],
            seat=None if seat is None else seat.group,
            wanted=_wanted(picture, ref),
            barred=barred.get(ref, ()),
        )
        for ref, seat in picture.seats.items()
    ]
    chosen = [
        Outcome(picture.cases[ref], deadline_of(picture.cases[ref], year).on, keys[ref], item.group, overridden=True)
        for ref, item in picture.chosen.items()
    ]
    return free + chosen


def _wanted(picture: Picture, ref: str) -> tuple[GroupKey, ...]:
    """What the case was seeking and is not recommended, best first: places stated, or any where none was stated."""
    more = sorted(wanted_more(picture, ref), key=_best_first)
    stated = [option for option in more if option.rank is not None]
    asked_nothing = all(option.rank is None for option in picture.options[ref])
    return tuple(option.group for option in (more if asked_nothing else stated))


def _best_first(option: Option) -> tuple[bool, int, GroupKey]:
    return option.rank is None, option.rank or 0, option.group


def _barred(inputs: Inputs, verdicts: Sequence[Verdict]) -> Mapping[str, tuple[tuple[GroupKey, str], ...]]:
    """Places that a parent asked for and one rule alone bars, with the reason code of that rule."""
    asked = {(p.child_ref, p.urn) for p in inputs.preferences}
    replies = by_pair(inputs.consultations)
    found: dict[str, dict[GroupKey, str]] = {}
    for verdict in verdicts:
        group = verdict.group
        if verdict.verdict != "not eligible" or group is None or (verdict.child_ref, group.urn) not in asked:
            continue
        reply = reply_for(replies, verdict.child_ref, group.urn, group.provision_id)
        code = barred_code(verdict.rule, Ground.NOT_GIVEN if reply is None else reply.ground)
        if code is not None:
            found.setdefault(verdict.child_ref, {}).setdefault(group, code)
    return {ref: tuple(sorted(codes.items())) for ref, codes in found.items()}


def _holders(picture: Picture) -> Mapping[GroupKey, Sequence[str]]:
    found = {}
    for group in picture.groups:
        limit = picture.full_limit(group)
        if limit is not None:
            chosen = [ref for ref, item in picture.chosen.items() if limit in picture.path(item.group)]
            found[group] = (*picture.holders[limit], *chosen)
    return found


def _in_words(picture: Picture, record: Supersession) -> Supersession:
    seat = picture.seats[record.child_a]
    place = picture.group_name(record.group)
    has = "no place is recommended" if seat is None else f"{picture.group_name(seat.group)} is recommended"
    return replace(
        record,
        counterfactual=f"In the order of request {record.child_a} would come before {record.child_b} for {place}.",
        effect_on_a=intern(f"For {record.child_a} {has}; it is due by {record.a_deadline.isoformat()}."),
    )
