"""Small tables of cases, written as a policy officer would; the title of each test is a heading of the policy."""

from datetime import date

import pytest

from sufficiency.domain.cases import Case, Reason, State, Urgency
from sufficiency.domain.needs import Need
from sufficiency.domain.places import Place
from sufficiency.domain.years import AcademicYear
from sufficiency.statute.ordering import POLICIES, tiers

AS_AT = date(2026, 1, 15)
YEAR = AcademicYear(2026)


def cases(table):
    """One case a row; a column left out keeps its usual value."""
    head, _, *rows = (_cells(line) for line in table.strip().splitlines())
    return [_case(dict(zip(head, row, strict=True))) for row in rows]


@pytest.fixture
def order():
    """The references of a table's cases tier by tier, as at 15 January 2026; ``AB C``: A and B level, then C."""

    def ordered(policy, table, *, seed=7):
        found = tiers(cases(table), POLICIES[policy], AS_AT, YEAR, seed)
        return " ".join("".join(tier.refs) for tier in found)

    return ordered


@pytest.fixture
def read_cases():
    """The cases of a table."""
    return cases


def _cells(line):
    return [cell.strip() for cell in line.split("|")]


def _case(row):
    return Case(
        ref=row["case"],
        ncy=int(row.get("year", 7)),
        primary_need=Need.ASD,
        home=Place("LE1 1AA"),
        request_date=date.fromisoformat(row.get("request", "2025-11-03")),
        deadline=date.fromisoformat(row["due"]) if row.get("due") else None,
        reason=Reason(row.get("reason", "new-plan")),
        state=State(row.get("state", "P0")),
        urgency=Urgency(row.get("urgency", "U6")),
        need_score=int(row.get("score", 0)),
    )


@pytest.fixture
def as_at():
    """The census date of the tables."""
    return AS_AT


@pytest.fixture
def year():
    """The academic year of the tables."""
    return YEAR
