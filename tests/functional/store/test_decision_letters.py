"""What the letter on a decision says: the day in England, and what was last recorded of a request not met."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sufficiency.domain.settings import Ground
from sufficiency.pipelines.decision_letters import decision_letter
from sufficiency.reports.pack.dossier import Dossier
from sufficiency.reports.record import RunRecord
from sufficiency.statute.refusal import evidence_needed
from sufficiency.store.cases import RefusalRecord, record_refusal
from sufficiency.store.decisions import decide
from sufficiency.tables.load import load
from sufficiency.tables.write import write_folder
from tests.fixtures.rounds import OAK
from tests.fixtures.stores import CHAIR, ELMS_PLACES, OAKS_PLACE, OFFICER, ROUND, fifty_children_one_place, run_of
from tests.unit.store.asking import hold


@pytest.fixture
def fields(tmp_path):
    """The fields of the letter on a case, filled in from a store."""
    write_folder(tmp_path / "same", fifty_children_one_place())
    loaded = load(tmp_path / "same")
    dossier = Dossier(run_of(loaded, {"C01": OAKS_PLACE, "C02": ELMS_PLACES}).run, loaded.inputs)
    return lambda store, ref: decision_letter(store, dossier, RunRecord("", ""), ROUND, ref).letter.fields


def test_a_decision_late_in_the_evening_in_summer_is_of_the_day_in_england(sqlite_panel, fields):
    late = replace(sqlite_panel.store, clock=lambda: datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    decide(late, hold(sqlite_panel), CHAIR)
    assert fields(late, "C01")["decided_on"] == "1 July 2026"


def test_what_was_recorded_last_of_a_request_counts_and_what_it_lacks_is_said(sqlite_panel, fields):
    store = sqlite_panel.store
    first, *others = evidence_needed(Ground.A_AGE, store.today())
    for evidence, offered in (({first: "9 to 11"}, "a base at Ash"), ({first: "7 to 11"}, "Elm, from January")):
        record = RefusalRecord(OAK, Ground.A_AGE, evidence, "read", offered)
        record_refusal(store, ROUND, "C02", record, OFFICER)
    decide(store, hold(sqlite_panel, "C02", ELMS_PLACES), CHAIR)
    said = fields(store, "C02")
    assert said["alternative_available"] == "Elm, from January"
    (answer,) = said["answers"]
    assert "7 to 11" in answer["evidence"]
    assert answer["evidence"].count("[lacking: ") == 1
    assert others, "which is why something is"
