"""A reference stands in more than one round, and a record in more than one run: neither counts for the other."""

from dataclasses import replace
from datetime import date

import pytest

from sufficiency.domain.cases import State
from sufficiency.domain.settings import Consultation, Reply
from sufficiency.domain.years import AcademicYear
from sufficiency.panel.refusal import NotAllowed
from sufficiency.store import cases
from sufficiency.store.case_file import case_file
from sufficiency.store.decisions import decide
from sufficiency.store.holds import holds
from sufficiency.store.moves import Step, take_step
from sufficiency.store.runs import keep_run
from sufficiency.store.supersessions import approve_supersession, held_passed_on
from sufficiency.tables.load import load
from tests.fixtures.rounds import OAK, authority, case
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
    run_of,
)
from tests.unit.store.asking import hold, kept_again, rules, state

LATER = "999-2027"
GIVE_UP = Step("C01", State.CONSULTED, "the family moved", "MANUAL", date(2026, 3, 1))


@pytest.fixture
def later(panel, tmp_path):
    """The next round of the same authority in the same store, with a run; C01 is another child's reference there."""
    year, folder = AcademicYear(2027), tmp_path / "later"
    plain = fifty_children_one_place(case("C01"), authority=authority(academic_year=year, as_at=date(2027, 1, 15)))
    bring(panel.store, folder, replace(plain, provisions=tuple(replace(row, year=year) for row in plain.provisions)))
    run = keep_run(panel.store, run_of(load(folder), {"C01": ELMS_PLACES}), OFFICER)
    cases.open_case(panel.store, run.run, "C01", OTHER_CHAIR)
    return replace(panel, run=run)


def test_a_consultation_about_another_case_or_in_another_round_is_none_about_this_one(panel, later):
    for round_, ref in ((LATER, "C01"), (ROUND, "C02")):
        sent = Consultation(ref, OAK, Reply.NONE, "main", date(2026, 1, 2))
        cases.record_consultation(later.store, round_, sent, OFFICER)
    with pytest.raises(NotAllowed) as caught:
        take_step(panel.store, ROUND, Step("C01", State.CONSULTED), OFFICER)
    assert rules(caught) == ["CONSULTATION_SENT"]


def test_what_is_decided_in_another_round_moves_nothing_in_this_one(panel, later, tmp_path):
    decide(panel.store, hold(panel), CHAIR)
    seen = case_file(panel.store, ROUND, "C01").moved
    decide(later.store, hold(later, group=ELMS_PLACES, key="later"), OTHER_CHAIR)
    assert (state(panel).state, state(panel).group) == (State.PROVISIONAL, OAKS_PLACE)
    assert [(one.group, one.by) for one in holds(panel.store, ROUND)] == [(OAKS_PLACE, CHAIR)]
    over = passed_over("C01", "C02", OAKS_PLACE)
    newer = kept_again(panel, tmp_path, {"C01": OAKS_PLACE}, supersessions=(over,))
    assert [one.still for one in held_passed_on(panel.store, newer.run)] == [True]
    take_step(panel.store, ROUND, replace(GIVE_UP, seen=seen), OTHER_CHAIR)  # who decided the other round's alone
    assert [(one.group, one.by) for one in holds(panel.store, LATER)] == [(ELMS_PLACES, OTHER_CHAIR)]


def test_an_approval_counts_for_the_run_that_it_was_given_on(panel, tmp_path):
    """The next run that passes the place on alike names it alike, and needs an approval of its own."""
    over = passed_over("C02", "C01", OAKS_PLACE)
    older = kept_again(panel, tmp_path, {"C01": OAKS_PLACE}, supersessions=(over,))
    approve_supersession(panel.store, older.run, over.supersession_id, "earlier deadline", MANAGER)
    newer = kept_again(panel, tmp_path, {"C01": OAKS_PLACE, "C03": ELMS_PLACES}, supersessions=(over,))
    passed = case_file(panel.store, ROUND, "C01", newer.run).passed_on
    assert [(one.run, one.approved_by) for one in passed] == [(newer.run, "")]
    cases.open_case(panel.store, newer.run, "C01", CHAIR)
    with pytest.raises(NotAllowed) as caught:
        decide(panel.store, hold(panel, run=newer.run, run_digest=newer.digest), CHAIR)
    assert rules(caught) == ["APPROVED_BY_ANOTHER"]
