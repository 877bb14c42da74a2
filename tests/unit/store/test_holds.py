"""What people settled here stands in every run after it: a decision, and an order of the tribunal."""

from dataclasses import replace
from datetime import date

import pytest

from sufficiency.domain.cases import State
from sufficiency.domain.run import Override
from sufficiency.panel.refusal import NotAllowed
from sufficiency.pipelines.casework import held_by_decision
from sufficiency.store.decisions import decide
from sufficiency.store.holds import Held, holds
from sufficiency.store.moves import Step, take_step
from tests.fixtures.rounds import ELM, OAK, case
from tests.fixtures.stores import (
    CHAIR,
    ELMS_PLACES,
    MANAGER,
    OAKS_PLACE,
    OFFICER,
    REFS,
    ROUND,
    bring,
    fifty_children_one_place,
)
from tests.unit.store.asking import hold, kept_again, rules

ORDER = Step("C02", State.TRIBUNAL_ORDERED, "order of 1 March", "", date(2026, 3, 1), ELMS_PLACES)
GIVE_UP = Step("C01", State.CONSULTED, "the family moved", "MANUAL", date(2026, 3, 1))


@pytest.fixture
def settled(panel_on_either):
    """C01 holds Oak by decision; the tribunal ordered Elm for C02."""
    decide(panel_on_either.store, hold(panel_on_either), CHAIR)
    take_step(panel_on_either.store, ROUND, ORDER, OFFICER)
    return panel_on_either


def test_a_decision_and_a_tribunal_s_order_stand_with_their_reason_and_name(settled):
    assert holds(settled.store, ROUND) == (
        Held("C01", OAKS_PLACE, "agreed by the panel", CHAIR),
        Held("C02", ELMS_PLACES, "order of 1 March", OFFICER),
    )
    take_step(settled.store, ROUND, GIVE_UP, MANAGER)
    take_step(settled.store, ROUND, Step("C02", State.ON_ROLL), OFFICER)
    assert [one.ref for one in holds(settled.store, ROUND)] == ["C02"]
    take_step(settled.store, ROUND, replace(ORDER, ref="C01"), OFFICER)
    assert holds(settled.store, ROUND)[0] == Held("C01", ELMS_PLACES, "order of 1 March", OFFICER), "the last counts"


@pytest.mark.parametrize(
    ("tables", "taken"),
    [
        ({}, True),
        ({"state": State.PROVISIONAL, "named_urn": OAK}, False),
        ({"state": State.PROVISIONAL, "named_urn": ELM}, True),
        ({"state": State.NAMED_FINAL, "named_urn": ELM}, False),
    ],
)
def test_a_new_run_takes_as_settled_what_the_tables_do_not_settle_so_themselves(panel, tables, taken):
    """A place that they have named is in a final plan: it stands, and the import lists the difference."""
    decide(panel.store, hold(panel), CHAIR)
    inputs = fifty_children_one_place(case("C01", **tables))
    expected = (Override("C01", OAK, "main", "agreed by the panel", CHAIR),) if taken else ()
    assert held_by_decision(panel.store, inputs) == expected


@pytest.mark.parametrize("seats", [{"C01": ELMS_PLACES, "C02": ELMS_PLACES}, {"C02": ELMS_PLACES}])
def test_a_run_that_would_have_a_held_child_elsewhere_is_not_put_before_the_panel(settled, tmp_path, seats):
    with pytest.raises(NotAllowed, match=r"as they are held here: C01\. Recommend again") as caught:
        kept_again(settled, tmp_path, seats)
    assert rules(caught) == ["HELD_HERE"]
    kept_again(settled, tmp_path, seats | {"C01": OAKS_PLACE})


def test_of_many_held_children_a_refusal_names_five(panel, tmp_path):
    for number in range(1, 8):
        decide(panel.store, hold(panel, f"C0{number}", ELMS_PLACES), CHAIR)
    with pytest.raises(NotAllowed, match=r"C01, C02, C03, C04, C05 and 2 more\. Recommend again"):
        kept_again(panel, tmp_path, {})


def test_a_place_that_only_the_tables_hold_may_be_passed_on_by_a_run(panel, tmp_path):
    """Nobody settled it here: a run made with holds released may pass it on, and a manager approves that first."""
    held = case("C01", state=State.PROVISIONAL, named_urn=OAK)
    bring(panel.store, tmp_path / "next", fifty_children_one_place(held, *map(case, REFS[1:])))
    assert holds(panel.store, ROUND) == ()


def test_a_held_case_that_a_run_does_not_have_keeps_none_from_the_panel(panel, tmp_path):
    decide(panel.store, hold(panel), CHAIR)
    bring(panel.store, tmp_path / "again", fifty_children_one_place(*map(case, REFS[1:])))
    kept_again(panel, tmp_path, {"C02": ELMS_PLACES})
