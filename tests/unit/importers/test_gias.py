"""What the register of schools becomes: kinds, section 38(3), years, capacity and bases, in extracts of few schools."""

import csv

import pytest

from sufficiency.errors import InputRejected
from sufficiency.importers.gias import ASSUMED, GiasChoices, read_gias
from tests.fixtures.gias import HEADER, extract, school

OWN = GiasChoices(("999",), "2026")


def read(tmp_path, schools, choices=OWN, header=HEADER):
    path = tmp_path / "edubasealldata20260624.csv"
    path.write_bytes(extract(schools, header))
    return read_gias(path, choices)


@pytest.mark.parametrize(
    ("code", "approved", "kind", "listed"),
    [
        ("7", "Not applicable", "special", "yes"),
        ("36", "Not applicable", "special", "yes"),
        ("8", "Not applicable", "independent", "yes"),
        ("10", "Approved", "independent", "yes"),
        ("10", "Not approved", "independent", "no"),
        ("32", "Approved", "independent", "yes"),
        ("14", "Not applicable", "ap", "no"),
        ("42", "Not applicable", "ap", "yes"),
    ],
)
def test_types_and_section_38_3(code, approved, kind, listed, tmp_path):
    one = school(900001, "A", TypeOfEstablishment_code=code, Section41Approved_name=approved)
    (row,) = read(tmp_path, [one]).tables["settings"]
    assert (row["type"], row["s38_3"]) == (kind, listed)


def test_ages_capacity_and_needs_of_a_special_school(tmp_path):
    one = school(
        900001, "A", StatutoryLowAge="11", StatutoryHighAge="19", SEN2_name="SpLD - Specific Learning Difficulty"
    )
    (row,) = read(tmp_path, [one]).tables["provision"]
    assert (row["ncy_from"], row["ncy_to"], row["needs"]) == ("7", "14", "ASD|SPLD")
    assert (row["physical"], row["on_roll"]) == ("120", "100")
    assert "commissioned" not in row, "capacity is not places commissioned"


def test_capacity_is_taken_for_commissioned_only_when_asked_and_then_said(tmp_path):
    found = read(tmp_path, [school(900001, "A")], GiasChoices(("999",), "2026", assume_capacity=True))
    assert found.tables["provision"][0]["commissioned"] == "120"
    assert found.tables["authority"][0]["assumed"] == ASSUMED


def test_a_mainstream_school_is_taken_for_its_bases_alone(tmp_path):
    both = school(
        900001,
        "A",
        TypeOfEstablishment_code="1",
        TypeOfResourcedProvision_name="Resourced provision and SEN unit",
        ResourcedProvisionCapacity="12",
        ResourcedProvisionOnRoll="9",
        SenUnitCapacity="8",
        SenUnitOnRoll="0",
    )
    plain = school(900002, "B", TypeOfEstablishment_code="1")
    found = read(tmp_path, [both, plain])
    assert [row["type"] for row in found.tables["settings"]] == ["base"]
    rows = [(row["provision_id"], row["physical"], row["on_roll"]) for row in found.tables["provision"]]
    assert rows == [("RP", "12", "9"), ("SEN unit", "8", "")]


def test_columns_are_read_by_name_in_any_order_and_any_release(tmp_path):
    one = school(900001, "Académie")
    turned = read(tmp_path, [one], header=reversed(HEADER))
    fewer = read(tmp_path, [one], header=[name for name in HEADER if not name.startswith("SEN")])
    assert turned.tables["settings"] == read(tmp_path, [one]).tables["settings"]
    assert turned.tables["settings"][0]["name"] == "Académie"
    assert fewer.tables["provision"][0]["needs"] == ""
    assert any(line.says == "not in this release" for line in fewer.mapped)


def test_a_column_that_must_be_there_is_named(tmp_path):
    with pytest.raises(InputRejected) as refused:
        read(tmp_path, [school(900001, "A")], header=[name for name in HEADER if name != "LA (code)"])
    assert [(fault.row, fault.column) for fault in refused.value.faults] == [(1, "LA (code)")]


def test_special_schools_elsewhere_are_taken_when_near_enough(tmp_path):
    schools = [
        school(900001, "Here"),
        school(900002, "Near", LA_code="998", Easting="459000"),
        school(900003, "Far", LA_code="998", Easting="461000"),
        school(900004, "Near, but mainstream", LA_code="998", TypeOfEstablishment_code="1"),
    ]
    found = read(tmp_path, schools, GiasChoices(("999",), "2026", within_km=10))
    assert [row["urn"] for row in found.tables["settings"]] == ["900001", "900002"]


def test_what_the_folder_names_is_taken_wherever_it_is_and_said_where_it_is_not(tmp_path):
    schools = [school(900001, "Here"), school(900002, "Closed", LA_code="998", EstablishmentStatus_code="2")]
    named = frozenset(("900002", "900009"))
    found = read(tmp_path, schools, GiasChoices(("999",), "2026", mentioned=named))
    assert [row["urn"] for row in found.tables["settings"]] == ["900001", "900002"]
    assert {fault.rule for fault in found.faults} == {"NOT_OPEN", "URN_NOT_FOUND"}


def test_every_row_is_accounted_for(tmp_path):
    one = school(900001, "A")
    schools = [one, one, school(900001, "Another"), school(12, "No URN"), school(900004, ""), school(900005, "E")]
    found = read(tmp_path, schools)
    (count,) = found.counts
    assert (count.seen, count.accepted, count.rejected, count.duplicates) == (6, 2, 3, 1)
    assert {(fault.row, fault.rule) for fault in found.faults} == {(4, "CONTRADICTS"), (5, "NOT_A_URN"), (6, "BLANK")}


def test_the_types_are_those_of_the_register(shared):
    from sufficiency.domain.establishments import TYPES

    with (shared / "specs/gias_establishment_types.csv").open(encoding="utf-8-sig") as file:
        published = {
            (int(row["type-of-establishment-code"]), row["type-of-establishment-name"]) for row in csv.DictReader(file)
        }
    assert {(one.code, one.name) for one in TYPES} <= published


def test_the_columns_read_are_those_of_the_register(shared):
    from sufficiency.importers.gias_file import OPTIONAL, REQUIRED

    with (shared / "specs/gias_columns.csv").open(encoding="utf-8-sig") as file:
        published = {row["gias_csv_column"] for row in csv.DictReader(file)}
    assert set(REQUIRED) | set(OPTIONAL) <= published
