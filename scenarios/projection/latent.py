"""Demand that today's stock does not show: children who are somewhere for want of a place elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from scenarios.projection.cells import Axes, IntArray, Plan
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.plans import Awaited, Placement, PlanHeld
from sufficiency.domain.settings import Ground, Reply, SettingType

WAITING, REFUSED, INDEPENDENT = "waiting", "refused as full", "independent for want of a place"

KIND_OF = {
    SettingType.SPECIAL: Awaited.SPECIAL,
    SettingType.SATELLITE: Awaited.SPECIAL,
    SettingType.BASE: Awaited.BASE,
    SettingType.DSP: Awaited.BASE,
}
"""What a child waits for who was refused by a setting of a type as full; of other types, nothing that is planned."""


@dataclass(frozen=True, slots=True, eq=False)
class Latent:
    """Children by cell to add to today's stock, by why: one more where a place is awaited, one fewer where it is."""

    by_reason: Mapping[str, IntArray]

    @property
    def cells(self) -> IntArray:
        """All of them together."""
        every: IntArray = np.stack(list(self.by_reason.values())).sum(axis=0)
        return every

    def awaited(self) -> dict[str, IntArray]:
        """By why, children in the cell of the place they wait for, and none taken away."""
        return {reason: np.maximum(cells, 0) for reason, cells in self.by_reason.items()}


def latent_demand(inputs: Inputs, last: int, axes: Axes) -> Latent:
    """Who waits in the ``last`` January; a child is counted once.

    ``waiting_for`` of plans: independent for want of a place where the child is in an independent special school, else
    waiting. Refused as full: cases that a setting refused as full, in its own words, whose plan says nothing of it.
    """
    found = {reason: np.zeros(axes.shape, dtype=np.int64) for reason in (WAITING, REFUSED, INDEPENDENT)}
    refused = _refused_as_full(inputs)
    for plan in inputs.plans:
        if plan.january != last:
            continue
        wanted = plan.awaited or refused.get(plan.ref)
        if wanted is None or str(wanted) == str(plan.placement) or (plan.awaited is None and _is_special(plan)):
            continue
        stays = INDEPENDENT if plan.placement is Placement.INDEPENDENT else WAITING
        cells = found[stays if plan.awaited else REFUSED]
        cells[axes.cell(plan_of(plan))] -= 1
        cells[axes.cell(plan_of(plan, Placement(wanted)))] += 1
    return Latent(found)


def plan_of(plan: PlanHeld, placement: Placement | None = None) -> Plan:
    """The plan as it is counted, in its own placement or in another."""
    return Plan(plan.ref, plan.area, plan.age, plan.need, (placement or plan.placement).label)


def _is_special(plan: PlanHeld) -> bool:
    return plan.placement in (Placement.SPECIAL, Placement.INDEPENDENT)


def _refused_as_full(inputs: Inputs) -> dict[str, Awaited]:
    """What kind of place each case was refused as full; special where both."""
    kinds = {setting.urn: KIND_OF.get(setting.type) for setting in inputs.settings}
    found: dict[str, Awaited] = {}
    for asked in inputs.consultations:
        kind = kinds.get(asked.urn)
        if kind and asked.reply is Reply.OBJECT and asked.ground is Ground.PROVIDER_REPORTED_FULL:
            found[asked.child_ref] = Awaited.SPECIAL if Awaited.SPECIAL in (kind, found.get(asked.child_ref)) else kind
    return found
