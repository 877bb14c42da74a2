"""Shared fixtures: where the reference data stands, when it is there at all."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["tests.fixtures.store_copies"]

settings.register_profile("no clock", deadline=None)  # how long one example takes says nothing on a busy machine
settings.load_profile("no clock")

os.environ["SUFFICIENCY_CACHE"] = ""  # nothing of a test stays on the computer, and nothing is found there

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference data beside the repository; the product itself ships none of it."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        pytest.skip("reference data not found beside the repository (../shared)")
    return folder


@pytest.fixture(scope="session")
def open_data(shared: Path) -> Path:
    """The pack of real open data used for tests and measurements."""
    return shared / "data"
