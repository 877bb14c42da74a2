"""The price of the order: the same round under every ordering policy, side by side."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sufficiency.domain.run import GroupKey, PolicyPrice

Seats = Mapping[str, GroupKey | None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one policy gives: the value of every level by name, and the place of every child (None for no place)."""

    values: Mapping[str, int]
    seats: Seats


def price_of_the_order(
    chosen: str, policies: Sequence[str], levels: Sequence[str], solve: Callable[[str], Outcome]
) -> tuple[PolicyPrice, ...]:
    """Run every policy and price it against the chosen one, which comes first.

    ``levels`` are the levels all policies share, in order; ``solve`` runs the round under one policy.
    """
    base = solve(chosen)
    others = [policy for policy in policies if policy != chosen]
    outcomes = [(chosen, base), *((policy, solve(policy)) for policy in others)]
    return tuple(
        PolicyPrice(policy, tuple(outcome.values[level] for level in levels), moved(base.seats, outcome.seats))
        for policy, outcome in outcomes
    )


def moved(before: Seats, after: Seats) -> int:
    """Children whose place differs between two outcomes."""
    return sum(before.get(ref) != after.get(ref) for ref in before.keys() | after.keys())
