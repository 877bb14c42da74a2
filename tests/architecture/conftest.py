"""The source itself, parsed once, for the tests that are about the house and not about what it does."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGES = ("sufficiency", "solvers", "geodata", "scenarios")

type_of_function = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Module:
    """One source file: where it stands (relative to the repository), its text and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """The top-level folder."""
        return self.path.split("/", maxsplit=1)[0]

    @property
    def lines(self) -> int:
        """Lines of text, blank ones and comments included."""
        return len(self.text.splitlines())

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function and method, nested ones included."""
        return (node for node in ast.walk(self.tree) if isinstance(node, type_of_function))


def read_modules(*folders: str) -> tuple[Module, ...]:
    """Every Python file below these folders, in order of path."""
    files = sorted(file for folder in folders for file in (REPOSITORY / folder).rglob("*.py"))
    texts = [(file.relative_to(REPOSITORY).as_posix(), file.read_text(encoding="utf-8")) for file in files]
    return tuple(Module(path, text, ast.parse(text)) for path, text in texts)


@pytest.fixture(scope="session")
def modules() -> tuple[Module, ...]:
    """The modules of the product."""
    return read_modules(*PACKAGES)


@pytest.fixture(scope="session")
def test_modules() -> tuple[Module, ...]:
    """The modules of the tests."""
    return read_modules("tests")


@pytest.fixture(scope="session")
def repository_files() -> tuple[Path, ...]:
    """Every file that is, or is about to be, under version control."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if listing.returncode != 0:
        pytest.skip("not a git checkout: which files belong to the repository is not known")
    return tuple(path for name in listing.stdout.splitlines() if (path := REPOSITORY / name).is_file())
