"""What a page asks about one case is looked up, not searched for: with 25,000 cases it must not read them all."""

import pytest
from sqlalchemy import event

from sufficiency.domain.cases import State
from sufficiency.store.case_file import case_file
from sufficiency.store.decisions import decide, in_the_way
from sufficiency.store.moves import Step, take_step
from sufficiency.store.people import person_at, person_called
from tests.fixtures.stores import CHAIR, OFFICER, ROUND
from tests.unit.store.asking import hold

GROWING = ("audit", "cases", "moves", "openings", "interests", "consultations", "refusals", "decisions", "letters",
           "recommendations", "supersessions", "approvals", "snapshot_rows", "claims", "standings")  # fmt: skip


@pytest.fixture
def searched(sqlite_panel):
    """Tables that the statements of the test read through, as SQLite itself plans them."""
    asked = []

    def note(connection, cursor, statement, parameters, context, many):
        if statement.lstrip().upper().startswith("SELECT") and not many:
            asked.append((statement, parameters))

    engine = sqlite_panel.store.engine
    event.listen(engine, "before_cursor_execute", note)

    def found():
        event.remove(engine, "before_cursor_execute", note)
        with sqlite_panel.store.reading() as connection:
            plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", given).all() for said, given in asked]
        steps = [row[3] for plan in plans for row in plan]
        assert len(steps) > 20
        every_of_a_run = [step for step in steps if "supersessions" in step and step.endswith("(run=?)")]
        return {table for step in steps for table in GROWING if step.split()[:2] == ["SCAN", table]} | {*every_of_a_run}

    return found


def test_a_case_its_steps_and_its_letter_are_looked_up(sqlite_panel, searched):
    store, run = sqlite_panel.store, sqlite_panel.run.run
    case_file(store, ROUND, "C02", run)
    in_the_way(store, run, "C02", CHAIR)
    made = decide(store, hold(sqlite_panel), CHAIR)
    take_step(store, ROUND, Step("C02", State.TYPE_AGREED), OFFICER)
    person_at(store, person_called(store, CHAIR).name, made.seq)
    assert searched() == set()
