"""Each check of a return, by one planted fault in each shape: named by file, sheet, row and column, and rejected."""

from dataclasses import dataclass
from datetime import date

import pytest

from sufficiency.importers.sen2.returns import read_return
from tests.fixtures.sen2_files import SHAPES, SHEETS
from tests.fixtures.sen2_returns import (
    CENSUS,
    MadeUp,
    active,
    assessment,
    attended,
    named,
    needs,
    person,
    plan,
    pupil_number,
    request,
    with_plan,
)


def sound():
    """A child whose records are free of faults."""
    return with_plan(person(1), [named(URN=900_001)], [attended(URN=900_001)])


@dataclass
class Planted:
    """One fault: what to change, and where it must be found."""

    name: str
    spoil: object
    rule: str
    element: str
    item: str
    severity: str = "error"

    def made(self):
        child = sound()
        self.spoil(child)
        return MadeUp([child], [""])


def put(element, **items):
    """Change items of the first record of that element."""
    return lambda child: child.one(element).items.update(items)


def drop(element, item):
    return lambda child: child.one(element).items.pop(item)


def add(element, record):
    return lambda child: child.one(element).below.append(record)


PLANTED = [
    Planted("code not listed", put("SENneed", SENtype="ADHD"), "NOT_LISTED", "SENneed", "SENtype"),
    Planted("census-only need", put("SENneed", SENtype="NSA"), "NOT_LISTED", "SENneed", "SENtype"),
    Planted("outcome not listed", put("Requests", RequestOutcome="Q"), "NOT_LISTED", "Requests", "RequestOutcome"),
    Planted("sex not listed", put("Person", Sex="X"), "NOT_LISTED", "Person", "Sex"),
    Planted("reason for no number", put("Person", UPNunknown="none"), "NOT_LISTED", "Person", "UPNunknown"),
    Planted("day first", put("Requests", ReceivedDate="01/02/2024"), "NOT_A_DATE", "Requests", "ReceivedDate"),
    Planted("no such day", put("PlacementDetail", EntryDate="2023-02-30"), "NOT_A_DATE", "PlacementDetail",
            "EntryDate"),
    Planted("entry left out", drop("PlacementDetail", "EntryDate"), "BLANK", "PlacementDetail", "EntryDate"),
    Planted("birth date left out", drop("Person", "PersonBirthDate"), "BLANK", "Person", "PersonBirthDate"),
    Planted("yes or no", put("Requests", RYA="perhaps"), "NOT_YES_NO", "Requests", "RYA"),
    Planted("URN", put("PlacementDetail", URN="4321"), "NOT_A_URN", "PlacementDetail", "URN"),
    Planted("UKPRN", put("PlanDetail", URN="", UKPRN="123"), "NOT_A_UKPRN", "PlanDetail", "UKPRN"),
    Planted("check letter", put("Person", UPN="A801200005001"), "NOT_A_UPN", "Person", "UPN"),
    Planted("learner number", put("Person", UniqueLearnerNumber="1234567890"), "NOT_A_ULN", "Person",
            "UniqueLearnerNumber"),
    Planted("postcode", put("Person", PostCode="Leicester"), "NOT_A_POSTCODE", "Person", "PostCode"),
    Planted("rank", put("SENneed", SENtypeRank=3), "NOT_WHOLE_NUMBER", "SENneed", "SENtypeRank"),
    Planted("left before entry", put("PlacementDetail", LeavingDate=date(2022, 1, 1)), "LEFT_BEFORE_ENTRY",
            "PlacementDetail", "LeavingDate"),
    Planted("URN and setting", put("PlacementDetail", SENSetting="OTH"), "SETTING_TWICE", "PlacementDetail",
            "SENSetting"),
    Planted("no setting at all", drop("PlanDetail", "URN"), "NO_SETTING", "PlanDetail", "URN"),
    Planted("no primary need", put("SENneed", SENtypeRank=2), "PRIMARY_NEED", "ActivePlans", "SENneed"),
    Planted("two primary needs", add("ActivePlans", needs("MLD")[0]), "PRIMARY_NEED", "ActivePlans", "SENneed"),
    Planted("no open placement", put("PlacementDetail", LeavingDate=date(2025, 7, 18)), "OPEN_PLACEMENT", "ActivePlans",
            "PlacementDetail"),
    Planted("two open placements", add("ActivePlans", attended(URN=900_002)), "OPEN_PLACEMENT", "ActivePlans",
            "PlacementDetail"),
    Planted("open, not of rank 1", put("PlacementDetail", PlacementRank=2), "OPEN_PLACEMENT", "ActivePlans",
            "PlacementDetail"),
    Planted("two main settings", add("NamedPlan", named(URN=900_002)), "MAIN_SETTING", "NamedPlan", "PlanDetail"),
    Planted("open after ceasing", put("NamedPlan", CeaseDate=date(2025, 7, 31)), "OPEN_AFTER_CEASING", "ActivePlans",
            "PlacementDetail"),
    Planted("asked after the census", put("Requests", ReceivedDate=date(2026, 1, 16)), "AFTER_CENSUS", "Requests",
            "ReceivedDate"),
    Planted("born after the census", put("Person", PersonBirthDate=date(2026, 2, 1)), "AGE_OUT_OF_RANGE", "Person",
            "PersonBirthDate"),
    Planted("twenty-six", put("Person", PersonBirthDate=date(2000, 1, 15)), "AGE_OUT_OF_RANGE", "Person",
            "PersonBirthDate"),
    Planted("two plans in force", lambda child: with_plan(child, [named(URN=900_001)], [attended(URN=900_002)]),
            "PLANS_IN_FORCE", "Person", ""),
    Planted("transfer in Year 5", put("ActivePlans", PhaseTransferDueDate=date(2026, 2, 15)), "", "", ""),
    Planted("transfer in Year 9", lambda child: (put("Person", PersonBirthDate=date(2012, 1, 1))(child), put(
        "ActivePlans", PhaseTransferDueDate=date(2026, 2, 15))(child)), "NOT_A_TRANSFER_YEAR", "ActivePlans",
            "PhaseTransferDueDate", "warning"),
    Planted("no number and no reason", drop("Person", "UPN"), "NO_NUMBER", "Person", "UPN", "warning"),
    Planted("temporary number", put("Person", UPN=pupil_number(5, temporary=True)), "TEMPORARY_UPN", "Person", "UPN",
            "warning"),
    Planted("ethnicity of one's own", put("Person", Ethnicity="WENG"), "CODE_NOT_KNOWN", "Person", "Ethnicity",
            "warning"),
]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.name)
def test_a_planted_fault_is_found_where_it_is(planted, shape, tmp_path):
    found = read_return(SHAPES[shape](tmp_path, planted.made()), CENSUS)
    if not planted.rule:
        assert found.faults == ()
        return
    (fault,) = found.faults
    assert (fault.rule, fault.severity) == (planted.rule, planted.severity)
    assert fault.row >= 2
    assert fault.remedy
    assert place_of(fault, shape) == (planted.element, planted.item.casefold())
    counts = {count.records: count for count in found.counts}
    assert counts[planted.element.casefold()].rejected == (planted.severity == "error")
    assert found.sound == (planted.severity == "warning")


