"""Practice mode on real open data: real settings and postcodes, made-up children, everything assumed listed."""

from pathlib import Path

import pytest

from sufficiency.domain.inputs import Inputs
from sufficiency.domain.settings import SettingType
from sufficiency.errors import UsageError
from sufficiency.synthetic.practice import write_practice
from sufficiency.tables.load import load


@pytest.fixture(scope="module")
def practice_folder(open_data, tmp_path_factory) -> Path:
    """Leicestershire, Leicester and Rutland together."""
    folder = tmp_path_factory.mktemp("practice")
    write_practice(folder, open_data=open_data)
    return folder


@pytest.fixture(scope="module")
def practice(practice_folder) -> Inputs:
    """The same folder, loaded."""
    loaded = load(practice_folder)
    assert loaded.warnings == ()
    return loaded.inputs


def test_the_three_authorities_expect_about_600_children(practice) -> None:
    """11,629 plans in January 2025, grown as nationally to 2026, at 478 entries for every 10,000."""
    assert practice.authority.name == "Leicestershire, Leicester and Rutland"
    assert len(practice.cases) == 626


def test_the_real_special_schools_and_bases_are_there(practice) -> None:
    by_urn = {setting.urn: setting for setting in practice.settings}
    assert by_urn[120348].name == "Maplewell Hall School"
    assert by_urn[137640].type == SettingType.BASE
    assert 120363 not in by_urn, "the hospital school is not a general placement"
    kinds = [setting.type for setting in practice.settings]
    assert kinds.count(SettingType.SPECIAL) == 15
    assert kinds.count(SettingType.BASE) == 30
    assert kinds.count(SettingType.INDEPENDENT) == 23


def test_section_41_and_age_ranges_are_as_published(practice) -> None:
    by_urn = {setting.urn: setting for setting in practice.settings}
    assert by_urn[120330].s38_3, "The Grange Therapeutic School is approved under section 41"
    assert not by_urn[148424].s38_3
    bands = [group for group in practice.provisions if group.urn == 120348]
    assert (min(group.ncy_from for group in bands), max(group.ncy_to for group in bands)) == (7, 14)


def test_homes_are_real_postcodes_on_the_map(practice) -> None:
    assert all(case.home.has_point for case in practice.cases)
    assert all(430_000 < case.home.easting < 510_000 for case in practice.cases)


def test_rutland_brings_its_roads(practice_folder, practice) -> None:
    assert dict(practice.authority.sources)["roads"] == "rutland-2022-07-20.osm.pbf"
    assert (practice_folder / "rutland-2022-07-20.osm.pbf").stat().st_size > 1_000_000


def test_what_is_assumed_is_listed_and_the_sources_are_named(practice_folder, practice) -> None:
    assert practice.authority.synthetic
    assert len(practice.authority.assumed) > 10
    page = (practice_folder / "ASSUMED.md").read_text(encoding="utf-8")
    assert all(sentence in page for sentence in practice.authority.assumed)
    assert "Open Government Licence v3.0" in (practice_folder / "SOURCES.md").read_text(encoding="utf-8")


def test_another_authority_works_without_known_designations_or_roads(open_data, tmp_path) -> None:
    write_practice(tmp_path, ["916"], open_data=open_data, children=80, seed=3)
    loaded = load(tmp_path).inputs
    assert (loaded.authority.name, len(loaded.cases)) == ("Gloucestershire", 80)
    assert "roads" not in dict(loaded.authority.sources)
    assert {setting.la_code for setting in loaded.settings} == {"916"}


def test_an_unknown_authority_is_refused(open_data, tmp_path) -> None:
    with pytest.raises(UsageError, match="no published plans for authority 199"):
        write_practice(tmp_path / "round", ["199"], open_data=open_data)


def test_the_same_seed_gives_the_same_round(open_data, practice_folder, tmp_path) -> None:
    write_practice(tmp_path, open_data=open_data)
    names = sorted(path.name for path in practice_folder.iterdir())
    assert names == sorted(path.name for path in tmp_path.iterdir())
    assert all((practice_folder / name).read_bytes() == (tmp_path / name).read_bytes() for name in names)
