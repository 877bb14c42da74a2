"""The cases of a run as one list that a query string filters, orders and pages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from sufficiency.domain.inputs import Inputs
from sufficiency.domain.run import Recommendation, Run
from sufficiency.domain.years import ncy_label
from sufficiency.reports.words import NO_PLACE, PlaceNames, day, decimal, pounds
from sufficiency.statute.clocks import deadline_of
from sufficiency.web.tables import Cell, Head, ListTable

Choices = tuple[tuple[str, str], ...]
"""Values to choose from, each with its words."""

PER_PAGE = (25, 50, 100)
RECOMMENDED, SETTLED, NOWHERE = "recommended", "settled", "no-place"
OUTCOMES: Mapping[str, str] = {RECOMMENDED: "Place recommended", NOWHERE: "No place", SETTLED: "Settled already"}
DUE: Mapping[str, str] = {"overdue": "Past its deadline", "month": "Due within 30 days"}
DECIDED: Mapping[str, str] = {"no": "Not decided yet", "yes": "Decided on this run"}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case of a run, with what it may be filtered and ordered by. ``deadline`` None: not known here."""

    ref: str
    ncy: int
    need: str
    outcome: str
    place: str
    rank: int | None
    tenths: int | None
    cost: int | None
    deadline: date | None


@dataclass(frozen=True, slots=True)
class Query:
    """What the query string asks for; blank means all."""

    find: str = ""
    need: str = ""
    year: str = ""
    outcome: str = ""
    due: str = ""
    decided: str = ""
    sort: str = "deadline"
    per_page: int = PER_PAGE[0]
    page: int = 1

    def address(self, **changes: str | int) -> str:
        """The same question with changes, as a query string; what is as usual is left out."""
        usual = Query()
        asked = replace(self, **changes)  # type: ignore[arg-type]
        said = {name: getattr(asked, name) for name in Query.__dataclass_fields__}
        return "?" + urlencode({name: value for name, value in said.items() if value != getattr(usual, name)})

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        """The filters in force: name and value."""
        names = ("find", "need", "year", "outcome", "due", "decided")
        return tuple((name, getattr(self, name)) for name in names if getattr(self, name))


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the rows asked for, how many there are in all, and how many pages."""

    rows: tuple[CaseRow, ...]
    total: int
    pages: int
    page: int


def case_rows(run: Run, inputs: Inputs | None) -> tuple[CaseRow, ...]:
    """Every case of a run; deadlines are known where the run's own tables are still there."""
    names = PlaceNames(run)
    year = run.authority.academic_year
    due = {case.ref: deadline_of(case, year).on for case in inputs.cases} if inputs else {}
    placed = (_placed(r, names, due.get(r.child_ref)) for r in run.recommendations)
    waiting = (
        CaseRow(u.child_ref, u.ncy, str(u.primary_need), NOWHERE, NO_PLACE, None, None, None, u.deadline)
        for u in run.unplaced
    )
    return tuple(sorted((*placed, *waiting), key=lambda row: row.ref))


def everyone(run: Run, inputs: Inputs | None) -> tuple[tuple[CaseRow, ...], Choices, Choices]:
    """Every case of a run, and the needs and years that occur: the same for whatever is asked of the list."""
    rows = case_rows(run, inputs)
    return rows, *choices(rows)


