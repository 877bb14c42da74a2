"""The page for whoever looks after servers: its accounts of the database work, and cannot take a guard off."""

import re
import shutil
import subprocess

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from sufficiency.store.decisions import Choice, decide
from sufficiency.store.guesses import Guesses
from sufficiency.store.sessions import Sessions
from sufficiency.store.versions import insist_durable, open_store
from tests.docs.pages import REPOSITORY
from tests.fixtures.stores import CHAIR, OAKS_PLACE, prepared

PAGE = (REPOSITORY / "docs/how-to/run-for-a-team.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def administer(address, statements):
    """Each statement by itself, as whoever the address names."""
    engine = create_engine(address.set(drivername="postgresql+psycopg"), poolclass=NullPool)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in filter(str.strip, statements.split(";")):
            connection.execute(text(statement))


@pytest.fixture(scope="module")
def accounts(postgres_server, tmp_path_factory):
    """A store of the owner's, ready for a panel, and the addresses of both accounts of the page."""
    server = make_url(postgres_server)
    as_administrator, as_owner = blocks("sql")
    administer(server, as_administrator)
    owner, pages = (
        server.set(username=f"sufficiency_{name}", password=word, database="sufficiency")
        for name, word in (("owner", "one of your own"), ("pages", "another of your own"))
    )
    administer(owner, as_owner)
    run = prepared(owner.render_as_string(hide_password=False), tmp_path_factory.mktemp("round"))
    yield pages, run
    administer(server, "DROP DATABASE sufficiency; DROP ROLE sufficiency_pages; DROP ROLE sufficiency_owner")


def test_the_account_of_the_pages_decides(accounts):
    pages, run = accounts
    store = open_store(pages.render_as_string(hide_password=False))
    insist_durable(store)
    choice = Choice(run.run, run.digest, "C01", "hold", "agreed", "k", OAKS_PLACE)
    assert decide(store, choice, CHAIR)
    Guesses(store).note("address 127.0.0.1")
    assert Sessions(store).find(Sessions(store).begin(CHAIR))


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE audit DISABLE TRIGGER ALL",
        "DROP TRIGGER audit_no_change ON audit",
        "TRUNCATE audit",
        "DROP TABLE decisions",
        "SET session_replication_role = replica",
    ],
)
def test_it_cannot_take_a_guard_off(accounts, statement):
    pages, _ = accounts
    with pytest.raises(DBAPIError, match=r"must be owner|permission denied"):
        administer(pages, statement)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not on this machine")
def test_the_unit_of_the_service_is_one_that_systemd_reads(tmp_path):
    (unit,) = blocks("ini")
    path = tmp_path / "sufficiency.service"
    path.write_text(re.sub("ExecStart=\\S+", "ExecStart=/bin/true", unit), encoding="utf-8")
    said = subprocess.run(["systemd-analyze", "verify", path], capture_output=True, text=True, timeout=60, check=False)
    assert "sufficiency.service" not in said.stderr, said.stderr
