"""Children in the page, by reference only: those without a place, those placed, and how each need fared."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from sufficiency.domain.needs import Need
from sufficiency.domain.run import Recommendation, Run, Unplaced
from sufficiency.domain.transport import Arrangement
from sufficiency.domain.years import ncy_label
from sufficiency.reports.page.tables import PageTable, table
from sufficiency.reports.transport.arrangement import mode_in_words
from sufficiency.reports.words import PlaceNames, count, day, decimal, pounds

OUTCOMES = ("First preference", "Other preference", "Authority's proposal", "Already settled", "Unplaced")
NO_BREAK = "\N{NO-BREAK SPACE}"
FIRST, OTHER, PROPOSED, SETTLED, NONE = OUTCOMES


def unplaced_table(run: Run) -> PageTable:
    """Why each child has no place and what would free one, earliest deadline first."""
    rows = sorted(run.unplaced, key=lambda u: (u.deadline, u.child_ref))
    return table(
        "unplaced-table",
        "Children for whom no place is recommended, earliest deadline first",
        ("Child", "Year and need", "Deadline", "Asked for", "Why", "What would free a place"),
        (_unplaced_row(u, run.authority.as_at) for u in rows),
        stacked=True,
    )


def _unplaced_row(u: Unplaced, as_at: date) -> tuple[str, ...]:
    asked = f"{count(u.stated, 'setting')}; {u.options or 'no'} could be recommended"
    year = f"{ncy_label(u.ncy)}, {u.primary_need}"
    freeing = "\n".join(u.relaxations) or "No single change found"
    return u.child_ref, year, _deadline(u.deadline, as_at), asked, u.why, freeing


def _deadline(due: date, as_at: date) -> str:
    late = (as_at - due).days
    on = day(due).replace(" ", NO_BREAK)
    return f"{on}\n{count(late, 'day')} overdue" if late > 0 else on


def everyone_table(run: Run) -> PageTable:
    """Every place recommended or settled, by reference."""
    names, transport = PlaceNames(run), run.transport
    travel = {} if transport is None else {(its.ref, its.urn): its for its in transport.arrangements}
    heads = ("Child", "Year", "Need", "Place", "Basis", "#Minutes", "#Cost a year")
    more = () if transport is None else ("Travels by", "#Transport a year")
    rows = (
        (*_everyone_row(r, names), *(_travels(travel.get((r.child_ref, r.group.urn))) if more else ()))
        for r in sorted(run.recommendations, key=lambda r: r.child_ref)
    )
    return table("everyone-table", "Every place recommended or already settled", (*heads, *more), rows)


def _travels(its: Arrangement | None) -> tuple[str, str]:
    """Mode, and what it adds to today's routes; not known where no vehicle was found."""
    if its is None:
        return "not known", "not known"
    new = "new " if its.vehicle and not its.joins else ""
    return f"{new}{mode_in_words(its.mode)}", pounds(its.year)


def _everyone_row(r: Recommendation, names: PlaceNames) -> tuple[str, ...]:
    way = "not known" if r.journey is None else decimal(r.journey.tenths, 1)
    return (
        r.child_ref, ncy_label(r.ncy), r.primary_need, names.of(r.group), r.basis, way, pounds(r.annual_cost)
    )  # fmt: skip


def outcome_counts(run: Run) -> dict[Need, Counter[str]]:
    """Children by primary need and outcome, the commonest need first."""
    counts: dict[Need, Counter[str]] = {}
    for need, outcome in _outcomes(run):
        counts.setdefault(need, Counter())[outcome] += 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1].total(), pair[0])))


def _outcomes(run: Run) -> Iterator[tuple[Need, str]]:
    yield from ((r.primary_need, _outcome(r)) for r in run.recommendations)
    yield from ((u.primary_need, NONE) for u in run.unplaced)


def _outcome(r: Recommendation) -> str:
    if r.fixed:
        return SETTLED
    if r.preference_rank is None:
        return PROPOSED
    return FIRST if r.preference_rank == 1 else OTHER


def outcome_table(counts: dict[Need, Counter[str]]) -> PageTable:
    """The same counts as a table, with totals."""
    rows = [(need.label, *(by[name] for name in OUTCOMES), by.total()) for need, by in counts.items()]
    return table(
        "needs-table",
        "Children by primary need and outcome",
        ("Primary need", *(f"#{name}" for name in OUTCOMES), "#All"),
        [*rows, ("All", *_totals(rows))],
    )


def _totals(rows: Iterable[tuple[object, ...]]) -> list[int]:
    columns = list(zip(*rows, strict=True))[1:]
    return [sum(int(str(value)) for value in column) for column in columns] or [0] * (len(OUTCOMES) + 1)
