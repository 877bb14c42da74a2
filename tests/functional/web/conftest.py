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


@pytest.fixture
def visit(site, browser):
    """A page of a browser that is signed in: its width, whether scripts run, and who it is are asked for."""
    opened = []

    def page(width=1280, scripts=True, person=""):
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=scripts, base_url=site.base
        )
        name, _, value = site.cookie(person or site.workbench.alone).partition("=")
        context.add_cookies([{"name": name, "value": value, "url": site.base}])
        opened.append(context)
        return context.new_page()

    yield page
    for context in opened:
        context.close()
