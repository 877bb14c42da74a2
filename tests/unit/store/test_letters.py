"""Letters: on the decision that stands and no other, by page, and ready only when every request has its answer."""

from datetime import date

import pytest
from sqlalchemy import select

from sufficiency.domain.cases import State
from sufficiency.domain.needs import Need
from sufficiency.domain.run import Recommendation
from sufficiency.domain.settings import Ground
from sufficiency.panel.refusal import NotAllowed
from sufficiency.statute.refusal import evidence_needed
from sufficiency.store import cases, schema
from sufficiency.store.case_file import case_file
from sufficiency.store.decisions import Progress, decide, progress_on
from sufficiency.store.letters import issue_letter, post_of, ready_letters
from sufficiency.store.moves import Step, take_step
from tests.fixtures.rounds import ELM, OAK
from tests.fixtures.stores import CHAIR, ELMS_PLACES, MANAGER, OAKS_PLACE, OFFICER, OTHER_CHAIR, ROUND
from tests.unit.store.asking import hold, kept_again, rules

ORDER = Step("C01", State.TRIBUNAL_ORDERED, "order", "", date(2026, 3, 1), ELMS_PLACES)


def answer(panel, ref, urn):
    """A whole refusal record."""
    evidence = dict.fromkeys(evidence_needed(Ground.A_AGE, panel.store.today()), "7 to 11, GIAS, January 2026")
    cases.record_refusal(panel.store, ROUND, ref, cases.RefusalRecord(urn, Ground.A_AGE, evidence, "read"), OFFICER)


def issue(panel, decision, ref="C01"):
    issue_letter(panel.store, ROUND, ref, decision, "provisional", OFFICER)


def refused(panel, decision, ref="C01"):
    with pytest.raises(NotAllowed) as caught:
        issue(panel, decision, ref)
    return rules(caught)


def test_a_letter_is_on_the_decision_though_more_was_asked_for_and_the_child_started_since(panel):
    held = decide(panel.store, hold(panel), CHAIR)
    decide(panel.store, hold(panel, outcome="defer", group=None, key="later"), CHAIR)
    for state in (State.NAMED_FINAL, State.ON_ROLL):
        take_step(panel.store, ROUND, Step("C01", state), OFFICER)
    issue(panel, held.seq)
    with panel.store.reading() as connection:
        assert connection.execute(select(schema.letters.c.decision)).scalars().all() == [held.seq]


def test_no_letter_on_a_request_for_more_or_on_another_decision_than_was_read(panel):
    asked = decide(panel.store, hold(panel, outcome="defer", group=None, key="first"), CHAIR)
    assert refused(panel, asked.seq) == ["NO_DECISION"]
    held = decide(panel.store, hold(panel), CHAIR)
    assert refused(panel, asked.seq) == ["OTHER_DECISION"]
    issue(panel, held.seq)


def test_a_place_that_the_tribunal_ordered_is_not_the_panel_s_decision(panel):
    held = decide(panel.store, hold(panel, group=ELMS_PLACES), CHAIR)
    answer(panel, "C01", OAK)
    take_step(panel.store, ROUND, ORDER, OFFICER)
    assert case_file(panel.store, ROUND, "C01").standing is None
    assert refused(panel, held.seq) == ["NO_DECISION"]


def test_a_hold_given_up_is_no_longer_written_about(panel):
    held = decide(panel.store, hold(panel), CHAIR)
    take_step(panel.store, ROUND, Step("C01", State.CONSULTED, "moved", "MANUAL", date(2026, 3, 1)), MANAGER)
    assert refused(panel, held.seq) == ["NO_DECISION"]
    assert [(one.stands, one.ready) for one in post_of(panel.store, panel.run.run, 1, 10).due] == [(False, False)]


def test_a_case_decided_anew_is_written_about_anew_and_given_up_by_another_than_decided_last(panel, tmp_path):
    give_up = Step("C01", State.CONSULTED, "moved", "MANUAL", date(2026, 3, 1))
    issue(panel, decide(panel.store, hold(panel), CHAIR).seq)
    take_step(panel.store, ROUND, give_up, MANAGER)
    newer = kept_again(panel, tmp_path, {"C01": OAKS_PLACE})
    cases.open_case(panel.store, newer.run, "C01", OTHER_CHAIR)
    decide(panel.store, hold(panel, run=newer.run, run_digest=newer.digest, key="anew"), OTHER_CHAIR)
    assert [(one.sent, one.ready) for one in post_of(panel.store, newer.run, 1, 10).due] == [(False, True)]
    with pytest.raises(NotAllowed) as caught:
        take_step(panel.store, ROUND, give_up, OTHER_CHAIR)
    assert rules(caught) == ["NOT_OWN_DECISION"]


def test_a_type_named_is_written_about_until_a_place_is_settled(panel):
    for urn in (OAK, ELM):
        answer(panel, "C01", urn)
    named = decide(panel.store, hold(panel, outcome="type-only", group=None), CHAIR)
    assert case_file(panel.store, ROUND, "C01").standing == named
    take_step(panel.store, ROUND, ORDER, OFFICER)
    assert refused(panel, named.seq) == ["NO_DECISION"]


def test_the_post_goes_by_pages_and_says_what_is_ready(panel):
    made = [decide(panel.store, hold(panel, ref, ELMS_PLACES), CHAIR) for ref in ("C02", "C03", "C04")]
    decide(panel.store, hold(panel, "C05", None, outcome="defer"), CHAIR)
    for ref in ("C02", "C04"):
        answer(panel, ref, OAK)
    issue(panel, made[0].seq, "C02")
    first, last = (post_of(panel.store, panel.run.run, number, 2) for number in (0, 9))
    assert [(one.decision.ref, one.sent, one.lacking, one.ready) for one in (*first.due, *last.due)] == [
        ("C04", False, 0, True),
        ("C03", False, 1, False),
        ("C02", True, 0, False),
    ]
    assert [(post.at, post.pages, post.total) for post in (first, last)] == [(1, 2, 3), (2, 2, 3)]
    assert ready_letters(panel.store, panel.run.run) == (ROUND, ("C04",))
    assert post_of(panel.store, "R-none", 1, 2).total == 0


def test_how_far_the_panel_is_counts_each_case_once(panel):
    answer(panel, "C02", OAK)
    decide(panel.store, hold(panel, "C01", None, outcome="defer"), CHAIR)
    sent, _ = (decide(panel.store, hold(panel, ref, ELMS_PLACES), CHAIR) for ref in ("C02", "C03"))
    for _ in range(2):
        issue(panel, sent.seq, "C02")
    assert progress_on(panel.store, panel.run.run) == Progress(awaiting=50, decided=2, sent=1)


def test_a_place_settled_before_the_round_is_not_the_panel_s_to_decide(panel, tmp_path):
    settled = Recommendation("C01", 7, Need.ASD, State.NAMED_FINAL, 1, OAKS_PLACE, "", 1, None, 0, 0, "", fixed=True)
    run = kept_again(panel, tmp_path, {"C01": OAKS_PLACE}, recommendations=(settled,))
    assert progress_on(panel.store, run.run).awaiting == 49
