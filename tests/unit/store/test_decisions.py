"""Decisions on both databases: who, on what run, with what reason, and the place that goes with it."""

from dataclasses import replace
from datetime import date

import pytest

from sufficiency.domain.cases import State
from sufficiency.domain.settings import Consultation, Ground, Reply
from sufficiency.domain.years import AcademicYear
from sufficiency.errors import UsageError
from sufficiency.panel.refusal import NotAllowed
from sufficiency.store import cases, people
from sufficiency.store.case_file import case_file
from sufficiency.store.decisions import decide, decisions_on, in_the_way
from sufficiency.store.letters import issue_letter
from sufficiency.store.moves import Step, take_step
from tests.fixtures.rounds import ELM, OAK, authority, case, setting
from tests.fixtures.stores import (
    CHAIR,
    ELMS_PLACES,
    MANAGER,
    OAKS_PLACE,
    OFFICER,
    OTHER_CHAIR,
    REFS,
    ROUND,
    bring,
    fifty_children_one_place,
)
from tests.unit.store.asking import hold, kept_again, room, rules, state

EVIDENCE_OF_AGE = {"age_range": "7 to 11", "child_ncy": "12", "pending_change": "none"}


def test_a_chair_holds_the_place_recommended(panel_on_either):
    made = decide(panel_on_either.store, hold(panel_on_either), CHAIR)
    assert (made.override, made.by, made.group) == (False, CHAIR, OAKS_PLACE)
    assert (state(panel_on_either).state, state(panel_on_either).group) == (State.PROVISIONAL, OAKS_PLACE)
    assert room(panel_on_either).free == 0
    assert decisions_on(panel_on_either.store, ROUND, "C01") == (made,)


def test_another_place_than_recommended_is_marked_an_override(panel):
    assert decide(panel.store, hold(panel, "C02", OAKS_PLACE), CHAIR).override


def test_a_full_place_is_refused_and_nothing_changes(panel_on_either):
    decide(panel_on_either.store, hold(panel_on_either), CHAIR)
    with pytest.raises(NotAllowed, match="No place is left: Oak School") as caught:
        decide(panel_on_either.store, hold(panel_on_either, "C02"), CHAIR)
    assert rules(caught) == ["NO_PLACE_LEFT"]
    assert state(panel_on_either, "C02").state is State.REQUEST_OPEN
    assert len(decisions_on(panel_on_either.store, ROUND)) == 1


def test_everything_in_the_way_is_said_at_once(panel):
    cases.declare_interest(panel.store, ROUND, OTHER_CHAIR, "a governor of Oak", urn=OAK)
    with pytest.raises(NotAllowed) as caught:
        decide(panel.store, hold(panel, reason="  "), OTHER_CHAIR)
    assert rules(caught) == ["REASON", "OPENED", "NO_INTEREST"]


@pytest.mark.parametrize("who", [OFFICER, MANAGER, "v.viewer", "a.auditor"])
def test_only_a_chair_decides(untouched, who):
    with pytest.raises(NotAllowed) as caught:
        decide(untouched.store, hold(untouched), who)
    assert rules(caught) == ["ROLE"]


def test_nobody_without_an_account_decides(untouched):
    with pytest.raises(UsageError, match="There is no person operator:me"):
        decide(untouched.store, hold(untouched), "operator:me")


def test_an_account_switched_off_decides_nothing(panel):
    people.change_person(panel.store, replace(people.person_called(panel.store, CHAIR), active=False), "operator:me")
    with pytest.raises(NotAllowed) as caught:
        decide(panel.store, hold(panel), CHAIR)
    assert rules(caught) == ["INACTIVE"]


def test_the_same_key_twenty_times_is_one_decision(panel):
    made = {decide(panel.store, hold(panel), CHAIR) for _ in range(20)}
    assert len(made) == 1
    assert len(decisions_on(panel.store, ROUND)) == 1


def test_a_key_with_another_choice_is_refused(panel):
    decide(panel.store, hold(panel), CHAIR)
    with pytest.raises(UsageError, match="another choice"):
        decide(panel.store, hold(panel, "C02", ELMS_PLACES, key="key-C01"), CHAIR)


def test_a_decision_names_the_exact_run(untouched):
    with pytest.raises(NotAllowed, match=untouched.run.digest):
        decide(untouched.store, hold(untouched, run_digest="0" * 64), CHAIR)


def test_a_newer_run_makes_the_older_one_stale_and_says_the_difference(panel, tmp_path):
    newer = kept_again(panel, tmp_path, {"C01": ELMS_PLACES})
    with pytest.raises(NotAllowed, match=f"recommends {ELM} main") as caught:
        decide(panel.store, hold(panel), CHAIR)
    assert rules(caught) == ["CURRENT_RUN"]
    assert newer.run in str(caught.value)


