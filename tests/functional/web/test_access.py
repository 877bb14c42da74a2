"""Every route, for every role and for a stranger, over real HTTP with forms guarded: exactly as the table says."""

import re
from secrets import token_urlsafe

import pytest

from sufficiency.panel.people import Role
from sufficiency.web import access
from sufficiency.web.pages import ROUTERS
from sufficiency.web.protection import HEADERS
from tests.fixtures.workbench import person_for

FLOOR = 91
"""So many routes there were when this was written; fewer means that the walker lost some."""
INSTEAD = {
    "run": "run",
    "round": "round",
    "ref": "C01",
    "name": "run.json",
    "urn": "900001",
    "number": "1",
    "record": "S-1",
    "plan": "plan-1",
    "futures": "futures-1",
    "source": "round",
    "made": "travel-1",
}
MISSING = {
    "run": "no-such-run",
    "round": "nowhere",
    "ref": "C99",
    "name": "none.json",
    "urn": "1",
    "number": "99",
    "record": "S-2",
    "plan": "no-plan",
    "futures": "no-futures",
    "source": "nothing",
    "made": "no-routes",
}
SEEN = {200, 303, 400, 404, 409, 422}


def walk():
    """Every route of the running application, by method and path."""
    return access.routes_of([route for router in ROUTERS for route in router.routes])


def address(route, instead):
    method, path = route.split(" ", 1)
    return method, re.sub(r"{(\w+)}", lambda found: instead[found[1]], path)


def send(site, route, cookie="", *, instead=INSTEAD, key=None):
    method, path = address(route, instead)
    form = None if method == "GET" else {"form_key": key or "", "key": token_urlsafe(8), "name": "!"}
    return site.ask(method, path, cookie, form)


def test_the_walker_sees_every_route_and_each_has_a_rule():
    assert len(walk()) >= FLOOR
    assert set(walk()) == set(access.RULES)


@pytest.mark.parametrize("stray", [["GET /new"], []])
def test_a_route_without_a_rule_or_a_rule_without_a_route_stops_the_start(stray):
    routes = [*walk(), *stray] if stray else walk()[1:]
    with pytest.raises(RuntimeError, match="without"):
        access.insist_on_a_rule_each(routes)


def wrong_for(site, role, routes):
    """Routes of these that answer a role otherwise than declared."""
    cookie = site.cookie(person_for(role))
    for route in routes:
        rule = access.RULES[route]
        if not site.workbench.sessions.find(cookie.partition("=")[2]):
            cookie = site.cookie(person_for(role))  # the last route was to sign out
        answer = send(site, route, cookie, key=site.form_key(cookie))
        if (answer.status in SEEN) is not (role in rule.roles) or (answer.status == 403) is (role in rule.roles):
            yield route, str(role), answer.status


def guarded():
    return [route for route in walk() if access.RULES[route].roles]


def test_every_route_is_open_to_one_of_its_roles_and_shut_to_one_that_is_none(site):
    """Each route with two roles, in turn; the whole table is walked at night."""
    asked = {role: [] for role in Role}
    for number, route in enumerate(guarded()):
        roles = access.RULES[route].roles
        for some in (sorted(roles), sorted(set(Role) - roles)):
            if some:
                asked[some[number % len(some)]].append(route)
    assert all(asked.values()), "every role is asked for something"
    assert [found for role, routes in asked.items() for found in wrong_for(site, role, routes)] == []


@pytest.mark.nightly
@pytest.mark.parametrize("role", list(Role))
def test_every_route_is_open_to_a_role_exactly_as_declared(site, role):
    assert list(wrong_for(site, role, guarded())) == []


def test_a_stranger_is_sent_to_sign_in_everywhere_but_on_open_pages(site):
    for route in walk():
        answer = send(site, route)
        if access.RULES[route].roles:
            assert (answer.status, answer.headers["location"]) == (303, "/sign-in"), route
        else:
            assert answer.headers.get("location") != "/sign-in", route


def test_what_is_missing_is_not_found_and_looks_the_same_whoever_asks(site):
    cookie = site.cookie(site.workbench.alone)
    gone = [route for route in walk() if "{" in route and route.startswith("GET")]
    assert len(gone) > 10
    bodies = {send(site, route, cookie, instead=MISSING).status for route in gone}
    assert bodies == {404}


def test_a_change_needs_a_form_of_this_session(site):
    changes = [route for route in walk() if route.startswith("POST") and access.RULES[route].roles]
    assert len(changes) >= 8
    mine, other = site.cookie(site.workbench.alone), site.cookie(site.workbench.alone)
    for route in changes:
        for key in (None, "guessed", site.form_key(other)):
            assert send(site, route, mine, key=key).status == 403, route
        method, path = address(route, INSTEAD)
        form = {"form_key": site.form_key(mine)}
        assert site.ask(method, path, mine, form, Sec_Fetch_Site="cross-site").status == 403, route
        assert site.ask(method, path, mine, form, Origin="http://elsewhere.example").status == 403, route
        assert site.ask(method, path, mine, form, Content_Type="text/plain").status == 403, route


def test_every_answer_carries_the_headers_and_a_nonce_of_its_own(site):
    cookie = site.cookie(site.workbench.alone)
    policies = set()
    for path in ("/", "/nowhere", "/static/ours.css", "/runs/no-such-run", "/sign-in"):
        answer = site.ask("GET", path, cookie)
        policies.add(answer.headers["content-security-policy"])
        assert {name: answer.headers[name.lower()] for name in HEADERS} == dict(HEADERS), path
        assert "strict-transport-security" not in answer.headers, "which is for a server of a team, over TLS"
    assert len(policies) == 5
    assert not any("unsafe" in policy for policy in policies)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example/?x=", "user@evil.example"])
def test_an_unknown_host_is_refused(site, host):
    assert site.ask("GET", "/", Host=host).status == 400


def test_no_documentation_of_the_interface_is_open(site):
    assert {site.ask("GET", path).status for path in ("/docs", "/redoc", "/openapi.json")} == {404}


def test_the_link_works_once_and_guesses_run_out(site):
    link = site.workbench.link
    assert site.ask("GET", "/sign-in?key=wrong").status == 403
    first = site.ask("GET", f"/sign-in?key={link.key}")
    assert first.status == 303
    assert "HttpOnly" in first.headers["set-cookie"]
    assert "samesite=strict" in first.headers["set-cookie"].lower()
    assert site.ask("GET", f"/sign-in?key={link.key}").status == 403


def test_signing_out_ends_the_session_on_the_server(site):
    cookie = site.cookie(site.workbench.alone)
    assert site.ask("GET", "/", cookie).status == 200
    site.ask("POST", "/sign-out", cookie, {"form_key": site.form_key(cookie)})
    assert site.ask("GET", "/", cookie).status == 303
