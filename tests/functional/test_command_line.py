"""The command line as a promise to scripts and to people: help, formats, exit codes, and silence where asked."""

import csv
import io
import json
import os
import subprocess
import sys
from inspect import signature
from itertools import count

import pytest

from sufficiency.cli.main import app
from tests.fixtures.gias import write_town
from tests.fixtures.sen2_files import SHAPES
from tests.fixtures.sen2_returns import draw_return
from tests.functional.commands import REPOSITORY, in_process, sufficiency

COMMANDS = {
    (): "Specialist school places",
    ("demo",): "Make up an authority",
    ("doctor",): "Check that this machine can do the work",
    ("version",): "Print the version",
    ("data",): "Input folders",
    ("data", "check"): "every fault found",
    ("data", "export"): "no cell can act as a formula",
    ("data", "synth"): "Make up an authority, or",
    ("data", "template"): "blank input folder",
    ("data", "import"): "Bring in what you hold",
    ("data", "import", "gias"): "Get Information about Schools",
    ("data", "import", "need-counts"): "published counts by need and phase",
    ("data", "import", "postcodes"): "Code-Point Open",
    ("data", "import", "sen2"): "SEN2 return",
    ("data", "import", "spreadsheet"): "by a map that you confirm",
    ("panel",): "Placement panels",
    ("panel", "recommend"): "verify the answer",
    ("panel", "verify"): "Recount a run",
    ("panel", "explain"): "Say why a child has this place",
    ("panel", "options"): "exact effect",
    ("panel", "override"): "Settle one child's place",
    ("panel", "rerun"): "Run a round again",
    ("panel", "compare"): "Set two runs side by side",
    ("panel", "drift"): "Show what is overdue",
    ("panel", "right-type"): "does not fit the needs recorded",
    ("panel", "equality"): "equality impact assessment",
    ("panel", "pack"): "Word, Excel and PDF",
    ("travel",): "Travel",
    ("travel", "matrix"): "minutes and metres of every child to every setting",
    ("travel", "estimate"): "children by mode, minutes aboard, vehicles, cost and carbon",
    ("travel", "routes"): "Make routes and write them",
    ("travel", "compare"): "Set the transport of two runs side by side",
    ("demand",): "Demand",
    ("demand", "backtest"): "Forecast a January already published",
    ("demand", "project"): "Plans in the years ahead",
    ("demand", "gap"): "Places against the children who will need them",
    ("demand", "export"): "the demand that a national return asks for",
    ("report", "scap"): "The SEND forecast of the School Capacity return",
    ("report", "dsg"): "placement sheets of a DSG management plan",
    ("report",): "tables and papers that others read",
    ("report", "reform-plan"): "tables of plans of a local SEND reform plan",
    ("report", "high-needs"): "Work a high needs table out again",
    ("report", "committee"): "Write a committee paper",
    ("scenario",): "what if places were added",
    ("scenario", "list"): "List the scenarios of an input folder",
    ("scenario", "new"): "Begin a scenario of your own",
    ("scenario", "run"): "Recommend a plan for each scenario",
    ("scenario", "compare"): "Set scenarios side by side",
    ("scenario", "verify"): "Recount a scenario's run",
    ("scenario", "evidence"): "which place group would have helped most",
    ("scenario", "ensemble"): "Draw futures and work every scenario out",
    ("serve",): "Serve the workbench to one person",
    ("worker",): "Do the jobs that people ask for in the workbench",
    ("db",): "The store of cases and decisions",
    ("db", "upgrade"): "Make a store, or bring one to the form",
    ("db", "backup"): "at one commit point, into one file",
    ("db", "restore"): "Make a store from a backup",
    ("db", "verify"): "Check settings, guards, audit trail",
    ("db", "subject"): "Write everything the store holds of one child",
    ("audit",): "The audit trail",
    ("audit", "verify"): "Find every edit, removal, insertion",
    ("audit", "show"): "List events in order",
    ("audit", "decisions"): "Count decisions by person",
    ("users",): "The people who work with cases",
    ("users", "add"): "Make an account",
    ("users", "list"): "List everybody with an account",
    ("users", "disable"): "Switch an account off",
    ("users", "invite"): "Print a link, good once and for three days",
}
NUMBERS = count(1)
DEEP = "[" * 100_000
"""JSON nested so deep that reading it fails in a way nobody foresaw."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A made-up authority with a run and an overridden run."""
    folder = tmp_path_factory.mktemp("desk")
    for arguments in (
        ("data", "synth", "town", "--children", 40, "--settings", 8, "--seed", 2),
        ("panel", "recommend", "town", "--out", "run", "--no-compare"),
        ("panel", "rerun", "run", "--policy", "cohort", "--out", "cohort"),
    ):
        said = in_process(*arguments, folder=folder)
        assert said.code == 0, said.err
    return folder


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """What an authority may hold, and a folder that the register of schools was brought into."""
    folder = tmp_path_factory.mktemp("held")
    write_town(folder / "edubasealldata20260115.csv")
    SHAPES["xml"](folder, draw_return(20, 4, tuple(range(900_001, 900_009))))
    (folder / "counts.csv").write_text("breakdown,item,children\ntotal,,9\nneed,ASD,9\n")
    (folder / "postcodes.csv").write_text("postcode,easting,northing\nZR1 1AA,601000,401000\n")
    (folder / "wishes.csv").write_text("Child ref,URN,Rank,Kind\n")
    for arguments in (
        ("gias", "edubasealldata20260115.csv", "--authority", "999", "--year", "2026", "--as-at", "2026-01-15"),
        ("spreadsheet", "wishes.csv", "--map", "map.toml", "--table", "preferences"),
    ):
        said = in_process("data", "import", *arguments, "--into", "round", folder=folder)
        assert said.code == 0, said.err
    return folder


