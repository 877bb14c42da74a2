"""How decisions came out by person, with times known by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from sufficiency.errors import UsageError
from sufficiency.store import cases
from sufficiency.store.decisions import decide
from sufficiency.store.oversight import ByPerson, Totals, by_person, totals
from tests.fixtures.stores import CHAIR, ELMS_PLACES, OAKS_PLACE, OTHER_CHAIR
from tests.unit.store.asking import hold, kept_again

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


def at(panel, seconds):
    """The same store so many seconds after nine."""
    return replace(panel.store, clock=lambda: NINE + timedelta(seconds=seconds))


def opened_and_decided(panel, by, after, *choices):
    """The person opens each case at nine, and decides it so many seconds later."""
    for choice in choices:
        cases.open_case(at(panel, 0), choice.run, choice.ref, by)
        decide(at(panel, after), choice, by)


def asks_more(panel, ref, key):
    return hold(panel, ref, None, outcome="defer", key=key)


def test_each_person_with_what_they_chose_and_how_long_the_case_had_been_open(panel_on_either, tmp_path):
    """On the first run Dee looks for 59 seconds, a minute, five minutes and (after asking for more) an hour; on the
    second Chris looks for three seconds and for four."""
    first = panel_on_either
    opened_and_decided(first, OTHER_CHAIR, 59.999_999, hold(first, "C02", ELMS_PLACES))
    opened_and_decided(first, OTHER_CHAIR, 60, hold(first, "C03", OAKS_PLACE))
    opened_and_decided(first, OTHER_CHAIR, 300, asks_more(first, "C04", "more"))
    opened_and_decided(first, OTHER_CHAIR, 3_600, hold(first, "C04", ELMS_PLACES))
    held = {"C03": OAKS_PLACE} | dict.fromkeys(("C02", "C04", "C05"), ELMS_PLACES)
    again = replace(first, run=kept_again(first, tmp_path, held))
    opened_and_decided(again, CHAIR, 3, asks_more(again, "C05", "more of C05"))
    opened_and_decided(again, CHAIR, 4, hold(again, "C05", ELMS_PLACES))
    dee = ByPerson(OTHER_CHAIR, 4, 2, 1, 1, median_seconds=180, short_looks=1)
    chris = ByPerson(CHAIR, 2, 1, 0, 1, median_seconds=3, short_looks=2)
    assert by_person(first.store) == (chris, dee)
    assert by_person(first.store, first.run.run) == (dee,)
    assert by_person(first.store, again.run.run) == (chris,)
    assert totals(first.store) == Totals(decisions=4, other_than_recommended=1)


def test_it_is_asked_in_one_statement_however_many_decided(sqlite_panel):
    opened_and_decided(sqlite_panel, OTHER_CHAIR, 5, hold(sqlite_panel, "C01"), hold(sqlite_panel, "C02", ELMS_PLACES))
    asked = []
    event.listen(
        sqlite_panel.store.engine, "before_cursor_execute", lambda _c, _k, said, *_rest: asked.append(said.split()[0])
    )
    assert [one.decisions for one in by_person(sqlite_panel.store)] == [2]
    assert asked.count("SELECT") == 1


def test_a_clock_put_back_is_no_time_at_all(sqlite_panel):
    opened_and_decided(sqlite_panel, OTHER_CHAIR, -7_200, hold(sqlite_panel, "C01"))
    (dee,) = by_person(sqlite_panel.store)
    assert (dee.median_seconds, dee.short_looks) == (0, 1)


def test_nothing_decided_and_no_such_run(untouched):
    assert by_person(untouched.store) == by_person(untouched.store, untouched.run.run) == ()
    assert totals(untouched.store) == Totals(0, 0)
    with pytest.raises(UsageError, match="There is no run R-none"):
        by_person(untouched.store, "R-none")
