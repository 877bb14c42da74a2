"""The queue of jobs: what becomes of one, who may ask, and that a process that is gone loses nothing."""

from dataclasses import replace

import pytest

from sufficiency.errors import UsageError
from sufficiency.panel.permissions import Act
from sufficiency.panel.refusal import NotAllowed
from sufficiency.store.audit import show
from sufficiency.store.integrity import verify_store
from sufficiency.store.job_locks import job_lock
from sufficiency.store.jobs import (
    MOST_TRIES,
    Wanted,
    add_job,
    ask_to_stop,
    begin_job,
    end_job,
    find_job,
    list_jobs,
    note_progress,
    put_back,
)
from sufficiency.store.versions import open_store
from tests.fixtures.stores import CHAIR, OFFICER
from tests.fixtures.threads import all_at_once

WANTED = Wanted("recommend", {"folder": "round"}, "Recommend", Act.RECOMMEND, lambda number: f"run-{number}")


def events_of(store, number):
    return [entry.event for entry in show(store, about=f"J-{number}")]


def test_a_job_is_asked_for_begun_watched_and_done(panel_on_either):
    store = panel_on_either.store
    asked = add_job(store, WANTED, OFFICER)
    assert (asked.number, asked.state, asked.result, asked.arguments) == (1, "queued", "run-1", {"folder": "round"})
    begun = begin_job(store, 1)
    assert note_progress(store, begun, "reading", 1, 3).done == 1
    ended = end_job(store, begun, "done")
    assert (ended.state, ended.step, ended.total, ended.over) == ("done", "reading", 3, True)
    assert events_of(store, 1) == ["job.queued", "job.begun", "job.done"], "progress is no event"
    assert verify_store(store).broken == ()


def test_the_trail_holds_no_prose_of_what_was_asked(store):
    reason = "her brother goes there"
    add_job(store, replace(WANTED, arguments={"reason": reason}), OFFICER)
    assert find_job(store, 1).arguments["reason"] == reason
    assert reason not in "".join(entry.detail for entry in show(store))


def test_only_who_may_have_it_done_may_ask_for_it_or_stop_it(store):
    with pytest.raises(NotAllowed, match="panel-officer"):
        add_job(store, WANTED, CHAIR)
    assert list_jobs(store) == ()
    add_job(store, WANTED, OFFICER)
    with pytest.raises(NotAllowed):
        ask_to_stop(store, 1, Act.RECOMMEND, CHAIR)
    with pytest.raises(UsageError, match="no job 7"):
        ask_to_stop(store, 7, Act.RECOMMEND, OFFICER)


def test_a_waiting_job_is_stopped_at_once_and_never_begun(store):
    add_job(store, WANTED, OFFICER)
    assert ask_to_stop(store, 1, Act.RECOMMEND, OFFICER).state == "stopped"
    assert begin_job(store, 1) is None
    ask_to_stop(store, 1, Act.RECOMMEND, OFFICER)
    assert events_of(store, 1) == ["job.queued", "job.stopped"], "stopping it again is no event"


def test_a_running_job_is_asked_to_stop_and_its_process_sees_that(store):
    add_job(store, WANTED, OFFICER)
    begun = begin_job(store, 1)
    assert ask_to_stop(store, 1, Act.RECOMMEND, OFFICER).state == "running"
    ask_to_stop(store, 1, Act.RECOMMEND, OFFICER)
    assert events_of(store, 1) == ["job.queued", "job.begun", "job.stop-asked"], "asking again is no event"
    assert note_progress(store, begun, "", 0, 0).stop_by == OFFICER
    assert put_back(store, begun).state == "stopped", "its process died of it: it does not wait again"


def test_a_process_taken_for_lost_changes_nothing_any_more(store):
    add_job(store, WANTED, OFFICER)
    lost = begin_job(store, 1)
    assert put_back(store, lost).state == "queued"
    again = begin_job(store, 1)
    assert again.tries == 2
    assert note_progress(store, lost, "x", 1, 1) is end_job(store, lost, "done") is put_back(store, lost) is None
    assert (find_job(store, 1).state, find_job(store, 1).step) == ("running", "")


def test_a_job_that_ends_its_process_again_and_again_is_given_up(store):
    add_job(store, WANTED, OFFICER)
    for _ in range(MOST_TRIES):
        put_back(store, begin_job(store, 1))
    assert (find_job(store, 1).state, begin_job(store, 1)) == ("failed", None)
    assert "3 times" in find_job(store, 1).problem


def test_many_workers_begin_a_job_once(panel_on_either):
    store = panel_on_either.store
    add_job(store, WANTED, OFFICER)

    def take(_):
        with job_lock(store, 1) as mine:
            return begin_job(store, 1) if mine else None

    assert sum(one is not None for one in all_at_once(take, 12)) == 1
    assert find_job(store, 1).tries == 1


def test_the_lock_is_had_once_and_let_go_of(panel_on_either):
    store = panel_on_either.store
    with job_lock(store, 1) as first, job_lock(store, 1) as second, job_lock(store, 2) as other:
        assert (first, second, other) == (True, False, True)
    with job_lock(store, 1) as again:
        assert again


def test_a_server_that_keeps_its_connections_lets_go_of_a_lock_all_the_same(panel_on_either):
    kept = open_store(panel_on_either.address, keep=True)
    for _ in range(2):
        with job_lock(kept, 1) as mine, job_lock(panel_on_either.store, 1) as theirs:
            assert (mine, theirs) == (True, False)
    with job_lock(panel_on_either.store, 1) as theirs:
        assert theirs
    kept.engine.dispose()
