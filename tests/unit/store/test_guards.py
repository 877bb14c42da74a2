"""What the databases themselves refuse, whoever asks."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from sufficiency.store import schema
from sufficiency.store.decisions import Choice, decide
from sufficiency.store.engine import WRITING
from tests.fixtures.stores import CHAIR, OAKS_PLACE, OTHER_CHAIR, ROUND

DECISION = """INSERT INTO decisions (audit_seq, round, ref, run, run_digest, outcome, urn, provision_id, ncy_from,
override, reason, "by", idempotency_key, request)
VALUES ({seq}, '999-2026', 'C02', '{run}', 'x', 'hold', 900001, 'main', 7, false, '{reason}', '{by}', '{key}', 'x')"""


def run_statements(panel, statements):
    """Everything in one transaction."""
    with panel.store.engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        for statement in statements:
            connection.execute(text(statement))


def refused(panel, *statements):
    """What the database says to these statements."""
    with pytest.raises(DBAPIError) as caught:
        run_statements(panel, statements)
    return str(caught.value.orig)


@pytest.fixture
def decided(panel_on_either):
    panel = panel_on_either
    choice = Choice(panel.run.run, panel.run.digest, "C01", "hold", "agreed", "k", OAKS_PLACE)
    decide(panel.store, choice, CHAIR)
    return panel


def test_rows_kept_for_good_are_neither_changed_nor_removed(decided):
    for table in schema.FOR_GOOD:
        column = next(iter(table.columns)).name
        with decided.store.reading() as connection:
            if not connection.execute(table.select().limit(1)).all():
                continue
        assert "kept for good" in refused(decided, f"UPDATE {table.name} SET {column} = {column}")
        assert "kept for good" in refused(decided, f"DELETE FROM {table.name}")


def test_the_head_of_the_trail_only_goes_forward(decided):
    assert "only goes forward" in refused(decided, "UPDATE audit_head SET seq = seq - 1")
    assert "only goes forward" in refused(decided, "UPDATE audit_head SET seq = seq + 1")


def test_no_limit_counts_more_claims_than_places(decided):
    assert "room" in refused(
        decided, f"UPDATE limits SET claimed = claimed + 1 WHERE limit_id LIKE 'group:{OAKS_PLACE.urn}%'"
    )


def test_one_case_claims_one_place(decided):
    assert refused(decided, f"INSERT INTO claims VALUES ('{ROUND}', 'C01', 'group:900002:main:7')")


@pytest.mark.parametrize(
    ("reason", "by", "key", "says"),
    [
        ("  ", CHAIR, "new", "reasoned"),
        ("x", "operator:me", "new", ""),
        ("x", OTHER_CHAIR, "new", ""),  # never opened the case
        ("x", CHAIR, "k", ""),  # the key of another decision
        ("x", CHAIR, "new", ""),  # an event that is not in the trail
    ],
)
def test_a_decision_by_hand_needs_person_reason_opening_key_and_event(decided, reason, by, key, says):
    statement = DECISION.format(seq=999, run=decided.run.run, reason=reason, by=by, key=key)
    assert says in refused(decided, statement)