def place_of(fault, shape):
    """(element, item in small letters) that a fault names, from its file, sheet or path."""
    if shape == "xml":
        *path, last = fault.column.split("/")
        return (
            (path[-1].partition("[")[0], last.casefold()) if path and "[" not in last else (last.partition("[")[0], "")
        )
    if shape == "workbook":
        return next(element for element, sheet in SHEETS.items() if sheet == fault.sheet), fault.column.casefold()
    return next(
        element for element in SHEETS if fault.file.endswith(f"_{element.lower()}.csv")
    ), fault.column.casefold()


def test_all_faults_are_told_at_once(tmp_path):
    child = sound()
    for element, items in (("Person", {"Sex": "X", "UPN": "A801200005001"}), ("Requests", {"RYA": "perhaps"}),
                           ("SENneed", {"SENtype": "ADHD"}), ("PlacementDetail", {"EntryDate": "?"})):  # fmt: skip
        child.one(element).items.update(items)
    found = read_return(SHAPES["xml"](tmp_path, MadeUp([child], [""])), CENSUS)
    assert [fault.rule for fault in found.faults] == [
        "NOT_LISTED",
        "NOT_A_UPN",
        "NOT_YES_NO",
        "NOT_A_DATE",
        "NOT_LISTED",
    ]


def test_no_fault_shows_what_identifies_a_child(tmp_path):
    secret = {"Surname": "\x07Zwetschgenbaum", "Forename": "=Quirin", "PersonBirthDate": "14/03/2015", "Sex": "XYZ",
              "PostCode": "QQ99 9QQQ", "UPN": "A999999999999", "UniqueLearnerNumber": "9876543219"}  # fmt: skip
    child = sound()
    child.items.update(secret)
    for shape in ("xml", "blade", "workbook"):
        if shape == "xml":
            child.items["Surname"] = "Zwetschgenbaum" * 20
        faults = read_return(SHAPES[shape](tmp_path, MadeUp([child], [""])), CENSUS).faults
        said = " ".join(str(fault.as_dict()) for fault in faults)
        assert len(faults) >= 6
        assert [value for value in secret.values() if value in said] == []
        assert "Zwetschgenbaum" not in said


def test_the_same_record_twice_is_a_duplicate_and_never_merged(tmp_path):
    twice = MadeUp([sound(), sound()], ["", ""])
    for shape, write in SHAPES.items():
        found = read_return(write(tmp_path, twice), CENSUS)
        counts = {count.records: (count.seen, count.accepted, count.duplicates) for count in found.counts}
        assert len(found.people) == 1, shape
        assert counts["person"] == (2, 1, 1)
        assert counts["senneed"] == (4, 2, 2)
        assert [fault.rule for fault in found.faults] == ["RECORD_TWICE"]


