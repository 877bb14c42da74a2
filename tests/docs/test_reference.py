"""The reference says what the code says, and leaves nothing out."""

import ast
import re
from pathlib import Path

import pytest

from docs.fault_codes import fault_codes
from docs.generate import PAGES, REFERENCE, stale
from scenarios.files.keys import FREE, SECTIONS
from scenarios.files.scenario import ActionKind
from scenarios.files.wrong import FAULTS as SCENARIO_FAULTS
from solvers.allocation import milp, side
from solvers.location import LEVELS
from solvers.location import formulation as location
from solvers.routing import formulation as routing
from sufficiency.cli.main import app
from sufficiency.explain import reasons
from sufficiency.guards import limits
from sufficiency.panel.events import Event
from sufficiency.panel.people import Role
from sufficiency.panel.permissions import Act
from sufficiency.panel.policies import POLICIES as POLICIES_OF_MOVES
from sufficiency.problems.levels import programme
from sufficiency.reports.run_folder import TABLES as RUN_TABLES
from sufficiency.statute.eligibility import RULES
from sufficiency.statute.ordering import PARTS, POLICIES
from sufficiency.statute.provisions import provisions
from sufficiency.statute.right_type import RULES as RIGHT_TYPE
from sufficiency.statute.states import STATES
from sufficiency.statute.supersession import REASON_CODES
from sufficiency.synthetic import open_data
from sufficiency.synthetic.real_areas import OUTLINES
from sufficiency.tables.catalogue import TABLES
from sufficiency.web.access import RULES as ACCESS

CODE = re.compile(r"[A-Z]+(_[A-Z]+)+")


def commands(typer_app, path):
    """Every command as typed, from the registrations themselves."""
    for info in typer_app.registered_commands:
        yield f"{path} {info.name or info.callback.__name__}"
    for group in typer_app.registered_groups:
        yield from commands(group.typer_instance, f"{path} {group.name}")


def capitals(source):
    """Every code in capitals that a module writes."""
    tree = ast.parse(Path(source).read_text(encoding="utf-8"))
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {text for text in texts if CODE.fullmatch(text)}


WANTED = {
    "commands.md": set(commands(app, "sufficiency")),
    "input-tables.md": {t.file_name for t in TABLES} | {column.name for t in TABLES for column in t.columns},
    "scenario-files.md": {c.name for section in SECTIONS for c in section.table.columns}
    | {*(f"[{name}]" for name in FREE), *SCENARIO_FAULTS, *map(str, ActionKind)},
    "run-folder.md": {table.file for table in RUN_TABLES},
    "rules.md": {*RULES, *RIGHT_TYPE, "MAY", *capitals(reasons.__file__), *POLICIES, *PARTS, *REASON_CODES, *STATES},
    "moves.md": {*STATES, *POLICIES_OF_MOVES, *Event, *Role, *Act},
    "provisions.md": set(provisions()),
    "errors.md": {code for code, _, _ in fault_codes()},
    "workbench-access.md": set(ACCESS) | set(Role),
    "refused-unread.md": {f"{one.most:,}" for one in vars(limits).values() if isinstance(one, limits.Limit)},
    "formulation.md": {family.__name__ for family in (*milp.FORMULATION, *side.FORMULATION)}
    | {level.name for level in programme(3, joint=True)},
    "route-formulation.md": {family.__name__ for family in routing.FORMULATION},
    "location-formulation.md": {family.__name__ for family in location.FORMULATION} | {*LEVELS},
}


def test_every_page_is_as_the_code_has_it():
    assert stale() == [], "run ./run docs"


def test_no_other_page_stands_among_the_generated():
    assert {path.name for path in REFERENCE.iterdir()} == PAGES.keys() == WANTED.keys()


@pytest.mark.parametrize("page", WANTED)
def test_nothing_is_missing_from(page):
    text = (REFERENCE / page).read_text(encoding="utf-8")
    assert {name for name in WANTED[page] if f"`{name}`" not in text} == set()


def test_every_table_rule_is_explained():
    text = (REFERENCE / "input-tables.md").read_text(encoding="utf-8")
    assert {rule.name for table in TABLES for rule in table.rules if f"`{rule.name}`" not in text} == set()


def test_faults_are_found_by_name_and_by_words():
    found = {code: (said, remedy) for code, said, remedy in fault_codes()}
    assert found["REPEATED"] == ("repeats row …", "Keep one of the two.")
    assert {"LOCKED_OVER_PLACES", "UNKNOWN_CHILD", "KEY_MISSING", "NOT_A_DATE", "OPEN_DATA_MISSING"} <= found.keys()


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_the_guide_to_policies_says_what_the_code_says(policy):
    text = (REFERENCE.parent / "how-to" / "choose-an-ordering-policy.md").read_text(encoding="utf-8")
    assert f"| `{policy.code}` | {policy.sentence} | {policy.suitable} | {policy.legal_risk} |" in text


def test_the_guide_to_practice_rounds_names_every_open_file():
    text = (REFERENCE.parent / "how-to" / "practice-round.md").read_text(encoding="utf-8")
    files = (*open_data.REQUIRED, open_data.CAPACITIES, open_data.ROADS, OUTLINES)
    assert {name for name in files if f"`{name}`" not in text} == set()
