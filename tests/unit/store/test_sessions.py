"""Sessions, wrong answers and forms, as every server of a store knows them; the clock is set by hand."""

import threading
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, select

from sufficiency.errors import UsageError
from sufficiency.store import schema
from sufficiency.store.backup import backup, restore
from sufficiency.store.forms_sent import once
from sufficiency.store.guesses import TRIES, WITHIN, Guesses
from sufficiency.store.sessions import TO_THE, Sessions
from sufficiency.store.versions import open_store
from sufficiency.web.serve import TEAM_IDLE, TEAM_LONGEST
from tests.fixtures.stores import CHAIR, MANAGER

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def at(store, time):
    """The sessions of a team, as a server sees them at that time."""
    return Sessions(replace(store, clock=lambda: time), TEAM_IDLE, TEAM_LONGEST)


def rows(store, table):
    with store.reading() as connection:
        return connection.execute(select(table)).all()


def test_a_session_is_known_to_every_server_and_its_token_to_the_browser_alone(panel_on_either):
    token = at(panel_on_either.store, NINE).begin(CHAIR)
    there = at(open_store(panel_on_either.address), NINE)
    found = there.find(token)
    assert (found.person.name, found.form_key) == (CHAIR, at(panel_on_either.store, NINE).find(token).form_key)
    assert token not in repr(rows(panel_on_either.store, schema.sessions))
    assert found.form_key not in repr(rows(panel_on_either.store, schema.sessions))
    assert there.find(found.digest) is None, "what is kept lets nobody in"
    there.end(token)
    assert at(panel_on_either.store, NINE).find(token) is None


@pytest.mark.parametrize(("rest", "then"), [(TEAM_IDLE, True), (TEAM_IDLE + SECOND, False)])
def test_a_session_that_rests_too_long_ends(store, rest, then):
    token, busy = (at(store, NINE).begin(name) for name in (CHAIR, MANAGER))
    assert at(store, NINE + TO_THE).find(busy), "which keeps no other session awake"
    assert (at(store, NINE + rest).find(token) is not None) is then
    assert (at(store, NINE).find(token) is not None) is then, "what is over stays over, whatever the clock says"


def test_a_session_ends_at_its_longest_however_busy(store):
    longest = 3 * TEAM_IDLE
    busy = [Sessions(replace(store, clock=lambda now=now: NINE + now), TEAM_IDLE, longest) for now in
            (timedelta(), TEAM_IDLE, 2 * TEAM_IDLE, longest, longest + SECOND)]  # fmt: skip
    token = busy[0].begin(CHAIR)
    assert [one.find(token) is not None for one in busy] == [True, True, True, True, False]


def test_reading_pages_writes_once_a_minute_and_never_waits_for_a_writer(sqlite_panel):
    store = sqlite_panel.store
    token, begun = at(store, NINE).begin(CHAIR), []
    event.listen(store.engine, "before_cursor_execute", lambda _c, _s, said, *_: begun.append(said))
    for seconds in range(60):
        assert at(store, NINE + seconds * SECOND).find(token)
    assert [said for said in begun if said.startswith(("BEGIN IMMEDIATE", "UPDATE"))] == []
    later = NINE + TO_THE
    with store.writing(CHAIR, "case.opened", "x"):
        assert at(store, later).find(token), "it is read while another writes, and not noted"
    assert {row.seen_at for row in rows(store, schema.sessions)} == {NINE.isoformat()}
    assert at(store, later).find(token)
    assert {row.seen_at for row in rows(store, schema.sessions)} == {later.isoformat()}


def test_whoever_comes_in_clears_away_what_is_over(store):
    for hours in range(5):
        at(store, NINE + timedelta(hours=hours)).begin(CHAIR)
    at(store, NINE + timedelta(hours=4)).begin(MANAGER)
    assert [row.name for row in rows(store, schema.sessions)].count(CHAIR) == 1
    at(store, NINE).end_all(CHAIR)
    assert [row.name for row in rows(store, schema.sessions)] == [MANAGER]


@pytest.mark.parametrize(("since", "known"), [(TEAM_LONGEST, 1), (TEAM_LONGEST + SECOND, 0)])
def test_a_form_is_remembered_for_as_long_as_a_session_may_last(store, since, known):
    """Else it could be sent again within the session, and be done twice."""
    once(replace(store, clock=lambda: NINE), "session key", lambda: "/done")
    at(store, NINE + since).begin(CHAIR)
    assert len(rows(store, schema.forms_sent)) == known


def test_wrong_answers_are_counted_by_all_servers_together_and_forgotten_in_time(panel_on_either):
    def late(by, server=panel_on_either.store):
        return Guesses(replace(server, clock=lambda: NINE + by))

    other = open_store(panel_on_either.address)
    for number in range(TRIES):
        assert not late(timedelta()).too_many("account a", "address 1")
        late(timedelta(), other).note("account a", f"address {number}")
    assert late(WITHIN).too_many("account a", "address 1")
    assert not late(WITHIN).too_many("account b", "address 1")
    assert not late(WITHIN + SECOND).too_many("account a")
    late(WITHIN + SECOND).note("account b")
    assert len(rows(panel_on_either.store, schema.guesses)) == 1
    assert "account" not in repr(rows(panel_on_either.store, schema.guesses))


def test_a_form_sent_twenty_times_at_once_to_two_servers_is_done_once(panel_on_either):
    servers = [panel_on_either.store, open_store(panel_on_either.address)]
    done, led, ready = [], [], threading.Barrier(20)

    def work():
        done.append(1)
        return f"/cases/{len(done)}"

    def send(server):
        ready.wait()
        led.append(once(server, "session key", work))

    senders = [threading.Thread(target=send, args=(servers[number % 2],)) for number in range(20)]
    for one in senders:
        one.start()
    for one in senders:
        one.join()
    assert (len(done), set(led), len(led)) == (1, {"/cases/1"}, 20)
    assert once(servers[0], "session other-key", work) == "/cases/2"
    assert once(servers[1], "session key", work) == "/cases/1", "where the first led, whatever was sent since"


def test_a_form_that_was_refused_may_be_sent_again_and_one_cut_short_is_never_done_twice(store):
    def refused():
        raise UsageError("not now")

    assert once(store, "e", lambda: "/before") == "/before"
    with pytest.raises(UsageError):
        once(store, "f", refused)
    assert once(store, "f", lambda: "/done") == "/done"
    assert once(store, "e", lambda: "/twice") == "/before", "a form that was taken is not forgotten with one refused"

    def ended():
        raise SystemExit

    def cut_short(_connection, _cursor, said, *_):
        if "DELETE FROM forms_sent" in said:
            raise KeyboardInterrupt

    event.listen(store.engine, "before_cursor_execute", cut_short)
    with pytest.raises(KeyboardInterrupt):
        once(store, "g", ended)
    assert once(store, "g", lambda: "/twice", patience=0) == ""


def test_no_backup_brings_a_session_back(sqlite_panel, tmp_path):
    token = Sessions(sqlite_panel.store).begin(CHAIR)
    backup(sqlite_panel.store, tmp_path / "b.zip")
    restore(tmp_path / "b.zip", str(tmp_path / "there.db"), "operator:tests")
    there = open_store(str(tmp_path / "there.db"))
    assert Sessions(there).find(token) is None
    with closing(there.engine.connect()):
        assert rows(there, schema.sessions) == []
