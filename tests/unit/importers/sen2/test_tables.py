"""A return as rows: what they hold, what they leave out, and what a person should still look at."""

from datetime import date

import pytest

from sufficiency.domain.years import AcademicYear
from sufficiency.importers.sen2.returns import read_return
from sufficiency.importers.sen2.tables import tables_of
from sufficiency.importers.sen2.whereabouts import Round
from sufficiency.tables.children import CHILDREN
from sufficiency.tables.monitoring import MONITORING
from sufficiency.tables.placements import PLACEMENTS
from tests.fixtures.sen2_files import write_xml
from tests.fixtures.sen2_returns import CENSUS, MadeUp, attended, draw_return, named, person, with_plan

ROUND = Round(CENSUS, AcademicYear(2026))
SALT = b"s" * 32
DUE = {"PhaseTransferDueDate": date(2026, 2, 15), "ReviewMeeting": date(2025, 11, 18)}


@pytest.fixture
def laid_out(tmp_path):
    def read(*people):
        made = people[0] if isinstance(people[0], MadeUp) else MadeUp(list(people), [])
        return tables_of(read_return(write_xml(tmp_path / "return.xml", made), CENSUS), ROUND, SALT)

    return read


def waiting(serial=1, wanted=("ASD", "SLCN"), born=date(2015, 3, 14), **items):
    child = person(serial, born, **items)
    return with_plan(child, [named(URN=900_001)], [attended(URN=900_001)], wanted, active_items=DUE)


def test_a_row_says_what_the_return_says(laid_out):
    (row,) = laid_out(waiting()).tables["children"]
    reference, where = row.pop("child_ref"), row.pop("notes")
    assert reference.startswith("C-")
    assert where.startswith("SEN2 return, Person[1] at line ")
    assert where.endswith(": phase-transfer-due")
    assert {name: text for name, text in row.items() if text} == {
        "ncy": "7", "primary_need": "ASD", "other_needs": "SLCN", "sex": "F", "postcode": "AB1 2CD",
        "request_date": "2025-11-18", "deadline": "2026-02-15", "reason": "phase-transfer", "state": "P0",
        "current_urn": "900001",
    }  # fmt: skip


def test_every_cell_fits_its_column(laid_out):
    found = laid_out(draw_return(120, 9))
    for table in (CHILDREN, PLACEMENTS, MONITORING):
        rows = found.tables[table.name]
        assert len(rows) > 20
        for row in rows:
            for name, text in row.items():
                column = table.column(name)
                assert type(text) is str
                assert not text or column.kind.parse(text, "iso") is not None
                assert text or not column.required


def test_rows_stand_in_the_order_of_references_whatever_the_order_of_the_return(laid_out):
    made = draw_return(60, 3)
    forwards = [row["child_ref"] for row in laid_out(made).tables["children"]]
    made.people.reverse()
    assert [row["child_ref"] for row in laid_out(made).tables["children"]] == forwards == sorted(forwards)


def test_the_groups_told_add_up_to_everybody(laid_out):
    found = laid_out(draw_return(200, 2))
    told = [(line.column, int(line.says.split()[0])) for line in found.mapped if line.source.startswith("Person, ")]
    assert sum(number for _, number in told) == 200
    for table in ("children", "placements"):
        assert sum(number for column, number in told if column == table) == len(found.tables[table]) > 0


def test_one_error_anywhere_and_there_is_no_row(laid_out):
    found = laid_out(waiting(), waiting(2, Forename="Blake", Sex="X"))
    assert found.tables == {}
    assert [(count.records, count.rejected) for count in found.counts if count.rejected] == [("person", 1)]


@pytest.mark.parametrize(
    ("child", "rule"),
    [
        (lambda: waiting(PostCode=""), "NO_HOME"),
        (lambda: waiting(wanted=("DS",)), "NO_DESIGNATION"),
        (lambda: with_plan(person(1), [named(SENSetting="OTH")], [attended(URN=900_002)]), "NO_REQUEST_DATE"),
    ],
)
def test_what_should_still_be_looked_at(child, rule, laid_out):
    assert rule in [fault.rule for fault in laid_out(child()).faults]


def test_a_return_without_phase_transfers_says_so_once(laid_out):
    plain = [with_plan(person(n, Forename=f"A{n}"), [named(URN=900_001)], [attended(URN=900_001)]) for n in range(1, 4)]
    assert [fault.rule for fault in laid_out(*plain).faults] == ["NO_PHASE_TRANSFERS"]
    assert laid_out(*plain, waiting(9, Forename="Kit")).faults == ()
