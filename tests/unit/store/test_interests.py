"""Conflicts of interest: whoever has one neither decides, nor approves, nor moves what the panel decided."""

from dataclasses import replace
from datetime import date

import pytest

from sufficiency.domain.cases import State
from sufficiency.domain.years import AcademicYear
from sufficiency.errors import UsageError
from sufficiency.panel.people import Person, Role
from sufficiency.panel.refusal import NotAllowed
from sufficiency.store import cases, people
from sufficiency.store.decisions import decide
from sufficiency.store.moves import Step, take_step
from sufficiency.store.supersessions import approve_supersession
from tests.fixtures.rounds import ELM, OAK, authority
from tests.fixtures.stores import (
    CHAIR,
    ELMS_PLACES,
    MANAGER,
    OAKS_PLACE,
    OFFICER,
    OTHER_CHAIR,
    ROUND,
    bring,
    fifty_children_one_place,
    passed_over,
)
from tests.unit.store.asking import hold, kept_again, rules, state

GIVE_UP = Step("C01", State.CONSULTED, "the family moved", "MANUAL", date(2026, 3, 1))


@pytest.mark.parametrize("urn", [OAK, ELM])
@pytest.mark.parametrize(("outcome", "group"), [("hold", ELMS_PLACES), ("hold", OAKS_PLACE), ("defer", None)])
def test_an_interest_in_a_setting_asked_for_keeps_from_deciding_for_it_and_against_it(panel, urn, outcome, group):
    cases.declare_interest(panel.store, ROUND, CHAIR, "a governor", urn=urn)
    with pytest.raises(NotAllowed) as caught:
        decide(panel.store, hold(panel, outcome=outcome, group=group), CHAIR)
    assert rules(caught) == ["NO_INTEREST"]


@pytest.mark.parametrize("touched", [{"ref": "C01"}, {"ref": "C02"}, {"urn": OAK}])
def test_an_interest_in_either_child_or_the_setting_keeps_from_approving(panel, tmp_path, touched):
    over = passed_over("C02", "C01", OAKS_PLACE)
    newer = kept_again(panel, tmp_path, {"C01": OAKS_PLACE}, supersessions=(over,))
    cases.declare_interest(panel.store, ROUND, MANAGER, "an aunt", **touched)
    with pytest.raises(NotAllowed, match="an aunt") as caught:
        approve_supersession(panel.store, newer.run, over.supersession_id, "earlier deadline", MANAGER)
    assert rules(caught) == ["NO_INTEREST"]
    approve_supersession(panel.store, newer.run, over.supersession_id, "earlier deadline", OTHER_CHAIR)


def test_an_interest_keeps_from_giving_up_a_hold_and_from_naming_it(panel):
    decide(panel.store, hold(panel), CHAIR)
    for who in (MANAGER, OFFICER):
        cases.declare_interest(panel.store, ROUND, who, "a neighbour", ref="C01")
    for step, who in ((GIVE_UP, MANAGER), (Step("C01", State.NAMED_FINAL), OFFICER)):
        with pytest.raises(NotAllowed) as caught:
            take_step(panel.store, ROUND, step, who)
        assert rules(caught) == ["NO_INTEREST"]


def test_a_settled_place_is_not_opened_again_by_whoever_decided_it_or_has_an_interest(panel):
    """Else one person could undo a decision of their own by naming the place first."""
    cases.open_case(panel.store, panel.run.run, "C01", OTHER_CHAIR)
    decide(panel.store, hold(panel), OTHER_CHAIR)
    take_step(panel.store, ROUND, Step("C01", State.NAMED_FINAL), OTHER_CHAIR)
    people.add_person(panel.store, Person("n.new", "New Manager", frozenset({Role.SERVICE_MANAGER})), "operator:tests")
    cases.declare_interest(panel.store, ROUND, "n.new", "a cousin", ref="C01")
    reopen = Step("C01", State.REQUEST_OPEN, "withdrawn", "WITHDRAWN")
    for who, rule in ((OTHER_CHAIR, "NOT_OWN_DECISION"), ("n.new", "NO_INTEREST")):
        with pytest.raises(NotAllowed) as caught:
            take_step(panel.store, ROUND, reopen, who)
        assert rules(caught) == [rule]
    take_step(panel.store, ROUND, reopen, MANAGER)
    assert state(panel).state is State.REQUEST_OPEN


@pytest.mark.parametrize(
    ("says", "touched", "wrong"),
    [
        ("a cousin", {"ref": "C99"}, "no case C99"),
        ("a governor", {"urn": 900_099}, "no setting 900099"),
        ("a governor", {}, "in which case or setting"),
        (" ", {"ref": "C01"}, "what the interest is"),
    ],
)
def test_an_interest_names_a_case_or_setting_of_the_round(untouched, says, touched, wrong):
    with pytest.raises(UsageError, match=wrong):
        cases.declare_interest(untouched.store, ROUND, CHAIR, says, **touched)


def test_an_interest_in_the_setting_held_counts_though_nobody_asked_for_it(panel, tmp_path):
    plain = fifty_children_one_place()
    asked = tuple(wish for wish in plain.preferences if (wish.child_ref, wish.urn) != ("C01", OAK))
    bring(panel.store, tmp_path / "next", replace(plain, preferences=asked))
    cases.declare_interest(panel.store, ROUND, MANAGER, "a governor", urn=OAK)
    decide(panel.store, hold(panel), CHAIR)
    with pytest.raises(NotAllowed) as caught:
        take_step(panel.store, ROUND, GIVE_UP, MANAGER)
    assert rules(caught) == ["NO_INTEREST"]


def test_an_interest_of_another_round_keeps_nobody_from_this_one(panel, tmp_path):
    year = AcademicYear(2027)
    later = fifty_children_one_place(authority=authority(academic_year=year, as_at=date(2027, 1, 15)))
    rows = tuple(replace(row, year=year) for row in later.provisions)
    bring(panel.store, tmp_path / "next", replace(later, provisions=rows))
    cases.declare_interest(panel.store, "999-2027", CHAIR, "a governor since", urn=OAK)
    decide(panel.store, hold(panel), CHAIR)
