"""A team signs in at the authority's own directory: a real provider over HTTP, honest, then lying in each part."""

import http.client
import json
import re
import time
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select

from sufficiency.errors import UsageError
from sufficiency.panel.people import Person, Role
from sufficiency.store import audit, identities, people, schema, sign_ins
from sufficiency.store.identities import Identity
from sufficiency.store.people import OPERATOR
from sufficiency.web.oidc import Provider
from sufficiency.web.pages.directory import NO_ACCOUNT, NOT_FROM_HERE, SWITCHED_OFF
from sufficiency.web.serve import Team
from sufficiency.web.workbench import has_assets
from tests.fixtures.oidc_provider import CLIENT, SECRET, new_key, running
from tests.fixtures.pages import Page
from tests.fixtures.workbench import served
from tests.functional.web.browsing import AXE, faults_of, look

BACK = "https://places.council.example/sign-in/returned"


@pytest.fixture(scope="module")
def directory():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_PROXY", "127.0.0.1")
        patch.setenv("no_proxy", "127.0.0.1")
        with running() as found:
            yield found


@pytest.fixture(scope="module")
def served_team(directory, tmp_path_factory):
    provider = Provider(directory.issuer, CLIENT, SECRET, BACK)
    with served(tmp_path_factory.mktemp("team"), team=Team("localhost", provider, passwords=False)) as site:
        yield site


@pytest.fixture
def team(served_team, directory):
    """The workbench, nobody's wrong answers remembered, and an honest directory."""
    with served_team.workbench.store.noting() as connection:
        connection.execute(schema.guesses.delete())
    directory.honest()
    return served_team


def way_cookie(answer):
    return next(value.partition(";")[0] for name, value in answer if name == "set-cookie" and "-way=" in value)


