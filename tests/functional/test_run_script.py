"""`./run` as a newcomer meets it: in words where something is missing, at once where nothing is."""

import os
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path
from types import ModuleType

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
ECHO = "import sys; print(*sys.argv[1:]); sys.exit(7)"


def load(script: Path) -> ModuleType:
    """The script as a module, for what is a plain function of its arguments."""
    module = ModuleType("run_script")
    module.__file__ = str(script)
    exec(compile(script.read_text(encoding="utf-8"), script, "exec"), module.__dict__)
    return module


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A project whose commands only repeat their arguments and end with code 7, installed from an empty lock."""
    folder = tmp_path / "checkout"
    (folder / "sufficiency").mkdir(parents=True)
    shutil.copy(REPOSITORY / "run", folder)
    for name in ("requirements.txt", "requirements-dev.txt", "pyproject.toml"):
        (folder / name).touch()
    for name in ("sufficiency/__main__.py", "pytest.py"):
        (folder / name).write_text(ECHO, encoding="utf-8")
    venv.create(folder / ".venv", with_pip=False)
    stamp(folder, "requirements.txt")
    return folder


def stamp(folder: Path, requirements: str) -> None:
    """Mark the environment as holding this lock file."""
    script = load(folder / "run")
    script.STAMP.write_text(script.fingerprint(requirements), encoding="utf-8")


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Start the script in its own folder; nothing on the path, so no installer but the environment's own."""
    environment = {**os.environ, "PATH": ""}
    environment.pop("PYTHONPATH", None)  # else the modules of whoever runs the tests stand before the checkout's
    command = [sys.executable, str(folder / "run"), *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("version", [(3, 10), (3, 14)])
def test_another_python_is_refused_in_words(version):
    script = load(REPOSITORY / "run")
    with pytest.raises(script.CannotStart, match=r"Python 3.11, 3.12 or 3.13 is needed; this is 3.1[04]"):
        script.check_python(version)


def test_help_is_the_page_at_the_top_of_the_script(checkout):
    answer = run(checkout, "--help")
    assert answer.returncode == 0
    assert "./run demo" in answer.stdout


@pytest.mark.parametrize("arguments", [[], ["dmeo"]])
def test_no_command_or_an_unknown_one_is_a_usage_error(checkout, arguments):
    assert run(checkout, *arguments).returncode == 2


def test_arguments_and_exit_code_pass_through_untouched(checkout):
    answer = run(checkout, "demo", "--no-browser", "--seed", "3", "out", "-x")
    assert answer.stdout.split() == ["demo", "--no-browser", "--seed", "3", "out", "-x"]
    assert answer.returncode == 7


def test_a_second_start_takes_under_a_second(checkout):
    before = time.perf_counter()
    run(checkout, "demo")
    assert time.perf_counter() - before < 1.0


def test_the_development_lock_serves_the_demonstration_too(checkout):
    stamp(checkout, "requirements-dev.txt")
    assert run(checkout, "demo").returncode == 7


def test_nightly_tests_are_asked_for(checkout):
    stamp(checkout, "requirements-dev.txt")
    assert run(checkout, "test", "--nightly", "tests/unit").stdout.strip() == "-m nightly or not nightly tests/unit"


def test_the_whole_suite_uses_every_core_and_a_named_test_runs_alone(checkout):
    stamp(checkout, "requirements-dev.txt")
    assert run(checkout, "test").stdout.split()[:2] == ["-n", "auto"]
    assert run(checkout, "test", "tests/unit").stdout.split() == ["tests/unit"]


@pytest.mark.parametrize("change", ["requirements.txt", "pyproject.toml"])
def test_a_changed_lock_or_project_is_installed_again_and_a_failure_is_told_in_words(checkout, change):
    """The environment made here has no installer, so the attempt fails."""
    (checkout / change).write_text("# changed\n", encoding="utf-8")
    answer = run(checkout, "demo", "--offline")
    assert answer.returncode == 1
    assert "could not be installed" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_moved_folder_is_installed_again(checkout):
    moved = checkout.rename(checkout.with_name("elsewhere"))
    assert run(moved, "demo", "--offline").returncode == 1


def test_a_wheelhouse_is_the_only_source_where_one_is_given(tmp_path):
    script = load(REPOSITORY / "run")
    for uv in ("uv", None):
        command = script.installer_command(uv, False, tmp_path)
        assert command[-3:] == ["--no-index", "--find-links", str(tmp_path)]


def test_offline_never_reaches_for_an_index():
    script = load(REPOSITORY / "run")
    assert script.installer_command("uv", True, None)[-1] == "--offline"
    assert script.installer_command(None, True, None)[-1] == "--no-index"