def test_a_case_that_the_run_does_not_have_is_not_decided_on_it(panel, tmp_path):
    bring(panel.store, tmp_path / "more", fifty_children_one_place(*map(case, [*REFS, "C51"])))
    cases.open_case(panel.store, panel.run.run, "C51", CHAIR)
    with pytest.raises(NotAllowed) as caught:
        decide(panel.store, hold(panel, "C51", ELMS_PLACES), CHAIR)
    assert rules(caught) == ["NOT_IN_RUN"]


def test_deferring_leaves_the_case_as_it_is_and_may_be_done_again(panel):
    for key in ("one", "two"):
        decide(panel.store, hold(panel, outcome="defer", group=None, key=key), CHAIR)
    assert state(panel).state is State.REQUEST_OPEN
    decide(panel.store, hold(panel), CHAIR)


def test_a_case_is_decided_once_on_a_run(panel_on_either):
    decide(panel_on_either.store, hold(panel_on_either), CHAIR)
    give_up = Step("C01", State.CONSULTED, "the family moved", "MANUAL", date(2026, 3, 1))
    assert take_step(panel_on_either.store, ROUND, give_up, MANAGER) is State.PROVISIONAL
    assert room(panel_on_either).free == 1
    with pytest.raises(NotAllowed) as caught:
        decide(panel_on_either.store, hold(panel_on_either, key="again"), CHAIR)
    assert rules(caught) == ["ONCE"]


def test_nobody_gives_up_a_hold_of_their_own(panel):
    cases.open_case(panel.store, panel.run.run, "C01", OTHER_CHAIR)
    decide(panel.store, hold(panel), OTHER_CHAIR)
    step = Step("C01", State.CONSULTED, "because", "MANUAL", date(2026, 3, 1))
    with pytest.raises(NotAllowed) as caught:
        take_step(panel.store, ROUND, step, OTHER_CHAIR)
    assert rules(caught) == ["NOT_OWN_DECISION"]


def test_full_without_evidence_blocks_the_letter_and_the_final_plan(panel_on_either):
    decided = decide(panel_on_either.store, hold(panel_on_either, "C02", ELMS_PLACES), CHAIR)
    with pytest.raises(NotAllowed, match="not a ground"):
        cases.record_refusal(
            panel_on_either.store,
            ROUND,
            "C02",
            cases.RefusalRecord(OAK, Ground.PROVIDER_REPORTED_FULL, {}, "full"),
            OFFICER,
        )
    missing = cases.record_refusal(
        panel_on_either.store,
        ROUND,
        "C02",
        cases.RefusalRecord(OAK, Ground.B_I_EDU, {"roll": "full"}, "looked at"),
        OFFICER,
    )
    assert missing
    for blocked in (
        lambda: issue_letter(panel_on_either.store, ROUND, "C02", decided.seq, "decision", OFFICER),
        lambda: take_step(panel_on_either.store, ROUND, Step("C02", State.NAMED_FINAL), CHAIR),
    ):
        with pytest.raises(NotAllowed) as caught:
            blocked()
        assert rules(caught) == ["REQUESTS_ANSWERED"]
    evidence = {item.item: "12 of 12 in the class, 2 adults" for item in missing} | {"roll": "40 of 40"}
    whole = cases.RefusalRecord(OAK, Ground.B_I_EDU, evidence, "looked at")
    assert cases.record_refusal(panel_on_either.store, ROUND, "C02", whole, OFFICER) == ()
    issue_letter(panel_on_either.store, ROUND, "C02", decided.seq, "decision", OFFICER)
    take_step(panel_on_either.store, ROUND, Step("C02", State.NAMED_FINAL), CHAIR)
    take_step(panel_on_either.store, ROUND, Step("C02", State.ON_ROLL), OFFICER)
    assert state(panel_on_either, "C02").group == ELMS_PLACES


def test_naming_a_type_only_needs_every_request_answered(untouched):
    with pytest.raises(NotAllowed) as caught:
        decide(untouched.store, hold(untouched, outcome="type-only", group=None), CHAIR)
    assert rules(caught) == ["REQUESTS_ANSWERED"]


def test_a_tribunals_order_is_carried_out_even_over_number(panel_on_either):
    decide(panel_on_either.store, hold(panel_on_either), CHAIR)
    order = Step("C02", State.TRIBUNAL_ORDERED, "order of 1 March", "", date(2026, 3, 1), OAKS_PLACE)
    take_step(panel_on_either.store, ROUND, order, OFFICER)
    assert (room(panel_on_either).claimed, room(panel_on_either).places, room(panel_on_either).over) == (2, 1, 1)


