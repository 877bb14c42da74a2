"""A team signs in by account: by a link a password is set, by the password a session begins, and both end when told."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from sufficiency.errors import UsageError
from sufficiency.panel.people import Role
from sufficiency.store import audit, people, sign_ins
from sufficiency.store.guesses import TRIES
from sufficiency.store.people import OPERATOR
from sufficiency.web.pages.sign_in import ENOUGH, WRONG
from sufficiency.web.serve import Team
from sufficiency.web.workbench import has_assets
from tests.fixtures.pages import Page
from tests.fixtures.workbench import Sender, person_for, served
from tests.functional.web.browsing import AXE, faults_of, look

TEAM = Team("localhost")
GOOD = "granite-otter-ladle"
CHAIR = person_for(Role.CHAIR)


@pytest.fixture(scope="module")
def team(tmp_path_factory):
    with served(tmp_path_factory.mktemp("team"), team=TEAM) as site:
        yield site


def with_password(site, name):
    """A person who set a password by a link."""
    site.add_person(name, Role.CHAIR)
    key = sign_ins.invite(site.workbench.store, name, f"{OPERATOR}tests")
    assert site.ask("POST", "/set-password", form={"key": key, "password": GOOD}).status == 303
    return name


def signs_in(site, name, password=GOOD, cookie=""):
    return site.ask("POST", "/sign-in", cookie, {"name": name, "password": password})


def cookie_of(answer):
    return answer.headers["set-cookie"].partition(";")[0]


def test_an_admin_hands_over_a_link_that_sets_a_password_once(team):
    admin = Sender(team, person_for(Role.ADMIN))
    said = admin.post(f"/people/{CHAIR}/invite").text
    way = re.search(r"/set-password\?key=[\w-]+", said)[0]
    key = way.partition("=")[2]
    page = Page(team.ask("GET", way).text)
    assert CHAIR in page.text
    for weak in ("short", "a" * 20, f"{CHAIR}-{CHAIR}", "x" * 300):
        assert team.ask("POST", "/set-password", form={"key": key, "password": weak}).status == 422
    assert (
        team.ask("POST", "/set-password", form={"key": key, "password": GOOD})
        .headers["location"]
        .startswith("/sign-in")
    )
    for _ in range(2):
        assert team.ask("POST", "/set-password", form={"key": key, "password": "another-one-altogether"}).status == 403
    assert signs_in(team, CHAIR).status == 303
    trail = [event.event for event in audit.show(team.workbench.store, about=CHAIR)]
    assert trail[-2:] == ["person.invited", "person.password-set"]
    database = (team.workbench.shelf.folder / "workbench.db").read_bytes()
    assert GOOD.encode() not in database
    assert key.encode() not in database


def test_only_the_last_link_counts_and_none_for_ever(team):
    name = with_password(team, "lila")
    first, second = (sign_ins.invite(team.workbench.store, name, f"{OPERATOR}tests") for _ in range(2))
    assert team.ask("GET", f"/set-password?key={first}").status == 403
    assert team.ask("GET", f"/set-password?key={second}").status == 200
    assert signs_in(team, name).status == 303, "a link that waits changes nothing"
    now = team.workbench.store.clock()
    just_before, just_after = (
        replace(team.workbench.store, clock=lambda on=on: now + sign_ins.GOOD_FOR + timedelta(seconds=on))
        for on in (-30, 30)
    )
    assert sign_ins.invited(just_before, second) == name
    with pytest.raises(UsageError, match="run out"):
        sign_ins.invited(just_after, second)


def test_a_wrong_password_an_unknown_account_and_one_switched_off_are_told_the_same(team):
    gone = with_password(team, "gone")
    people.change_person(team.workbench.store, people.Person(gone, "G", frozenset({Role.CHAIR}), False), f"{OPERATOR}t")
    no_password = person_for(Role.VIEWER)
    told = {signs_in(team, *one).text for one in ((gone,), ("nobody",), (no_password,), (no_password, ""))}
    bare = {re.sub(r'nonce="[^"]*"', "", text) for text in told}
    assert len(bare) == 1
    assert WRONG in bare.pop()


def test_the_eleventh_guess_is_not_taken_even_if_right(team):
    name = with_password(team, "guessed")
    for _ in range(TRIES - 1):
        team.workbench.guesses.note(f"account {name}")
    assert signs_in(team, name, "wrong").status == 403
    answer = signs_in(team, name)
    assert answer.status == 429
    assert ENOUGH in answer.text


def test_wrong_answers_count_against_the_desk_they_come_from_not_the_server_that_ends_tls(team):
    """That server says in X-Forwarded-For whose request it hands on."""
    for number in range(TRIES):
        assert guess(team, f"somebody-{number}", "203.0.113.9").status == 403
    assert guess(team, "somebody-else", "203.0.113.9").status == 429
    assert guess(team, "somebody-else", "203.0.113.10").status == 403


def guess(team, name, desk):
    return team.ask("POST", "/sign-in", form={"name": name, "password": "wrong"}, X_Forwarded_For=desk)


def test_signing_in_gives_a_new_session_and_ends_the_one_before(team):
    name = with_password(team, "rota")
    first = cookie_of(signs_in(team, name))
    answer = signs_in(team, name, cookie=first)
    assert cookie_of(answer) != first
    assert team.ask("GET", "/", first).status == 303
    assert team.ask("GET", "/", cookie_of(answer)).status == 200
    assert all(flag in answer.headers["set-cookie"].lower() for flag in ("httponly", "samesite=strict"))


def test_signing_out_everywhere_ends_every_session_and_so_does_a_new_password(team):
    name = with_password(team, "every")
    here, there = (cookie_of(signs_in(team, name)) for _ in range(2))
    team.ask("POST", "/sign-out", here, {"form_key": team.form_key(here), "everywhere": "yes"})
    assert {team.ask("GET", "/", cookie).status for cookie in (here, there)} == {303}
    again = cookie_of(signs_in(team, name))
    key = sign_ins.invite(team.workbench.store, name, f"{OPERATOR}tests")
    team.ask("POST", "/set-password", form={"key": key, "password": GOOD + "s"})
    assert team.ask("GET", "/", again).status == 303
    assert signs_in(team, name).status == 403


def test_a_restart_signs_nobody_out_and_a_second_server_knows_them_too(team):
    """A form of the first server's page is taken by the second; it has the same key."""
    name = with_password(team, "stays")
    cookie = cookie_of(signs_in(team, name))
    key = team.form_key(cookie)
    with served(team.workbench.shelf.folder, team=TEAM, staff=False) as again:
        assert again.ask("GET", "/", cookie).status == 200
        assert again.ask("POST", "/sign-out", cookie, {"form_key": key}).status == 303
    assert team.ask("GET", "/", cookie).status == 303


