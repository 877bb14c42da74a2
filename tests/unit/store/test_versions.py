"""The form of a store: migrations, schema and the number written down agree, and no other form is opened."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, inspect

from sufficiency.errors import StoreTrouble
from sufficiency.panel.events import Event
from sufficiency.store import schema, versions
from sufficiency.store.engine import address, connect, in_words, weak_settings
from sufficiency.store.versions import HEAD, open_store, upgrade, upgrade_engine

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


def test_an_upgrade_that_fails_at_its_last_step_leaves_nothing(tmp_path):
    """A migration is one transaction with its event; a name that cannot be kept stops the event."""
    url = address(str(tmp_path / "x.db"))
    with pytest.raises(UnicodeEncodeError):
        upgrade_engine(connect(url), "operator:\ud800", Event.STORE_UPGRADED)
    with closing(sqlite3.connect(str(tmp_path / "x.db"))) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def test_no_message_holds_a_password():
    assert "secret" not in in_words(address("postgresql://someone:secret@host/cases"))