def find(rows: Iterable[CaseRow], query: Query, as_at: date, decided: frozenset[str] = frozenset()) -> Found:
    """The page of rows that a query asks for; ``decided`` are the cases decided on this run."""
    kept = [row for row in rows if _wanted(row, query, as_at) and _as_decided(row, query, decided)]
    key, backwards = _order(query.sort)
    known = sorted(
        (row for row in kept if key(row) is not None), key=lambda row: (key(row), row.ref), reverse=backwards
    )
    ordered = [*known, *(row for row in kept if key(row) is None)]
    size = query.per_page if query.per_page in PER_PAGE else PER_PAGE[0]
    pages = max(1, -(-len(ordered) // size))
    at = min(max(1, query.page), pages)
    return Found(tuple(ordered[(at - 1) * size : at * size]), len(ordered), pages, at)


def case_table(found: Found, run: str, as_at: date) -> ListTable:
    """The rows found, each with the way to its case."""
    heads = (
        Head("Case", sort="ref"), Head("Year", sort="year"), Head("Need", sort="need"), Head("Outcome", sort="outcome"),
        Head("Place", sort="place"), Head("Preference", number=True, sort="rank"),
        Head("Minutes", number=True, sort="minutes"), Head("Cost a year", number=True, sort="cost"),
        Head("Due", sort="deadline"),
    )  # fmt: skip
    return ListTable("cases", "Cases", heads, tuple(_cells(row, run, as_at) for row in found.rows))


def choices(rows: Sequence[CaseRow]) -> tuple[Choices, Choices]:
    """Needs and years that occur, each as its value and its words, for the filter."""
    needs = tuple((need, need) for need in sorted({row.need for row in rows}))
    years = tuple((str(ncy), ncy_label(ncy)) for ncy in sorted({row.ncy for row in rows}))
    return needs, years


def _placed(r: Recommendation, names: PlaceNames, due: date | None) -> CaseRow:
    outcome = SETTLED if r.fixed else RECOMMENDED
    tenths = r.journey.tenths if r.journey else None
    place = names.of(r.group)
    return CaseRow(
        r.child_ref, r.ncy, str(r.primary_need), outcome, place, r.preference_rank, tenths, r.annual_cost,
        None if r.fixed else due,
    )  # fmt: skip


def _wanted(row: CaseRow, query: Query, as_at: date) -> bool:
    if query.due:
        days = (row.deadline - as_at).days if row.deadline else None
        if days is None or not (days < 0 if query.due == "overdue" else 0 <= days <= 30):
            return False
    asked = ((query.need, row.need), (query.year, str(row.ncy)), (query.outcome, row.outcome))
    return query.find.strip().lower() in row.ref.lower() and all(wanted in ("", has) for wanted, has in asked)


def _as_decided(row: CaseRow, query: Query, decided: frozenset[str]) -> bool:
    """A place settled before the round is not the panel's to decide."""
    if not query.decided:
        return True
    return row.outcome != SETTLED and (row.ref in decided) == (query.decided == "yes")


_KEYS: Mapping[str, Callable[[CaseRow], object]] = {
    "ref": lambda row: row.ref,
    "year": lambda row: row.ncy,
    "need": lambda row: row.need,
    "outcome": lambda row: row.outcome,
    "place": lambda row: row.place,
    "rank": lambda row: row.rank,
    "minutes": lambda row: row.tenths,
    "cost": lambda row: row.cost,
    "deadline": lambda row: row.deadline,
}


def _order(sort: str) -> tuple[Callable[[CaseRow], object], bool]:
    """What to order by, and whether the other way round (a name with a minus before it)."""
    name = sort.removeprefix("-")
    return _KEYS.get(name, _KEYS["deadline"]), sort.startswith("-")


def _cells(row: CaseRow, run: str, as_at: date) -> tuple[Cell, ...]:
    tag = {NOWHERE: "red", SETTLED: "grey"}.get(row.outcome, "green")
    due = day(row.deadline) if row.deadline else "–"
    late = row.deadline is not None and row.deadline < as_at
    return (
        Cell(row.ref, f"/runs/{run}/cases/{row.ref}"), Cell(ncy_label(row.ncy)), Cell(row.need),
        Cell(OUTCOMES[row.outcome], tag=tag), Cell(row.place), Cell(str(row.rank or "–")),
        Cell("–" if row.tenths is None else decimal(row.tenths, 1)),
        Cell("–" if row.cost is None else pounds(row.cost)),
        Cell(f"{due} (overdue)" if late else due),
    )  # fmt: skip