def test_a_setting_that_accepts_over_number_can_be_held_when_full(panel):
    decide(panel.store, hold(panel), CHAIR)
    said = Consultation("C02", OAK, Reply.ACCEPT_OVER_NUMBER, "main", date(2026, 1, 2), date(2026, 1, 9))
    cases.record_consultation(panel.store, ROUND, said, OFFICER)
    decide(panel.store, hold(panel, "C02"), CHAIR)
    assert room(panel).over == 1


def test_a_settled_place_is_opened_again_only_on_a_basis_in_law(panel):
    order = Step("C02", State.TRIBUNAL_ORDERED, "order", "", date(2026, 3, 1), OAKS_PLACE)
    take_step(panel.store, ROUND, order, OFFICER)
    take_step(panel.store, ROUND, Step("C02", State.ON_ROLL), OFFICER)
    for code, allowed in (("MANUAL", False), ("S44", True)):
        step = Step("C02", State.REQUEST_OPEN, "the review amended the plan", code)
        if not allowed:
            with pytest.raises(NotAllowed) as caught:
                take_step(panel.store, ROUND, step, MANAGER)
            assert rules(caught) == ["BASIS_TO_REOPEN"]
        else:
            take_step(panel.store, ROUND, step, MANAGER)
    assert room(panel).claimed == 0


def test_a_move_that_is_not_in_the_dict_cannot_be_made(untouched):
    with pytest.raises(NotAllowed, match="P0 cannot go to P5"):
        take_step(untouched.store, ROUND, Step("C01", State.ON_ROLL), OFFICER)


def test_a_hold_is_not_a_step(untouched):
    with pytest.raises(NotAllowed, match="decided on a run"):
        take_step(untouched.store, ROUND, Step("C01", State.PROVISIONAL, "x", group=OAKS_PLACE), CHAIR)


def test_a_place_for_other_years_is_not_held(untouched):
    other = OAKS_PLACE._replace(ncy_from=0)
    with pytest.raises(NotAllowed, match="no such place"):
        decide(untouched.store, hold(untouched, group=other), CHAIR)


def test_text_that_no_database_can_hold_is_refused_in_words(untouched):
    with pytest.raises(UsageError, match="NUL"):
        decide(untouched.store, hold(untouched, reason="a\0b"), CHAIR)


def test_a_case_that_the_newest_tables_no_longer_list_is_not_decided(panel, tmp_path):
    bring(panel.store, tmp_path / "fewer", fifty_children_one_place(*map(case, REFS[1:])))
    with pytest.raises(NotAllowed) as caught:
        decide(panel.store, hold(panel), CHAIR)
    assert rules(caught) == ["LISTED"]


def test_a_year_put_right_in_the_tables_counts_from_then_on(panel, tmp_path):
    take_step(panel.store, ROUND, Step("C02", State.TYPE_AGREED), OFFICER)
    older = [case("C01", ncy=12), case("C02", ncy=6)]
    bring(panel.store, tmp_path / "older", fifty_children_one_place(*older, *map(case, REFS[2:])))
    for ref in ("C01", "C02"):
        with pytest.raises(NotAllowed, match="not for the child's year"):
            decide(panel.store, hold(panel, ref), CHAIR)


def said(reply, on, provision="main"):
    """What Oak replied about the second child, and when."""
    return Consultation("C02", OAK, reply, provision, date(2026, 1, 2), on)


@pytest.mark.parametrize(
    ("replies", "held"),
    [
        ([said(Reply.ACCEPT_OVER_NUMBER, date(2026, 1, 9), "")], True),
        ([said(Reply.ACCEPT_OVER_NUMBER, date(2026, 1, 9), "base")], False),
        ([said(Reply.ACCEPT_OVER_NUMBER, date(2026, 1, 9)), said(Reply.ACCEPT, date(2026, 1, 5))], True),
        ([said(Reply.ACCEPT_OVER_NUMBER, date(2026, 1, 9)), said(Reply.ACCEPT, date(2026, 1, 12))], False),
        ([said(Reply.ACCEPT_OVER_NUMBER, date(2026, 1, 9)), said(Reply.NONE, None)], True),
    ],
)
def test_the_newest_reply_about_this_provision_says_whether_it_takes_the_child_over_number(panel, replies, held):
    """Newest by the day of the reply, in whatever order they were written down; one not answered says nothing."""
    decide(panel.store, hold(panel), CHAIR)
    for reply in replies:
        cases.record_consultation(panel.store, ROUND, reply, OFFICER)
    if held:
        decide(panel.store, hold(panel, "C02"), CHAIR)
        return
    with pytest.raises(NotAllowed, match="No place is left"):
        decide(panel.store, hold(panel, "C02"), CHAIR)


