"""Section I against where the child is: each rule by one child, and everybody in exactly one group."""

from collections import Counter
from datetime import date

import pytest

from sufficiency.domain.cases import Reason, State
from sufficiency.domain.years import AcademicYear
from sufficiency.importers.sen2.cases import child_row, reason_of, request_date_of
from sufficiency.importers.sen2.placed import is_placed, placed_row
from sufficiency.importers.sen2.returns import read_return
from sufficiency.importers.sen2.whereabouts import RULES, Group, Round, whereabouts
from tests.fixtures.sen2_files import write_xml
from tests.fixtures.sen2_returns import CENSUS, MadeUp, attended, draw_return, named, person, request, with_plan

ROUND = Round(CENSUS, AcademicYear(2026))
HERE, THERE = 900_001, 900_002


@pytest.fixture
def where(tmp_path):
    """Where one made-up child belongs, after a journey through a file."""

    def read(child, round_=ROUND):
        found = read_return(write_xml(tmp_path / "return.xml", MadeUp([child], [""])), CENSUS)
        assert [fault for fault in found.faults if fault.severity == "error"] == []
        return whereabouts(found.people[0], round_)

    return read


def child(details=(), places=(), born=date(2014, 5, 1), about=None, **running):
    return with_plan(person(1, born), list(details), list(places), plan_items=about, active_items=running)


