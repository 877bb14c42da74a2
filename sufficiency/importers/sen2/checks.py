"""What the records must be to themselves and to one another; every fault of the return at once.

A record with an item that cannot be read is passed over by the checks that would read it, so that nothing is reported
twice. Errors reject the record; warnings do not.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from sufficiency.domain.years import AcademicYear, ncy_in
from sufficiency.errors import Fault
from sufficiency.importers.sen2.build import Judged
from sufficiency.importers.sen2.codes import ETHNICITY, TRANSFER_YEARS
from sufficiency.importers.sen2.kinds import is_temporary
from sufficiency.importers.sen2.records import ActivePlan, NamedPlan, Person, Placement, PlanDetail, Request, Spot

_OLDEST = 25


def check_people(people: Sequence[Person], census: date, judged: Judged) -> None:
    """Every check of every person, in the order of the return."""
    for person in people:
        if person.at.number not in judged.wrong:
            _tell(judged, "person", _person(person, census), person.at)
        if judged.sound(person.at):
            _tell(judged, "person", _plans(person, census), person.at)
        for request in person.requests:
            if request.at.number not in judged.wrong:
                _tell(judged, "requests", _dates(request, census), request.at, person.at)
            _issued(person, request, judged)
            _in_force(person, request, census, judged)


def _tell(judged: Judged, module: str, faults: Iterator[Fault], at: Spot, *above: Spot) -> None:
    """Keep the faults of a record; an error leaves every record above it unsound too."""
    for fault in faults:
        judged.tell(at, module, fault)
    if not judged.sound(at):
        judged.unsound.update(spot.number for spot in above)


def _issued(person: Person, request: Request, judged: Judged) -> None:
    plan, assessment = request.named_plan, request.assessment
    if plan is None or assessment is None:
        return
    above = (assessment.at, request.at, person.at)
    for detail in plan.details:
        if detail.at.number not in judged.wrong:
            _tell(judged, "plandetail", _setting(detail), detail.at, plan.at, *above)
    if judged.sound(plan.at):
        _tell(judged, "namedplan", _section_i(plan), plan.at, *above)


def _in_force(person: Person, request: Request, census: date, judged: Judged) -> None:
    active = request.active_plan
    if active is None:
        return
    above = (request.at, person.at)
    for placement in active.placements:
        if placement.at.number not in judged.wrong:
            _tell(judged, "placementdetail", _placement(placement), placement.at, active.at, *above)
    if judged.sound(active.at):
        _tell(judged, "activeplans", _active(active, request.named_plan, census), active.at, *above)
        if person.at.number not in judged.wrong:
            _tell(judged, "activeplans", _phase(active, person.born, census), active.at, *above)


def _person(person: Person, census: date) -> Iterator[Fault]:
    age = census.year - person.born.year - ((census.month, census.day) < (person.born.month, person.born.day))
    if not 0 <= age <= _OLDEST:
        message, remedy = f"gives an age outside 0 to {_OLDEST} on the census day", "Check the year of birth."
        yield person.at.fault("PersonBirthDate", "AGE_OUT_OF_RANGE", message, remedy)
    if not (person.upn or person.uln or person.no_number):
        message, remedy = "is blank, and so are the learner number and the reason for it", "Give one of the three."
        yield person.at.warning("UPN", "NO_NUMBER", message, remedy)
    if is_temporary(person.upn):
        message = "is temporary; once it is replaced, the child gets another reference in a later import"
        yield person.at.warning("UPN", "TEMPORARY_UPN", message, "Ask the school for the permanent number.")
    if person.ethnicity and person.ethnicity.upper() not in ETHNICITY:
        message, remedy = "is not one of the main codes; it is kept as it is", "Check the code against the census list."
        yield person.at.warning("Ethnicity", "CODE_NOT_KNOWN", message, remedy)


def _plans(person: Person, census: date) -> Iterator[Fault]:
    running = [request for request in person.requests if request.active_plan and not ceased(request, census)]
    for first, second in pairwise(running):
        message = f"has a second plan in force, at row {second.at.row} beside row {first.at.row}"
        remedy = "Give the earlier plan the day it ceased, or take out the one that is not in force."
        yield person.at.fault("", "PLANS_IN_FORCE", message, remedy)


def ceased(request: Request, census: date) -> bool:
    """Whether the plan of a request had ceased by the census day."""
    plan = request.named_plan
    return plan is not None and plan.ceased is not None and plan.ceased <= census


def _dates(request: Request, census: date) -> Iterator[Fault]:
    if request.received and request.received > census:
        message = f"{request.received} is after the census date {census}"
        yield request.at.fault("ReceivedDate", "AFTER_CENSUS", message, "Check the date, and the census date given.")


def _setting(record: PlanDetail | Placement) -> Iterator[Fault]:
    institution = record.urn is not None or bool(record.ukprn)
    if institution and record.setting:
        message = "is given beside a URN or UKPRN, so it is not clear which of the two holds"
        remedy = "Keep the URN where an institution is meant; keep SENSetting where none is."
        yield record.at.fault("SENSetting", "SETTING_TWICE", message, remedy)
    if not institution and not record.setting:
        message = "is blank, and so are UKPRN and SENSetting: no setting is given"
        yield record.at.fault("URN", "NO_SETTING", message, "Give the URN, or SENSetting where there is none.")


def _placement(placement: Placement) -> Iterator[Fault]:
    yield from _setting(placement)
    if placement.left and placement.left < placement.entered:
        message = f"{placement.left} is before the entry of {placement.entered}"
        yield placement.at.fault("LeavingDate", "LEFT_BEFORE_ENTRY", message, "Check both dates.")


def _section_i(plan: NamedPlan) -> Iterator[Fault]:
    main = [detail for detail in plan.details if detail.rank == 1]
    if len(main) > 1:
        message = f"has {len(main)} settings of rank 1 in Section I"
        yield plan.at.fault(
            "PlanDetail", "MAIN_SETTING", message, "Give rank 1 to one setting and rank 2 to the other."
        )


def _active(active: ActivePlan, plan: NamedPlan | None, census: date) -> Iterator[Fault]:
    primary = [need for need in active.needs if need.rank == 1]
    if len(primary) != 1:
        message = f"has {len(primary)} needs of rank 1; one is needed"
        yield active.at.fault("SENneed", "PRIMARY_NEED", message, "Give rank 1 to the primary need and to no other.")
    there = [placement for placement in active.placements if placement.open_on(census)]
    if plan and plan.ceased and plan.ceased <= census:
        if any(placement.left is None for placement in active.placements):
            message = f"has a placement without LeavingDate, though the plan ceased on {plan.ceased}"
            yield active.at.fault(
                "PlacementDetail", "OPEN_AFTER_CEASING", message, "Give the last day of the placement."
            )
        return
    main = [placement for placement in there if placement.rank == 1]
    if len(main) != 1:
        message = f"has {len(main)} placements of rank 1 on {census}; one is needed"
        remedy = (
            "Give every placement that ended its LeavingDate, and rank 1 to the main one; who attends nowhere has a "
            "placement with SENSetting NEET, NIEC or NIEO."
        )
        yield active.at.fault("PlacementDetail", "OPEN_PLACEMENT", message, remedy)


def _phase(active: ActivePlan, born: date, census: date) -> Iterator[Fault]:
    ncy = ncy_in(born, AcademicYear(census.year - (census.month < 9)))
    if active.phase_transfer_due and ncy not in TRANSFER_YEARS:
        message = f"is given in National Curriculum year {ncy} by age, at whose end no phase ends"
        remedy = "Nothing to do for a child taught out of year group; otherwise check both dates."
        yield active.at.warning("PhaseTransferDueDate", "NOT_A_TRANSFER_YEAR", message, remedy)