@pytest.mark.parametrize(("listed", "ground", "right"), [
    (True, Ground.A_AGE, True), (True, Ground.NOT_OFFERED, False), (True, Ground.I_9, False),
    (False, Ground.A_AGE, False), (False, Ground.NOT_OFFERED, True), (False, Ground.M_33, True),
])  # fmt: skip
def test_a_ground_is_one_for_settings_of_that_type(panel, tmp_path, listed, ground, right):
    """Section 39(4) is for section 38(3) settings; "not offered", which "full" may answer, only for others."""
    settings = (setting(OAK, s38_3=listed), setting(ELM, east=5_000))
    if not listed:
        bring(panel.store, tmp_path / "other", fifty_children_one_place(settings=settings))
    record = cases.RefusalRecord(OAK, ground, {}, "read and weighed")
    if right:
        assert cases.record_refusal(panel.store, ROUND, "C01", record, OFFICER)
        return
    with pytest.raises(NotAllowed, match=r"section 38\(3\)") as caught:
        cases.record_refusal(panel.store, ROUND, "C01", record, OFFICER)
    assert rules(caught) == ["NOT_A_GROUND"]


def test_a_refusal_says_how_the_reply_was_considered(untouched):
    with pytest.raises(NotAllowed, match="considered"):
        cases.record_refusal(untouched.store, ROUND, "C01", cases.RefusalRecord(OAK, Ground.A_AGE, {}, " "), OFFICER)


def test_the_file_of_a_case_tells_nothing_of_the_same_reference_in_another_round(panel, tmp_path):
    decide(panel.store, hold(panel), CHAIR)
    next_year = fifty_children_one_place(authority=authority(academic_year=AcademicYear(2027), as_at=date(2027, 1, 15)))
    bring(panel.store, tmp_path / "next", replace(next_year, provisions=tuple(
        replace(row, year=AcademicYear(2027)) for row in next_year.provisions)))  # fmt: skip
    assert case_file(panel.store, "999-2027", "C01").events == ()
    assert [event.event for event in case_file(panel.store, ROUND, "C01").events] == ["decision.held", "case.opened"]


@pytest.mark.parametrize(
    ("by", "changes"), [(OTHER_CHAIR, {}), (CHAIR, {"reason": "for another reason"}), (CHAIR, {"run_digest": "0" * 64})]
)
def test_a_key_is_of_one_person_one_reason_and_one_run(panel, by, changes):
    decide(panel.store, hold(panel), CHAIR)
    with pytest.raises(UsageError, match="another choice"):
        decide(panel.store, hold(panel, **changes), by)


def test_a_decision_needs_a_key(untouched):
    with pytest.raises(UsageError, match="key of its own"):
        decide(untouched.store, hold(untouched, key=""), CHAIR)


def test_asking_for_more_is_not_other_than_recommended(panel):
    assert not decide(panel.store, hold(panel, outcome="defer", group=None), CHAIR).override


def test_every_request_without_its_answer_is_named(untouched):
    with pytest.raises(NotAllowed, match=rf"request 1 \(setting {OAK}\).*request 2 \(setting {ELM}\)"):
        decide(untouched.store, hold(untouched, outcome="type-only", group=None), CHAIR)


def test_requests_are_answered_one_by_one_in_their_order(panel, tmp_path):
    """In the order of their rank, however the rows of the table stand."""
    plain = fifty_children_one_place()
    bring(panel.store, tmp_path / "turned", replace(plain, preferences=plain.preferences[::-1]))
    cases.record_refusal(panel.store, ROUND, "C01", cases.RefusalRecord(ELM, Ground.A_AGE, {}, "read"), OFFICER)
    lacking = [(one.rank, one.urn, len(one.missing)) for one in case_file(panel.store, ROUND, "C01").unanswered]
    assert lacking == [(1, OAK, 1), (2, ELM, 3)], "a ground lacks its three items; no ground at all lacks one"


def test_what_stands_in_the_way_is_known_before_anything_is_chosen(panel, tmp_path):
    def told(run, ref):
        return [refusal.rule for refusal in in_the_way(panel.store, run, ref, CHAIR)]

    assert told(panel.run.run, "C01") == []
    decide(panel.store, hold(panel), CHAIR)
    cases.declare_interest(panel.store, ROUND, CHAIR, "a neighbour", ref="C02")
    newer = kept_again(panel, tmp_path, {"C01": OAKS_PLACE})
    bring(panel.store, tmp_path / "fewer", fifty_children_one_place(*map(case, REFS[:-1])))
    assert told(panel.run.run, "C01") == ["CURRENT_RUN", "ONCE"]
    assert told(newer.run, "C02") == ["NO_INTEREST"]
    assert told(newer.run, REFS[-1]) == ["LISTED"]
