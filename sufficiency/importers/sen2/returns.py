"""One return, whatever its shape: read, judged, and where every record of it went."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sufficiency.errors import Fault, InputRejected, UsageError
from sufficiency.importers.imported import Count, Source
from sufficiency.importers.sen2.blade_shape import is_blade, read_blade
from sufficiency.importers.sen2.build import Judged, people_of
from sufficiency.importers.sen2.checks import check_people
from sufficiency.importers.sen2.items import BY_NAME, MODULES, PERSON, Module
from sufficiency.importers.sen2.nodes import Reading
from sufficiency.importers.sen2.persons import check_identities
from sufficiency.importers.sen2.records import Header, Person
from sufficiency.importers.sen2.workbook_shape import read_workbook
from sufficiency.importers.sen2.xml_shape import read_xml


@dataclass(frozen=True, slots=True)
class Return:
    """A return as records, with every fault found and the account of its records.

    ``people`` holds everyone that could be read, those with faults as well; use them only where ``sound``.
    """

    sources: tuple[Source, ...]
    header: Header
    census: date
    people: tuple[Person, ...]
    counts: tuple[Count, ...]
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        """Whether there is no error; warnings do not count."""
        return not any(fault.severity == "error" for fault in self.faults)


def read_return(path: Path, census: date | None = None) -> Return:
    """A return from its XML file, its folder of Blade files or its workbook, on its census day.

    The census day is the one given, or else the one its header states. Raises InputRejected where the file is not of
    the shape its name promises, UsageError where no census day is known.
    """
    reading = _reading(path)
    day = census or reading.header.reference_date
    if day is None:
        raise UsageError(f"{path.name} does not say its census day. Give --census-date, such as 2026-01-15.")
    judged = Judged()
    people = people_of(reading.people, judged)
    check_people(people, day, judged)
    check_identities(people, judged)
    faults = (*_day_differs(reading, day), *reading.faults, *judged.faults)
    return Return(reading.sources, reading.header, day, people, _counts(reading, judged, people), faults)


def _reading(path: Path) -> Reading:
    if not path.exists():
        message, remedy = "is not there", "Give the path of the return, from the folder you are in."
        raise InputRejected([Fault(path.name, "", 0, "", "FILE_MISSING", message, remedy)])
    if path.is_dir():
        if is_blade(path):
            return read_blade(path)
        message, remedy = "holds no file of a Blade export", "Give the folder whose files end in _person.csv and so on."
        raise InputRejected([Fault(path.name, "", 0, "", "NOT_A_RETURN", message, remedy)])
    if path.suffix.casefold() == ".xml":
        return read_xml(path)
    if path.suffix.casefold() in {".xlsx", ".xlsm"}:
        return read_workbook(path)
    message = "is none of the shapes of a SEN2 return"
    remedy = "Give the XML file, the folder of the Blade CSV files, or the workbook (.xlsx)."
    raise InputRejected([Fault(path.name, "", 0, "", "NOT_A_RETURN", message, remedy)])


def _day_differs(reading: Reading, day: date) -> tuple[Fault, ...]:
    stated = reading.header.reference_date
    if stated in {None, day}:
        return ()
    message, remedy = f"is {stated}, but the census date given is {day}", "Give the census date of this return."
    return (Fault(reading.sources[0].file, "", 0, "ReferenceDate", "CENSUS_DIFFERS", message, remedy),)


def _counts(reading: Reading, judged: Judged, people: tuple[Person, ...]) -> tuple[Count, ...]:
    """Where every record went; each of the four figures is counted by itself."""
    rejected = reading.rejected + Counter(judged.wrong.values())
    duplicates = reading.duplicates + Counter(judged.repeated.values())
    accepted: Counter[str] = Counter()
    for person in people:
        _accept(person, PERSON, judged, accepted)
    return tuple(
        Count(module.name, reading.seen[module.name], accepted[module.name], rejected[module.name],
              duplicates[module.name])
        for module in MODULES
    )  # fmt: skip


def _accept(record: Any, module: Module, judged: Judged, accepted: Counter[str]) -> None:
    """Count a record, and all below it, unless it has an error of its own."""
    accepted[module.name] += record.at.number not in judged.wrong
    for below in module.below:
        value = getattr(record, below.field)
        for child in value if below.many else filter(None, (value,)):
            _accept(child, BY_NAME[below.module], judged, accepted)
