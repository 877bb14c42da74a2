"""Why the place recommended, and why not the ones the family ranks higher."""

from collections.abc import Iterator, Mapping, Sequence

from sufficiency.domain.cases import Preference
from sufficiency.domain.round import Fixed, Limit, Option
from sufficiency.domain.run import GroupKey, Verdict
from sufficiency.explain.picture import Picture
from sufficiency.explain.words import count, listed, minutes_in_words

FINDINGS: Mapping[str, str] = {
    "FIRST_PREFERENCE": "Recommended: the first preference stated.",
    "LOWER_PREFERENCE": "Recommended: a preference stated; the higher ones are answered one by one.",
    "AUTHORITY_PROPOSAL": "Recommended: proposed by the authority, where no preference is stated or none can be met.",
    "FIXED": "Settled already: held, named, on roll, ordered by the tribunal, or settled by a named person.",
    "PREFERENCE_BARRED": "A preference stated that rules stand in the way of; all of them are given together.",
    "NO_PLACE_FREE": "No place is free to name this year.",
    "FULL_EARLIER_IN_ORDER": "Full, and every place is recommended to a case earlier in the order.",
    "FULL_SAME_TIER": "Full, and places are recommended to cases earlier in the order or tied in it.",
    "FULL_IN_COHORT": "Full, where the whole cohort was considered together.",
    "BETTER_OVERALL": "A place is free; it would make a more important level worse or break a rule beside the limits.",
}
"""What is found about a place that may be recommended, or was asked for, by the code used in files."""


def reasons(picture: Picture) -> tuple[Verdict, ...]:
    """For every free child: why its place, then why not each eligible option it ranks higher (or any, if unplaced)."""
    found: list[Verdict] = []
    for ref, seat in picture.seats.items():
        if seat is not None:
            found.append(Verdict(ref, seat.group, "recommended", _rule(seat), because(picture, seat)))
        found += [
            Verdict(ref, option.group, "eligible", *why_not(picture, option)) for option in wanted_more(picture, ref)
        ]
    for fixed in picture.fixed.values():
        found.append(Verdict(fixed.child_ref, fixed.group, "recommended", "FIXED", settled_because(fixed)))
    return tuple(sorted(found, key=lambda v: (v.child_ref, v.group is None, v.group, v.rule)))


def barred_preferences(
    picture: Picture, preferences: Sequence[Preference], verdicts: Sequence[Verdict]
) -> tuple[Verdict, ...]:
    """For every stated preference that no rule lets stand: which rules, together, as one finding for the family."""
    asked = {(p.child_ref, p.urn): p for p in reversed(preferences)}
    bars: dict[tuple[str, GroupKey], list[str]] = {}
    for verdict in verdicts:
        group = verdict.group
        if verdict.verdict == "not eligible" and group is not None and verdict.child_ref in picture.seats:
            preference = asked.get((verdict.child_ref, group.urn))
            if preference is not None and preference.provision_id in ("", group.provision_id):
                bars.setdefault((verdict.child_ref, group), []).append(verdict.sentence)
    eligible = {(ref, option.group.urn) for ref, options in picture.options.items() for option in options}
    return tuple(
        Verdict(
            ref,
            group,
            "not eligible",
            "PREFERENCE_BARRED",
            f"Preference {asked[ref, group.urn].rank}. {' '.join(said)}",
        )
        for (ref, group), said in bars.items()
        if (ref, group.urn) not in eligible
    )


def wanted_more(picture: Picture, ref: str) -> Iterator[Option]:
    """Eligible options the child ranks above what it is recommended; every option when it is unplaced."""
    seat = picture.seats[ref]
    held = None if seat is None else _class(seat)
    return (option for option in picture.options[ref] if held is None or _class(option) < held)


def because(picture: Picture, seat: Option) -> str:
    """Why this place, in one or two sentences."""
    where = picture.group_name(seat.group)
    journey = f"{minutes_in_words(seat.journey.tenths)} by road ({seat.journey.basis})"
    if seat.rank == 1:
        return f"{where}: the first preference stated, and a place can be recommended. {journey}."
    if seat.rank is not None:
        return f"{where}: preference {seat.rank}; the higher ones are answered one by one. {journey}."
    if any(option.rank is not None for option in picture.options[seat.child_ref]):
        return f"{where}: proposed by the authority, as no stated preference can be recommended. {journey}."
    return (
        f"{where}: proposed by the authority. Among places that serve everyone equally well so far, it was chosen for "
        f"suitability, then travel, then cost. {journey}."
    )


def settled_because(fixed: Fixed) -> str:
    """By whom and why a place is settled; by the state of the case where nobody chose it."""
    if fixed.override is None:
        return f"Not this round's to change: {fixed.basis}."
    by, reason = (" ".join(text.split()) for text in (fixed.override.by, fixed.override.reason))
    return f"Settled by {by or 'a person not named'}. Reason given: {reason.rstrip('.') or 'none'}."


def why_not(picture: Picture, option: Option) -> tuple[str, str]:
    """Rule and sentence for an eligible option that is not recommended."""
    index = picture.full_limit(option.group, option.child_ref)
    if index is None:
        return (
            "BETTER_OVERALL",
            (
                "A place is free; recommending it would make a more important level worse, or break a rule that the "
                "authority states (siblings, class mix, money)."
            ),
        )
    limit = picture.limits[index]
    if limit.free <= 0:
        return "NO_PLACE_FREE", f"{limit.name}: {count(limit.places, 'place')} free to name this year{_settled(limit)}."
    holders = picture.holders[index]
    earlier = [ref for ref in holders if picture.tier[ref] < picture.tier[option.child_ref]]
    held = f"{limit.name}: {count(limit.free, 'place')}, recommended to {listed(holders)}"
    if not picture.ordered:
        return "FULL_IN_COHORT", f"{held}; the whole cohort was considered together."
    if len(earlier) == len(holders):
        return "FULL_EARLIER_IN_ORDER", f"{held}, all earlier in the order."
    return "FULL_SAME_TIER", f"{held}, earlier in the order or tied in it."


def _settled(limit: Limit) -> str:
    if not limit.taken:
        return ""
    return ", already settled" if limit.places == 1 else f", {limit.taken} of them already settled"


def _class(option: Option) -> int:
    return 10**6 if option.rank is None else option.rank


def _rule(seat: Option) -> str:
    if seat.rank is None:
        return "AUTHORITY_PROPOSAL"
    return "FIRST_PREFERENCE" if seat.rank == 1 else "LOWER_PREFERENCE"
