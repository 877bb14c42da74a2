"""What a person may choose about a round: refused, in words, where it names what the round or the policy lacks."""

from collections.abc import Sequence

from sufficiency.domain.inputs import Inputs
from sufficiency.domain.ordering import OrderingPolicy
from sufficiency.domain.run import Override
from sufficiency.errors import UsageError
from sufficiency.problems.levels import programme
from sufficiency.problems.limits import provisions_of_round

WHAT_IF = "what-if"
"""The one policy that may put another level first; every output of it is watermarked."""


def check_overrides(overrides: Sequence[Override], inputs: Inputs) -> None:
    """Raise UsageError for an override of a child, or into a provision, that the round does not have."""
    children = {case.ref for case in inputs.cases}
    offered = {(row.urn, name) for row in provisions_of_round(inputs) for name in ("", row.provision_id)}
    for settled in overrides:
        if settled.child_ref not in children:
            raise UsageError(f"There is no child {settled.child_ref} in this round.")
        if (settled.urn, settled.provision_id) not in offered:
            place = f"{settled.provision_id} at {settled.urn}" if settled.provision_id else f"at {settled.urn}"
            raise UsageError(f"There is no provision {place} in this round: provision.csv lists those there are.")


def check_first(first: str, policy: OrderingPolicy, highest_rank: int) -> None:
    """Raise UsageError where the policy may not put a level first, or there is no such level."""
    if not first:
        return
    if policy.code != WHAT_IF:
        raise UsageError(
            f"Only the policy {WHAT_IF} may put another level first: it is for planning, not for children."
        )
    names = [level.name for level in programme(highest_rank, joint=False)]
    if first not in names:
        raise UsageError(f"There is no level {first!r}. Choose one of: {', '.join(names)}.")
