"""The files councils have are read as they come."""

import gzip

import pandas as pd
import pytest

from geodata.errors import NonUniqueId, UnreadablePostcodes, WrongCrs
from geodata.postcode_files import read_postcodes
from geodata.postcodes import Verdict

PLAIN = "postcode,easting,northing\nLE15 6AL,486069,308735\nB1 1AA,407000,286000\n"


def test_a_plain_file(tmp_path):
    (tmp_path / "p.csv").write_text(PLAIN, encoding="utf-8")
    table = read_postcodes(tmp_path / "p.csv")
    assert table.codes.tolist() == [b"B11AA", b"LE156AL"]
    assert table.easting.tolist() == [407_000, 486_069]


def test_the_same_compressed_with_a_byte_order_mark_or_as_parquet(tmp_path):
    (tmp_path / "p.csv.gz").write_bytes(gzip.compress(PLAIN.encode("utf-8-sig")))
    pd.read_csv(tmp_path / "p.csv.gz").assign(other=1).to_parquet(tmp_path / "p.parquet")
    for name in ("p.csv.gz", "p.parquet"):
        assert read_postcodes(tmp_path / name).northing.tolist() == [286_000, 308_735]


def test_a_code_point_open_folder(tmp_path):
    """No header, one file an area, quality 90 for no position, and a page of headings beside them."""
    data, words = tmp_path / "Data" / "CSV", tmp_path / "Doc"
    data.mkdir(parents=True)
    words.mkdir()
    (words / "Code-Point_Open_Column_Headers.csv").write_text("PC,PQ,EA,NO\nPostcode,Quality,Eastings,Northings\n")
    (data / "le.csv").write_text('"LE15 6AL",10,486069,308735,"E92000001","","","","E06000017","E05000001"\n')
    (data / "b.csv").write_text(
        '"B1  1AA",10,407000,286000,"E92000001","","","","",""\n"B981GA",90,0,0,"","","","","",""\n'
    )
    table = read_postcodes(tmp_path)
    found = table.locate(["LE15 6AL", "B1 1AA", "B98 1GA"])
    assert found.verdicts == (Verdict.LOCATED, Verdict.LOCATED, Verdict.NO_LOCATION)
    assert len(read_postcodes(data / "b.csv")) == 2


@pytest.mark.parametrize(
    "names", [("pcds", "oseast1m", "osnrth1m", "osgrdind"), ("PCDS", "EAST1M", "NORTH1M", "GRIDIND")]
)
def test_the_postcode_directory_with_old_and_new_names(tmp_path, names):
    postcode, east, north, quality = names
    (tmp_path / "onspd.csv").write_text(
        f"pcd7,{postcode},dointr,doterm,{east},{north},{quality},ctry\n"
        "LE156AL,LE15 6AL,198001,,486069,308735,1,E\n"
        "LE156AB,LE15 6AB,198001,200512,486000,308000,1,E\n"
        "GY1 1AA,GY1 1AA,199601,,,,9,L\n"
        "BT1 1AA,BT1 1AA,198001,,333800,374000,1,N\n"
    )
    found = read_postcodes(tmp_path / "onspd.csv").locate(["LE15 6AL", "LE15 6AB", "GY1 1AA", "BT1 1AA"])
    nowhere = Verdict.NO_LOCATION
    assert found.verdicts == (Verdict.LOCATED, Verdict.TERMINATED, nowhere, nowhere)


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("postcode,lat,lon\nLE15 6AL,52,0\n", UnreadablePostcodes, "no column for easting, northing"),
        ("postcode,easting,northing\nnot one,486069,308735\n", UnreadablePostcodes, "'not one' in the postcode column"),
        ("postcode,easting,northing\nLE15 6AL,east,north\n", UnreadablePostcodes, "no numbers in the easting column"),
        ("postcode,easting,northing\nLE15 6AL,1.2,52.6\n", WrongCrs, "LE156AL not on the British National Grid"),
        (PLAIN + "LE156AL,486000,308735\n", NonUniqueId, "LE156AL in two rows that differ"),
        ("", UnreadablePostcodes, "not readable as a table"),
    ],
)
def test_a_file_that_is_no_table_of_postcodes_says_why(tmp_path, text, error, words):
    (tmp_path / "p.csv").write_text(text)
    with pytest.raises(error, match=words):
        read_postcodes(tmp_path / "p.csv")


def test_a_row_repeated_exactly_is_kept_once(tmp_path):
    (tmp_path / "p.csv").write_text(PLAIN + "B1 1AA,407000,286000\n")
    assert len(read_postcodes(tmp_path / "p.csv")) == 2


@pytest.mark.parametrize("name", ["nothing.csv", "empty"])
def test_a_missing_file_or_empty_folder_is_said(tmp_path, name):
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadablePostcodes, match=name):
        read_postcodes(tmp_path / name)


def test_the_real_tables_are_read_whole(open_data):
    folder = open_data / "postcodes"
    county = read_postcodes(folder / "codepoint_open_2022_LE_and_LLR.csv.gz")
    assert len(county) == 24_523
    found = county.locate(["LE15 6AL", "LE99 9ZZ"])
    assert found.verdicts == (Verdict.LOCATED, Verdict.UNKNOWN)
    assert (found.points.easting[0], found.points.northing[0]) == (486_069, 308_735)
