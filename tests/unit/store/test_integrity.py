"""``db verify``: someone with full rights changes the database behind the store's back, and is found out."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text

from sufficiency.panel.permissions import Act
from sufficiency.store.audit import verify
from sufficiency.store.decisions import Choice, decide
from sufficiency.store.engine import WRITING
from sufficiency.store.integrity import verify_store
from sufficiency.store.jobs import Wanted, add_job
from tests.fixtures.stores import CHAIR, OAKS_PLACE, OFFICER

TAMPERING = {
    "a decision's reason": ("decisions", "UPDATE decisions SET reason = 'another'", "what event"),
    "who decided": ("decisions", "UPDATE decisions SET \"by\" = 'd.deputy'", "what event"),
    "a decision gone": ("decisions", "DELETE FROM decisions", "what event"),
    "an event's author": ("audit", "UPDATE audit SET \"by\" = 'x' WHERE seq = 5", "event 5 was changed"),
    "an event gone": ("audit", "DELETE FROM audit WHERE seq = 9", "event 9 is missing"),
    "a move back": ("moves", "UPDATE moves SET after = 'P4' WHERE ref = 'C01' AND before = 'P0'", "last move put it"),
    "a row of a snapshot": ("snapshot_rows", "UPDATE snapshot_rows SET row = '{}' WHERE number = 3", "rows of"),
    "a kept file": ("contents", "UPDATE contents SET packed = X'00'", "kept file"),
    "a state": ("", "UPDATE cases SET state = 'P1' WHERE ref = 'C07'", "case C07"),
    "a count": ("", "UPDATE limits SET claimed = 0", "counts 0 claims"),
    "a claim": ("", "DELETE FROM claims", "counts 1 claims"),
    "a job": ("", "UPDATE jobs SET state = 'done'", "job J-1"),
    "a role": ("standings", "UPDATE standings SET roles = 'chair admin'", "what event"),
    "a recommendation": ("recommendations", "UPDATE recommendations SET urn = 900001", "what event"),
}  # fmt: skip


def without_guard(panel, table, statement):
    """What only the owner of the database can do: take the guards off, change a row, put the guards back."""
    if panel.store.engine.dialect.name == "sqlite":
        without_guard_in_sqlite(panel.address, table, statement)
        return
    with panel.store.engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        connection.execute(
            text("SET LOCAL session_replication_role = replica")
        )  # no trigger fires, foreign keys' neither
        connection.execute(text(statement))


def without_guard_in_sqlite(address, table, statement):
    with closing(sqlite3.connect(address, isolation_level=None)) as connection:
        asked = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"
        guards = connection.execute(asked, (table,)).fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        for _, sql in guards:
            connection.execute(sql)


def with_a_decision_and_a_job(panel):
    """The same panel, one place held and one job waiting."""
    decide(panel.store, Choice(panel.run.run, panel.run.digest, "C01", "hold", "agreed", "k", OAKS_PLACE), CHAIR)
    add_job(panel.store, Wanted("routes", {}, "Make routes", Act.RECOMMEND, str), OFFICER)
    return panel


@pytest.fixture
def decided(panel_on_either):
    return with_a_decision_and_a_job(panel_on_either)


@pytest.fixture
def decided_in_sqlite(sqlite_panel):
    return with_a_decision_and_a_job(sqlite_panel)


def test_a_store_left_alone_has_nothing_wrong(decided):
    found = verify_store(decided.store)
    assert found.broken == ()
    assert found.head == verify(decided.store).head


@pytest.mark.parametrize("what", TAMPERING)
def test_tampering_is_found(decided_in_sqlite, what):
    table, statement, says = TAMPERING[what]
    without_guard(decided_in_sqlite, table, statement)
    assert any(says in line for line in verify_store(decided_in_sqlite.store).broken)


@pytest.mark.parametrize("what", ["a decision's reason", "an event's author", "a count"])
def test_tampering_is_found_on_either_database(decided, what):
    table, statement, says = TAMPERING[what]
    without_guard(decided, table, statement)
    assert any(says in line for line in verify_store(decided.store).broken)


def test_a_guard_taken_off_is_found(decided):
    guard = "decisions_no_update" if decided.store.engine.dialect.name == "sqlite" else "decisions_no_change"
    on = "" if decided.store.engine.dialect.name == "sqlite" else " ON decisions"
    without_guard(decided, "", f"DROP TRIGGER {guard}{on}")
    assert verify_store(decided.store).broken == (f"the guard {guard} is gone",)
