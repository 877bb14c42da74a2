"""Who may ask for what: every route with the roles that one needs. A route that is not here stops the start.

This is permission only. Whether something may be done now is policy, and lives in ``sufficiency/panel``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from starlette.routing import BaseRoute, Route

from sufficiency.panel.people import Role


@dataclass(frozen=True, slots=True)
class Rule:
    """What a route is for, in words, and the roles of which one is enough; no roles at all: open to anybody."""

    says: str
    roles: frozenset[Role]


OPEN: frozenset[Role] = frozenset()
EVERYBODY = frozenset(Role)
"""Anybody with an account."""
CASES = frozenset({Role.VIEWER, Role.PANEL_OFFICER, Role.CHAIR, Role.SERVICE_MANAGER, Role.AUDITOR})
"""Those who see children's cases. Planners, transport and administrators do not."""
PLACES = CASES | {Role.PLANNER, Role.DATA_STEWARD}
DATA = frozenset({Role.DATA_STEWARD, Role.PANEL_OFFICER, Role.AUDITOR})
CHANGES_DATA = frozenset({Role.DATA_STEWARD, Role.PANEL_OFFICER})
OFFICER = frozenset({Role.PANEL_OFFICER})
CHAIR = frozenset({Role.CHAIR})
MANAGER = frozenset({Role.SERVICE_MANAGER})
ISSUES = OFFICER | CHAIR
ADMIN = frozenset({Role.ADMIN})
PEOPLE = ADMIN | {Role.AUDITOR}
AUDIT = frozenset({Role.AUDITOR, Role.SERVICE_MANAGER})
JOBS = frozenset({Role.PANEL_OFFICER, Role.CHAIR, Role.PLANNER, Role.TRANSPORT})
PLANNER = frozenset({Role.PLANNER})
TRANSPORT = frozenset({Role.TRANSPORT})
PLAN = frozenset({Role.PLANNER, Role.SERVICE_MANAGER, Role.AUDITOR})
TRAVEL = frozenset({Role.TRANSPORT, Role.AUDITOR})
"""Those who see where children board."""
PANEL = frozenset({Role.PANEL_OFFICER, Role.CHAIR, Role.SERVICE_MANAGER})

