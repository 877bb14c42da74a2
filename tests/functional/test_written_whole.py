"""Folders appear whole or not at all, and nothing is deleted that the tool did not write itself."""

from contextlib import contextmanager

import pytest

from sufficiency import api
from sufficiency.errors import StoreTrouble
from sufficiency.files.whole_folder import write_whole
from tests.functional.commands import in_process

DEMO = ("demo", "--children", 12, "--settings", 6, "--no-plan", "--no-browser", "--out", "out")


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@contextmanager
def room_for(most):
    """A machine on which no file may grow beyond so many bytes, which stops a writer half way."""
    resource = pytest.importorskip("resource", reason="limits of this kind are not known to Windows")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize(
    ("make", "most"),
    [
        (lambda folder: api.synthesise(folder, children=5, settings=6), 3000),
        (api.blank, 200),
        (lambda folder: api.blank(folder, workbook=True), 300),
    ],
    ids=["data synth", "data template", "data template --workbook"],
)
def test_a_disk_that_fills_half_way_leaves_nothing(tmp_path, make, most):
    with room_for(most), pytest.raises(StoreTrouble, match="Nothing was changed"):
        make(tmp_path / "made")
    assert names(tmp_path) == []


def test_a_paper_is_written_whole_or_not_at_all(tmp_path):
    with room_for(200), pytest.raises(StoreTrouble, match="Nothing was changed"):
        write_whole(tmp_path / "paper.docx", bytes(300))
    assert names(tmp_path) == []
    write_whole(tmp_path / "paper.docx", bytes(100))
    with pytest.raises(StoreTrouble, match="already there; nothing was changed"):
        write_whole(tmp_path / "paper.docx", bytes(200))
    assert (tmp_path / "paper.docx").read_bytes() == bytes(100)
    assert names(tmp_path) == ["paper.docx"]


def test_a_folder_within_is_kept_with_the_rest(tmp_path):
    api.synthesise(tmp_path / "town", children=5, settings=6)
    assert names(tmp_path) == ["town"]
    assert names(tmp_path / "town" / "roads")


def test_a_second_demo_takes_the_place_of_the_first(tmp_path):
    for _ in range(2):
        said = in_process(*DEMO, folder=tmp_path)
        assert said.code == 0, said.err
    assert names(tmp_path) == ["out"]


@pytest.mark.parametrize("kept", ["riverside/children.csv", "riverside/notes.txt", "run/panel notes.txt"])
def test_a_demo_leaves_alone_whatever_it_did_not_write(tmp_path, kept):
    ours = tmp_path / "out" / kept
    ours.parent.mkdir(parents=True)
    ours.write_text("from last week", encoding="utf-8")
    said = in_process(*DEMO, folder=tmp_path)
    assert said.code == 0, said.err
    assert "out-2" in said.err
    assert names(ours.parent) == [ours.name]
    assert ours.read_text(encoding="utf-8") == "from last week"


def test_a_demo_that_was_worked_on_is_left_alone(tmp_path):
    assert in_process(*DEMO, folder=tmp_path).code == 0
    children = tmp_path / "out" / "riverside" / "children.csv"
    children.write_text(children.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    before = children.read_bytes()
    assert in_process(*DEMO, folder=tmp_path).code == 0
    assert children.read_bytes() == before
    assert names(tmp_path) == ["out", "out-2"]
