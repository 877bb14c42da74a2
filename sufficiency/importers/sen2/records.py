"""The return as plain records: a person, their requests, and all that hangs below each, nothing merged or dropped.

Every record knows where it stands in its file; that place takes no part in comparing two records, so the same return
read from three shapes gives equal records. Names and numbers of a person stay out of what a record prints.
"""

from dataclasses import dataclass, field
from datetime import date

from sufficiency.domain.cases import Sex
from sufficiency.domain.needs import Need
from sufficiency.errors import Fault


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a record stands: file, sheet of a workbook, row as Excel shows it (line of an XML file), XML path.

    ``number`` counts the records of the return from 0 in the order they were met.
    """

    file: str
    sheet: str
    row: int
    path: str
    number: int

    def fault(self, item: str, rule: str, message: str, remedy: str) -> Fault:
        """An error in an item of this record; the column of an XML fault is the path of its element."""
        return Fault(self.file, self.sheet, self.row, self._column(item), rule, message, remedy)

    def warning(self, item: str, rule: str, message: str, remedy: str) -> Fault:
        """A warning about an item of this record."""
        return Fault(self.file, self.sheet, self.row, self._column(item), rule, message, remedy, "warning")

    def _column(self, item: str) -> str:
        return f"{self.path}/{item}".strip("/") if self.path else item


@dataclass(frozen=True, slots=True)
class Header:
    """What the return says of itself; blank or None where its shape has no header (the workbook has none)."""

    la_code: str = ""
    year: int | None = None
    reference_date: date | None = None


@dataclass(frozen=True, slots=True)
class NeedRecorded:
    """A type of need; rank 1 is the primary one. SEN2 module 5c."""

    need: Need
    rank: int
    at: Spot = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the child is or was, module 5b. ``setting`` stands where there is neither URN nor UKPRN."""

    urn: int | None
    ukprn: str
    setting: str
    setting_other: str
    rank: int
    sen_unit: bool | None
    resourced: bool | None
    entered: date
    left: date | None
    attendance: str
    residential: str
    work_based: str
    at: Spot = field(compare=False, repr=False)

    def open_on(self, day: date) -> bool:
        """Whether the child attended on ``day``; the day of leaving counts as attended."""
        return self.entered <= day and (self.left is None or self.left >= day)


@dataclass(frozen=True, slots=True)
class ActivePlan:
    """A plan in force, module 5a, with every placement and need recorded under it."""

    transfer_la: str
    residential: str
    work_based: str
    review_meeting: date | None
    review_outcome: str
    review_draft: date | None
    phase_transfer_due: date | None
    phase_transfer_final: date | None
    last_review: date | None
    placements: tuple[Placement, ...]
    needs: tuple[NeedRecorded, ...]
    at: Spot = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PlanDetail:
    """A setting that Section I of the plan names, module 4b; ``setting`` OTH: a type and no institution."""

    urn: int | None
    ukprn: str
    setting: str
    setting_other: str
    rank: int
    sen_unit: bool | None
    resourced: bool | None
    at: Spot = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class NamedPlan:
    """A plan as issued, module 4a."""

    started: date | None
    residential: str
    work_based: str
    personal_budget: bool | None
    organised: bool | None
    direct_payments: str
    ceased: date | None
    cease_reason: str
    details: tuple[PlanDetail, ...]
    at: Spot = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Assessment:
    """An assessment and the decision to issue a plan, module 3."""

    outcome: str
    outcome_date: date | None
    mediation: bool | None
    tribunal: bool | None
    other_mediation: bool | None
    other_tribunal: bool | None
    week20: bool | None
    named_plan: NamedPlan | None
    at: Spot = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Request:
    """A request for an assessment, module 2, and everything that followed from it."""

    received: date | None
    source: str
    rya: bool | None
    outcome_date: date | None
    outcome: str
    mediation: bool | None
    tribunal: bool | None
    exported: str
    assessment: Assessment | None
    active_plan: ActivePlan | None
    at: Spot = field(compare=False, repr=False)

    @property
    def named_plan(self) -> NamedPlan | None:
        """The plan issued after this request, if one was."""
        return self.assessment.named_plan if self.assessment else None


@dataclass(frozen=True, slots=True)
class Person:
    """A child or young person of the return, module 1."""

    surname: str = field(repr=False)
    forename: str = field(repr=False)
    born: date = field(repr=False)
    sex: Sex = field(repr=False)
    ethnicity: str = field(repr=False)
    postcode: str = field(repr=False)
    upn: str = field(repr=False)
    uln: str = field(repr=False)
    no_number: str = field(repr=False)
    requests: tuple[Request, ...]
    at: Spot = field(compare=False, repr=False)