RULES: Mapping[str, Rule] = {
    "GET /sign-in": Rule("sign in", OPEN),
    "POST /sign-in": Rule("sign in by account", OPEN),
    "POST /sign-in/directory": Rule("go and sign in at the authority's own directory", OPEN),
    "GET /sign-in/returned": Rule("come back from there", OPEN),
    "GET /set-password": Rule("a password to set, by a link", OPEN),
    "POST /set-password": Rule("set a password, by a link", OPEN),
    "POST /people/{name}/invite": Rule("a link for a person to set a password by", ADMIN),
    "POST /sign-out": Rule("sign out", EVERYBODY),
    "GET /": Rule("what needs you now", EVERYBODY),
    "GET /help": Rule("what each part is for", EVERYBODY),
    "GET /accessibility-statement": Rule("how accessible these pages are", OPEN),
    "GET /transparency": Rule("what the tool is, does and is not asked to do", EVERYBODY),
    "GET /runs": Rule("every run", CASES),
    "GET /runs/{run}": Rule("how a run came out", CASES),
    "GET /runs/{run}/report": Rule("the report of a run", CASES),
    "GET /runs/{run}/files/{name}": Rule("a file of a run", CASES),
    "GET /runs/{run}/cases": Rule("the cases of a run", CASES),
    "GET /runs/{run}/cases/{ref}": Rule("one case", CASES),
    "GET /runs/{run}/cases/{ref}/effect": Rule("what another choice would do", CASES),
    "GET /runs/{run}/unplaced": Rule("children without a place, and why", CASES),
    "GET /runs/{run}/superseded": Rule("earlier requests superseded by later ones", CASES),
    "GET /runs/{run}/compare": Rule("two runs side by side", CASES),
    "GET /panel": Rule("what there is to do for each round", CASES),
    "GET /panel/{round}/late": Rule("what of a round is overdue, due and unanswered", CASES),
    "POST /panel/{round}/import": Rule("bring a round's tables into the store", CHANGES_DATA),
    "POST /panel/{round}/recommend": Rule("begin a run", OFFICER),
    "GET /jobs": Rule("jobs of one's own teams: what runs, and what ran", CASES | JOBS),
    "GET /jobs/{number}": Rule("how far a job is", CASES | JOBS),
    "POST /jobs/{number}/stop": Rule("stop a job of one's own kind", JOBS),
    "POST /runs/{run}/keep": Rule("put a run before the panel", OFFICER),
    "GET /runs/{run}/cases/{ref}/decide": Rule("the choice, its effect and the reason", CHAIR),
    "POST /runs/{run}/cases/{ref}/decide": Rule("decide a case", CHAIR),
    "GET /runs/{run}/cases/{ref}/step": Rule("a move of a case and what must be said with it", PANEL),
    "POST /runs/{run}/cases/{ref}/step": Rule("move a case on, or open it again", PANEL),
    "GET /runs/{run}/cases/{ref}/consult": Rule("a consultation to record", OFFICER),
    "POST /runs/{run}/cases/{ref}/consult": Rule("record a consultation or its reply", OFFICER),
    "GET /runs/{run}/cases/{ref}/refuse": Rule("why a request is not met: ground and evidence", OFFICER),
    "POST /runs/{run}/cases/{ref}/refuse": Rule("record why a request is not met", OFFICER),
    "GET /runs/{run}/cases/{ref}/approve/{record}": Rule("a held place passed on, to approve", MANAGER),
    "POST /runs/{run}/cases/{ref}/approve/{record}": Rule("approve that a held place is passed on", MANAGER),
    "GET /runs/{run}/cases/{ref}/interest": Rule("an interest to declare", PANEL),
    "POST /runs/{run}/cases/{ref}/interest": Rule("declare an interest", PANEL),
    "GET /runs/{run}/cases/{ref}/lock": Rule("a place to settle for another run", OFFICER),
    "POST /runs/{run}/cases/{ref}/lock": Rule("settle a place and have everything else worked out again", OFFICER),
    "GET /runs/{run}/cases/{ref}/letter": Rule("the letter on a decision, as it would be", CASES),
    "POST /runs/{run}/cases/{ref}/letter": Rule("record that a letter went out", ISSUES),
    "GET /runs/{run}/cases/{ref}/letter/file": Rule("the letter in Word", ISSUES),
    "GET /runs/{run}/letters": Rule("the decisions of a run and their letters", CASES),
    "POST /runs/{run}/letters": Rule("have every letter written that is ready", ISSUES),
    "GET /letters/{made}": Rule("letters that were ready, as an archive", ISSUES),
    "GET /runs/{run}/pack": Rule("the packs of a run", CASES),
    "POST /runs/{run}/pack": Rule("have a pack written", OFFICER),
    "GET /packs/{name}": Rule("the files of a pack", CASES),
    "GET /packs/{name}/{record}": Rule("a file of a pack", CASES),
    "GET /audit": Rule("everything that happened", AUDIT),
    "GET /people": Rule("who has an account", PEOPLE),
    "POST /people": Rule("make or change an account", ADMIN),
    "GET /places": Rule("settings, their places and how pressed they are", PLACES),
    "GET /places/{round}/{urn}": Rule("one setting, its places by number", PLACES),
    "GET /plan": Rule("planning: the rounds, and scenarios that were run", PLAN),
    "GET /plan/rounds/{round}/demand": Rule("plans to expect, with their range and steps", PLAN),
    "GET /plan/rounds/{round}/gap": Rule("where places run short, and which first", PLAN),
    "GET /plan/rounds/{round}/scenarios": Rule("the scenarios of a round", PLAN),
    "POST /plan/rounds/{round}/scenarios": Rule("run scenarios", PLANNER),
    "GET /plan/rounds/{round}/scenarios/new": Rule("begin a scenario from another", PLANNER),
    "POST /plan/rounds/{round}/scenarios/new": Rule("its text, to go on from", PLANNER),
    "POST /plan/rounds/{round}/scenarios/text": Rule("keep a scenario that was written", PLANNER),
    "GET /plan/rounds/{round}/returns": Rule("tables that others ask for, and papers", PLAN),
    "GET /plan/rounds/{round}/returns/{name}": Rule("one of these tables, for an audience", PLAN),
    "POST /plan/rounds/{round}/futures": Rule("draw futures for scenarios", PLANNER),
    "GET /plan/futures/{futures}": Rule("scenarios in many futures: shortfall, cost, regret", PLAN),
    "GET /plan/futures/{futures}/files/{name}": Rule("a table of the futures, to keep", PLAN),
    "GET /plan/runs/{plan}": Rule("scenarios as columns", PLAN),
    "GET /plan/runs/{plan}/workbook": Rule("the same as a workbook", PLAN),
    "GET /plan/runs/{plan}/paper": Rule("the committee paper", PLAN),
    "GET /travel": Rule("transport: what it may be worked out for, and routes that were made", TRAVEL),
    "GET /travel/of/{source}": Rule("what transport comes to for a round or a run", TRAVEL),
    "POST /travel/of/{source}/routes": Rule("have routes made", TRANSPORT),
    "GET /travel/compare": Rule("the transport of two runs side by side", TRAVEL),
    "GET /travel/routes/{made}": Rule("routes that were made: figures, map and table", TRAVEL),
    "GET /travel/routes/{made}/page": Rule("the whole page of the routes, each setting drawn", TRAVEL),
    "GET /travel/routes/{made}/files/{name}": Rule("a file of the routes, to keep", TRAVEL),
    "GET /data": Rule("the data there is", DATA),
    "GET /data/{round}": Rule("what is wrong with a round's tables", DATA),
    "GET /data/{round}/recorded": Rule("replies recorded here that a round's tables do not have", CHANGES_DATA),
    "POST /data/{round}/recorded": Rule("begin a round with them", CHANGES_DATA),
    "GET /uploads": Rule("tables to upload", CHANGES_DATA),
    "POST /uploads": Rule("upload tables of a round", CHANGES_DATA),
    "GET /uploads/{record}": Rule("what is wrong with an upload", CHANGES_DATA),
    "GET /uploads/{record}/errors": Rule("its problems as a table, and marked copies", CHANGES_DATA),
    "GET /data/{round}/errors": Rule("the problems as a table, and marked copies of the tables", DATA),
}
"""Every route, by method and path."""


