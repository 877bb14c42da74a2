"""One small round and its run, made once; a fresh copy is served to each module."""

import shutil

import pytest

from tests.fixtures.workbench import fill, served


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("filled")
    fill(folder)
    return folder


@pytest.fixture(scope="module")
def site(filled, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    shutil.rmtree(folder)
    shutil.copytree(filled, folder)
    with served(folder) as found:
        yield found
