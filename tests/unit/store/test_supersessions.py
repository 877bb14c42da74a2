"""Places passed on from an earlier request to a later one: what needs a manager's approval, and whose."""

import pytest

from sufficiency.domain.cases import State
from sufficiency.errors import UsageError
from sufficiency.panel.people import Person, Role
from sufficiency.panel.refusal import NotAllowed
from sufficiency.store import cases, people
from sufficiency.store.audit import show
from sufficiency.store.decisions import decide
from sufficiency.store.supersessions import approve_supersession, held_passed_on
from tests.fixtures.stores import CHAIR, ELMS_PLACES, MANAGER, OAKS_PLACE, OTHER_CHAIR, passed_over
from tests.unit.store.asking import hold, kept_again, rules


def test_a_place_held_by_another_is_passed_on_only_with_a_managers_approval(panel, tmp_path):
    over = passed_over("C02", "C01", OAKS_PLACE)
    newer = kept_again(panel, tmp_path, {"C01": OAKS_PLACE}, supersessions=(over,))
    for who in (CHAIR, OTHER_CHAIR):
        cases.open_case(panel.store, newer.run, "C01", who)
    choice = hold(panel, run=newer.run, run_digest=newer.digest)
    with pytest.raises(NotAllowed, match=over.supersession_id) as caught:
        decide(panel.store, choice, CHAIR)
    assert rules(caught) == ["APPROVED_BY_ANOTHER"]
    approve_supersession(panel.store, newer.run, over.supersession_id, "earlier deadline", OTHER_CHAIR)
    with pytest.raises(NotAllowed, match="yourself"):
        decide(panel.store, choice, OTHER_CHAIR)
    decide(panel.store, choice, CHAIR)


def test_an_approval_is_given_once_and_only_for_a_place_passed_on(panel, tmp_path):
    over = passed_over("C02", "C01", OAKS_PLACE)
    newer = kept_again(panel, tmp_path, {"C01": OAKS_PLACE}, supersessions=(over,))
    with pytest.raises(UsageError, match="passes no place on under S-9"):
        approve_supersession(panel.store, newer.run, "S-9", "earlier deadline", MANAGER)
    approve_supersession(panel.store, newer.run, over.supersession_id, "earlier deadline", MANAGER)
    told = show(panel.store)[-1]
    assert (told.event, told.subject, told.by) == ("supersession.approved", over.supersession_id, MANAGER)
    with pytest.raises(NotAllowed, match=f"{MANAGER} approved S-C02-C01 already"):
        approve_supersession(panel.store, newer.run, over.supersession_id, "again", OTHER_CHAIR)


def test_an_approval_is_for_a_place_that_was_held_on_the_newest_run(panel, tmp_path):
    open_, held = (passed_over("C02", ref, OAKS_PLACE, state) for ref, state in
                   (("C03", State.REQUEST_OPEN), ("C01", State.PROVISIONAL)))  # fmt: skip
    newer = kept_again(panel, tmp_path, {"C01": OAKS_PLACE}, supersessions=(open_, held))
    with pytest.raises(NotAllowed) as caught:
        approve_supersession(panel.store, newer.run, open_.supersession_id, "x", MANAGER)
    assert rules(caught) == ["NOT_HELD"]
    kept_again(panel, tmp_path, {"C02": OAKS_PLACE})
    with pytest.raises(NotAllowed) as caught:
        approve_supersession(panel.store, newer.run, held.supersession_id, " ", MANAGER)
    assert rules(caught) == ["REASON", "CURRENT_RUN"]


def test_who_puts_a_run_before_the_panel_approves_nothing_of_it(panel, tmp_path):
    both = Person("b.both", "Bo Both", frozenset({Role.PANEL_OFFICER, Role.SERVICE_MANAGER}))
    people.add_person(panel.store, both, "operator:tests")
    over = passed_over("C02", "C01", OAKS_PLACE)
    newer = kept_again(panel, tmp_path, {"C01": OAKS_PLACE}, by=both.name, supersessions=(over,))
    with pytest.raises(NotAllowed) as caught:
        approve_supersession(panel.store, newer.run, over.supersession_id, "earlier deadline", both.name)
    assert rules(caught) == ["OWN_RUN"]


@pytest.mark.parametrize(
    ("over", "group"),
    [
        (passed_over("C02", "C01", OAKS_PLACE, State.CONSULTED), OAKS_PLACE),  # it was not held
        (passed_over("C01", "C02", OAKS_PLACE), OAKS_PLACE),  # it is passed on from this child, not to it
        (passed_over("C02", "C01", OAKS_PLACE), ELMS_PLACES),  # another place is chosen
        (passed_over("C02", "C01", OAKS_PLACE._replace(provision_id="base")), OAKS_PLACE),
    ],
)
def test_what_takes_no_held_place_from_anybody_needs_no_approval(panel, tmp_path, over, group):
    newer = kept_again(panel, tmp_path, {"C01": OAKS_PLACE}, supersessions=(over,))
    cases.open_case(panel.store, newer.run, "C01", CHAIR)
    decide(panel.store, hold(panel, group=group, run=newer.run, run_digest=newer.digest), CHAIR)


def test_held_places_passed_on_are_listed_with_who_approved_and_whether_one_is_held_still(panel, tmp_path):
    elsewhere = ELMS_PLACES._replace(provision_id="base")
    records = (
        passed_over("C02", "C01", OAKS_PLACE),
        passed_over("C03", "C04", ELMS_PLACES),
        passed_over("C03", "C07", elsewhere),
        passed_over("C05", "C06", ELMS_PLACES, State.CONSULTED),
    )
    decide(panel.store, hold(panel, "C03", ELMS_PLACES), CHAIR)
    newer = kept_again(panel, tmp_path, {"C01": OAKS_PLACE, "C03": ELMS_PLACES}, supersessions=records)
    approve_supersession(panel.store, newer.run, "S-C02-C01", "earlier deadline", MANAGER)
    listed = held_passed_on(panel.store, newer.run)
    assert [(one.child_a, one.approved_by, one.still) for one in listed] == [
        ("C02", MANAGER, False),
        ("C03", "", True),
        ("C03", "", False),
    ]
    assert held_passed_on(panel.store, panel.run.run) == ()


@pytest.mark.parametrize("who", [CHAIR, "v.viewer"])
def test_only_a_manager_approves(untouched, who):
    with pytest.raises(NotAllowed) as caught:
        approve_supersession(untouched.store, untouched.run.run, "S-9", "earlier deadline", who)
    assert rules(caught) == ["ROLE"]
