"""The trail a page at a time, the newest first, of one case or person if asked."""

import pytest

from sufficiency.store.audit import leaf, many_opened, show
from tests.fixtures.stores import CHAIR


def test_pages_together_are_the_whole_trail_backwards(untouched):
    whole = show(untouched.store)
    first = leaf(untouched.store, 1, 20)
    assert (first.at, first.pages, first.total) == (1, -(-len(whole) // 20), len(whole))
    pages = [leaf(untouched.store, number, 20).events for number in range(1, first.pages + 1)]
    assert [event for page in pages for event in page] == list(reversed(whole))


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (-3, 1), (9_999, 4)])
def test_the_nearest_page_there_is_is_given(untouched, asked, given):
    assert leaf(untouched.store, asked, 15, by=CHAIR).at == given


def test_of_one_case_and_one_person(untouched):
    found = leaf(untouched.store, 1, 20, about="C07", by=CHAIR)
    assert [(event.subject, event.by, event.event) for event in found.events] == [("C07", CHAIR, "case.opened")]
    assert (leaf(untouched.store, 1, 20, about="C99").events, found.total) == ((), 1)


def test_who_opens_many_cases_within_an_hour_is_named(untouched):
    """The chair opened all fifty, in one hour or on both sides of its end; nobody else opened any."""
    found = many_opened(untouched.store, 1)
    assert {one.by for one in found} == {CHAIR}
    assert sum(one.cases for one in found) == 50
    assert all(len(one.hour) == len("2026-11-22T14") for one in found)
    assert many_opened(untouched.store) == (), "fifty are a panel's work"
