"""Directories of postcodes, as folder, zip and file, to one file that reads back as it was."""

import zipfile

import numpy as np
import pytest

from geodata.postcode_files import read_postcodes
from geodata.postcode_store import write_postcodes
from geodata.postcodes import Verdict
from sufficiency import api
from sufficiency.errors import InputRejected
from sufficiency.importers.postcodes import read_postcode_source

DIRECTORY = (
    "pcds,doterm,oseast1m,osnrth1m,osgrdind\nAB1 2CD,,450000,300000,1\nAB1 3EF,202301,451000,300000,1\n"
    "AB1 4GH,,,,9\nBX1 1AA,,450000,300000,1\nAB1 2CD,,450000,300000,1\n"
)


@pytest.fixture
def directory(tmp_path):
    """An unpacked ONS Postcode Directory."""
    (tmp_path / "onspd/Data/multi_csv").mkdir(parents=True)
    (tmp_path / "onspd/Documents").mkdir()
    (tmp_path / "onspd/Data/ONSPD_NOV_2025_UK.csv").write_text(DIRECTORY)
    (tmp_path / "onspd/Data/multi_csv/ONSPD_NOV_2025_UK_AB.csv").write_text(DIRECTORY)
    (tmp_path / "onspd/Documents/names and codes.csv").write_text("a,b\n1,2\n")
    return tmp_path / "onspd"


def test_a_directory_is_counted_and_its_doubtful_postcodes_named(directory):
    found, table = read_postcode_source(directory)
    (count,) = found.counts
    assert (count.seen, count.accepted, count.rejected, count.duplicates) == (5, 4, 0, 1)
    assert [line.says for line in found.mapped] == ["1", "1: AB13EF", "1: AB14GH", "1: BX11AA"]
    assert len(table) == 4


def test_the_file_reads_back_as_it_was(directory, tmp_path):
    table = read_postcode_source(directory)[1]
    write_postcodes(table, tmp_path / "postcodes.parquet")
    back = read_postcodes(tmp_path / "postcodes.parquet")
    for name in ("codes", "easting", "northing", "status"):
        assert np.array_equal(getattr(back, name), getattr(table, name)), name
    verdicts = back.locate(["ab12cd", "AB1 3EF", "AB1 4GH", "BX1 1AA", "AB9 9ZZ"]).verdicts
    assert verdicts == (Verdict.LOCATED, Verdict.TERMINATED, Verdict.NO_LOCATION, Verdict.PSEUDO, Verdict.UNKNOWN)


def test_a_zip_gives_what_its_folder_gives(directory, tmp_path):
    with zipfile.ZipFile(tmp_path / "onspd.zip", "w") as archive:
        for path in sorted(directory.rglob("*.csv")):
            archive.write(path, path.relative_to(directory))
    zipped, unpacked = read_postcode_source(tmp_path / "onspd.zip")[1], read_postcode_source(directory)[1]
    assert np.array_equal(zipped.codes, unpacked.codes)


def test_what_is_no_directory_is_refused_in_words(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputRejected, match="no file such as"):
        read_postcode_source(tmp_path / "empty")
    (tmp_path / "odd.zip").write_bytes(b"PK not a zip")
    with pytest.raises(InputRejected, match="archive"):
        read_postcode_source(tmp_path / "odd.zip")


def test_other_postcodes_already_named_are_a_conflict(directory, tmp_path):
    folder = tmp_path / "round"
    folder.mkdir()
    about = (
        'name = "R"\nla_code = "999"\nacademic_year = 2026\ncensus_date = 2026-01-15\n[sources]\npostcodes = "p.csv"\n'
    )
    (folder / "authority.toml").write_text(about)
    assert [fault.column for fault in api.import_postcodes(directory, folder).faults] == ["sources.postcodes"]
    assert sorted(path.name for path in folder.iterdir()) == ["authority.toml"]
