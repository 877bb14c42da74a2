"""When the database cannot: said in words, with nothing changed and nothing of a row in the message."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import event, insert

from sufficiency.errors import StoreTrouble
from sufficiency.store import engine, schema, transactions
from sufficiency.store.audit import verify
from sufficiency.store.decisions import Choice, decide
from sufficiency.store.integrity import verify_store
from sufficiency.store.transactions import Store
from sufficiency.store.versions import insist_durable
from tests.fixtures.stores import CHAIR, OAKS_PLACE

SECRET = "a reason that is nobody's business "


def choice(panel, reason=SECRET):
    return Choice(panel.run.run, panel.run.digest, "C01", "hold", reason, "k", OAKS_PLACE)


def full(address):
    """The same store on a disk without room for another page."""
    made = engine.connect(engine.address(address))
    event.listen(made, "connect", lambda connection, _: connection.execute("PRAGMA max_page_count=1"))  # as it is now
    return Store(made)


def test_a_full_disk_changes_nothing_and_room_again_is_enough(sqlite_panel):
    before = verify(sqlite_panel.store)
    with pytest.raises(StoreTrouble, match="full") as caught:
        decide(full(sqlite_panel.address), choice(sqlite_panel, SECRET * 50_000), CHAIR)
    assert "business" not in str(caught.value)
    assert verify(sqlite_panel.store) == before
    decide(sqlite_panel.store, choice(sqlite_panel), CHAIR)
    assert verify_store(sqlite_panel.store).broken == ()


def test_what_the_database_says_of_a_row_is_not_repeated(panel_on_either):
    with pytest.raises(StoreTrouble, match="people") as caught, panel_on_either.store.noting() as connection:
        connection.execute(insert(schema.people), {"name": CHAIR})
    assert CHAIR not in str(caught.value)


@pytest.fixture
def impatient(sqlite_panel):
    """A store that waits a tenth of a second for its turn."""
    url = engine.address(sqlite_panel.address)
    made = engine.connect(url)
    event.listen(made, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout=25"))
    return Store(made)


def test_a_writer_who_never_gets_a_turn_is_told_so(sqlite_panel, impatient):
    with closing(sqlite3.connect(sqlite_panel.address, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreTrouble, match="others are writing; try again"):
            decide(impatient, choice(sqlite_panel), CHAIR)
        other.execute("ROLLBACK")
    decide(impatient, choice(sqlite_panel), CHAIR)
    assert transactions.TRIES < 10, "bounded"


def test_a_database_that_may_only_be_read_is_said_to_be(sqlite_panel):
    url = engine.address(sqlite_panel.address)
    made = engine.connect(url)
    event.listen(made, "connect", lambda connection, _: connection.execute("PRAGMA query_only=1"))
    with pytest.raises(StoreTrouble, match="readonly"):
        decide(Store(made), choice(sqlite_panel), CHAIR)


def test_a_connection_lost_while_saving_says_so_and_the_same_key_settles_whether_it_was_saved(copies):
    """The server ends the connection at the very commit of a decision."""
    panel = copies("postgresql")
    cut = engine.connect(engine.address(panel.address))

    def end(connection):
        if connection.get_execution_options().get(engine.WRITING):
            number = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
            with panel.store.engine.connect() as other:
                other.exec_driver_sql(f"SELECT pg_terminate_backend({number}, 5000)")

    event.listen(cut, "commit", end)
    with pytest.raises(StoreTrouble, match="not known whether this was saved") as caught:
        decide(Store(cut), choice(panel), CHAIR)
    assert "business" not in str(caught.value)
    assert decide(panel.store, choice(panel), CHAIR) == decide(panel.store, choice(panel), CHAIR)
    assert verify_store(panel.store).broken == ()


def with_setting(address, statement):
    """The same store by connections that begin with a statement."""
    made = engine.connect(engine.address(address))
    event.listen(made, "connect", lambda connection, _: connection.cursor().execute(statement))
    return Store(made)


def test_nothing_is_begun_where_a_decision_acknowledged_could_be_lost(panel):
    insist_durable(panel.store)
    postgresql = panel.store.engine.dialect.name == "postgresql"
    name = "synchronous_commit" if postgresql else "synchronous"
    weak = with_setting(panel.address, f"SET {name} = off" if postgresql else f"PRAGMA {name} = normal")
    with pytest.raises(StoreTrouble, match=f"{name} is"):
        insist_durable(weak)
