"""The form of a store: made, brought up to date, and refused where it is not the one this version knows."""

from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, inspect, text

from sufficiency.errors import StoreTrouble
from sufficiency.panel.events import Event
from sufficiency.store import schema
from sufficiency.store.chain import START
from sufficiency.store.engine import WRITING, address, connect, in_words, new_file, weak_settings
from sufficiency.store.transactions import Store, Writing, finish, head_of, plain_words

HEAD = "0005"
"""The newest form; the highest number in ``migrations/versions``."""


def form_of(connection: Connection) -> str:
    """The number of the form that a database is in, blank where it holds no store."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none() or ""


def open_store(database: str | None = None, *, keep: bool = False) -> Store:
    """The store at this address; ``keep`` as ``connect`` has it.

    Raises StoreTrouble where there is none, or one of another form.
    """
    url = address(database)
    if url.get_backend_name() == "sqlite":
        _insist_on_file(str(url.database))
    store = Store(connect(url, keep=keep))
    with store.reading() as connection:
        form = form_of(connection)
    if form != HEAD:
        raise StoreTrouble(_other_form(in_words(url), form))
    return store


def insist_durable(store: Store) -> None:
    """Raises StoreTrouble where what is acknowledged could be lost by the database's settings, or on its disk."""
    with store.reading() as connection:
        weak = weak_settings(connection)
    if weak:
        advice = "Put the settings right, or keep the store on the machine's own disk."
        raise StoreTrouble(f"This database could lose a decision that it acknowledged: {'; '.join(weak)}. {advice}")


def upgrade(database: str | None, by: str) -> tuple[str, str]:
    """Make a store, or bring one to the newest form, whole or not at all; returns its form before and after.

    Raises StoreTrouble where that cannot be done; then nothing was changed.
    """
    url = address(database)
    new_file(url)
    return upgrade_engine(connect(url), by, Event.STORE_UPGRADED)


def upgrade_engine(engine: Engine, by: str, event: Event) -> tuple[str, str]:
    """The same for an engine. A new store's first event is that it was made."""
    with plain_words(), engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        before = form_of(connection)
        if before > HEAD:
            raise StoreTrouble(_other_form("The store", before))
        if before != HEAD:
            migrate(connection, HEAD)
            if not before:
                connection.execute(insert(schema.audit_head), {"one": 1, "seq": 0, "hash": START})
            writing = Writing(connection, head_of(connection), by, event if before else Event.STORE_MADE)
            writing.detail |= {"before": before, "after": HEAD}
            finish(writing, Store(engine).clock())
    return before, HEAD


def migrate(connection: Connection, form: str) -> None:
    """Bring the tables to a form, in the transaction of the connection. Writes no event."""
    from alembic import command  # noqa: PLC0415  slow to load; only an upgrade needs it
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(files("sufficiency.store") / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, form)


def _insist_on_file(path: str) -> None:
    if not Path(path).is_file():
        raise StoreTrouble(f"There is no store at {path}. Make one with `sufficiency db upgrade`.")


def _other_form(where: str, form: str) -> str:
    if not form:
        return f"{where} holds no store. Make one with `sufficiency db upgrade`."
    if form < HEAD:
        return f"{where} is in form {form}; this version works with {HEAD}. Back it up, then `sufficiency db upgrade`."
    return f"{where} is in form {form}, which is newer than this version ({HEAD}). Use the newer version."