def child(desk):
    with (desk / "run" / "recommendations.csv").open(encoding="utf-8", newline="") as file:
        return next(csv.DictReader(file))["child_ref"]


def free_place(desk):
    """A child not settled yet, and the place recommended to it, as an override names them."""
    with (desk / "run" / "recommendations.csv").open(encoding="utf-8", newline="") as file:
        row = next(row for row in csv.DictReader(file) if row["fixed"] == "no")
    return row["child_ref"], row["urn"], "--provision", row["provision_id"]


# help ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_says_what_a_command_does(tmp_path, command):
    said = in_process(*command, "--help", folder=tmp_path)
    assert said.code == 0
    assert COMMANDS[command] in " ".join(said.out.split())


def groups(path=(), group=app):
    """Each group of commands by its path, the groups within it too."""
    found = {path: group}
    for inner in group.registered_groups:
        found |= groups((*path, inner.name or ""), inner.typer_instance)
    return found


def every_command():
    """Each command's last name and its function."""
    for group in groups().values():
        for command in group.registered_commands:
            yield command.name or command.callback.__name__, command.callback


def test_every_command_is_listed_above():
    named = {
        (*path, command.name or command.callback.__name__)
        for path, group in groups().items()
        for command in group.registered_commands
    }
    assert named | set(groups()) == set(COMMANDS)


def test_help_names_the_exit_codes(tmp_path):
    said = in_process("--help", folder=tmp_path)
    assert "3 input rejected" in " ".join(said.out.split())


@pytest.mark.parametrize("command", sorted(groups()), ids=" ".join)
def test_no_command_at_all_shows_help_and_is_a_usage_error(tmp_path, command):
    assert in_process(*command, folder=tmp_path).code == 2


# this installation -----------------------------------------------------------------------------------------------


def test_version_as_json_names_every_library_and_file_format(tmp_path):
    said = in_process("version", "--json", folder=tmp_path)
    assert said.code == 0
    document = json.loads(said.out)
    assert document["formats"] == {"input_folder": 1, "run_folder": 1}
    assert document["libraries"]["numpy"]
    assert document["python"] == ".".join(map(str, sys.version_info[:3]))


