"""A child has one reference in every import, and nobody without the salt can find the child behind it."""

import stat
from dataclasses import replace
from datetime import date

import pytest

from sufficiency.errors import StoreTrouble, UsageError
from sufficiency.importers.identity import Identity
from sufficiency.importers.pseudonyms import SALT_FILE, read_salt, reference, salt_beside
from sufficiency.tables.kinds import REFERENCE

SALT = b"s" * 32
CHILD = Identity("B801200005001", "", "Ash", "Avery", date(2015, 3, 4), "AB1 2CD")


def test_a_reference_stays_when_everything_but_the_number_changes():
    moved = replace(CHILD, surname="Birch", postcode="ZE9 8YX", learner="1000000027")
    assert reference(moved, SALT) == reference(CHILD, SALT)


def test_another_number_or_another_salt_gives_another_reference():
    assert reference(replace(CHILD, number="T801200005002"), SALT) != reference(CHILD, SALT)
    assert reference(CHILD, b"t" * 32) != reference(CHILD, SALT)


def test_without_a_permanent_number_the_learner_number_decides():
    temporary = replace(CHILD, number="H80120000500A", learner="1000000027")
    assert reference(temporary, SALT) == reference(replace(CHILD, number="", learner="1000000027"), SALT)


def test_without_any_number_the_whole_record_decides():
    nameless = replace(CHILD, number="")
    assert reference(nameless, SALT) == reference(replace(nameless, forename="AVERY "), SALT)
    assert reference(nameless, SALT) != reference(replace(nameless, forename="Blake"), SALT)


def test_a_reference_fits_its_column_and_shows_nothing_of_the_number():
    given = reference(CHILD, SALT)
    assert REFERENCE.parse(given, "iso") == given
    assert "801200005001" not in given


def test_a_hundred_thousand_children_have_as_many_references():
    numbers = (replace(CHILD, number=f"A{serial:012d}") for serial in range(100_000))
    assert len({reference(child, SALT) for child in numbers}) == 100_000


def test_the_salt_is_made_once_beside_the_folder_for_its_owner_alone(tmp_path):
    place = salt_beside(tmp_path / "round")
    assert place == tmp_path / SALT_FILE
    first = read_salt(place)
    assert read_salt(place) == first
    assert len(first) == 32
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [SALT_FILE]


def test_a_file_that_holds_no_salt_is_never_written_over(tmp_path):
    (tmp_path / SALT_FILE).write_text("not a salt\n")
    with pytest.raises(UsageError, match="holds no salt"):
        read_salt(tmp_path / SALT_FILE)
    assert (tmp_path / SALT_FILE).read_text() == "not a salt\n"


def test_a_salt_that_cannot_be_kept_stops_the_import(tmp_path):
    with pytest.raises(StoreTrouble, match="nothing was changed"):
        read_salt(tmp_path / "no such folder" / SALT_FILE)
