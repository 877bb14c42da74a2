"""Every child passed over for a later request is on record, with why and with what it has instead."""

from dataclasses import replace
from datetime import date

from sufficiency.domain.run import Override
from tests.fixtures.rounds import ELM, OAK, case, one_place_two_children
from tests.fixtures.solving import answered

LATE_BUT_DUE = replace(
    one_place_two_children(),
    cases=(
        case("A", asked=date(2025, 9, 1), deadline=date(2026, 5, 1)),
        case("B", asked=date(2025, 12, 1), deadline=date(2026, 2, 1)),
    ),
)
"""A asked first, B is due first; both want Oak before Elm."""


def test_in_the_order_of_request_nobody_is_passed_over():
    assert answered(LATE_BUT_DUE, "chronological").supersessions == ()


def test_an_earlier_deadline_before_an_earlier_request_is_on_record():
    (record,) = answered(LATE_BUT_DUE, "deadline").supersessions
    assert (record.child_a, record.child_b, record.group.urn) == ("A", "B", OAK)
    assert (record.a_request_date, record.b_request_date) == (date(2025, 9, 1), date(2025, 12, 1))
    assert record.reason_code == "DEADLINE"
    assert record.counterfactual == (
        "In the order of request A would come before B for Oak School, main, Year 7 to Year 9."
    )
    assert record.effect_on_a == "For A Elm School, main, Year 7 to Year 9 is recommended; it is due by 2026-05-01."


def test_a_rerun_gives_the_record_the_same_name():
    first, second = (answered(LATE_BUT_DUE, "deadline").supersessions for _ in range(2))
    assert first == second


def test_an_override_ahead_of_an_earlier_request_is_on_record_as_made_by_a_person():
    chosen = [Override("B", OAK, "", "a brother is there")]
    (record,) = answered(LATE_BUT_DUE, "chronological", overrides=chosen).supersessions
    assert (record.child_a, record.child_b, record.reason_code) == ("A", "B", "MANUAL")


def test_without_a_place_that_is_what_the_record_says():
    alone = replace(LATE_BUT_DUE, settings=LATE_BUT_DUE.settings[:1], provisions=LATE_BUT_DUE.provisions[:1],
                    preferences=tuple(p for p in LATE_BUT_DUE.preferences if p.urn != ELM))  # fmt: skip
    (record,) = answered(alone, "deadline").supersessions
    assert "no place is recommended" in record.effect_on_a
