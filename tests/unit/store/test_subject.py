"""A request to see: all that the store holds of one child, and nobody else's reference, number or reason with it."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import insert

from sufficiency.domain.cases import State
from sufficiency.errors import UsageError
from sufficiency.panel.permissions import Act
from sufficiency.store import cases, schema
from sufficiency.store.decisions import decide
from sufficiency.store.jobs import Wanted, add_job
from sufficiency.store.runs import keep_run
from sufficiency.store.subject import COLUMNS, LOOKED_INTO, OF_NO_CHILD, OTHER, as_json, everything_about
from sufficiency.store.supersessions import approve_supersession
from sufficiency.tables.load import load
from sufficiency.tables.write import write_folder
from tests.fixtures.stores import (
    CHAIR,
    ELMS_PLACES,
    MANAGER,
    OAKS_PLACE,
    OFFICER,
    fifty_children_one_place,
    passed_over,
    run_of,
)
from tests.unit.store.asking import hold


def test_of_every_table_it_is_said_where_it_names_a_child_or_that_it_names_none():
    said = [*COLUMNS, *LOOKED_INTO, *OF_NO_CHILD]
    assert sorted(said) == sorted(schema.metadata.tables), "a new table is one or the other, and once"
    looks_like_one = {
        table.name
        for table in schema.metadata.tables.values()
        if {"ref", "child_a", "child_b", "about", "subject"} & set(table.columns.keys())
    }
    assert looks_like_one - {*COLUMNS, *LOOKED_INTO} == {"identities"}, "whose subject is a colleague's"


RECORD = {"child_ref": "C01", "beside": ["C02", {"apart_from": "1002"}], "cost": "1002.5"}
FILES = {
    "records.json": json.dumps([RECORD, {"child_ref": "C03"}]).encode(),
    "notes.txt": b"C02 comes before C01.",
    "others.txt": b"C011 comes before XC01.",
}


@pytest.fixture
def told(panel, tmp_path):
    """C01 passed over C02 for Oak, approved and decided, and for Elm a child whose reference is a number.

    Another place was tried for C01, and one for C03. A record of C01, and notes, are among the files of the run.
    """
    over = replace(passed_over("C02", "C01", OAKS_PLACE), supersession_id="S-1", counterfactual="C02 before C01.")
    also = replace(passed_over("1002", "C01", ELMS_PLACES, State.CONSULTED), supersession_id="S-2")
    write_folder(tmp_path / "again", fifty_children_one_place())
    run = run_of(load(tmp_path / "again"), {"C01": OAKS_PLACE}, supersessions=(over, also))
    newer = keep_run(panel.store, replace(run, files=FILES), OFFICER)
    approve_supersession(panel.store, newer.run, "S-1", "due earlier", MANAGER)
    for ref, reason in (("C01", "near her brother"), ("C03", "his aunt teaches there")):
        asked = {"ref": ref, "reason": reason}
        wanted = Wanted("settle", asked, f"Settle {ref}", Act.RECOMMEND, lambda number: f"r{number}")
        add_job(panel.store, wanted, OFFICER)
    cases.open_case(panel.store, newer.run, "C01", CHAIR)
    decide(panel.store, hold(panel, run=newer.run, run_digest=newer.digest), CHAIR)
    return as_json(everything_about(panel.store, "C01")).decode()


def test_everything_is_there_whatever_table_it_is_in(told):
    places = {one["where"].split(" ")[0] for one in json.loads(told)["kept"]}
    assert places == {
        "audit", "cases", "moves", "claims", "recommendations", "openings", "decisions", "supersessions", "approvals",
        "jobs", "tables", "run",
    }  # fmt: skip
    for reason in ("due earlier", "near her brother", "agreed"):
        assert reason in told
    children = next(one for one in json.loads(told)["kept"] if one["where"].endswith(", children"))
    assert [row["child_ref"] for row in children["rows"]] == ["C01"]


def test_nothing_of_another_child_is(told):
    assert not [ref for ref in (f"C{number:02}" for number in range(2, 51)) if ref in told]
    assert "his aunt" not in told
    kept = {one["where"].partition(", ")[2] or one["where"]: one["rows"] for one in json.loads(told)["kept"]}
    assert [(row["child_a"], row["child_b"]) for row in kept["supersessions"]] == [(OTHER, "C01")] * 2
    assert kept["records.json"] == [{"child_ref": "C01", "beside": [OTHER, {"apart_from": OTHER}], "cost": "1002.5"}]


def test_a_file_is_named_where_the_child_is_and_not_where_another_reference_begins_alike(told):
    assert [one.partition(", ")[2] for one in json.loads(told)["named_in"]] == ["run.json", "notes.txt"]


def test_nothing_held_is_said_and_two_authorities_are_kept_apart(panel):
    with pytest.raises(UsageError, match="holds nothing of X99"):
        everything_about(panel.store, "X99")
    with panel.store.noting() as connection:
        row = {"round": "998-2026", "la_code": "998", "name": "Another", "academic_year": 2026}
        connection.execute(insert(schema.rounds), row)
        case = {"round": "998-2026", "ref": "C01", "state": "P0", "ncy": 7, "listed": True}
        connection.execute(insert(schema.cases), case)
    with pytest.raises(UsageError, match="998 and 999"):
        everything_about(panel.store, "C01")
    assert everything_about(panel.store, "C02").rows > 0