def route_of(address: str) -> str:
    """The route by which an address is got, whatever stands in its places; blank where there is none."""
    asked = address.partition("?")[0].partition("#")[0].split("/")
    fit = (route for route in RULES if route.startswith("GET ") and _fits(route.removeprefix("GET ").split("/"), asked))
    return min(fit, key=lambda route: route.count("{"), default="")


def _fits(route: list[str], asked: list[str]) -> bool:
    return len(route) == len(asked) and all(
        mine == its or mine.startswith("{") for mine, its in zip(route, asked, strict=True)
    )


def rule_of(method: str, path: str) -> Rule | None:
    """The rule of a route; None where it has none."""
    return RULES.get(f"{'GET' if method == 'HEAD' else method} {path}")


def routes_of(routes: Iterable[BaseRoute]) -> tuple[str, ...]:
    """Every route by method and path; files served as they are (``Mount``) are open and have none."""
    return tuple(sorted(name for route in routes for name in _names(route)))


def insist_on_a_rule_each(routes: Iterable[str]) -> None:
    """Raises RuntimeError where a route has no rule, or a rule no route: the workbench then does not start."""
    known = set(routes)
    if stray := sorted(known ^ RULES.keys()):
        raise RuntimeError(f"Routes without a rule, or rules without a route: {', '.join(stray)}.")


def _names(route: BaseRoute) -> tuple[str, ...]:
    if not isinstance(route, Route):
        return ()
    return tuple(f"{method} {route.path}" for method in sorted(route.methods or ()) if method != "HEAD")
