"""What this round may not change: places named, ordered, on roll, held, or settled by an override."""

from collections.abc import Mapping, Sequence

from sufficiency.domain.cases import Case
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.round import OVERRIDE, Fixed, Limit
from sufficiency.domain.run import GroupKey, Override
from sufficiency.domain.settings import Provision
from sufficiency.errors import Fault, Infeasible
from sufficiency.problems.limits import forest, group_of, overfull, provisions_of_round
from sufficiency.statute.states import STATES, Treatment


def fixed_placements(
    inputs: Inputs, overrides: Sequence[Override] = (), *, release_holds: bool = False
) -> tuple[Fixed, ...]:
    """Every placement that is settled before the round starts, by case reference.

    Raises
    ------
    Infeasible
        Listing every settled place that does not exist, and every limit that settled places alone overfill.
    """
    settled = {override.child_ref: override for override in overrides}
    rows = _by_urn(provisions_of_round(inputs))
    found, faults = [], []
    for case in inputs.cases:
        wanted = _wanted(case, settled.get(case.ref), release_holds=release_holds)
        if wanted is None:
            continue
        urn, provision_id, basis = wanted
        group = _place_group(rows.get(urn, ()), provision_id, case.ncy)
        if group is None:
            faults.append(_no_such_place(case, urn))
        else:
            on_roll = case.ref not in settled and STATES[case.state].treatment is Treatment.FIXED_ON_ROLL
            found.append(Fixed(case.ref, group, basis, not on_roll, settled.get(case.ref)))
    faults += [_too_many(limit) for limit in overfull(forest(inputs, found))]
    if faults:
        raise Infeasible(faults)
    return tuple(found)


def held_places(inputs: Inputs) -> dict[str, GroupKey]:
    """The place each provisional hold is for, by case reference, whether or not there is room for all of them."""
    rows = _by_urn(provisions_of_round(inputs))
    found = {}
    for case in inputs.cases:
        wanted = _wanted(case, None, release_holds=False)
        if wanted is None or STATES[case.state].treatment is not Treatment.HELD:
            continue
        group = _place_group(rows.get(wanted[0], ()), wanted[1], case.ncy)
        if group is not None:
            found[case.ref] = group
    return found


def _wanted(case: Case, override: Override | None, *, release_holds: bool) -> tuple[int, str, str] | None:
    if override is not None:
        return override.urn, override.provision_id, OVERRIDE
    rule = STATES[case.state]
    if rule.treatment is Treatment.FREE or (rule.treatment is Treatment.HELD and release_holds):
        return None
    urn = case.named_urn if case.named_urn is not None else case.current_urn
    return None if urn is None else (urn, case.named_provision, f"{rule.name.lower()} ({case.state})")


def _by_urn(provisions: Sequence[Provision]) -> Mapping[int, tuple[Provision, ...]]:
    rows: dict[int, tuple[Provision, ...]] = {}
    for provision in provisions:
        rows[provision.urn] = (*rows.get(provision.urn, ()), provision)
    return rows


def _place_group(rows: Sequence[Provision], provision_id: str, ncy: int) -> GroupKey | None:
    """The row for the child's year; where several fit, the one with most places free, then the first."""
    fits = [p for p in rows if p.ncy_from <= ncy <= p.ncy_to and provision_id in ("", p.provision_id)]
    if not fits:
        return None
    return group_of(min(fits, key=lambda p: (-p.free_to_name, p.key)))


def _no_such_place(case: Case, urn: int) -> Fault:
    return Fault(
        file="children",
        sheet="",
        row=0,
        column="named_urn",
        rule="LOCK_WITHOUT_PLACE",
        message=f"{case.ref} has a settled place at {urn}, which has no provision for NCY {case.ncy} this year",
        remedy="Add the provision row for that year band, or correct the named setting or the year.",
    )


def _too_many(limit: Limit) -> Fault:
    return Fault(
        file="provision",
        sheet="",
        row=0,
        column="commissioned",
        rule="LOCKED_OVER_PLACES",
        message=f"{limit.name} ({limit.urn}): places free to name {limit.places}, settled placements {limit.taken}",
        remedy="A school named in a final plan must admit: raise `commissioned` by the over-number places agreed, "
        "correct the roll, or count each child once (`named_not_started` and `held` leave out rows of children).",
    )
