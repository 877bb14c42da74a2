"""Journeys in the page: how long, by phase, and which are over the guideline."""

from collections import Counter

from sufficiency.domain.inputs import TravelRules
from sufficiency.domain.run import Recommendation, Run
from sufficiency.domain.years import Phase, ncy_label, phase_of
from sufficiency.reports.page.tables import PageTable, table
from sufficiency.reports.words import PlaceNames, decimal

BAND, LAST = 15, 75
HOW_KNOWN = {"given": "as given", "network": "by road", "estimated": "estimated"}


def guidelines(rules: TravelRules) -> dict[str, int]:
    """Phase to guideline, in whole minutes."""
    return {Phase.PRIMARY.value: rules.guideline_primary, Phase.SECONDARY.value: rules.guideline_secondary}


def minute_counts(run: Run) -> Counter[tuple[str, int]]:
    """Children by phase and start of their band of 15 minutes; 75 and more are one band."""
    return Counter(
        (phase_of(r.ncy).value, min(r.journey.tenths // 10 // BAND * BAND, LAST))
        for r in run.recommendations
        if r.journey is not None
    )


def minutes_table(counts: Counter[tuple[str, int]]) -> PageTable:
    """Children by band of minutes, one column a phase."""
    starts = range(0, LAST + 1, BAND)
    phases = [phase.value for phase in Phase]
    return table(
        "journeys-table",
        "Children by length of journey, one way",
        ("Minutes", *(f"#{phase.capitalize()}" for phase in phases)),
        [(_band(start), *(counts[phase, start] for phase in phases)) for start in starts],
    )


def _band(start: int) -> str:
    return f"{start} or more" if start == LAST else f"{start} to under {start + BAND}"


def over_guideline_table(run: Run) -> PageTable:
    """Children whose journey is over the guideline, the longest first."""
    names, limits = PlaceNames(run), guidelines(run.authority.travel)
    over = [r for r in run.recommendations if r.over_guideline and r.journey is not None]
    return table(
        "over-table",
        "Children whose journey is longer than the guideline, the longest first",
        ("Child", "Year", "Place", "#Minutes", "#Guideline", "How known", "Basis"),
        (_over_row(r, names, limits) for r in sorted(over, key=_longest_first)),
    )


def _longest_first(r: Recommendation) -> tuple[int, str]:
    return (0 if r.journey is None else -r.journey.tenths, r.child_ref)


def _over_row(r: Recommendation, names: PlaceNames, limits: dict[str, int]) -> tuple[str, ...]:
    way = ("", "") if r.journey is None else (decimal(r.journey.tenths, 1), HOW_KNOWN[r.journey.basis])
    limit = str(limits[phase_of(r.ncy).value])
    return r.child_ref, ncy_label(r.ncy), names.of(r.group), way[0], limit, way[1], r.basis
