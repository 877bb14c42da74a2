"""No page tells a role what is not for it: tokens planted in every child are looked for in every answer there is.

Each role asks for every route, right and wrong, and the stranger too; files are opened. Planners, administrators and
strangers see no child at all; transport sees the references of those who travel; evidence and reasons stay with those
who see cases; what else is private is on no page, and none of it in a log or a temporary file.
"""

import logging
import tempfile
from dataclasses import dataclass

import pytest

from sufficiency import api
from sufficiency.panel.people import Role
from sufficiency.store.subject import as_json, everything_about
from sufficiency.web.access import RULES
from sufficiency.web.pages.futures import FILES as FUTURES
from sufficiency.web.pages.returns import FILES as RETURNS
from tests.fixtures.canaries import plant, rows
from tests.fixtures.plans_on_a_shelf import write_futures, write_plans, write_routes
from tests.fixtures.workbench import Sender, Served, person_for, served
from tests.functional.commands import in_process
from tests.functional.exports import plain, said_by
from tests.functional.web.test_access import INSTEAD, MISSING, address

REASON = "reasontoken of a decision"
SEES_CHILDREN = {
    Role.VIEWER, Role.PANEL_OFFICER, Role.CHAIR, Role.SERVICE_MANAGER, Role.AUDITOR, Role.DATA_STEWARD, Role.TRANSPORT,
}  # fmt: skip
"""Roles that see references: of cases, of what is wrong with them, of those who travel."""
SEES_CASES = SEES_CHILDREN - {Role.DATA_STEWARD, Role.TRANSPORT}
"""Roles that see what settings replied with, and why it was decided so."""
ALWAYS = (Role.PANEL_OFFICER, Role.TRANSPORT, Role.PLANNER, Role.ADMIN)
"""Who asks in every run of the tests; at night everybody does."""
EVIDENCE = ("EVIDENCETOKEN", "JOBLOGGS")
"""What the tokens in texts of evidence begin with, and the name that every text holds."""


@dataclass(frozen=True, slots=True)
class World:
    """A workbench with a token in everything, and all it has said to whom."""

    site: Served
    references: tuple[str, ...]
    private: tuple[str, ...]
    told: dict[str, str]
    logged: str
    left: str


@pytest.fixture(scope="module", params=[20, pytest.param(200, marks=pytest.mark.nightly)])
def world(request, tmp_path_factory):
    folder, temporary = tmp_path_factory.mktemp("canaries"), tmp_path_factory.mktemp("temporary")
    in_process("data", "synth", "round", "--children", request.param, "--settings", 8, "--seed", 5, folder=folder)
    planted = plant(folder / "round")
    run, record = api.recommend(folder / "round", api.Choices(compare_policies=False))
    api.release(run, record, folder / "run")
    write_plans(folder, "round")
    write_futures(folder)
    write_routes(folder)
    with pytest.MonkeyPatch.context() as patch, _all_logs() as logged, served(folder) as site:
        patch.setattr(tempfile, "tempdir", str(temporary))
        ref, other = (row["child_ref"] for row in rows(folder / "run" / "recommendations.csv")[:2])
        _decided(site, ref)
        asking = ALWAYS if request.param == 20 else tuple(Role)
        told = {role: _everything(site, person_for(role), (ref, other)) for role in asking}
        told["stranger"] = _everything(site, "", (ref, other))
        yield World(site, planted.references, planted.private, told, plain("\n".join(logged)), said_by(temporary))


class _all_logs(logging.Handler):  # noqa: N801
    """Every message of every logger while the block runs."""

    def __enter__(self) -> list[str]:
        self.messages: list[str] = []
        root = logging.getLogger()
        self.level_before = root.level
        root.addHandler(self)
        root.setLevel(logging.DEBUG)
        return self.messages

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(self.format(record))

    def __exit__(self, *_: object) -> None:
        logging.getLogger().removeHandler(self)
        logging.getLogger().setLevel(self.level_before)