def test_whoever_s_account_is_changed_is_out_at_the_next_request(team):
    name, other = with_password(team, "changed"), with_password(team, "not-changed")
    mine, theirs = (cookie_of(signs_in(team, one)) for one in (name, other))
    more = people.Person(name, "C", frozenset({Role.CHAIR, Role.VIEWER}))
    people.change_person(team.workbench.store, more, f"{OPERATOR}t")
    assert team.ask("GET", "/", mine).status == 303, "other roles begin with a new session"
    again = cookie_of(signs_in(team, name))
    people.change_person(team.workbench.store, replace(more, active=False), f"{OPERATOR}t")
    assert [team.ask("GET", "/", cookie).status for cookie in (again, theirs)] == [303, 200]


def test_a_form_to_sign_in_from_elsewhere_is_not_taken(team):
    name = with_password(team, "cross")
    form = {"name": name, "password": GOOD}
    assert team.ask("POST", "/sign-in", form=form, Sec_Fetch_Site="cross-site").status == 403


def test_the_link_of_one_person_alone_lets_nobody_into_a_team_s(team):
    assert team.ask("GET", f"/sign-in?key={team.workbench.link.key}").status == 200, "the form, and nobody is let in"


@pytest.mark.nightly
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_on_the_pages_to_sign_in(team, browser, width):
    if not AXE.is_file() or not has_assets():
        pytest.skip("the front end is not built: ./run assets")
    page = browser.new_page(viewport={"width": width, "height": 800})
    name = f"axe{width}"
    team.add_person(name, Role.VIEWER)
    key = sign_ins.invite(team.workbench.store, name, f"{OPERATOR}tests")
    assert look(page, f"{team.base}/sign-in") == []
    assert look(page, f"{team.base}/set-password?key={key}") == []
    page.get_by_label("Password", exact=True).fill("short")
    page.get_by_role("button", name="Set the password").click()
    page.get_by_role("alert").get_by_role("link").wait_for()
    assert faults_of(page) == []
    page.get_by_label("Password", exact=True).fill(GOOD)
    page.get_by_role("button", name="Set the password").click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password", exact=True).fill(GOOD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="What needs you now").wait_for()
    page.close()
