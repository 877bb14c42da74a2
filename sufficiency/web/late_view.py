"""What of a round is overdue, due and unanswered, as a page lays it out; and how much of it, for the list of tasks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sufficiency.domain.cases import Case
from sufficiency.domain.inputs import Inputs
from sufficiency.reports.drift import Drift, child_by_child, drift_sections
from sufficiency.reports.sections import Section, SectionTable
from sufficiency.statute.clocks import deadline_of
from sufficiency.statute.drift import SETTLED
from sufficiency.store.cases import moved_cases
from sufficiency.store.rounds import round_called
from sufficiency.web.shelf import Shelf
from sufficiency.web.tables import Cell, ListTable, listed
from sufficiency.web.workbench import Workbench

MOST = 500
"""Rows of children that one table lists at most; the sentence above it says of how many."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, the sentences under it, and its tables."""

    heading: str
    says: tuple[str, ...]
    tables: tuple[ListTable, ...]


def late_parts(found: Drift, cases: Mapping[str, str]) -> tuple[Part, ...]:
    """The sections of the report, with what they only count listed child by child; ``cases``: child to its page."""
    deadlines, transfers, silent, *others = drift_sections(found, MOST)
    late, consultations = child_by_child(found, MOST)
    sections = (deadlines, late, transfers, silent, consultations, *others)
    return tuple(_part(f"part-{number}", section, cases) for number, section in enumerate(sections, start=1))


def pages_of_cases(shelf: Shelf, round_: str) -> Mapping[str, str]:
    """The address of each case on the newest run of a round; none where there is no run."""
    run = next((run for run in shelf.runs() if shelf.round_of(run.stored) == round_), None)
    if run is None:
        return {}
    answer = run.stored.run
    refs = [*(one.child_ref for one in answer.recommendations), *(one.child_ref for one in answer.unplaced)]
    return {ref: f"/runs/{run.name}/cases/{ref}" for ref in refs}


def past_deadline(workbench: Workbench, name: str, inputs: Inputs) -> int:
    """How many cases of a round are open past their deadline today: as ``open_cases`` has it, and without a report."""
    due = workbench.shelf.remember("deadlines", name, lambda _: _deadlines(inputs))
    moved, today = moved_cases(workbench.store, round_called(inputs.authority)), workbench.today
    passed = (moved[case.ref].state if case.ref in moved else case.state for case, on in due if on < today)
    return sum(state not in SETTLED for state in passed)


def _deadlines(inputs: Inputs) -> tuple[tuple[Case, date], ...]:
    return tuple((case, deadline_of(case, inputs.authority.academic_year).on) for case in inputs.cases)


def _part(ident: str, section: Section, cases: Mapping[str, str]) -> Part:
    tables = (_table(f"{ident}-{number}", section.heading, table, cases) for number, table in _filled(section))
    return Part(section.heading, section.paragraphs, tuple(tables))


def _filled(section: Section) -> Iterator[tuple[int, SectionTable]]:
    return ((number, table) for number, table in enumerate(section.tables, start=1) if table.rows)


def _table(ident: str, heading: str, table: SectionTable, cases: Mapping[str, str]) -> ListTable:
    """A child leads to its page where it has one."""
    way = cases if table.columns[0] == "Child" else {}
    rows = [(Cell(row[0], way.get(row[0], "")), *map(Cell, row[1:])) for row in table.rows]
    return listed(ident, table.title or heading, table.columns, rows)