def test_version_is_one_line(tmp_path):
    said = sufficiency("version", folder=tmp_path)
    assert (said.code, len(said.out.splitlines())) == (0, 1)


def test_the_doctor_finds_this_machine_ready(tmp_path):
    said = in_process("doctor", "--format", "json", folder=tmp_path)
    assert said.code == 0, said.out
    assert all(check["ok"] for check in json.loads(said.out))


# formats ---------------------------------------------------------------------------------------------------------

IMPORTS = ("gias", "need-counts", "postcodes", "sen2", "spreadsheet")
ANSWERS = (
    "doctor", "check", "drift", "right-type", "recommend", "verify", "explain", "options", "override", "rerun",
    "compare", "equality", "pack", "matrix", "estimate", "routes", *IMPORTS,
)  # fmt: skip
WITH_OPEN_DATA = {"backtest", "project"}
"""Commands that read published statistics: see test_demand_command.py."""
OF_SCENARIOS = {"run", "list", "evidence", "ensemble", "high-needs"}
"""Commands that plan: see test_scenario_*.py and test_report_high_needs.py."""
OF_THE_STORE = {"show", "backup", "subject", "decisions"}
"""See store/test_store_commands.py."""
FROM_HISTORY = {"gap", "scap", "dsg", "reform-plan"}
"""Commands that read an authority's own history: see test_demand_from_history.py."""


def answer(request, name, form):
    if name in IMPORTS:
        said = brought(request.getfixturevalue("held"), name, form)
    else:
        said = answered(request.getfixturevalue("desk"), name, form)
    assert said.code == 0, said.err + said.out
    return said


def brought(held, name, form):
    """An import, tried without writing."""
    arguments = {
        "gias": ("edubasealldata20260115.csv",),
        "need-counts": ("counts.csv",),
        "postcodes": ("postcodes.csv",),
        "sen2": ("return.xml", "--census-date", "2026-01-15"),
        "spreadsheet": ("wishes.csv", "--map", "map.toml"),
    }[name]
    return in_process("data", "import", name, *arguments, "--into", "round", "--dry-run", "--format", form, folder=held)


def answered(desk, name, form):
    made = f"{name}-{next(NUMBERS)}"
    arguments = {
        "doctor": ("doctor",),
        "check": ("data", "check", "town"),
        "drift": ("panel", "drift", "town", "--on", "2026-01-15"),
        "right-type": ("panel", "right-type", "town"),
        "equality": ("panel", "equality", "run"),
        "pack": ("panel", "pack", "run", "--child", child(desk), "--out", made),
        "recommend": ("panel", "recommend", "town", "--no-compare", "--out", made),
        "verify": ("panel", "verify", "run"),
        "explain": ("panel", "explain", "run", child(desk)),
        "options": ("panel", "options", "run", child(desk)),
        "override": ("panel", "override", "run", *free_place(desk), "--reason", "as it is", "--out", made),
        "rerun": ("panel", "rerun", "run", "--policy", "cohort", "--out", made),
        "compare": ("panel", "compare", "run", "cohort"),
        "matrix": ("travel", "matrix", "town", "--out", made),
        "estimate": ("travel", "estimate", "run"),
        "routes": ("travel", "routes", "run", "--out", made, "--depth", "insertion"),
    }[name]
    return in_process(*arguments, "--format", form, folder=desk)


def test_every_command_that_has_formats_is_listed_above():
    assert {name for name, command in every_command() if "form" in signature(command).parameters} == {
        *ANSWERS,
        *WITH_OPEN_DATA | FROM_HISTORY | OF_SCENARIOS | OF_THE_STORE,
    }


@pytest.mark.parametrize("name", ANSWERS)
def test_json_is_all_that_stands_on_standard_output(request, name):
    json.loads(answer(request, name, "json").out)