def ask(site, method, path, form=None, cookie=""):
    """As ``Served.ask``, with every cookie that is set."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    sent = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin", "Cookie": cookie}
    connection.request(method, path, form, sent)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, [(name.lower(), value) for name, value in answer.getheaders()], text


def leads_to(text):
    return unescape(re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', text)[1])


def at_the_directory(directory, address):
    """Sign in there; the address that it sends the browser back to."""
    at = urlsplit(address)
    assert f"{at.scheme}://{at.netloc}" == directory.issuer
    connection = http.client.HTTPConnection(at.hostname, at.port, timeout=60)
    connection.request("GET", f"{at.path}?{at.query}")
    back = connection.getresponse().headers["location"]
    connection.close()
    assert back.startswith(f"{BACK}?")
    return back.removeprefix("https://places.council.example")


def sets_out(site, key=""):
    """The way to the directory that the page leads to, and the cookie that is kept meanwhile."""
    status, headers, text = ask(site, "POST", "/sign-in/directory", f"key={key}")
    assert status == 200
    cookie = next(value for name, value in headers if name == "set-cookie")
    assert all(flag in cookie.lower() for flag in ("httponly", "samesite=lax", "max-age=600"))
    return leads_to(text), way_cookie(headers)


def signs_in(site, directory, key=""):
    address, cookie = sets_out(site, key)
    return ask(site, "GET", at_the_directory(directory, address), cookie=cookie)


def tied(site, directory, name, *roles):
    """A person who follows the link of an admin and signs in at the directory; the cookie of their session."""
    site.add_person(name, *roles or (Role.CHAIR,))
    directory.who = f"subject of {name}"
    return session_of(signs_in(site, directory, sign_ins.invite(site.workbench.store, name, f"{OPERATOR}tests")))


def session_of(answer):
    status, headers, text = answer
    assert (status, leads_to(text)) == (200, "/")
    return next(
        value.partition(";")[0] for name, value in headers if name == "set-cookie" and value.startswith("sufficiency=")
    )


def told(answer):
    """Status, what is said of it, and whether a session was given."""
    status, headers, text = answer
    begun = any(name == "set-cookie" and value.startswith("sufficiency=") for name, value in headers)
    return status, Page(text).text, begun


def refused_events(site):
    return [json.loads(event.detail)["why"] for event in audit.show(site.workbench.store)
            if event.event == "sign-in.refused"]  # fmt: skip


def test_a_person_is_tied_by_a_link_once_and_signs_in_by_the_directory_from_then_on(team, directory):
    first = tied(team, directory, "a.khan", Role.CHAIR)
    assert team.ask("GET", "/runs", first).status == 200
    again = session_of(signs_in(team, directory))
    assert "Signed in as a.khan" in Page(team.ask("GET", "/", again).text).text
    assert team.ask("GET", "/people", again).status == 403, "a role that the token names is none here"
    trail = [event.event for event in audit.show(team.workbench.store, about="a.khan")]
    assert trail == ["person.added", "person.invited", "person.tied"]


def test_what_is_asked_for_is_a_code_with_a_challenge_a_state_and_a_nonce_and_of_the_issuer_alone(team, directory):
    directory.asked.clear()
    address, cookie = sets_out(team)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == BACK
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 43
    ask(team, "GET", at_the_directory(directory, address), cookie=cookie)
    assert set(directory.asked) <= {"/.well-known/openid-configuration", "/authorize", "/token", "/keys"}


def test_whoever_has_no_account_is_told_so_and_none_is_made(team, directory):
    directory.who, before = "nobody's", len(people.list_people(team.workbench.store))
    status, said, begun = told(signs_in(team, directory))
    assert (status, begun) == (403, False)
    assert NO_ACCOUNT in said
    assert len(people.list_people(team.workbench.store)) == before
    assert refused_events(team)[-1] == "no account"
    assert "nobody's" not in repr(audit.show(team.workbench.store)), "the trail tells one from another, not who"


def test_whoever_is_switched_off_is_not_let_in_and_cannot_be_tied(team, directory):
    tied(team, directory, "left")
    key = sign_ins.invite(team.workbench.store, "left", f"{OPERATOR}tests")
    gone = Person("left", "L", frozenset({Role.CHAIR}), False)
    people.change_person(team.workbench.store, gone, f"{OPERATOR}tests")
    status, said, begun = told(signs_in(team, directory))
    assert (status, SWITCHED_OFF in said, begun) == (403, True, False)
    assert refused_events(team)[-1] == "switched off"
    assert told(signs_in(team, directory, key))[::2] == (403, False)


HOUR = 3600


@pytest.mark.parametrize(
    ("lie", "why"),
    [
        ({"nonce": "another"}, "nonce"),
        ({"nonce": None}, "nonce"),
        ({"aud": "another-workbench"}, "aud"),
        ({"exp": int(time.time()) - HOUR}, "expired"),
        ({"iss": "https://elsewhere.example"}, "iss"),
        pytest.param({"aud": "another-workbench", "azp": CLIENT}, "aud", marks=pytest.mark.nightly),
        pytest.param({"iat": int(time.time()) + HOUR}, "iat", marks=pytest.mark.nightly),
        pytest.param({"sub": ""}, "sub", marks=pytest.mark.nightly),
    ],
    ids=lambda part: part if isinstance(part, str) else "-".join(part),
)
def test_a_token_with_a_false_claim_lets_nobody_in_and_is_in_the_trail(team, directory, lie, why):
    directory.lies = lie
    status, said, begun = told(signs_in(team, directory))
    assert (status, begun) == (403, False)
    assert "could not be relied on" in said
    assert refused_events(team)[-1] == why


def test_a_token_that_somebody_else_signed_or_nobody_lets_nobody_in(team, directory):
    directory.signs_with = new_key("first")
    assert told(signs_in(team, directory))[::2] == (403, False)
    assert refused_events(team)[-1] == "signature"
    directory.honest()
    directory.algorithm = "none"
    assert told(signs_in(team, directory))[::2] == (403, False)
    assert refused_events(team)[-1] == "signature"


def test_a_way_back_is_good_once_for_the_browser_that_set_out(team, directory):
    directory.who = "subject of once"
    tied(team, directory, "once")
    address, cookie = sets_out(team)
    back = at_the_directory(directory, address)
    _, other = sets_out(team)
    for wrong in ("", other, "sufficiency-way=a.b.c", "sufficiency-way=..."):
        status, said, begun = told(ask(team, "GET", back, cookie=wrong))
        assert (status, NOT_FROM_HERE in said, begun) == (403, True, False)
    blank = told(ask(team, "GET", "/sign-in/returned?code=x&state=", cookie="sufficiency-way=..."))
    assert NOT_FROM_HERE in blank[1], "nothing is no way, though both are blank"
    assert told(ask(team, "GET", back, cookie=cookie))[::2] == (200, True)
    status, said, begun = told(ask(team, "GET", back, cookie=cookie))
    assert (status, NOT_FROM_HERE in said, begun) == (403, True, False)
    state = parse_qs(urlsplit(address).query)["state"][0]
    fresh = at_the_directory(directory, address)  # a new code for the state that was used
    assert state in fresh
    assert told(ask(team, "GET", fresh, cookie=cookie))[::2] == (403, False)


def test_a_code_of_another_way_and_a_person_who_gives_up_are_refused_without_an_event(team, directory):
    before = refused_events(team)
    address, cookie = sets_out(team)
    state = parse_qs(urlsplit(address).query)["state"][0]
    answer = told(ask(team, "GET", f"/sign-in/returned?code=made-up&state={state}", cookie=cookie))
    assert (answer[0], "does not know this way in" in answer[1], answer[2]) == (403, True, False)
    address, cookie = sets_out(team)
    state = parse_qs(urlsplit(address).query)["state"][0]
    answer = told(ask(team, "GET", f"/sign-in/returned?error=access_denied&state={state}", cookie=cookie))
    assert (answer[0], "turned back" in answer[1], answer[2]) == (403, True, False)
    assert refused_events(team) == before


def test_guesses_at_a_way_back_run_out(team, directory):
    for _ in range(10):
        assert ask(team, "GET", "/sign-in/returned?code=x&state=y")[0] == 403
    assert signs_in(team, directory)[0] == 429


def test_a_link_is_used_up_and_one_identity_is_one_account_s(team, directory):
    before = tied(team, directory, "first")
    key = sign_ins.invite(team.workbench.store, "first", f"{OPERATOR}tests")
    assert told(signs_in(team, directory, key))[::2] == (200, True), "tied anew by a new link"
    assert team.ask("GET", "/runs", before).headers["location"] == "/sign-in", "and whoever was signed in is out"
    assert "was used" in told(signs_in(team, directory, key))[1]
    team.add_person("second", Role.CHAIR)
    other = sign_ins.invite(team.workbench.store, "second", f"{OPERATOR}tests")
    status, said, begun = told(signs_in(team, directory, other))
    assert (status, "another account" in said, begun) == (403, True, False)
    with team.workbench.store.reading() as connection:
        names = connection.execute(select(schema.identities.c.name)).scalars().all()
    assert "second" not in names


def test_tying_needs_a_form_of_ours(team):
    sent = team.ask("POST", "/sign-in/directory", form={"key": "x"}, Sec_Fetch_Site="cross-site")
    assert sent.status == 403


def test_with_passwords_off_nobody_has_one(team):
    team.add_person("no.password", Role.CHAIR)
    key = sign_ins.invite(team.workbench.store, "no.password", f"{OPERATOR}tests")
    for path in ("/sign-in", f"/set-password?key={key}"):
        shown = Page(team.ask("GET", path).text)
        assert not [tag for tag, about, _ in shown.all("input") if about.get("type") == "password"]
        assert "council account" in shown.text
    assert team.ask("POST", "/sign-in", form={"name": "a", "password": "b"}).status == 404
    assert team.ask("POST", "/set-password", form={"key": key, "password": "granite-otter-ladle"}).status == 404
    assert sign_ins.password_of(team.workbench.store, "no.password") == ""


@pytest.mark.parametrize(
    "about",
    [
        {"issuer": "https://elsewhere.example"},
        {"token_endpoint": "https://elsewhere.example/token"},
        {"jwks_uri": "http://127.0.0.1:1/keys"},
        {"authorization_endpoint": None},
        {"authorization_endpoint": "ftp://{at}/authorize"},
    ],
)
def test_nothing_is_asked_of_or_led_to_any_address_but_the_issuer_s(team, directory, about):
    at = urlsplit(directory.issuer).netloc
    directory.about = {name: said and said.format(at=at) for name, said in about.items()}
    team.workbench.provider = Provider(f"{directory.issuer}", "another", SECRET, BACK)
    from sufficiency.web import oidc

    oidc._discovered.cache_clear()
    status, said, begun = told(ask(team, "POST", "/sign-in/directory", ""))
    oidc._discovered.cache_clear()
    team.workbench.provider = Provider(directory.issuer, CLIENT, SECRET, BACK)
    assert (status, begun) == (503, False)
    assert "Tell an admin" in said


@pytest.mark.parametrize("issuer", ["http://council.example", "council.example", "https://council.example/?a=b", ""])
def test_an_issuer_is_an_https_address(issuer):
    with pytest.raises(UsageError, match="issuer"):
        Provider(issuer, CLIENT, SECRET, BACK)


def test_a_provider_in_words_holds_no_secret(directory):
    assert SECRET not in repr(Provider(directory.issuer, CLIENT, SECRET, BACK))


def test_two_people_of_two_issuers_are_two(team, directory):
    tied(team, directory, "here")
    one, other = (Identity(issuer, "subject of here") for issuer in (directory.issuer, "https://b.example"))
    assert one.digest != other.digest
    assert [identities.whose(team.workbench.store, who) for who in (one, other)] == ["here", ""]


@pytest.mark.parametrize(("asked", "at"), [("jwks_uri", "keys"), ("token_endpoint", "token")])
def test_a_directory_that_leads_on_is_not_followed(team, directory, asked, at):
    """What its own address says counts, not what another does to which it sends whoever asks."""
    from sufficiency.web import oidc

    tied(team, directory, f"led-{at}")
    directory.about = {asked: f"{directory.issuer}/moved/{at}"}
    oidc._discovered.cache_clear()
    answer = told(signs_in(team, directory))
    oidc._discovered.cache_clear()
    assert answer[::2] == (403, False)


@pytest.mark.nightly
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_browser_goes_to_another_site_and_comes_back_signed_in(team, directory, browser, scripts):
    """The directory is another site to the browser, and forms may lead nowhere but to the workbench itself."""
    was = directory.issuer
    directory.issuer, directory.who = was.replace("127.0.0.1", "localhost"), f"in a browser {scripts}"
    back = f"{team.base}/sign-in/returned"
    team.workbench.provider = Provider(directory.issuer, CLIENT, SECRET, back)
    name = f"browser.{scripts}".lower()
    team.add_person(name, Role.CHAIR)
    key = sign_ins.invite(team.workbench.store, name, f"{OPERATOR}tests")
    page = browser.new_context(base_url=team.base, java_script_enabled=scripts).new_page()
    page.goto(f"/set-password?key={key}")
    page.get_by_role("button", name="Use your council account").click()
    page.get_by_role("heading", name="What needs you now").wait_for()
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("button", name="Sign in with your council account").click()
    page.get_by_role("heading", name="What needs you now").wait_for()
    page.get_by_role("link", name="Help").click()
    page.get_by_role("heading", level=1).wait_for()
    page.context.close()
    directory.issuer = was
    team.workbench.provider = Provider(was, CLIENT, SECRET, BACK)


@pytest.mark.nightly
def test_axe_finds_nothing_on_the_pages_that_lead_to_a_directory(team, browser):
    if not AXE.is_file() or not has_assets():
        pytest.skip("the front end is not built: ./run assets")
    page = browser.new_page(viewport={"width": 320, "height": 800})
    team.add_person("axe", Role.VIEWER)
    key = sign_ins.invite(team.workbench.store, "axe", f"{OPERATOR}tests")
    assert look(page, f"{team.base}/sign-in") == []
    assert look(page, f"{team.base}/set-password?key={key}") == []
    page.goto(f"{team.base}/sign-in/returned?code=x&state=y")
    assert faults_of(page) == []
    page.close()
