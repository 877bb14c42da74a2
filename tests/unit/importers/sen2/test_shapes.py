"""One return in three shapes gives the same records; what is not a return is refused in words."""

import csv
from datetime import date

import pytest

from sufficiency.domain.needs import Need
from sufficiency.errors import InputRejected, UsageError
from sufficiency.importers.sen2.returns import read_return
from tests.fixtures.sen2_files import SHAPES, write_blade, write_workbook, write_xml
from tests.fixtures.sen2_returns import (
    CENSUS,
    MadeUp,
    active,
    assessment,
    attended,
    draw_return,
    learner_number,
    named,
    needs,
    person,
    plan,
    request,
)


@pytest.fixture(scope="module")
def full():
    """One child with everything a return can hold, twice where it can be held twice."""
    child = person(1, date(2015, 3, 14), UniqueLearnerNumber=learner_number(3), Forename="Zoë", Surname="O'Ash & Co")
    section_i = plan(
        named(1, URN=900_001, SENunitIndicator=True, ResourcedProvisionIndicator=False),
        named(2, UKPRN="10001234"),
        started=date(2025, 1, 20), PlanRes="A", PlanWBP="SUP", PB=True, OA=False, DP="E",
    )  # fmt: skip
    running = active(
        attended(1, date(2025, 1, 27), URN=900_002, Res="B", WBP="SUP"),
        attended(2, date(2025, 2, 3), SENSetting="OTH", SENSettingOther="tuition"),
        attended(1, date(2022, 9, 5), URN=900_101, LeavingDate=date(2025, 1, 24)),
        *needs("ASD", "SLCN"),
        TransferLA="800", ReviewMeeting=date(2025, 11, 18), ReviewOutcome="A", ReviewDraft=date(2025, 12, 12),
        PhaseTransferDueDate=date(2026, 2, 15), LastReview=date(2025, 12, 12),
    )  # fmt: skip
    decided = assessment(section_i, "Y", AssessmentOutcomeDate=date(2025, 1, 20), OtherTribunal=True)
    child.below.append(request(date(2022, 3, 1), "N", RequestOutcomeDate=date(2022, 4, 11), RequestSource=1))
    child.below.append(request(date(2024, 9, 2), "Y", decided, running, RYA=True))
    return MadeUp([child], ["named-not-attending"])


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_of_a_full_record_is_lost(shape, full, tmp_path):
    found = read_return(SHAPES[shape](tmp_path, full), CENSUS)
    assert found.faults == ()
    (child,) = found.people
    first, second = child.requests
    assert (first.outcome, first.source, first.assessment, first.active_plan) == ("N", "1", None, None)
    issued, running = second.named_plan, second.active_plan
    assert [(detail.urn, detail.ukprn, detail.rank, detail.sen_unit) for detail in issued.details] == [
        (900_001, "", 1, True), (None, "10001234", 2, None),
    ]  # fmt: skip
    assert [(place.urn, place.setting, place.rank, place.left) for place in running.placements] == [
        (900_002, "", 1, None), (None, "OTH", 2, None), (900_101, "", 1, date(2025, 1, 24)),
    ]  # fmt: skip
    assert [(need.need, need.rank) for need in running.needs] == [(Need.ASD, 1), (Need.SLCN, 2)]
    assert (issued.residential, issued.work_based, issued.personal_budget, issued.organised) == (
        "A",
        "SUP",
        True,
        False,
    )
    assert (running.transfer_la, running.phase_transfer_due, running.review_draft) == (
        "800", date(2026, 2, 15), date(2025, 12, 12),
    )  # fmt: skip
    assert (child.forename, child.surname) == ("Zoë", "O'Ash & Co")


@pytest.mark.parametrize("seed", range(4))
def test_three_shapes_of_one_return_give_equal_records(seed, tmp_path):
    made = draw_return(60, seed)
    xml, blade, workbook = (read_return(write(tmp_path, made), CENSUS) for write in SHAPES.values())
    assert xml.people == blade.people == workbook.people
    assert xml.counts == blade.counts == workbook.counts
    assert xml.faults == blade.faults == workbook.faults == ()


def test_the_census_day_is_read_from_the_header_where_there_is_one(full, tmp_path):
    assert read_return(write_xml(tmp_path / "r.xml", full)).census == CENSUS
    assert read_return(write_blade(tmp_path / "blade", full)).header.la_code == "999"
    with pytest.raises(UsageError, match="--census-date"):
        read_return(write_workbook(tmp_path / "r.xlsx", full))


def test_another_census_day_than_the_header_says_is_a_fault(full, tmp_path):
    found = read_return(write_xml(tmp_path / "r.xml", full), date(2024, 1, 18))
    assert [fault.rule for fault in found.faults if fault.severity == "error"] == ["CENSUS_DIFFERS", "AFTER_CENSUS"]


@pytest.mark.parametrize("root", ["Message", "SEN2Return", "x"])
@pytest.mark.parametrize("style", [str, str.lower, str.upper], ids=["as-written", "lower", "upper"])
def test_tags_are_known_whatever_their_capitals_and_their_root(root, style, full, tmp_path):
    plain = read_return(write_xml(tmp_path / "plain.xml", full))
    styled = read_return(write_xml(tmp_path / "styled.xml", full, root=root, style=style))
    assert styled.people == plain.people
    assert styled.faults == ()


