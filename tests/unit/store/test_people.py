"""Accounts: made once, changed by others only, and nothing of what a person was is lost."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from sufficiency.errors import UsageError
from sufficiency.panel.people import Person, Role
from sufficiency.panel.refusal import NotAllowed
from sufficiency.store import schema
from sufficiency.store.audit import show
from sufficiency.store.people import add_person, change_person, list_people, person_at, person_called
from tests.fixtures.stores import CHAIR, OFFICER, STAFF

ADMIN = Person("r.root", "Robin Root", frozenset({Role.ADMIN}))


@pytest.fixture
def with_admin(store):
    add_person(store, ADMIN, "operator:tests")
    return store


def test_an_admin_adds_and_changes_people_and_nobody_else_does(with_admin):
    new = Person("n.new", "Nour New", frozenset({Role.VIEWER}))
    with pytest.raises(NotAllowed, match="takes the role admin"):
        add_person(with_admin, new, CHAIR)
    with pytest.raises(NotAllowed, match="takes the role admin"):
        change_person(with_admin, Person(OFFICER, "Olive Officer", frozenset(Role)), CHAIR)
    add_person(with_admin, new, ADMIN.name)
    assert person_called(with_admin, "n.new") == new
    assert len(list_people(with_admin)) == len(STAFF) + 2


def test_an_admin_gives_themselves_no_role(with_admin):
    with pytest.raises(NotAllowed, match="Another admin"):
        change_person(with_admin, replace(ADMIN, roles=frozenset({Role.ADMIN, Role.CHAIR})), ADMIN.name)


def test_what_a_person_was_stays_on_record_event_by_event(with_admin):
    """A letter names whoever decided as they were called, and what they were, when they decided."""
    chair = person_called(with_admin, CHAIR)
    renamed = replace(chair, full_name="Chris Newname", roles=frozenset({Role.VIEWER}))
    gone = replace(chair, active=False)
    for stands in (renamed, gone):
        change_person(with_admin, stands, ADMIN.name)
    assert person_called(with_admin, CHAIR) == gone
    assert [one for one in list_people(with_admin) if one.name == CHAIR] == [gone]
    told = [(one.event, json.loads(one.detail)) for one in show(with_admin, about=CHAIR)]
    assert told == [
        ("person.added", {"roles": "chair", "active": True}),
        ("person.changed", {"roles": "viewer", "active": True}),
        ("person.disabled", {"roles": "chair", "active": False}),
    ]
    with with_admin.reading() as connection:
        events = select(schema.standings.c.audit_seq).where(schema.standings.c.name == CHAIR)
        added, *changes = connection.execute(events.order_by(schema.standings.c.audit_seq)).scalars()
    assert [person_at(with_admin, CHAIR, event) for event in (added, *changes)] == [chair, renamed, gone]
    assert person_at(with_admin, CHAIR, changes[0] - 1) == chair
    with pytest.raises(UsageError, match="no person"):
        person_at(with_admin, CHAIR, added - 1)


@pytest.mark.parametrize(
    "person",
    [
        Person("No Spaces", "N", frozenset({Role.VIEWER})),
        Person("operator:me", "N", frozenset({Role.VIEWER})),
        Person("n.new", "  ", frozenset({Role.VIEWER})),
        Person("n.new", "N", frozenset()),
        Person(CHAIR, "Again", frozenset({Role.VIEWER})),
    ],
)
def test_a_name_that_cannot_be_is_refused(with_admin, person):
    with pytest.raises(UsageError):
        add_person(with_admin, person, ADMIN.name)
