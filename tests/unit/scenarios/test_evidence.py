"""What a panel's run tells a planner, on a round small enough to count by hand."""

from dataclasses import replace

import pytest

from scenarios.evidence import place_evidence
from sufficiency.domain.needs import Need
from sufficiency.domain.run import LimitUse
from sufficiency.domain.settings import Consultation, Ground, Reply
from tests.fixtures.rounds import ELM, OAK, case, one_place_two_children, provision
from tests.fixtures.runs import eight_children_four_settings

FULL, RESOURCES, OTHER = Ground.PROVIDER_REPORTED_FULL, Ground.B_II_RES, Ground.A_SEN


def limit(urn, change, *, band=(7, 9), kind="group"):
    return LimitUse(kind, urn, "main", *band, f"{urn}", 1, 1, one_more=change, one_more_with_all_above=change)


def refusal(child, urn, ground, *, reply=Reply.OBJECT, provision_id=""):
    return Consultation(child, urn, reply, provision_id, ground=ground)


@pytest.fixture
def found():
    limits = (
        limit(OAK, (0, -1, 5)),
        limit(ELM, (-1, 4, 9)),
        limit(OAK, (1, -9, 0), band=(10, 11)),
        limit(ELM, (0, 0, 0), band=(10, 11)),
        limit(ELM, (-7, 0, 0), kind="setting"),
    )
    inputs = replace(
        one_place_two_children(),
        cases=(case("A"), case("B"), case("C", ncy=3, need=Need.PD)),
        provisions=(provision(OAK, 1), provision(ELM, 1)),
        consultations=(
            refusal("A", OAK, FULL),
            refusal("A", OAK, RESOURCES, provision_id="main"),
            refusal("B", OAK, RESOURCES),
            refusal("B", OAK, RESOURCES, reply=Reply.ACCEPT),
            refusal("B", ELM, OTHER),
            refusal("C", OAK, FULL),
            refusal("B", ELM, FULL, provision_id="another"),
        ),
    )
    return place_evidence(replace(eight_children_four_settings(), limits=limits), inputs)


def test_place_groups_come_in_the_order_of_what_one_more_place_would_do(found):
    assert [(one.rank, one.urn, one.ncy_from, one.change) for one in found.groups] == [
        (1, ELM, 7, (-1, 4, 9)),
        (2, OAK, 7, (0, -1, 5)),
    ]


def test_a_child_refused_twice_is_counted_once_and_only_in_its_own_years(found):
    refused = {one.urn: one.refused_as_full for one in found.groups}
    assert refused == {OAK: 2, ELM: 0}, "A and B of Year 7 at Oak; C is of Year 3; Elm said it of another provision"


def test_refusals_are_counted_by_setting_need_and_phase(found):
    rows = [(one.urn, one.need, one.phase, one.reported_full, one.resources, one.children) for one in found.refused]
    assert rows == [
        (OAK, Need.ASD, "secondary", 1, 2, 2),
        (OAK, Need.PD, "primary", 1, 0, 1),
        (ELM, Need.ASD, "secondary", 1, 0, 1),
    ]