def test_an_exported_row_repeated_with_its_key_is_a_duplicate(tmp_path):
    folder = SHAPES["blade"](tmp_path, MadeUp([sound()], [""]))
    for module in ("person", "senneed"):
        path = folder / f"Blade-Export_09-02-2026_{module}.csv"
        lines = path.read_text().splitlines()
        path.write_text("\n".join([*lines, lines[1]]) + "\n")
    counts = {count.records: (count.seen, count.accepted, count.duplicates) for count in read_return(folder).counts}
    assert (counts["person"], counts["senneed"]) == ((2, 1, 1), (3, 2, 1))


def test_one_key_for_two_rows_that_differ_is_a_fault(tmp_path):
    folder = SHAPES["blade"](tmp_path, MadeUp([sound()], [""]))
    path = folder / "Blade-Export_09-02-2026_person.csv"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines, lines[1].replace("Ash", "Birch")]) + "\n")
    (fault,) = read_return(folder).faults
    assert (fault.rule, fault.row, fault.column) == ("KEY_TWICE", 3, "persontableid")


def test_a_row_that_belongs_to_nobody_is_named_and_so_is_what_hangs_below_it(tmp_path):
    folder = SHAPES["blade"](tmp_path, MadeUp([sound()], [""]))
    path = folder / "Blade-Export_09-02-2026_activeplans.csv"
    header, line = path.read_text().splitlines()
    path.write_text(f"{header}\n{line.replace('1,N1,1,1,1', '1,N1,1,1,77')}\n")
    found = read_return(folder)
    assert [(fault.rule, fault.file.rpartition("_")[2]) for fault in found.faults] == [
        ("NO_PARENT", "activeplans.csv"),
        ("NO_PARENT", "placementdetail.csv"),
        ("NO_PARENT", "senneed.csv"),
        ("NO_PARENT", "senneed.csv"),
    ]


def test_a_record_outside_any_person_is_named(tmp_path):
    path = SHAPES["xml"](tmp_path, MadeUp([sound()], [""]))
    path.write_text(path.read_text().replace("</Persons>", "<SENneed><SENtype>ASD</SENtype></SENneed></Persons>"))
    (fault,) = read_return(path).faults
    assert (fault.rule, fault.column) == ("NO_PARENT", "Message/Persons/SENneed")


def test_a_second_assessment_of_one_request_that_differs_is_a_fault(tmp_path):
    child = sound()
    child.one("Requests").below.append(assessment(outcome="N"))
    for shape in ("xml", "blade"):
        (fault,) = read_return(SHAPES[shape](tmp_path, MadeUp([child], [""])), CENSUS).faults
        assert fault.rule == "ONE_ONLY"


def twin(serial, **items):
    return with_plan(person(serial, **items), [named(URN=900_001)], [attended(URN=900_001)])


@pytest.mark.parametrize(
    ("other", "rules"),
    [
        (lambda: twin(2, Forename="Blake"), []),
        (lambda: twin(1, PostCode="AB2 4GH"), ["ONE_CHILD_TWICE"]),
        (lambda: twin(1, Forename="Blake"), ["ONE_CHILD_TWICE"]),
        (lambda: twin(1, PersonBirthDate=date(2014, 3, 14)), ["ONE_CHILD_TWICE"]),
        (lambda: twin(2, PostCode="AB2 4GH"), ["PERHAPS_ONE_CHILD"]),
        (lambda: twin(2, Surname="Birch"), ["PERHAPS_ONE_CHILD"]),
        (lambda: twin(2, Surname="Avery", Forename="Ash"), ["PERHAPS_ONE_CHILD"]),
        (lambda: twin(2, Surname="Birch", PostCode="AB2 4GH"), []),
    ],
    ids=["twins", "moved", "twins-one-number", "two-births", "second-number", "new-surname", "turned", "strangers"],
)
def test_two_who_may_be_one_child_are_named_and_kept_apart(other, rules, tmp_path):
    for write in SHAPES.values():
        found = read_return(write(tmp_path, MadeUp([sound(), other()], ["", ""])), CENSUS)
        assert [fault.rule for fault in found.faults] == rules
        assert len(found.people) == 2


def test_whoever_repeats_an_earlier_child_is_named_once(tmp_path):
    children = [twin(1, PostCode=f"AB{number} 4GH") for number in range(1, 9)]
    found = read_return(SHAPES["xml"](tmp_path, MadeUp(children, [])), CENSUS)
    assert [fault.column for fault in found.faults] == [f"Person[{number}]" for number in range(2, 9)]
    assert all(f"row {found.people[0].at.row}:" in fault.message.replace(", and", ":") for fault in found.faults)


def test_a_plan_that_ceased_leaves_room_for_another(tmp_path):
    child = person(1)
    old = assessment(plan(named(URN=900_001), CeaseDate=date(2024, 7, 19), CeaseReason=2))
    ended = active(attended(URN=900_001, LeavingDate=date(2024, 7, 19)), *needs())
    child.below.append(request(assessment=old, active=ended))
    with_plan(child, [named(URN=900_002)], [attended(URN=900_002, entered=date(2025, 9, 2))])
    assert read_return(SHAPES["xml"](tmp_path, MadeUp([child], [""])), CENSUS).faults == ()
