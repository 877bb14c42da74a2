"""A run and the checked input it was made from, looked up by child and by setting."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from sufficiency.domain.cases import Case, Preference
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.run import Alternative, GroupKey, Recommendation, Run, Supersession, Unplaced, Verdict
from sufficiency.domain.settings import Consultation, Provision, Setting
from sufficiency.domain.transport import Arrangement
from sufficiency.domain.years import ncy_label
from sufficiency.reports.sections import Section
from sufficiency.reports.words import PlaceNames

T = TypeVar("T")


@dataclass(frozen=True)
class Dossier:
    """What a pack is made of. Notes and evidence texts of the input stay where they are: a pack never quotes them.

    ``equality`` is the draft section with small numbers taken out.
    """

    run: Run
    inputs: Inputs
    equality: tuple[Section, ...] = ()

    @cached_property
    def names(self) -> PlaceNames:
        """Settings and place groups by name."""
        return PlaceNames(self.run)

    @cached_property
    def cases(self) -> Mapping[str, Case]:
        """Every case by reference."""
        return {case.ref: case for case in self.inputs.cases}

    @cached_property
    def settings(self) -> Mapping[int, Setting]:
        """Every setting by URN."""
        return {setting.urn: setting for setting in self.inputs.settings}

    @cached_property
    def groups(self) -> Mapping[GroupKey, Provision]:
        """The place groups of the round's year."""
        year = self.inputs.authority.academic_year
        return {GroupKey(*group.key): group for group in self.inputs.provisions if group.year == year}

    @cached_property
    def recommended(self) -> Mapping[str, Recommendation]:
        """The place of each child who has one."""
        return {r.child_ref: r for r in self.run.recommendations}

    @cached_property
    def unplaced(self) -> Mapping[str, Unplaced]:
        """Each child without a place."""
        return {u.child_ref: u for u in self.run.unplaced}

    @cached_property
    def preferences(self) -> Mapping[str, tuple[Preference, ...]]:
        """What was asked for each child, most wanted first."""
        return _grouped(sorted(self.inputs.preferences, key=lambda p: (p.rank, p.urn)), lambda p: p.child_ref)

    @cached_property
    def consultations(self) -> Mapping[str, tuple[Consultation, ...]]:
        """Consultations about each child."""
        return _grouped(self.inputs.consultations, lambda c: c.child_ref)

    @cached_property
    def verdicts(self) -> Mapping[str, tuple[Verdict, ...]]:
        """Findings about each child."""
        return _grouped(self.run.verdicts, lambda v: v.child_ref)

    @cached_property
    def alternatives(self) -> Mapping[str, tuple[Alternative, ...]]:
        """Other places for each child, least harm first, what cannot be done last."""
        ranked = sorted(self.run.alternatives, key=lambda a: (not a.feasible, a.change, a.group))
        return _grouped(ranked, lambda a: a.child_ref)

    @cached_property
    def arrangements(self) -> Mapping[tuple[str, int], Arrangement]:
        """How each child would be brought to each setting, by reference and URN; empty where priced by mileage."""
        transport = self.run.transport
        return {} if transport is None else {(its.ref, its.urn): its for its in transport.arrangements}

    @cached_property
    def superseded(self) -> Mapping[str, tuple[Supersession, ...]]:
        """Records in which the child is the earlier request."""
        return _grouped(self.run.supersessions, lambda s: s.child_a)

    @cached_property
    def superseding(self) -> Mapping[str, tuple[Supersession, ...]]:
        """Records in which the child is the later request."""
        return _grouped(self.run.supersessions, lambda s: s.child_b)

    def band(self, key: GroupKey) -> str:
        """The years of a place group: ``Year 7 to Year 9``."""
        group = self.groups[key]
        first, last = ncy_label(group.ncy_from), ncy_label(group.ncy_to)
        return first if first == last else f"{first} to {last}"

    def counts(self, key: GroupKey) -> str:
        """The five numbers of a place group, as given: ``13 commissioned, 11 on roll, ...``."""
        group = self.groups[key]
        physical = "places the building holds not known" if group.physical is None else f"{group.physical} physical"
        return (
            f"{self.band(key)}: {group.commissioned} commissioned, {group.on_roll} on roll, "
            f"{group.named_not_started} named and not started, {group.held} held, {group.leavers} leaving, {physical}"
        )

    def groups_at(self, urn: int, provision_id: str, ncy: int) -> tuple[GroupKey, ...]:
        """The place groups of a setting (of one provision, where one is named) that take a year."""
        return tuple(
            key
            for key, group in self.groups.items()
            if key.urn == urn and provision_id in ("", key.provision_id) and group.ncy_from <= ncy <= group.ncy_to
        )


def _grouped(rows: Iterable[T], of: Callable[[T], str]) -> Mapping[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for row in rows:
        found.setdefault(of(row), []).append(row)
    return {name: tuple(several) for name, several in found.items()}
