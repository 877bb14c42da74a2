"""Which children this round may not move, from their state and from the overrides of the run."""

from collections.abc import Mapping
from dataclasses import dataclass

from sufficiency.verify.facts import Child, Key, Round
from sufficiency.verify.run_files import Override, Run

LOCKED = ("P4", "P5", "X1")
HELD, ON_ROLL = "P3", "P5"
OVERRIDE = "override"
BASIS = {
    "P3": "held provisionally (P3)",
    "P4": "named in the final plan (P4)",
    "P5": "on roll (P5)",
    "X1": "ordered by the tribunal (X1)",
}


@dataclass(frozen=True, slots=True)
class Settled:
    """Where a settled child must be (a blank provision: any there), why, and whether the child takes a place."""

    urn: int
    provision_id: str
    basis: str
    takes_place: bool

    @property
    def by_override(self) -> bool:
        """Settled by a named person in this round: counted at every level, though not for the round to move."""
        return self.basis == OVERRIDE


def settled(facts: Round, overrides: Mapping[str, Override], *, holds_released: bool) -> dict[str, Settled]:
    """Every settled child by reference: overrides first, then locks, then holds unless the run released them."""
    found = {
        ref: _settled(child, overrides.get(ref), holds_released=holds_released) for ref, child in facts.children.items()
    }
    return {ref: place for ref, place in found.items() if place is not None}


def _settled(child: Child, override: Override | None, *, holds_released: bool) -> Settled | None:
    if override is not None:
        return Settled(override.urn, override.provision_id, OVERRIDE, True)
    fixed = child.state in LOCKED or (child.state == HELD and not holds_released)
    if not fixed or child.named_urn is None:
        return None
    return Settled(child.named_urn, child.named_provision, BASIS[child.state], child.state != ON_ROLL)


def settled_group(facts: Round, child: Child, place: Settled) -> Key | None:
    """The place group of a settled child: the band for its year; of several, the one with most places free."""
    there = [group for key, group in facts.groups.items() if key.urn == place.urn]
    named = [group for group in there if place.provision_id in ("", group.key.provision_id)]
    fits = [group for group in named if group.key.ncy_from <= child.ncy <= group.ncy_to]
    return min(fits, key=lambda group: (-group.free, group.key)).key if fits else None


def held_group(facts: Round, run: Run, child: Child) -> Key | None:
    """The place a provisional hold was for, where the run released holds and nobody overrode it."""
    if not run.holds_released or child.state != HELD or child.named_urn is None or child.ref in run.overrides:
        return None
    return settled_group(facts, child, Settled(child.named_urn, child.named_provision, BASIS[HELD], True))