@pytest.mark.parametrize("name", ANSWERS)
def test_csv_has_a_header_and_rows_of_its_width(request, name):
    rows = list(csv.reader(io.StringIO(answer(request, name, "csv").out)))
    assert {len(row) for row in rows} <= {len(rows[0]) if rows else 0}
    assert len(set(rows[0] if rows else ())) == len(rows[0] if rows else ())
    odd = [
        cell for row in rows for cell in row if cell.startswith(("[", "{", "(")) or cell in ("True", "False", "None")
    ]
    assert odd == []


@pytest.mark.parametrize("name", ["explain", "options", "matrix"])
def test_json_and_csv_have_the_same_rows(request, name):
    from_json = json.loads(answer(request, name, "json").out)
    from_csv = list(csv.DictReader(io.StringIO(answer(request, name, "csv").out)))
    assert len(from_csv) == len(from_json) > 0
    assert [*from_csv[0]] == [*from_json[0]]


@pytest.mark.parametrize("name", ANSWERS)
def test_a_table_for_people_has_no_escape_codes_away_from_a_terminal(request, name):
    said = answer(request, name, "table")
    assert said.out.strip()
    assert "\x1b" not in said.out + said.err


def test_an_unknown_format_is_a_usage_error(desk):
    said = in_process("panel", "verify", "run", "--format", "xml", folder=desk)
    assert said.code == 2
    assert "json" in said.err


def test_a_recommendation_asked_for_as_json_prints_nothing_else_there(desk, tmp_path):
    said = in_process(
        "panel", "recommend", "town", "--out", tmp_path / "r", "--no-compare", "--format", "json", folder=desk
    )
    assert said.code == 0, said.err
    assert json.loads(said.out)["children"] == 40
    assert "Verified and written" in said.err


@pytest.mark.parametrize("quiet", ["--quiet", "-q"])
def test_quiet_says_nothing_but_the_answer(desk, tmp_path, quiet):
    call = ("recommend", desk / "town", "--out", tmp_path / "r", "--no-compare", "--format", "json", quiet)
    said = in_process("panel", *call, folder=tmp_path)
    assert said.code == 0
    assert said.err == ""
    assert json.loads(said.out)["verified"] is True


