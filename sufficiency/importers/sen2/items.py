"""The modules of the return and the items of each, stated once for its three shapes.

An item is an XML element, a column of a Blade file and a column of a workbook under the same name, whatever the
capitals. Items of older and newer specifications stand side by side: what is present is read.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sufficiency.domain.cases import Sex
from sufficiency.domain.needs import Need
from sufficiency.importers.sen2 import codes, records
from sufficiency.importers.sen2.kinds import DATE, LA_CODE, NO_NUMBER, SEX, UKPRN, ULN, UPN, listed
from sufficiency.tables import kinds
from sufficiency.tables.kinds import Kind
from sufficiency.tables.table import Column, Table


@dataclass(frozen=True, slots=True)
class Item:
    """One item: the field of the record it fills, its name as the return spells it, and its column."""

    field: str
    tag: str
    column: Column


@dataclass(frozen=True, slots=True)
class Below:
    """The field of a record that holds the records of a module below it; one at most where not ``many``."""

    field: str
    module: str
    many: bool


@dataclass(frozen=True, slots=True)
class Module:
    """One module: its name in Blade files, its XML element, its sheet, its record, and what hangs below it."""

    name: str
    element: str
    sheet: str
    record: Callable[..., Any]
    items: tuple[Item, ...]
    below: tuple[Below, ...] = ()
    parent: str = ""

    def table(self, *keys: str) -> Table:
        """The module as a table of columns, with the columns that link its rows to those of other modules."""
        links = tuple(Column(key, "Links rows to one another", kinds.text(60), "SEN2", required=True) for key in keys)
        return Table(self.name, f"one record of {self.element}", (), (*links, *(item.column for item in self.items)))


_WORDS = kinds.text(200)


def _item(field: str, tag: str, says: str, kind: Kind, **options: Any) -> Item:
    if kind.name == "text":
        options = {"default": ""} | options
    return Item(field, tag, Column(tag.casefold(), says, kind, "SEN2", **options))


def _code(field: str, tag: str, says: str, values: Mapping[str, str], **options: Any) -> Item:
    return _item(field, tag, says, listed(values), **({"default": ""} | options))


def _flag(field: str, tag: str, says: str) -> Item:
    return _item(field, tag, says, kinds.YES_NO)


def _setting() -> tuple[Item, ...]:
    return (
        _item("urn", "URN", "Unique reference number of the school", kinds.URN),
        _item("ukprn", "UKPRN", "Provider reference number", UKPRN, default=""),
        _code("setting", "SENSetting", "Kind of setting, where there is neither URN nor UKPRN", codes.SETTING),
        _item("setting_other", "SENSettingOther", "Other setting, in words", _WORDS, private=True),
        _item("rank", "PlacementRank", "1 for the main placement, 2 for a second one", kinds.whole_number(1, 2),
              required=True),
        _flag("sen_unit", "SENunitIndicator", "In a SEN unit"),
        _flag("resourced", "ResourcedProvisionIndicator", "In resourced provision"),
    )  # fmt: skip


_RESIDENTIAL, _WORK_BASED = "Residential setting", "Work-based learning"

PERSON = Module("person", "Person", "Person", records.Person, (
    _item("surname", "Surname", "Surname", _WORDS, private=True),
    _item("forename", "Forename", "Forename", _WORDS, private=True),
    _item("born", "PersonBirthDate", "Date of birth", DATE, required=True, private=True),
    _item("sex", "Sex", "Sex", SEX, default=Sex.NOT_GIVEN, private=True),
    _item("ethnicity", "Ethnicity", "Ethnicity", kinds.text(20), private=True),
    _item("postcode", "PostCode", "Home postcode", kinds.POSTCODE, default="", private=True,
          remedy="Write the full postcode, or leave it blank and give easting and northing in the input folder."),
    _item("upn", "UPN", "Unique pupil number", UPN, default="", private=True),
    _item("uln", "UniqueLearnerNumber", "Unique learner number", ULN, default="", private=True),
    _item("no_number", "UPNunknown", "Why there is neither UPN nor ULN", NO_NUMBER, default=""),
), (Below("requests", "requests", many=True),))  # fmt: skip

REQUESTS = Module("requests", "Requests", "Requests", records.Request, (
    _item("received", "ReceivedDate", "Day the request was received", DATE),
    _code("source", "RequestSource", "Who asked", codes.REQUEST_SOURCE),
    _flag("rya", "RYA", "In relevant youth accommodation"),
    _item("outcome_date", "RequestOutcomeDate", "Day the decision was told", DATE),
    _code("outcome", "RequestOutcome", "Decision to assess", codes.OUTCOME),
    _flag("mediation", "RequestMediation", "Mediation on it"),
    _flag("tribunal", "RequestTribunal", "Tribunal on it"),
    _item("exported", "Exported", "Moved away before the assessment ended", kinds.text(20)),
), (Below("assessment", "assessment", many=False), Below("active_plan", "activeplans", many=False)),
    "person")  # fmt: skip

ASSESSMENT = Module("assessment", "Assessment", "Assessments", records.Assessment, (
    _code("outcome", "AssessmentOutcome", "Decision to issue a plan", codes.OUTCOME),
    _item("outcome_date", "AssessmentOutcomeDate", "Day of the plan, or of telling that there is none", DATE),
    _flag("mediation", "AssessmentMediation", "Mediation on it"),
    _flag("tribunal", "AssessmentTribunal", "Tribunal on it"),
    _flag("other_mediation", "OtherMediation", "Other mediation"),
    _flag("other_tribunal", "OtherTribunal", "Other tribunal"),
    _flag("week20", "Week20", "An exception to the twenty weeks applies"),
), (Below("named_plan", "namedplan", many=False),), "requests")  # fmt: skip

NAMED_PLAN = Module("namedplan", "NamedPlan", "Named Plan", records.NamedPlan, (
    _item("started", "StartDate", "Day the plan was issued", DATE),
    _code("residential", "PlanRes", _RESIDENTIAL, codes.RESIDENTIAL),
    _item("work_based", "PlanWBP", _WORK_BASED, kinds.text(20)),
    _flag("personal_budget", "PB", "Personal budget"),
    _flag("organised", "OA", "Personal budget, organised arrangements"),
    _item("direct_payments", "DP", "Personal budget, direct payments", kinds.text(20)),
    _item("ceased", "CeaseDate", "Day the plan ceased", DATE),
    _code("cease_reason", "CeaseReason", "Why it ceased", codes.CEASE_REASON),
), (Below("details", "plandetail", many=True),), "assessment")  # fmt: skip

PLAN_DETAIL = Module("plandetail", "PlanDetail", "Plan Detail", records.PlanDetail, _setting(), (), "namedplan")

ACTIVE_PLANS = Module("activeplans", "ActivePlans", "Active Plan", records.ActivePlan, (
    _item("transfer_la", "TransferLA", "Authority the plan came from this year", LA_CODE, default=""),
    _code("residential", "Res", _RESIDENTIAL, codes.RESIDENTIAL),
    _item("work_based", "WBP", _WORK_BASED, kinds.text(20)),
    _item("review_meeting", "ReviewMeeting", "Day of the review meeting", DATE),
    _item("review_outcome", "ReviewOutcome", "Decision after the review", kinds.text(20)),
    _item("review_draft", "ReviewDraft", "Day the draft amended plan was sent", DATE),
    _item("phase_transfer_due", "PhaseTransferDueDate", "Day the plan is due for a phase transfer", DATE),
    _item("phase_transfer_final", "PhaseTransferFinalDate", "Day the plan was final for it", DATE),
    _item("last_review", "LastReview", "Day of the decision after the last review", DATE),
), (Below("placements", "placementdetail", many=True), Below("needs", "senneed", many=True)), "requests")  # fmt: skip

PLACEMENT_DETAIL = Module("placementdetail", "PlacementDetail", "Placement Detail", records.Placement, (
    *_setting(),
    _item("entered", "EntryDate", "First day there", DATE, required=True),
    _item("left", "LeavingDate", "Last day there", DATE),
    _item("attendance", "AttendancePattern", "Attendance pattern", kinds.text(20)),
    _code("residential", "Res", _RESIDENTIAL, codes.RESIDENTIAL),
    _item("work_based", "WBP", _WORK_BASED, kinds.text(20)),
), (), "activeplans")  # fmt: skip

SEN_NEED = Module("senneed", "SENneed", "SEN Need", records.NeedRecorded, (
    _item("need", "SENtype", "Type of need", kinds.code(need for need in Need if need is not Need.NSA), required=True),
    _item("rank", "SENtypeRank", "1 for the primary need, 2 for the secondary", kinds.whole_number(1, 2),
          required=True),
), (), "activeplans")  # fmt: skip

MODULES = (
    PERSON, REQUESTS, ASSESSMENT, NAMED_PLAN, PLAN_DETAIL, ACTIVE_PLANS, PLACEMENT_DETAIL, SEN_NEED,
)  # fmt: skip
BY_NAME: Mapping[str, Module] = {module.name: module for module in MODULES}
BY_ELEMENT: Mapping[str, Module] = {module.element.casefold(): module for module in MODULES}
ITEMS: Mapping[str, Mapping[str, Item]] = {
    module.name: {item.column.name: item for item in module.items} for module in MODULES
}
"""The items of each module, by module and column."""

ALSO: Mapping[str, str] = {
    "planwpb": "planwbp",
    "wpb": "wbp",
    "rquestsource": "requestsource",
    "gendercurrent": "sex",
    "dateofbirth": "personbirthdate",
}
"""Other spellings met in the files of case systems, and the item of an older specification, by what they stand for."""


@lru_cache(maxsize=4096)
def known_name(written: str) -> str:
    """A column or element name as the statement spells it: letters and digits in small letters, one spelling each."""
    plain = "".join(letter for letter in written.casefold() if letter.isalnum())
    return ALSO.get(plain, plain)
