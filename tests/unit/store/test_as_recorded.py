"""The tables as they stand with what was recorded in the store since."""

from dataclasses import replace
from datetime import date

import pytest

from sufficiency.domain.cases import State
from sufficiency.domain.settings import Consultation, Reply
from sufficiency.domain.years import AcademicYear
from sufficiency.pipelines.casework import as_recorded, record_consultation
from sufficiency.store.decisions import decide
from sufficiency.store.moves import Step, take_step
from tests.fixtures.rounds import ELM, OAK, authority, case
from tests.fixtures.stores import CHAIR, MANAGER, OFFICER, ROUND, fifty_children_one_place
from tests.unit.store.asking import hold

SENT = Consultation("C02", ELM, Reply.NONE, sent_on=date(2026, 1, 5))
REPLIED = replace(SENT, reply=Reply.ACCEPT, replied_on=date(2026, 1, 9))


@pytest.fixture
def recorded(panel_on_either):
    """C01 holds Oak by decision; of C02 it is on record that Elm was asked, and what it replied."""
    decide(panel_on_either.store, hold(panel_on_either), CHAIR)
    for one in (SENT, REPLIED):
        record_consultation(panel_on_either.store, authority(), one, OFFICER)
    return panel_on_either


def test_a_case_stands_as_it_was_moved_here_and_every_other_as_its_tables_say(recorded):
    """Newer tables that agree C02's type count; that they know nothing of C01's hold does not."""
    tables = fifty_children_one_place(case("C01"), case("C02", state=State.TYPE_AGREED))
    moved = replace(tables.cases[0], state=State.PROVISIONAL, named_urn=OAK, named_provision="main")
    assert as_recorded(recorded.store, tables).cases == (moved, tables.cases[1])
    take_step(recorded.store, ROUND, Step("C01", State.CONSULTED, "moved", "MANUAL", date(2026, 3, 1)), MANAGER)
    given_up = replace(tables.cases[0], state=State.CONSULTED)
    assert as_recorded(recorded.store, tables).cases == (given_up, tables.cases[1])


def test_consultations_are_those_of_the_tables_and_those_recorded_of_one_day_the_last(recorded):
    asked = Consultation("C01", OAK, Reply.NONE, sent_on=date(2025, 12, 1))
    tables = fifty_children_one_place(case("C01"), case("C02"), consultations=(asked, SENT))
    assert as_recorded(recorded.store, tables).consultations == (asked, REPLIED)
    without = fifty_children_one_place(case("C01"), consultations=(asked,))
    assert as_recorded(recorded.store, without).consultations == (asked,), "C02 is not in these tables"


def test_another_round_stands_as_its_tables_say(recorded):
    other = fifty_children_one_place(case("C01"), case("C02"), authority=authority(academic_year=AcademicYear(2027)))
    assert as_recorded(recorded.store, other) == other
