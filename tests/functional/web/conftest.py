"""One small round and its run, made once; a fresh copy is served to each module."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

from sufficiency import api
from sufficiency.domain.cases import State
from sufficiency.panel.people import Role
from sufficiency.tables.write import write_folder
from sufficiency.web.workbench import has_assets
from tests.fixtures.rounds import OAK, authority, case, one_place_two_children
from tests.fixtures.workbench import Sender, fill, person_for, served
from tests.functional.web.browsing import AXE, faults_of


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


@pytest.fixture(scope="module")
def before_the_panel(site):
    """The same, its tables in the store and its run before the panel."""
    officer = Sender(site, person_for(Role.PANEL_OFFICER))
    assert officer.post("/panel/round/import").status == 200
    assert officer.post("/runs/run/keep").status == 303
    return site


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


@pytest.fixture
def seen(tmp_path):
    """A page looked at by axe where the front end is built, and kept as a picture."""

    def look(page, name):
        page.screenshot(path=tmp_path / f"{name}.png", full_page=True)
        if AXE.is_file() and has_assets():
            assert faults_of(page) == [], name

    return look


@pytest.fixture
def a_held_place_passed_on(tmp_path):
    """A, who asked first, holds the only place of Oak; B, due earlier, is recommended it."""
    plain = one_place_two_children()
    held = case("A", asked=date(2025, 9, 1), state=State.PROVISIONAL, named_urn=OAK)
    later = case("B", asked=date(2025, 12, 1))
    write_folder(
        tmp_path / "round",
        replace(plain, authority=authority(), cases=(held, replace(later, deadline=date(2026, 1, 20)))),
    )
    run, record = api.recommend(tmp_path / "round", api.Choices(compare_policies=False, release_holds=True))
    api.release(run, record, tmp_path / "run")
    with served(tmp_path) as found:
        yield found