# a reader who leaves ---------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="pipes of this kind are not known to Windows")
@pytest.mark.parametrize(
    ("call", "code"),
    [
        (("panel", "explain", "run", "C-0001", "--format", "json"), 0),
        (("--help",), 0),
        (("panel", "explain", "run", "C-9999", "--format", "json"), 2),
        (("data", "check", "nowhere", "--format", "json"), 3),
    ],
)
def test_a_reader_who_leaves_early_ends_nothing_and_is_told_nothing(desk, call, code):
    around = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", "sufficiency", *call]
    with subprocess.Popen(
        command, cwd=desk, env=around, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        running.stdout.close()
        assert running.stderr.read() == ""
    assert running.returncode == code


# progress --------------------------------------------------------------------------------------------------------


@pytest.mark.nightly
def test_no_progress_bar_where_nobody_watches(desk, tmp_path):
    said = sufficiency("panel", "recommend", "town", "--out", tmp_path / "r", "--no-compare", folder=desk)
    assert said.code == 0, said.err
    assert [line[:8] for line in said.err.splitlines()] == ["Verified", "Report: "]
    assert "\x1b" not in said.out + said.err


@pytest.mark.skipif(os.name == "nt", reason="terminals of this kind are not known to Windows")
def test_a_progress_bar_where_somebody_does(desk, tmp_path):
    import pty

    ours, theirs = pty.openpty()
    call = ["panel", "recommend", str(desk / "town"), "--out", "r", "--no-compare"]
    around = os.environ | {"PYTHONPATH": str(REPOSITORY), "TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(
        [sys.executable, "-m", "sufficiency", *call], cwd=tmp_path, env=around, stdout=subprocess.DEVNULL, stderr=theirs
    ) as running:
        os.close(theirs)
        shown = b"".join(iter(lambda: read(ours), b""))
    os.close(ours)
    assert running.returncode == 0
    assert b"starting" in shown
    assert b"explaining" in shown, "the last step; those between may be too short to be seen"
    assert b"\x1b[" in shown


def read(terminal):
    """What is shown next; nothing once the other end is closed, which Linux calls an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


# errors ----------------------------------------------------------------------------------------------------------


def test_a_fault_of_ours_is_a_reference_number_and_never_a_traceback(tmp_path):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "run.json").write_text(DEEP)
    said = sufficiency("panel", "explain", "run", "C-0001", folder=tmp_path, TMPDIR=str(tmp_path))
    assert said.code == 1
    assert said.out == ""
    assert "Traceback" not in said.err
    assert "reference" in said.err
    (kept,) = tmp_path.glob("sufficiency-fault-*.txt")
    assert kept.stem.removeprefix("sufficiency-fault-") in said.err
    assert "C-0001" not in kept.read_text()
    assert kept.read_text().startswith("RecursionError\n")


def test_with_debug_the_traceback_is_shown(tmp_path):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "run.json").write_text(DEEP)
    said = sufficiency("--debug", "panel", "explain", "run", "C-0001", folder=tmp_path, TMPDIR=str(tmp_path))
    assert said.code == 1
    assert "Traceback" in said.err


@pytest.mark.parametrize("broken", ["", "{}", "[]", "not json", '{"format": 2}', '{"format": 1}'])
def test_a_folder_that_is_no_run_is_a_wrong_call(tmp_path, broken):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "run.json").write_text(broken)
    said = in_process("panel", "explain", "run", "C-0001", folder=tmp_path)
    assert said.code == 2
    assert "run folder" in said.err


@pytest.mark.parametrize(
    "call",
    [
        ("panel", "recommend", "town", "--no-compare", "--out", "file/run"),
        ("panel", "rerun", "run", "--out", "file/run"),
        ("data", "synth", "file/town", "--children", "5"),
        ("data", "template", "file/blank"),
        ("demo", "--out", "file/demo", "--children", "5"),
    ],
    ids=lambda call: " ".join(call[:2]),
)
def test_a_place_that_cannot_be_written_is_exit_6_with_nothing_changed(desk, call):
    (desk / "file").write_text("not a folder")
    before = sorted(path.name for path in desk.iterdir())
    said = in_process(*call, folder=desk)
    assert said.code == 6, said.err
    assert "file" in said.err
    assert sorted(path.name for path in desk.iterdir()) == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever runs this may write anywhere")
def test_a_folder_without_permission_is_exit_6(desk, tmp_path):
    (tmp_path / "closed").mkdir(mode=0o500)
    said = in_process("panel", "recommend", "town", "--no-compare", "--out", tmp_path / "closed" / "run", folder=desk)
    assert said.code == 6
    assert list((tmp_path / "closed").iterdir()) == []


@pytest.mark.parametrize(
    ("call", "error", "code"),
    [
        (("panel", "recommend", "nowhere"), "InputRejected", 3),
        (("panel", "explain", "nowhere", "C-1"), "UsageError", 2),
        (("panel", "recommend", "town", "--out", "run"), "StoreTrouble", 6),
        (("panel", "verify", "run", "--inputs", "nowhere"), "VerificationFailed", 7),
    ],
)
def test_errors_have_a_json_form(desk, call, error, code):
    said = in_process(*call, "--format", "json", folder=desk)
    assert said.code == code
    document = json.loads(said.out)
    assert (document["error"], document["exit_code"]) == (error, code)
    assert {"faults", "message", "broken"} & set(document)


def test_an_input_folder_is_never_written_over(desk):
    before = (desk / "town" / "children.csv").read_bytes()
    said = in_process("data", "synth", "town", "--children", 5, folder=desk)
    assert said.code == 2
    assert (desk / "town" / "children.csv").read_bytes() == before
