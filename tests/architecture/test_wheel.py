"""What is built is what was written: four packages, their data files, and nothing else.

`solvers`, `geodata` and `scenarios` are common names, so the built wheel is asked whose they are.
"""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGES = {"sufficiency", "solvers", "geodata", "scenarios"}

WHOSE = """
import importlib, importlib.metadata, json, sys
sys.path.insert(0, sys.argv[1])
owners = importlib.metadata.packages_distributions()
names = sys.argv[2:]
print(json.dumps({n: [importlib.import_module(n).__file__, sorted(set(owners[n]))] for n in names}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> zipfile.ZipFile:
    """The wheel, built from the working folder."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    built = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert built.returncode == 0, (built.stdout + built.stderr).splitlines()[-1]
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        yield archive


def test_the_wheel_holds_the_four_packages_and_nothing_else(wheel):
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == PACKAGES


def test_every_file_of_a_package_is_in_the_wheel(wheel, repository_files):
    """Templates, statutory provisions and other data files as well as modules."""
    ours = {path.relative_to(REPOSITORY).as_posix() for path in repository_files}
    assert {name for name in ours if name.split("/")[0] in PACKAGES} - set(wheel.namelist()) == set()


def test_each_import_resolves_to_this_project(wheel, tmp_path):
    wheel.extractall(tmp_path)
    command = [sys.executable, "-c", WHOSE, str(tmp_path), *sorted(PACKAGES)]
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    answer = subprocess.run(command, cwd=tmp_path, env=clean, capture_output=True, text=True, check=True)
    for name, (file, owners) in json.loads(answer.stdout).items():
        assert Path(file).is_relative_to(tmp_path.resolve()), name
        assert owners == ["sufficiency"]


def test_the_command_is_in_the_wheel(wheel):
    entry_points = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "sufficiency = sufficiency.cli:main" in wheel.read(entry_points).decode()
