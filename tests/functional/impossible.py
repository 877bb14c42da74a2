"""Sound folders whose settled places cannot all be honoured: each with the faults that must be named, exit 4.

``planted`` holds (rule, words that the message must have) of each fault: no more and no fewer.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.functional.draft import Change, Draft

WITHOUT, OVER = "LOCK_WITHOUT_PLACE", "LOCKED_OVER_PLACES"


@dataclass(frozen=True)
class Impossible:
    """One round that loads and cannot be honoured."""

    name: str
    spoil: Change
    planted: frozenset[tuple[str, str]]


IMPOSSIBLE: list[Impossible] = []


def draft(*planted: tuple[str, str]) -> Callable[[Change], Change]:
    """Register a change to the sound round with the faults it plants."""

    def register(spoil: Change) -> Change:
        IMPOSSIBLE.append(Impossible(spoil.__name__.replace("_", " "), spoil, frozenset(planted)))
        return spoil

    return register


def full(round_: Draft, *rows: int, free: int = 0) -> None:
    """Leave so many places free to name in these rows of the provision table."""
    for row in rows:
        round_.put("provision", row, "on_roll", str(20 - free))
        round_.put("provision", row, "commissioned", "20")
        round_.put("provision", row, "leavers", "0")


def lock(round_: Draft, row: int, state: str, urn: str) -> None:
    """Settle the child in this row at a setting."""
    round_.put("children", row, "state", state)
    round_.put("children", row, "named_urn", urn)


@draft((OVER, "Oak School, main, Reception to Year 6"), (OVER, "Oak School, main ("), (OVER, "Oak School ("))
def a_final_plan_naming_a_full_school(round_: Draft) -> None:
    full(round_, 2, 3)


@draft((OVER, "Oak School, main, Reception to Year 6"), (OVER, "Oak School, main ("), (OVER, "Oak School ("))
def an_order_of_the_tribunal_for_a_full_school(round_: Draft) -> None:
    full(round_, 2, 3)
    lock(round_, 4, "X1", "900001")


@draft((OVER, "Elm School, main, Year 7 to Year 11"), (OVER, "Elm School, main ("), (OVER, "Elm School ("))
def a_hold_at_a_full_school(round_: Draft) -> None:
    full(round_, 4)
    lock(round_, 3, "P3", "900002")


@draft((OVER, "Elm School, main, Year 7 to Year 11"), (OVER, "Elm School, main ("), (OVER, "Elm School ("))
def two_locks_in_one_place(round_: Draft) -> None:
    full(round_, 4, free=1)
    lock(round_, 2, "P4", "900002")
    lock(round_, 3, "X1", "900002")


@draft((OVER, "Oak School, main, Reception to Year 6"))
def a_full_year_band_in_a_school_with_room(round_: Draft) -> None:
    full(round_, 2)


@draft((OVER, "Oak School, main ("), (OVER, "Oak School ("))
def a_band_with_room_in_a_school_over_number(round_: Draft) -> None:
    full(round_, 2, free=1)
    full(round_, 3, free=-5)


@draft((OVER, "Elm School with its satellites"))
def more_locks_than_the_places_a_school_and_its_satellite_share(round_: Draft) -> None:
    round_.column("settings", "shared_places", "")
    round_.put("settings", 3, "shared_places", "1")
    lock(round_, 2, "P4", "900002")
    lock(round_, 3, "P4", "900003")


@draft((OVER, "Oak School ("))
def more_locks_than_the_places_a_school_shares_out(round_: Draft) -> None:
    round_.column("settings", "shared_places", "")
    round_.put("settings", 2, "shared_places", "1")
    lock(round_, 2, "P4", "900001")


@draft((WITHOUT, "NCY 3"))
def a_lock_where_no_band_takes_the_year_group(round_: Draft) -> None:
    lock(round_, 4, "P4", "900002")


@draft((WITHOUT, "NCY 7"))
def a_lock_where_places_open_only_next_year(round_: Draft) -> None:
    round_.put("provision", 5, "year", "2027")
    lock(round_, 2, "P4", "900003")


@draft((WITHOUT, "A-2"))
def a_child_on_roll_where_no_band_takes_the_year_group(round_: Draft) -> None:
    del round_.tables["provision"][3]
    lock(round_, 3, "P5", "900002")


@draft((WITHOUT, "A-1"))
def a_lock_in_a_provision_that_takes_other_years(round_: Draft) -> None:
    round_.add(
        "provision", urn="900001", provision_id="hub", needs="ASD", ncy_from="0", ncy_to="2", year="2026",
        commissioned="8", on_roll="0", place_cost="0",
    )  # fmt: skip
    lock(round_, 2, "P4", "900001")
    round_.put("children", 2, "named_provision_id", "hub")


@draft(
    (WITHOUT, "A-1"), (WITHOUT, "A-2"),
    (OVER, "Oak School, main, Reception to Year 6"), (OVER, "Oak School, main ("), (OVER, "Oak School ("),
)  # fmt: skip
def every_promise_broken_at_once(round_: Draft) -> None:
    full(round_, 2)
    del round_.tables["provision"][2]
    lock(round_, 2, "X1", "900001")
    lock(round_, 3, "P3", "900001")
