"""The tables of a panel pack: each states its columns once, for Word, Excel and PDF alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sufficiency.reports.disclosure import NOTE
from sufficiency.reports.words import day, pounds

Cell = str | int | date | None
"""Text, a count, a day, or pence where the column says so; None is not known."""

NO_BREAK = "\N{NO-BREAK SPACE}"
"""Holds a date together in a narrow column."""

Row = Mapping[str, Cell]
"""One row by the names of the columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in templates, its heading, its share of the width, and what its cells are."""

    name: str
    heading: str
    width: int = 2
    kind: Literal["text", "number", "day", "pence"] = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name in templates and workbooks, its heading, what it says, and what it says where it is empty."""

    name: str
    heading: str
    says: str
    columns: tuple[Column, ...]
    empty: str = "None."


def shown(column: Column, cell: Cell) -> str:
    """A cell in words: ``9 Jan 2026``, ``£12,345``, ``1,204``, or blank where nothing is known."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        number, month, year = day(cell).split()
        return NO_BREAK.join((number, month[:3], year))
    if isinstance(cell, int):
        return pounds(cell) if column.kind == "pence" else f"{cell:,}"
    return cell


def rows_in_words(sheet: Sheet, rows: Iterable[Row]) -> list[dict[str, str]]:
    """Rows of a sheet with every cell as text."""
    return [{column.name: shown(column, row[column.name]) for column in sheet.columns} for row in rows]


CHILD = Column("child", "Child", 2)

FIGURES = Sheet(
    "figures",
    "Summary figures",
    "",
    (Column("name", "Figure", 4), Column("figure", "Value", 2), Column("says", "Meaning", 7)),
)

CASE = Sheet(
    "cases",
    "Cases",
    "One page for each child whose place is not yet settled, in the order of the policy.",
    (
        CHILD,
        Column("year", "Year group"),
        Column("need", "Primary need", 3),
        Column("other_needs", "Other needs"),
        Column("reason", "Reason"),
        Column("state", "State of the case"),
        Column("requested", "Request received", kind="day"),
        Column("deadline", "Statutory deadline", kind="day"),
        Column("deadline_rule", "How the deadline is fixed", 4),
        Column("time_left", "Against the data date"),
        Column("outcome", "Outcome"),
        Column("place", "Place recommended", 3),
        Column("basis", "Basis"),
        Column("journey", "Journey, one way"),
        Column("cost", "Cost a year", kind="pence"),
        Column("new_cost", "Of it new spending", kind="pence"),
        Column("why", "Why", 8),
        Column("notes", "To note", 6),
    ),
)

ASKED = Sheet(
    "asked",
    "What the parent or young person asked for",
    "",
    (
        Column("rank", "Rank", 2, "number"),
        Column("place", "Setting", 12),
        Column("requested", "Asked on", 4, "day"),
        Column("answer", "What is recommended", 12),
    ),
    "No setting was asked for.",
)

CONSULTED = Sheet(
    "consultations",
    "Consultations",
    "",
    (
        Column("place", "Setting", 10),
        Column("sent", "Sent", 6, "day"),
        Column("due", "Reply due", 6, "day"),
        Column("replied", "Replied", 6, "day"),
        Column("reply", "Reply", 5),
        Column("ground", "Ground given", 7),
        Column("says", "To note", 9),
    ),
    "No setting was consulted.",
)

ALTERNATIVES = Sheet(
    "alternatives",
    "Alternatives and what each would change",
    "",
    (Column("place", "Place", 3), Column("effect", "What it would change", 5), Column("moves", "Who would move", 4)),
    "There is no other place that could be recommended.",
)

TRAVEL = Sheet(
    "travel",
    "Journey and transport",
    "",
    (
        Column("place", "Setting", 4),
        Column("says", "Standing", 4),
        Column("minutes", "Minutes", 2),
        Column("due", "Free travel", 6),
        Column("how", "How", 6),
        Column("cost", "A year over today's routes", 3, "pence"),
    ),
    "Transport is priced by mileage in this round: no routes were made.",
)

REFUSALS = Sheet(
    "refusals",
    "Requests not recommended: each needs its own answer",
    "",
    (
        Column("rank", "Rank", 2, "number"),
        Column("place", "Setting asked for", 5),
        Column("finding", "Why it is not recommended", 8),
        Column("ground", "Ground", 6),
        Column("flag", "Before a refusal", 8),
    ),
    "None: every request ranked above the place recommended is met.",
)

EVIDENCE = Sheet(
    "evidence",
    "Evidence a refusal would still need",
    "",
    (
        Column("place", "Setting asked for", 2),
        Column("ground", "Ground"),
        Column("says", "Evidence to give", 4),
        Column("given", "Given, with source and date", 4),
    ),
    "None.",
)

PAGE_EVIDENCE = Sheet(
    "evidence_by_ground",
    "Evidence a refusal would still need",
    "",
    (
        Column("ground", "Ground", 2),
        Column("says", "Evidence to give", 8),
        Column("given", "Given, with source and date", 7),
    ),
)

TOUCHING = Sheet(
    "touching",
    "Supersessions that touch this case",
    "",
    (Column("says", "What happened", 6), Column("why", "Why", 4)),
    "None.",
)

DECISION = Sheet(
    "decision",
    "Decision (for the panel to fill in)",
    "",
    (
        Column("decided_by", "Decided by"),
        Column("role", "Role"),
        Column("decided_on", "Date"),
        Column("decision", "Decision"),
        Column("reason", "Reason"),
        Column("dissent", "Dissent"),
        Column("ground", "Ground under s.39"),
        Column("evidence", "Evidence, by number"),
    ),
)

REFUSED_AS_FULL = Sheet(
    "refused_as_full",
    "Refused as full",
    "Settings whose reply was only that they are full. That is a report, not a ground of refusal.",
    (
        CHILD,
        Column("place", "Setting", 4),
        Column("sent", "Sent", 2, "day"),
        Column("replied", "Replied", 2, "day"),
        Column("counts", "Places as given by the authority", 5),
    ),
)

UNPLACED = Sheet(
    "unplaced",
    "No place recommended",
    "Earliest deadline first, with what would free a place.",
    (
        CHILD,
        Column("year", "Year and need", 2),
        Column("deadline", "Deadline", 2, "day"),
        Column("why", "Why", 6),
        Column("freeing", "What would free a place", 6),
    ),
)

SUPERSESSIONS = Sheet(
    "supersessions",
    "Supersessions",
    "Places recommended to a later request while an earlier one was seeking them. Each needs a person's confirmation.",
    (
        Column("earlier", "Superseded", 6),
        Column("earlier_asked", "Asked", 6, "day"),
        Column("later", "By", 5),
        Column("later_asked", "Asked", 6, "day"),
        Column("place", "Place", 8),
        Column("why", "Why", 11),
        Column("effect", "What it means for the superseded", 8),
    ),
)

OVERRIDES = Sheet(
    "overrides",
    "Places settled by a named person",
    "",
    (CHILD, Column("place", "Place", 4), Column("reason", "Reason given", 5), Column("by", "By", 3)),
)

PLACES = Sheet(
    "places",
    "Places by setting",
    "Places free to name this year, and how they are used.",
    (
        Column("place", "Setting", 12),
        Column("type", "Type", 8),
        Column("places", "Places", 5, "number"),
        Column("used", "Used", 4, "number"),
        Column("left", "Left", 4, "number"),
        Column("full", "Replies of “full”", 6, "number"),
        Column("one_more", "One more place there", 21),
    ),
)

NEEDS = Sheet(
    "needs",
    "Outcomes by primary need",
    "",
    (
        Column("need", "Primary need", 5),
        Column("first", "First preference", 2, "number"),
        Column("other", "Other preference", 2, "number"),
        Column("proposed", "Authority's proposal", 2, "number"),
        Column("settled", "Already settled", 2, "number"),
        Column("unplaced", "Unplaced", 2, "number"),
        Column("all", "All", 1, "number"),
    ),
)

REFERENCES = Sheet(
    "references",
    "Every child by reference",
    "",
    (CHILD, Column("outcome", "Outcome", 3), Column("place", "Place", 5), Column("deadline", "Deadline", 3, "day")),
)

PUBLIC_NEEDS = Sheet("public_needs", "Children by primary need and outcome", NOTE, NEEDS.columns)

EQUALITY = Sheet(
    "equality",
    "Draft equality impact section",
    "",
    (
        Column("characteristic", "By", 4),
        Column("group", "Group", 4),
        Column("children", "Children", 2),
        Column("placed", "Placed", 2),
        Column("first", "First", 2),
        Column("superseded", "Superseded", 3),
        Column("minutes", "Minutes", 2),
        Column("days", "Days", 2),
    ),
    "No equality characteristics were given.",
)

PAGE_TABLES = (ASKED, CONSULTED, ALTERNATIVES, TRAVEL, REFUSALS, PAGE_EVIDENCE, TOUCHING)
"""On the page of each case."""

BOOK_TABLES = (ASKED, CONSULTED, ALTERNATIVES, TRAVEL, REFUSALS, EVIDENCE, TOUCHING)
"""In the workbook over all cases, the child in front."""

LISTS = (
    REFUSED_AS_FULL, UNPLACED, SUPERSESSIONS, OVERRIDES, PLACES, NEEDS, REFERENCES, PUBLIC_NEEDS, EQUALITY,
)  # fmt: skip
