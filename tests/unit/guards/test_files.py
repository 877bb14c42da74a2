"""What is no file, too big, or in no encoding is told apart before it is opened or parsed."""

import zipfile
from pathlib import Path

import pytest

from sufficiency.errors import InputRejected
from sufficiency.guards.archives import look_at_archive
from sufficiency.guards.files import file_size
from sufficiency.guards.limits import Limit
from sufficiency.guards.text import look_at_text, refuse_long_lines
from sufficiency.guards.workbooks import look_at_workbook
from tests.functional.draft import sound_round

TEN = Limit(10, "bytes", "")


def rule(caught: pytest.ExceptionInfo[InputRejected]) -> tuple[str, int]:
    (fault,) = caught.value.faults
    return fault.rule, fault.row


@pytest.mark.parametrize(("count", "refused"), [(0, False), (10, False), (11, True)])
def test_a_file_may_be_as_large_as_its_limit(count: int, refused: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(bytes(count))
    if not refused:
        assert file_size(path, TEN) == count
        return
    with pytest.raises(InputRejected) as caught:
        file_size(path, TEN, "the name people know")
    assert rule(caught) == ("TOO_BIG", 0)
    assert "the name people know" in str(caught.value)


@pytest.mark.parametrize("name", ["not there", "a\x00b", "x" * 5_000])
def test_a_path_that_leads_nowhere_is_unreadable(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputRejected) as caught:
        file_size(tmp_path / name, TEN)
    assert rule(caught) == ("UNREADABLE", 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_the_same_text_comes_out_of_every_encoding_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("Zoë – 5½\r\n".encode(encoding))
    text = look_at_text(path)
    assert "".join(text.chunks()) == "Zoë – 5½\r\n"
    assert [warning.rule for warning in text.warnings] == (["ENCODING"] if encoding == "cp1252" else [])


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_a_long_line_is_named_whatever_ends_the_lines(end: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(end.join(["a", "x" * 130_000, "x" * 130_001, "b"]).encode())
    with pytest.raises(InputRejected) as caught:
        refuse_long_lines(look_at_text(path), TEN)
    assert rule(caught) == ("TOO_LONG", 3)


def test_an_honest_archive_shows_its_files(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("Data/", b"")
        archive.writestr("Data/ab.csv", b"AB1 0AA")
    assert [member.filename for member in look_at_archive(tmp_path / "a.zip").members] == ["Data/ab.csv"]


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/etc/x", "C:\\x", "a\\..\\x", "\\\\host\\x"])
def test_names_that_lead_out_of_an_archive_are_refused(name: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(name, b"x")
    with pytest.raises(InputRejected) as caught:
        look_at_archive(tmp_path / "a.zip")
    assert rule(caught) == ("PATH_IN_ARCHIVE", 0)


def test_a_file_without_a_name_in_an_archive_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("?", b"x")
    whole = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(whole.replace(b"?", b"\x00"))
    with pytest.raises(InputRejected) as caught:
        look_at_archive(tmp_path / "a.zip")
    assert rule(caught) == ("UNREADABLE", 0)


def test_an_honest_workbook_has_nothing_said_about_it(tmp_path: Path) -> None:
    sound_round().save_workbook(tmp_path)
    assert look_at_workbook(tmp_path / "round.xlsx") == ()
