"""The form of a store: migrations, schema and the number written down agree, and no other form is opened."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, insert, inspect

from sufficiency.errors import StoreTrouble
from sufficiency.panel.events import Event
from sufficiency.panel.people import Person, Role
from sufficiency.store import schema, versions
from sufficiency.store.audit import show
from sufficiency.store.chain import START
from sufficiency.store.engine import WRITING, address, connect, in_words, new_file, weak_settings
from sufficiency.store.integrity import verify_store
from sufficiency.store.people import add_person
from sufficiency.store.transactions import Store
from sufficiency.store.versions import HEAD, migrate, open_store, upgrade, upgrade_engine
from tests.fixtures.stores import new_database

FILES = sorted((Path(versions.__file__).parent / "migrations/versions").glob("v*.py"))


def test_migrations_are_numbered_without_a_gap_up_to_the_head():
    numbers = [re.match(r"v(\d{4})_\w+\.py", file.name)[1] for file in FILES]
    assert numbers == [f"{number:04}" for number in range(1, len(FILES) + 1)]
    assert numbers[-1] == HEAD


def test_the_migrations_make_the_tables_of_the_schema(panel_on_either):
    with panel_on_either.store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
        for table in schema.metadata.sorted_tables:
            made = {found["name"] for found in inspect(connection).get_check_constraints(table.name)}
            assert made == {str(c.name) for c in table.constraints if isinstance(c, CheckConstraint)}


def test_settings_are_those_promised(panel_on_either):
    with panel_on_either.store.reading() as connection:
        assert weak_settings(connection) == ()


def test_a_newer_form_is_not_opened(tmp_path):
    file = str(tmp_path / "x.db")
    upgrade(file, "operator:tests")
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreTrouble, match="newer than this version"):
        open_store(file)
    with pytest.raises(StoreTrouble, match="newer than this version"):
        upgrade(file, "operator:tests")


def made_in_form(form, where):
    """A store as the version of that form made it, with an account; returns its address."""
    url = address(where)
    new_file(url)
    engine = connect(url)
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        migrate(connection, form)
        connection.execute(insert(schema.audit_head), {"one": 1, "seq": 0, "hash": START})
    add_person(Store(engine), Person("a.khan", "A Khan", frozenset({Role.CHAIR})), "operator:tests")
    return Store(engine)


@pytest.mark.parametrize("form", [file.name[1:5] for file in FILES[:-1]])
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_every_older_form_is_brought_to_this_one_and_loses_nothing(kind, form, tmp_path, request):
    where = str(tmp_path / "x.db")
    if kind == "postgresql":
        where = new_database(request.getfixturevalue("postgres_server"), f"form-{form}")
    older = made_in_form(form, where)
    before = show(older)
    with pytest.raises(StoreTrouble, match=f"in form {form}; this version works with {HEAD}"):
        open_store(where)
    assert upgrade(where, "operator:tests") == (form, HEAD)
    store = open_store(where)
    assert show(store)[:-1] == before
    assert show(store)[-1].event == "store.upgraded"
    assert verify_store(store).broken == ()
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []


def test_an_upgrade_that_fails_at_its_last_step_leaves_nothing(tmp_path):
    """A migration is one transaction with its event; a name that cannot be kept stops the event."""
    url = address(str(tmp_path / "x.db"))
    with pytest.raises(UnicodeEncodeError):
        upgrade_engine(connect(url), "operator:\ud800", Event.STORE_UPGRADED)
    with closing(sqlite3.connect(str(tmp_path / "x.db"))) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def test_no_message_holds_a_password():
    assert "secret" not in in_words(address("postgresql://someone:secret@host/cases"))
