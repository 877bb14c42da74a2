"""The first screen: how the round came out, and what to look at first."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from sufficiency.domain.run import Recommendation, Run
from sufficiency.reports.record import RunRecord
from sufficiency.reports.words import count, day, decimal, percent, pounds

SOON = timedelta(days=30)
_BY_ORDER = (
    "a place could be found only if an earlier case took one it ranks lower",
    "places could be found only if earlier cases took ones they rank lower",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One big figure: what it counts, the figure, and a sentence that says what it means."""

    name: str
    figure: str
    says: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A status in words; ``good`` only adds a colour to them."""

    says: str
    good: bool


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing to look at, and the part of the page (an ident) that holds it."""

    says: str
    part: str


def outcomes(run: Run) -> tuple[Outcome, ...]:
    """Placed, first preferences, journeys and money. Children already settled are left out of the first two."""
    free = [r for r in run.recommendations if not r.fixed]
    awaiting = len(free) + len(run.unplaced)
    return (
        _share("Places recommended", len(free), awaiting, "children awaiting a place"),
        _share("First preference met", sum(r.preference_rank == 1 for r in free), run.stated, _of_stated(run)),
        *_journeys(run),
        Outcome("Cost", _short_pounds(_sum_of_cost(free)), _cost_says(free)),
        Outcome("Without a place", f"{len(run.unplaced):,}", _by_need(run)),
    )


def status(run: Run, record: RunRecord) -> tuple[Tag, ...]:
    """Whether the answer was recounted, proven and can be repeated."""
    proven = run.status == "optimal"
    return (
        Tag("Verified" if record.verified else "Not verified", record.verified),
        Tag("Proven best at every level" if proven else "Stopped at a limit: best found, not proven", proven),
        Tag("Repeatable" if run.repeatable else "Not repeatable", run.repeatable),
    )


def recount(record: RunRecord) -> str:
    """What the recount did, in a sentence."""
    if record.verification is None:
        return "No recount was made. Run the verify command before this goes to anyone."
    looked = sum(check.checked for check in record.verification.checks)
    checks = count(len(record.verification.checks), "check")
    end = "nothing was broken" if record.verified else count(len(record.verification.broken), "breach", "breaches")
    return f"A separate program recounted {looked:,} facts from the input files in {checks}: {end}."


def warned(record: RunRecord) -> str:
    """How many warnings the input has."""
    return f"{count(len(record.warnings), 'warning')} about the input to read before you rely on this"


def attention(run: Run) -> tuple[Attention, ...]:
    """What an officer should look at first, most pressing first; empty lines are left out."""
    return tuple(Attention(says, part) for says, part in _attention(run) if says)


def _attention(run: Run) -> Iterator[tuple[str, str]]:
    as_at = run.authority.as_at
    overdue = sum(u.deadline < as_at for u in run.unplaced)
    soon = sum(as_at <= u.deadline <= as_at + SOON for u in run.unplaced)
    by_order = sum(u.by_order for u in run.unplaced)
    over = sum(r.over_guideline for r in run.recommendations)
    guessed = sum(r.journey is not None and r.journey.basis == "estimated" for r in run.recommendations)
    superseded = len({s.child_a for s in run.supersessions})
    full = len({(v.child_ref, v.group and v.group.urn) for v in run.verdicts if v.rule == "FULL_REPORTED"})
    yield _some(len(run.unplaced), "child has no place", "children have no place", "recommended"), "unplaced"
    unplaced = len(run.unplaced)
    yield _of_them(overdue, unplaced, f"past the statutory deadline on {day(as_at)}"), "unplaced"
    yield _of_them(soon, unplaced, "due within 30 days"), "unplaced"
    yield _of_them(by_order, unplaced, f"kept out by the order: {_BY_ORDER[by_order != 1]}"), "unplaced"
    yield _some(len(run.notes), "note", "notes", "on this round to read"), "notes"
    yield _some(over, "journey is", "journeys are", "longer than the guideline"), "journeys"
    yield from _not_brought(run)
    yield _some(_holds_moved(run), "provisional hold is", "provisional holds are", "moved"), "everyone"
    yield (
        _some(superseded, "earlier request is", "earlier requests are", "superseded"),
        "superseded",
    )
    yield _some(full, "reply said", "replies said", "only that the setting is full; that is not a ground"), "settings"
    yield _some(guessed, "journey is", "journeys are", "a straight-line estimate, not a road"), "method"
    yield _some(len(run.overrides), "place was", "places were", "settled by a named person"), "order"


def _not_brought(run: Run) -> Iterator[tuple[str, str]]:
    """Whom no vehicle brings, today or by this round."""
    if run.transport is None:
        return
    yield (
        _some(
            len(run.transport.not_served), "child who travels today is", "children who travel today are",
            "not served: no vehicle brings them",
        ),
        "travel",
    )  # fmt: skip
    says = "no vehicle that brings them there: their price is by mileage"
    yield (
        _some(len(run.not_arranged), "child recommended a place has", "children recommended a place have", says),
        "travel",
    )


def _some(number: int, one: str, many: str, end: str) -> str:
    return f"{count(number, one, many)} {end}" if number else ""


def _of_them(number: int, whole: int, end: str) -> str:
    """``2 of them are late``; of one child alone, ``That child is late``."""
    return f"That child is {end}" if number == whole == 1 else _some(number, "of them is", "of them are", end)


def _holds_moved(run: Run) -> int:
    return next((level.value for level in run.levels if level.name == "holds_moved"), 0)


def _share(name: str, part: int, whole: int, says: str) -> Outcome:
    return (
        Outcome(name, f"{part:,} of {whole:,}", f"{percent(part, whole)} of {says}")
        if whole
        else Outcome(name, "–", says)
    )


def _of_stated(run: Run) -> str:
    return "children whose parents stated one" if run.stated else "no preference was stated"


def _journeys(run: Run) -> Iterator[Outcome]:
    known = [r for r in run.recommendations if r.journey is not None]
    within = sum(not r.over_guideline for r in known)
    rules = run.authority.travel
    limits = f"{rules.guideline_primary} minutes to Year 6, {rules.guideline_secondary} above"
    yield _share("Within the travel guideline", within, len(known), f"known journeys: {limits}")
    total = sum(r.journey.tenths for r in known if r.journey is not None)
    mean = decimal((2 * total + len(known)) // (2 * len(known)), 1) if known else "–"
    yield Outcome("Average journey", f"{mean} min", "one way, by road where a road is known")


def _sum_of_cost(rows: list[Recommendation]) -> int:
    return sum(r.annual_cost for r in rows)


def _cost_says(free: list[Recommendation]) -> str:
    marginal = sum(r.marginal_cost for r in free)
    return f"a year for the places recommended; {pounds(marginal)} of it is new spending"


def _short_pounds(pence: int) -> str:
    return f"£{decimal((pence + 500_000) // 1_000_000, 2)}m" if pence >= 100_000_000 else pounds(pence)


def _by_need(run: Run) -> str:
    if not run.unplaced:
        return "every child awaiting a place has a recommendation"
    by_need = Counter(u.primary_need for u in run.unplaced)
    ranked = sorted(by_need.items(), key=lambda pair: (-pair[1], pair[0]))
    said = [f"{number} {need}" for need, number in ranked[:4]]
    rest = sum(number for _, number in ranked[4:])
    return "by primary need: " + ", ".join([*said, *([f"{rest} other"] if rest else [])])