def _decided(site: Served, ref: str) -> None:
    """One case decided for a reason that only the panel is told."""
    officer, chair = Sender(site, person_for(Role.PANEL_OFFICER)), Sender(site, person_for(Role.CHAIR))
    officer.post("/panel/round/import")
    officer.post("/runs/run/keep")
    case = f"/runs/run/cases/{ref}"
    assert chair.get(case).status == 200
    digest = chair.hidden(f"{case}/decide?outcome=hold")["digest"]
    chair.post(f"{case}/decide", {"outcome": "hold", "digest": digest, "sure": "yes", "reason": REASON})


def _everything(site: Served, person: str, refs: tuple[str, ...]) -> str:
    """All that somebody is told who asks for every page, right and wrong, and for every file of the run."""
    cookie = site.cookie(person) if person else ""
    pages = [route for route in RULES if route.startswith("GET")]
    asked = [address(route, INSTEAD | {"ref": ref})[1] for route in pages for ref in refs]
    asked += [address(route, MISSING)[1] for route in pages]
    asked += [f"/plan/rounds/round/returns/{name}" for name in RETURNS if name.endswith(".csv")]
    asked += [f"/plan/futures/futures-1/files/{name}" for name in FUTURES]
    asked += [f"/runs/run/files/{path.name}" for path in (site.workbench.shelf.folder / "run").iterdir()]
    answers = [site.ask("GET", path, cookie) for path in dict.fromkeys(asked)]
    return plain("\n".join(f"{answer.headers} {answer.text}" for answer in answers))


def found(tokens, text):
    return [token for token in tokens if token in text]


def test_the_scan_finds_what_is_there(world):
    """Or it would prove nothing: the panel sees its cases, and the reason of the decision made."""
    panel = [told for role, told in world.told.items() if role in (Role.PANEL_OFFICER, Role.CHAIR)]
    assert panel
    for told in panel:
        assert len(found(world.references, told)) == len(world.references)
        assert plain(REASON) in told


def test_who_has_nothing_to_do_with_cases_sees_no_child(world):
    tokens = (*world.references, *world.private, plain(REASON))
    assert seen_by(world, set(world.told) - SEES_CHILDREN, tokens) == {}


def test_nobody_sees_notes_monitoring_children_placed_or_postcodes(world):
    private = [token for token in world.private if not token.startswith(EVIDENCE)]
    assert len(private) > len(world.references)
    assert seen_by(world, set(world.told), private) == {}


def test_evidence_and_reasons_stay_with_those_who_see_cases(world):
    assert seen_by(world, set(world.told) - SEES_CASES, (*world.private, plain(REASON))) == {}


def seen_by(world, people, tokens):
    """What any of these were told that is among the tokens; there is somebody to ask."""
    assert people
    told = {person: found(tokens, world.told[person]) for person in people}
    return {person: tokens for person, tokens in told.items() if tokens}


def test_a_request_to_see_gives_all_of_one_child_and_nothing_of_another(world):
    """Of the child decided on: every token planted in its rows, the reason, its home; of nobody else any."""
    folder, store = world.site.workbench.shelf.folder, world.site.workbench.store
    ref = rows(folder / "run" / "recommendations.csv")[0]["child_ref"]
    told = plain(as_json(everything_about(store, ref)).decode())
    mine = {
        plain(cell)
        for name in ("children", "preferences", "consultations", "monitoring")
        for row in rows(folder / "round" / f"{name}.csv")
        if row["child_ref"] == ref
        for column, cell in row.items()
        if cell and column != "sibling_ref"
    }
    assert len(found(mine, told)) == len(mine) > 15
    assert plain(REASON) in told
    others = set(world.references) - {plain(ref)}
    theirs = {token for token in world.private if token not in {*mine, plain("Jo Bloggs")} and not within(token, mine)}
    assert len(theirs) > len(others)
    assert found((*others, *theirs), told) == []


def within(token, texts):
    return any(token in text for text in texts)


def test_nothing_private_is_logged_or_left_behind(world):
    assert found((*world.private, plain(REASON)), world.logged) == []
    assert found((*world.references, *world.private, plain(REASON)), world.left) == []
