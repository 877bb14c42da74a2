"""No export tells an audience what is not for it: unique tokens planted in the input are looked for in everything made.

References of children are for the panel and the authority. Postcodes, notes, the texts of evidence, the monitoring
table and that of children placed are for nobody: no export holds them.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fixtures.canaries import Planted, plant, rows
from tests.functional.commands import REPOSITORY, in_process
from tests.functional.exports import can_read_pages, plain, said_by

CHILDREN = 40
AUDIENCES = ("panel", "authority", "public")


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo made: a pack folder for each audience, what each (and the run folder) says, what was printed."""

    folder: Path
    packs: dict[str, Path]
    said: dict[str, str]
    printed: str
    temporary: Path
    planted: Planted


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Demo:
    """A made-up round with tokens planted in it, recommended, and packed for every audience with everything on."""
    folder = tmp_path_factory.mktemp("demo")
    temporary = folder / "temporary"
    temporary.mkdir()
    in_process("data", "synth", "town", "--children", CHILDREN, "--settings", 10, "--seed", 5, folder=folder)
    planted = plant(folder / "town")
    printed = [in_process("data", "check", "town", folder=folder)]
    printed.append(in_process("panel", "recommend", "town", "--no-compare", folder=folder))
    assert printed[-1].code == 0, printed[-1].err
    first = rows(folder / "run" / "unplaced.csv")[0]["child_ref"]
    for audience in AUDIENCES:
        more = ("--letters", "--evidence", first) if audience == "panel" else ()
        printed.append(_pack(folder, temporary, "--audience", audience, *more))
    packs = {audience: folder / f"run-{audience}-pack" for audience in AUDIENCES}
    said = {name: said_by(made) for name, made in ({"run": folder / "run"} | packs).items()}
    return Demo(folder, packs, said, "\n".join(map(str, printed)), temporary, planted)


def _pack(folder: Path, temporary: Path, *more: str) -> str:
    """The command in a process of its own, so that its temporary files are known."""
    around = os.environ | {"PYTHONPATH": str(REPOSITORY), "TMPDIR": str(temporary)}
    command = [sys.executable, "-m", "sufficiency", "panel", "pack", "run", *more]
    done = subprocess.run(command, cwd=folder, env=around, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def _found(tokens: tuple[str, ...], text: str) -> list[str]:
    return [token for token in tokens if token in text]


def test_there_are_two_hundred_tokens_and_more(demo):
    assert len(demo.planted.references) + len(demo.planted.private) > 200


def test_the_scan_finds_what_is_there(demo):
    """Or it would prove nothing: references do stand in each form of the panel's pack."""
    for form in ("docx", "xlsx", *(["pdf"] if can_read_pages() else [])):
        assert _found(demo.planted.references, said_by(demo.packs["panel"] / f"panel-pack.{form}")), form
    assert _found(demo.planted.references, demo.said["authority"])


@pytest.mark.parametrize("made", ["run", *AUDIENCES])
def test_no_export_holds_a_postcode_a_note_evidence_or_monitoring(demo, made):
    assert _found(demo.planted.private, demo.said[made]) == []


def test_the_public_pack_holds_no_reference(demo):
    assert _found(demo.planted.references, demo.said["public"]) == []


def test_a_letter_holds_no_child_but_its_own(demo):
    for letter in demo.packs["panel"].glob("letter-*.docx"):
        own = plain(letter.name.split("-")[1])
        assert _found(demo.planted.references, said_by(letter)) == [own]


def test_nothing_private_is_printed(demo):
    assert _found(demo.planted.private, plain(demo.printed)) == []


def test_nothing_is_left_in_temporary_files(demo):
    assert _found(demo.planted.private + demo.planted.references, said_by(demo.temporary)) == []


def test_every_file_of_a_pack_is_named_for_its_audience_or_is_the_panels(demo):
    for audience, folder in demo.packs.items():
        for file in folder.iterdir():
            starts = (f"{audience}-pack.", *(("letter", "evidence-") if audience == "panel" else ()))
            assert file.name.startswith(starts)


def test_no_export_tells_where_it_was_made(demo):
    """A pack is passed on; the folder it was made in is not part of it."""
    assert not any(plain(str(demo.folder)) in demo.said[audience] for audience in AUDIENCES)