CASES = [
    ("attends what is named", child([named(URN=HERE)], [attended(URN=HERE)]), "attends"),
    ("Section I silent", child([], [attended(URN=HERE)]), "attends"),
    ("a college, both by UKPRN", child([named(UKPRN="10001234")], [attended(UKPRN="10001234")]), "attends"),
    ("a URN is not held against a UKPRN", child([named(URN=HERE)], [attended(UKPRN="10001234")]), "attends"),
    ("an independent school, named and attended", child([named(URN=800_001)], [attended(URN=800_001)]), "attends"),
    ("tuition as planned", child([named(SENSetting="OLA")], [attended(SENSetting="OLA")]), "attends"),
    ("another school", child([named(URN=HERE)], [attended(URN=THERE)]), "named-not-attending"),
    ("tuition meanwhile", child([named(URN=HERE)], [attended(SENSetting="OLA")]), "named-not-attending"),
    ("at home meanwhile", child([named(URN=HERE)], [attended(SENSetting="NIEO")]), "named-not-attending"),
    ("named from September", child([named(URN=HERE)], [attended(URN=THERE)],
                                   PhaseTransferDueDate=date(2026, 2, 15), PhaseTransferFinalDate=date(2026, 1, 9)),
     "named-not-attending"),
    ("second placements do not count", child([named(URN=HERE), named(2, URN=THERE)],
                                             [attended(URN=HERE), attended(2, URN=900_003)]), "attends"),
    ("left on the census day", child([named(URN=HERE)], [attended(URN=HERE, LeavingDate=CENSUS)]), "attends"),
    ("another college, by UKPRN", child([named(UKPRN="10001234")], [attended(UKPRN="10005678")]), "named-without-urn"),
    ("a type, in a mainstream school", child([named(SENSetting="OTH")], [attended(URN=THERE)]), "type-named-only"),
    ("a type, nowhere", child([named(SENSetting="OTH")], [attended(SENSetting="NEET")]), "type-named-only"),
    ("moved in", child([], [attended(SENSetting="NIEO")], TransferLA="800"), "awaiting-placement"),
    ("due, not final", child([named(URN=HERE)], [attended(URN=HERE)], PhaseTransferDueDate=date(2026, 2, 15)),
     "phase-transfer-due"),
    ("due and final", child([named(URN=HERE)], [attended(URN=HERE)], PhaseTransferDueDate=date(2026, 2, 15),
                            PhaseTransferFinalDate=date(2026, 1, 9)), "attends"),
    ("home education", child([named(URN=HERE)], [attended(SENSetting="EHE")]), "arranged-by-parents"),
    ("notice to cease", child([named(URN=HERE)], [attended(SENSetting="NIEC")]), "ceasing"),
    ("out of education, no other named", child([], [attended(SENSetting="NEET")]), "not-in-education"),
    ("ceased", child([named(URN=HERE)], [attended(URN=HERE, LeavingDate=date(2025, 7, 18))],
                     about={"CeaseDate": date(2025, 7, 18)}), "no-plan"),
    ("twenty-five", child([], [attended(URN=HERE)], born=date(2000, 3, 1)), "no-year"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "rule"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_rule_that_decides(one, rule, where):
    assert where(one).rule.name == rule


def test_an_assessment_under_way_is_no_plan(where):
    asked = person(1)
    asked.below.append(request(date(2025, 11, 3), "A"))
    assert where(asked).rule.name == "no-plan"


def test_a_setting_without_a_place_of_the_round_is_left_out_of_it(where):
    named_there = child([named(URN=HERE)], [attended(URN=THERE)])
    none_there = Round(CENSUS, AcademicYear(2026), lambda urn, ncy: (urn, ncy) != (HERE, 8))
    assert where(named_there, none_there).rule.name == "named-outside-round"
    assert where(named_there).rule.name == "named-not-attending"


def test_every_rule_decides_some_child():
    assert {rule for _, _, rule in CASES} | {"named-outside-round"} == {rule.name for rule in RULES}


@pytest.mark.parametrize("seed", range(3))
def test_everybody_is_in_one_group_and_the_groups_add_up(seed, tmp_path):
    made = draw_return(300, seed)
    found = read_return(write_xml(tmp_path / "return.xml", made), CENSUS)
    groups = [whereabouts(one, ROUND) for one in found.people]
    assert [one.rule.name for one in groups] == made.rules
    told = Counter(one.group for one in groups)
    assert told[Group.AWAITING] + told[Group.PLACED] + told[Group.OUT_OF_SCOPE] == 300
    assert all(told[group] for group in Group)


DUE = {"PhaseTransferDueDate": date(2026, 2, 15)}
REVIEWED = {"ReviewMeeting": date(2025, 11, 18), "LastReview": date(2025, 12, 12)}
OLD, NEW = {"started": date(2021, 6, 1)}, {"started": date(2025, 6, 1)}
NOWHERE = attended(SENSetting="NIEO", entered=date(2025, 10, 6))


@pytest.mark.parametrize(
    ("one", "reason", "asked"),
    [
        (child([named(URN=HERE)], [attended(URN=HERE)], about=OLD, **DUE, **REVIEWED), "phase-transfer",
         date(2025, 11, 18)),
        (child([named(URN=HERE)], [attended(URN=HERE)], about=OLD, **DUE), "phase-transfer", None),
        (child([], [NOWHERE], about=OLD, TransferLA="800", **REVIEWED), "move-in", date(2025, 10, 6)),
        (child([named(SENSetting="OTH")], [attended(URN=HERE)], about=NEW, **REVIEWED), "new-plan", date(2023, 1, 9)),
        (child([named(SENSetting="OTH")], [attended(URN=HERE)], about=OLD, **REVIEWED), "breakdown",
         date(2025, 11, 18)),
        (child([named(SENSetting="OTH")], [NOWHERE], about=OLD, **REVIEWED), "breakdown", date(2025, 10, 6)),
        (child([named(SENSetting="OTH")], [attended(URN=HERE)], about=OLD, ReviewMeeting=date(2026, 2, 1)), "breakdown",
         None),
    ],
    ids=["phase", "phase-no-review", "moved-in", "new", "review", "nowhere", "review-to-come"],
)  # fmt: skip
def test_the_reason_and_the_day_that_stands_for_the_request(one, reason, asked, where):
    found = where(one)
    assert reason_of(found.facts, ROUND) == reason
    assert request_date_of(found.facts, ROUND, Reason(reason)) == asked


def test_a_named_setting_is_a_state_and_never_a_preference(where):
    row = child_row(where(child([named(URN=HERE)], [attended(URN=THERE)], about=OLD)), ROUND, "C-1")
    assert (row["state"], row["named_urn"], row["current_urn"]) == (State.NAMED_FINAL, str(HERE), str(THERE))
    typed = child_row(where(child([named(SENSetting="OTH")], [attended(URN=THERE)])), ROUND, "C-1")
    assert (typed["state"], typed["named_urn"], typed["urgency"]) == (State.TYPE_NAMED_ONLY, "", "")


def test_no_school_place_is_an_urgency_of_its_own(where):
    assert child_row(where(child([], [NOWHERE])), ROUND, "C-1")["urgency"] == "U2"


@pytest.mark.parametrize(
    ("born", "at_census", "in_round"),
    [(date(2015, 3, 14), 6, 7), (date(2015, 9, 1), 5, 6), (date(2015, 8, 31), 6, 7)],
)
def test_the_year_group_follows_from_the_birth_date(born, at_census, in_round, where):
    waiting = child([named(SENSetting="OTH")], [attended(URN=HERE)], born=born)
    now = Round(CENSUS, AcademicYear(2025))
    assert where(waiting, now).facts.ncy == at_census
    assert child_row(where(waiting), ROUND, "C-1")["ncy"] == str(in_round)


@pytest.mark.parametrize(
    ("said", "in_base"),
    [({}, ""), ({"SENunitIndicator": True, "ResourcedProvisionIndicator": False}, "yes"),
     ({"SENunitIndicator": False, "ResourcedProvisionIndicator": False}, "no")],
)  # fmt: skip
def test_a_child_who_awaits_nothing_is_placed_and_no_more_of_a_person_is_told_than_that(said, in_base, where):
    one = where(child([named(URN=HERE)], [attended(URN=HERE, **said), attended(2, URN=THERE)], about=OLD))
    assert is_placed(one)
    row = placed_row(one.facts, "C-1")
    assert (row.pop("in_base"), row) == (in_base, {
        "child_ref": "C-1", "ncy": "8", "primary_need": "ASD", "other_needs": "SLCN", "postcode": "AB1 2CD",
        "urn": str(HERE),
    })  # fmt: skip


@pytest.mark.parametrize(
    ("named_there", "attends"),
    [([named(SENSetting="OTH")], [attended(URN=HERE)]), ([], [attended(SENSetting="EHE")]), ([], [NOWHERE])],
    ids=["awaiting", "taught at home", "nowhere"],
)
def test_no_other_child_is_in_the_placements_table(named_there, attends, where):
    assert not is_placed(where(child(named_there, attends, about=OLD)))
