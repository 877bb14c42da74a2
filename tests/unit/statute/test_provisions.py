"""The dated provisions: complete, sourced, and never silent where one is missing."""

import csv
import re
from datetime import date

import pytest

from sufficiency.domain.inputs import TravelRules
from sufficiency.domain.years import AcademicYear, Phase, ncy_in, phase_of
from sufficiency.statute.provisions import MissingProvision, provision, provisions

TODAY = date(2026, 11, 21)


def test_a_name_without_an_entry_raises():
    with pytest.raises(MissingProvision, match="no provision is named waiting_list"):
        provision("waiting_list", TODAY)


def test_a_date_before_the_first_entry_raises():
    with pytest.raises(MissingProvision, match="no entry in force on 2014-08-31"):
        provision("final_plan", date(2014, 8, 31))


def test_a_provision_is_in_force_from_its_first_day():
    assert provision("final_plan", date(2014, 9, 1)).whole == 20


def test_the_latest_entry_in_force_is_the_one_that_counts():
    before, after = (provision("guideline_minutes_primary", on).source.title for on in (date(2023, 5, 31), TODAY))
    assert "July 2014" in before
    assert "June 2023" in after


def test_a_value_read_as_another_kind_raises():
    clock = provision("final_plan", TODAY)
    with pytest.raises(TypeError, match="final_plan is in weeks"):
        list(clock.codes)


@pytest.mark.parametrize("name", sorted(provisions()))
def test_each_says_what_it_is_and_where_it_stands(name):
    for entry in provisions()[name]:
        assert entry.says.endswith(".")
        assert entry.unit
        assert entry.source.title
        assert entry.source.status
        assert entry.source.checked == TODAY
        assert re.fullmatch(r"(https://www\.(legislation\.gov\.uk|gov\.uk)/\S+)?", entry.source.url)


def test_every_clock_of_the_reference_table_is_stated_alike(shared):
    with (shared / "specs" / "statutory_clock.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            stated = provision(row["clock_id"].lower(), TODAY).value
            assert stated == {"15 Feb": "02-15", "31 Mar": "03-31"}.get(row["limit"]) or stated == int(row["limit"])


def test_the_gias_types_of_section_38_3_are_stated_once_each():
    codes = [code for letter in "abcdef" for code in provision(f"s38_3_{letter}", TODAY).codes]
    assert len(codes) == len(set(codes))
    assert {7, 12, 33, 44, 36, 8} <= set(codes), "special schools of every kind are on the list"
    assert not {11, 14} & set(codes), "other independent schools and pupil referral units are not"


def test_every_gias_type_is_one_that_the_register_has(shared):
    with (shared / "specs" / "gias_establishment_types.csv").open(encoding="utf-8") as file:
        known = {int(row["type-of-establishment-code"]) for row in csv.DictReader(file)}
    assert {code for letter in "abcdef" for code in provision(f"s38_3_{letter}", TODAY).codes} <= known


def test_the_defaults_of_the_domain_agree():
    rules = TravelRules()
    assert rules.guideline_primary == provision("guideline_minutes_primary", TODAY).whole == 45
    assert rules.guideline_secondary == provision("guideline_minutes_secondary", TODAY).whole == 75
    last_primary = provision("last_primary_ncy", TODAY).whole
    assert phase_of(last_primary) is Phase.PRIMARY
    assert phase_of(last_primary + 1) is Phase.SECONDARY
    assert AcademicYear(2026).first_day == provision("academic_year_starts", TODAY).day_in(2026)


def test_the_domain_counts_years_by_the_same_convention():
    reference = provision("age_reference_day", TODAY).day_in(2026)
    offset = provision("ncy_offset", TODAY).whole
    assert ncy_in(reference.replace(year=2015), AcademicYear(2026)) == 11 - offset


def test_walking_distances():
    assert provision("walking_miles_under_8", TODAY).whole == 2
    assert provision("walking_miles_from_8", TODAY).whole == 3
