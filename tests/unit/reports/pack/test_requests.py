"""Requests that are not recommended: the ground is never chosen by the tool, and "full" is never taken for one."""

from dataclasses import replace
from datetime import date

import pytest

from sufficiency.domain.cases import Case, Preference, State
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.needs import Need
from sufficiency.domain.places import Place
from sufficiency.domain.run import Verdict
from sufficiency.domain.settings import Consultation, Ground, Provision, Reply, Setting, SettingType
from sufficiency.domain.years import AcademicYear
from sufficiency.reports.pack import requests
from sufficiency.reports.pack.cases import case_page, open_cases
from sufficiency.reports.pack.dossier import Dossier
from sufficiency.reports.pack.letters import Outcome, letters, outcome_of
from tests.fixtures.runs import ALDER, BIRCH, CEDAR, CEDAR_HUB, DOGWOOD, NAMES, RECORD, eight_children_four_settings

RUN = eight_children_four_settings()
YEAR = AcademicYear(2026)


def dossier(*consultations: Consultation) -> Dossier:
    """C-007 has no place and asked for Alder, which the run finds full; C-003 asked for Cedar MAIN before its hub."""
    refs = sorted([r.child_ref for r in RUN.recommendations] + [u.child_ref for u in RUN.unplaced])
    cases = tuple(
        Case(ref, 7, Need.ASD, Place("AB1 2CD"), date(2025, 9, 1), date(2026, 2, 15), state=State.CONSULTED)
        for ref in refs
    )
    settings = tuple(
        Setting(urn, name, SettingType.SPECIAL, Place("AB1 2CD"), s38_3=True) for urn, name in NAMES.items()
    )
    groups = (ALDER, BIRCH, CEDAR_HUB, CEDAR, DOGWOOD)
    provisions = tuple(
        Provision(g.urn, g.provision_id, (Need.ASD,), g.ncy_from, 11, YEAR, commissioned=20, on_roll=18, leavers=1)
        for g in groups
    )
    asked = (Preference("C-003", 1, CEDAR.urn, "MAIN"), Preference("C-003", 2, CEDAR.urn, "HUB"),
             Preference("C-007", 1, ALDER.urn))  # fmt: skip
    full = Verdict("C-007", ALDER, "eligible", "FULL_EARLIER_IN_ORDER", "Both places go to earlier cases.")
    run = replace(RUN, verdicts=(full, *(v for v in RUN.verdicts if v.child_ref != "C-007")))
    return Dossier(run, Inputs(RUN.authority, cases, asked, settings, provisions, consultations))


def objection(ground: Ground, evidence: str = "") -> Consultation:
    return Consultation("C-007", ALDER.urn, Reply.OBJECT, ground=ground, evidence=evidence)


def test_only_requests_ranked_above_the_place_recommended_are_turned_down():
    found = requests.not_recommended(dossier(), "C-003")
    assert [(r.preference.rank, r.preference.provision_id) for r in found] == [(1, "MAIN")]


def test_no_place_free_is_flagged_as_no_ground_and_the_evidence_of_b_i_is_listed():
    (request,) = requests.not_recommended(dossier(), "C-007")
    assert request.ground is Ground.NOT_GIVEN
    assert "no place is free is not one" in request.flag
    assert request.prepare is Ground.B_I_EDU


def test_the_four_questions_of_bexley_stand_among_the_evidence():
    (request,) = requests.not_recommended(dossier(), "C-007")
    says = [str(row["says"]) for row in requests.evidence_rows(dossier(), request)]
    for question in ("Which other children", "at or above what is efficient", "What effect", "unavoidable"):
        assert any(question in line for line in says), question


def test_full_alone_is_flagged_as_no_ground():
    (request,) = requests.not_recommended(dossier(objection(Ground.PROVIDER_REPORTED_FULL)), "C-007")
    assert "not a ground of refusal" in request.flag


@pytest.mark.parametrize("evidence", ["The class is full.", "No places"])
def test_a_legal_ground_whose_evidence_says_only_full_is_flagged_too(evidence):
    (request,) = requests.not_recommended(dossier(objection(Ground.B_I_EDU, evidence)), "C-007")
    assert "only that the setting is full" in request.flag


def test_what_the_tables_hold_is_given_with_its_source_and_the_rest_left_open():
    (request,) = requests.not_recommended(dossier(), "C-007")
    given = {row["says"]: row["given"] for row in requests.evidence_rows(dossier(), request)}
    assert given["Planned and commissioned places"] == "Year 7 to Year 11: 20 commissioned (provision table, 2026/27)"
    assert given["Therapist hours a child before and after"] == requests.TO_FILL


def test_the_text_of_evidence_is_never_quoted():
    told = case_page(dossier(objection(Ground.B_I_EDU, "Jo Bloggs hits others")), "C-007")
    assert "Bloggs" not in str(told)


def test_settled_cases_have_no_page_and_the_rest_stand_in_the_order_of_the_policy():
    assert open_cases(dossier()) == ("C-002", "C-003", "C-004", "C-005", "C-006", "C-007", "C-008")


@pytest.mark.parametrize(
    ("ref", "outcome"), [("C-002", Outcome.OFFER), ("C-003", Outcome.REFUSED), ("C-007", Outcome.UNPLACED)]
)
def test_each_outcome_has_its_letter(ref, outcome):
    assert outcome_of(dossier(), ref) is outcome


def test_a_letter_lists_what_is_missing_and_names_nobody_who_decided():
    (letter,) = letters(dossier(), RECORD, ("C-007",))
    assert {"addressee", "decided_by", "ground, request 1"} <= {name for name, _ in letter.missing}
    assert letter.fields["decided_by"] == "[name of the person who decided]"
    assert "“full” is not one" in str(letter.fields["answers"])
