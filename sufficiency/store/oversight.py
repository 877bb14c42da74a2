"""How decisions came out, by person: how often otherwise than recommended, and how long the case had been open before.

A person's part in a decision has to be active, before the decision applies, and able to change it (Information
Commissioner's Office, draft guidance on automated decision-making, 31 March 2026; UK GDPR Articles 22A to 22D). These
figures let an auditor ask whether it was. They find nothing by themselves: a case may be read on paper before it is
opened here, or be opened a day before it is read; and most recommendations may be right.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import Row, Select, and_, func, select

from sufficiency.store import schema
from sufficiency.store.runs import run_called
from sufficiency.store.transactions import Store

SHORT_LOOK = 60
"""Seconds since a case was first opened under which the auditor is told. Our assumption; no law sets a threshold."""

HOW_TO_READ = (
    "Times run from when the person first opened the case on the run they decided on. Few changes and short looks are "
    "a reason to ask, not a finding; one person alone, or a handful of decisions, say little."
)
"""Said beside the figures wherever they are shown."""


@dataclass(frozen=True, slots=True)
class ByPerson:
    """What one person decided. ``decisions`` is the sum of the three counts after it.

    ``median_seconds`` is between opening a case on the run for the first time and deciding it there, in whole seconds;
    ``short_looks`` are the decisions made before ``SHORT_LOOK`` seconds had gone by. Whoever asks for more and then
    decides, did so twice, both counted from the first opening.
    """

    by: str
    decisions: int
    as_recommended: int
    other_than_recommended: int
    asked_for_more: int
    median_seconds: int
    short_looks: int

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """All decisions; as recommended, other than recommended, asking for more."""
        return self.decisions, self.as_recommended, self.other_than_recommended, self.asked_for_more


@dataclass(frozen=True, slots=True)
class Totals:
    """Decisions on every run, those aside that asked for more; and those of them other than recommended."""

    decisions: int
    other_than_recommended: int


def by_person(store: Store, run: str = "") -> tuple[ByPerson, ...]:
    """Everybody who decided, by name; on one run, if said. Raises UsageError where there is no such run."""
    with store.reading() as connection:
        if run:
            run_called(connection, run)
        made: dict[str, list[Row[Any]]] = defaultdict(list)
        for row in connection.execute(_decided(run)):
            made[row.by].append(row)
    return tuple(_figures(name, rows) for name, rows in sorted(made.items()))


def totals(store: Store) -> Totals:
    """How many decisions the store has, and how many chose otherwise."""
    made = schema.decisions
    query = select(func.count(), func.count().filter(made.c.override)).where(made.c.outcome != "defer")
    with store.reading() as connection:
        return Totals(*connection.execute(query).one())


def _decided(run: str) -> Select[Any]:
    """Each decision with when it was made and when its author first opened the case on its run."""
    made, looked = schema.decisions, schema.openings
    then, first = schema.audit.alias("then"), schema.audit.alias("first")
    same = and_(*(made.c[name] == looked.c[name] for name in ("run", "round", "ref", "by")))
    query = (
        select(made.c.by, made.c.outcome, made.c.override, then.c.at, first.c.at.label("opened_at"))
        .join(then, then.c.seq == made.c.audit_seq)
        .join(looked, same)
        .join(first, first.c.seq == looked.c.audit_seq)
    )
    return query.where(made.c.run == run) if run else query


def _figures(name: str, rows: list[Row[Any]]) -> ByPerson:
    asked = sum(row.outcome == "defer" for row in rows)
    otherwise = sum(row.override for row in rows)
    waits = [_seconds(row.opened_at, row.at) for row in rows]
    return ByPerson(
        name, len(rows), len(rows) - asked - otherwise, otherwise, asked, int(median(waits)),
        sum(wait < SHORT_LOOK for wait in waits),
    )  # fmt: skip


def _seconds(opened: str, decided: str) -> int:
    """Whole seconds gone by; none where the clock was put back between."""
    gone = datetime.fromisoformat(decided) - datetime.fromisoformat(opened)
    return max(0, gone // timedelta(seconds=1))