def test_both_spellings_are_read(full, tmp_path):
    plain = write_xml(tmp_path / "plain.xml", full)
    text = plain.read_text().replace("PlanWBP>", "PlanWPB>").replace("<WBP>", "<WPB>").replace("</WBP>", "</WPB>")
    (tmp_path / "other.xml").write_text(text.replace("Res>", "RES>").replace("Sex>", "GenderCurrent>"))
    assert read_return(tmp_path / "other.xml").people == read_return(plain).people


def test_containers_between_modules_are_looked_through(full, tmp_path):
    plain = write_xml(tmp_path / "plain.xml", full)
    text = (
        plain.read_text()
        .replace("<ActivePlans>", "<Plans><ActivePlans>")
        .replace("</ActivePlans>", "</ActivePlans></Plans>")
    )
    (tmp_path / "other.xml").write_text(text)
    assert read_return(tmp_path / "other.xml").people == read_return(plain).people


def test_an_element_that_is_not_known_is_said_once_and_not_read(full, tmp_path):
    path = write_xml(tmp_path / "r.xml", full)
    path.write_text(path.read_text().replace("<SENtypeRank>", "<Novelty>7</Novelty><SENtypeRank>"))
    (fault,) = read_return(path).faults
    assert (fault.severity, fault.rule, fault.column) == ("warning", "ELEMENT_UNKNOWN", "Novelty")


def test_the_reconstructed_sample_is_read_and_its_pupil_number_does_not_check(shared):
    found = read_return(shared / "specs" / "sen2_sample_reconstructed.xml")
    assert [(fault.rule, fault.row, fault.column) for fault in found.faults] == [("NOT_A_UPN", 24, "Person[1]/UPN")]
    assert [need.need for need in found.people[0].requests[0].active_plan.needs] == [Need.ASD, Need.SLCN]


def test_every_item_of_the_specification_is_known(shared):
    from sufficiency.importers.sen2.items import BY_ELEMENT, ITEMS, known_name

    with (shared / "specs" / "sen2_fields.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if not row["module"].startswith("0")]
    modules = {element.casefold() for element in BY_ELEMENT}
    missing = [
        (element, row["xml_tag"])
        for row in rows
        if (element := row["element"].rpartition("/")[2].casefold()) not in modules
        or known_name(row["xml_tag"]) not in ITEMS[BY_ELEMENT[element].name]
    ]
    assert len(rows) == 61
    assert missing == []


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("return.xml", "<Message><Persons/></Message>", "NOT_A_RETURN"),
        ("return.xml", '<!DOCTYPE a [<!ENTITY b "c">]><Message><Person/></Message>', "XML_DTD"),
        ("return.xml", "<Message><Person>", "NOT_XML"),
        ("return.pdf", "%PDF", "NOT_A_RETURN"),
        ("return.xlsx", "no workbook", "UNREADABLE"),
    ],
)
def test_what_is_no_return_is_refused_in_words(name, content, rule, tmp_path):
    (tmp_path / name).write_text(content)
    with pytest.raises(InputRejected) as refused:
        read_return(tmp_path / name, CENSUS)
    assert [fault.rule for fault in refused.value.faults] == [rule]
    assert refused.value.faults[0].file == name


def test_a_path_that_leads_nowhere_is_said_so(tmp_path):
    with pytest.raises(InputRejected) as refused:
        read_return(tmp_path / "blade", CENSUS)
    assert [fault.rule for fault in refused.value.faults] == ["FILE_MISSING"]


def test_structure_is_reported_before_any_row(full, tmp_path):
    folder = write_blade(tmp_path / "blade", full)
    (folder / "Blade-Export_09-02-2026_senneed.csv").unlink()
    (folder / "Blade-Export_10-02-2026_person.csv").write_text("x")
    with pytest.raises(InputRejected) as refused:
        read_return(folder, CENSUS)
    assert [fault.rule for fault in refused.value.faults] == ["TWO_EXPORTS", "MODULE_MISSING"]


def test_a_missing_column_is_structure(full, tmp_path):
    folder = write_blade(tmp_path / "blade", full)
    path = folder / "Blade-Export_09-02-2026_placementdetail.csv"
    path.write_text(path.read_text().replace("entrydate", "entered"))
    with pytest.raises(InputRejected) as refused:
        read_return(folder, CENSUS)
    assert ("COLUMN_MISSING", path.name, "entrydate") in [(f.rule, f.file, f.column) for f in refused.value.faults]


def test_a_workbook_without_a_sheet_is_told_which(full, tmp_path):
    import openpyxl

    path = write_workbook(tmp_path / "r.xlsx", full)
    book = openpyxl.load_workbook(path)
    del book["SEN Need"]
    book.save(path)
    with pytest.raises(InputRejected) as refused:
        read_return(path, CENSUS)
    assert [(fault.rule, fault.sheet) for fault in refused.value.faults] == [("MODULE_MISSING", "SEN Need")]
