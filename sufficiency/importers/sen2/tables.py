"""A return as rows of the input tables: the first list of children awaiting places."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from sufficiency.domain.cases import State
from sufficiency.domain.needs import Need
from sufficiency.errors import Fault
from sufficiency.importers.imported import Imported, Mapped, Rows
from sufficiency.importers.pseudonyms import SALT_FILE, reference
from sufficiency.importers.sen2.cases import child_row, reason_of, request_date_of
from sufficiency.importers.sen2.persons import identity_of
from sufficiency.importers.sen2.placed import is_placed, placed_row
from sufficiency.importers.sen2.returns import Return
from sufficiency.importers.sen2.whereabouts import RULES, Group, Round, Whereabouts, whereabouts

_MAPPED = (
    Mapped("UPN, else UniqueLearnerNumber, else names with birth date and postcode",
           "children.child_ref, placements.child_ref", "a keyed digest; the number itself is not written"),
    Mapped("PersonBirthDate", "children.ncy, placements.ncy",
           "age on 31 August before the round's year, less 4; the date is dropped"),
    Mapped("SENtype of rank 1, of rank 2", "children and placements: primary_need, other_needs", "as recorded"),
    Mapped("Sex", "children.sex, monitoring.sex", "as recorded"),
    Mapped("Ethnicity", "monitoring.ethnicity", "as recorded; no rule, order or solver reads it"),
    Mapped("PostCode", "children.postcode, placements.postcode", "as recorded"),
    Mapped("PhaseTransferDueDate, TransferLA, StartDate", "children.reason",
           "phase-transfer, move-in, new-plan (plan of the calendar year before the census or later), else breakdown"),
    Mapped("ReceivedDate or StartDate, EntryDate, ReviewMeeting, LastReview", "children.request_date",
           "the fact nearest to a request for a place; the return has none of its own; else the census day"),
    Mapped("PhaseTransferDueDate", "children.deadline", "for a phase transfer; other deadlines follow from the reason"),
    Mapped("PlacementDetail of rank 1, open on the census day", "children.current_urn, placements.urn", "its URN"),
    Mapped("SENunitIndicator, ResourcedProvisionIndicator", "placements.in_base", "yes where either is true"),
    Mapped("PlanDetail of rank 1", "children.named_urn, children.state",
           "P4 and the URN where an institution is named, X2 where only a type is; never a preference"),
    Mapped("SENSetting NEET, NIEC or NIEO of the placement", "children.urgency", "U2, no school place"),
    Mapped("Surname, Forename, UPN, UniqueLearnerNumber", "(none)", "read to tell children apart, then dropped"),
    Mapped("RequestTribunal, AssessmentTribunal, OtherTribunal", "(none)",
           "an appeal is no order: state X1 and order_date are for the authority to enter"),
)  # fmt: skip


def tables_of(found: Return, round_: Round, salt: bytes) -> Imported:
    """Lay a return out as rows for a round; no rows at all where anything in it is an error."""
    if not found.sound:
        return Imported(found.sources, {}, found.counts, _MAPPED, found.faults)
    groups = [whereabouts(person, round_) for person in found.people]
    awaiting = _by_reference((where for where in groups if where.group is Group.AWAITING), salt)
    placed = _by_reference(filter(is_placed, groups), salt)
    tables = {
        "authority": _authority(found, round_),
        "children": tuple(child_row(where, round_, ref) for ref, where in awaiting),
        "preferences": (),
        "placements": tuple(placed_row(where.facts, ref) for ref, where in placed),
        "monitoring": tuple(_monitoring(where, ref) for ref, where in awaiting),
    }
    faults = (
        *found.faults,
        *_wanting(awaiting, round_),
        *_no_phase(found),
        *_no_designation(found, tables["children"]),
    )
    return Imported(found.sources, tables, found.counts, (*_MAPPED, *_groups(groups)), faults)


def _by_reference(found: Iterable[Whereabouts], salt: bytes) -> list[tuple[str, Whereabouts]]:
    pairs = ((reference(identity_of(where.facts.person), salt), where) for where in found)
    return sorted(pairs, key=lambda pair: pair[0])


def _authority(found: Return, round_: Round) -> Rows:
    keys = {
        "la_code": found.header.la_code,
        "academic_year": str(round_.year.starts),
        "census_date": found.census.isoformat(),
        "pseudonyms.salt_reference": f"../{SALT_FILE}",
    }
    return ({name: text for name, text in keys.items() if text},)


def _monitoring(where: Whereabouts, ref: str) -> Mapping[str, str]:
    person = where.facts.person
    return {"child_ref": ref, "sex": str(person.sex), "ethnicity": person.ethnicity.upper()}


def _groups(groups: list[Whereabouts]) -> Iterator[Mapped]:
    """Where every person went, by rule and table; the numbers add up to the persons accepted."""
    told = Counter((where.rule.name, _table_of(where)) for where in groups)
    for rule in RULES:
        for table in ("children", "placements", "(none)"):
            if number := told[rule.name, table]:
                persons = "1 person" if number == 1 else f"{number} persons"
                without = ", without a URN" if rule.group is Group.PLACED and table == "(none)" else ""
                yield Mapped(f"Person, {rule.group}", table, f"{persons} by {rule.name}{without}: {rule.because}")


def _table_of(where: Whereabouts) -> str:
    if where.group is Group.AWAITING:
        return "children"
    return "placements" if is_placed(where) else "(none)"


def _wanting(awaiting: list[tuple[str, Whereabouts]], round_: Round) -> Iterator[Fault]:
    """Warnings about what a child awaiting a place should have, and the return does not say."""
    for _, where in awaiting:
        at, facts = where.facts.person.at, where.facts
        if not facts.person.postcode:
            message, remedy = "is blank for a child awaiting a place", "Give the postcode, or easting and northing."
            yield at.warning("PostCode", "NO_HOME", message, remedy)
        if where.rule.state is not State.NAMED_FINAL and not request_date_of(facts, round_, reason_of(facts, round_)):
            message = "has no date that could stand for the request of a place; the census day is taken"
            yield at.warning("", "NO_REQUEST_DATE", message, "Enter request_date in children.csv.")


def _no_phase(found: Return) -> Iterator[Fault]:
    plans = [request.active_plan for person in found.people for request in person.requests if request.active_plan]
    if plans and not any(plan.phase_transfer_due for plan in plans):
        message = "stands in no record, so no child is listed for a phase transfer"
        remedy = "Add the children who move phase by hand; returns before 2026 have no such item."
        yield Fault(found.sources[0].file, "", 0, "PhaseTransferDueDate", "NO_PHASE_TRANSFERS", message, remedy,
                    "warning")  # fmt: skip


def _no_designation(found: Return, children: Rows) -> Iterator[Fault]:
    """A warning where a school register has no word for a need: no setting would be found for these children."""
    count = sum(row["primary_need"] == Need.DS for row in children)
    if count:
        message = f"is DS for {count} of the children awaiting a place; no setting has it in a GIAS register"
        remedy = "Add DS to the needs of the provision that takes these children, in provision.csv."
        yield Fault(found.sources[0].file, "", 0, "SENtype", "NO_DESIGNATION", message, remedy, "warning")
