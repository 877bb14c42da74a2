"""The direction of dependence, as written in pyproject.toml."""

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def test_every_import_goes_down_the_layers():
    """import-linter keeps the contracts; its own report says which line breaks one."""
    lint = "from importlinter.cli import lint_imports_command as lint; lint(['--no-cache'])"
    report = subprocess.run([sys.executable, "-c", lint], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert report.returncode == 0, report.stdout + report.stderr
