"""GIAS to the tables settings and provision: the specialist settings of an authority, and of its neighbours near by."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from sufficiency.domain.establishments import BY_CODE, EstablishmentType
from sufficiency.domain.settings import SettingType
from sufficiency.errors import Fault
from sufficiency.importers.gias_file import NEED_COLUMNS, Register, read_register
from sufficiency.importers.gias_near import near
from sufficiency.importers.gias_rows import has_base, provision_rows, setting_row, warnings_of
from sufficiency.importers.imported import Count, Imported, Mapped

Cells = Mapping[str, str]
Numbered = tuple[int, Cells]

_URN = re.compile(r"[1-9][0-9]{5}")
OPEN = ("1", "3")
"""Codes of status: open; open, but proposed to close."""

ASSUMED = (
    "Places commissioned are taken to be the capacity, and children on roll the number of pupils, that Get Information "
    "about Schools publishes; capacity is not places commissioned."
)


@dataclass(frozen=True, slots=True)
class GiasChoices:
    """Which establishments to take, and for which academic year.

    ``authorities``: three-figure codes. ``within_km``: also special schools elsewhere at most so far from the nearest
    open establishment of these authorities. ``mentioned``: URNs taken wherever and whatever they are, because tables
    of the folder name them. ``assume_capacity``: take published capacity as places commissioned, and say so.
    """

    authorities: tuple[str, ...]
    year: str
    within_km: float = 0
    mentioned: frozenset[str] = frozenset()
    assume_capacity: bool = False


def read_gias(path: Path, choices: GiasChoices) -> Imported:
    """Read an extract. Raises InputRejected where it is not one."""
    register = read_register(path)
    usable, faults, duplicates = _each_once(register)
    wanted, fates = _wanted(usable, choices)
    settings: list[dict[str, str]] = []
    provision: list[dict[str, str]] = []
    for number, cells in wanted:
        row, wrong = setting_row(number, cells, path.name)
        faults += wrong
        if row is not None:
            settings.append(row)
            provision += provision_rows(cells, choices.year, assume_capacity=choices.assume_capacity)
            faults += warnings_of(number, cells, path.name)
    faults += _not_found(choices, usable, path.name)
    rejected = len({fault.row for fault in faults if fault.severity == "error" and fault.row})
    count = Count("establishments", register.seen, register.seen - rejected - duplicates, rejected, duplicates)
    tables = {"settings": tuple(settings), "provision": tuple(provision), "authority": (_about(usable, choices),)}
    mapped = (*_columns(register, choices), *fates)
    return Imported((register.source,), tables, (count,), mapped, tuple(faults))


def _each_once(register: Register) -> tuple[list[Numbered], list[Fault], int]:
    """Rows with a URN of their own; a fault for each without; and how many only repeat an earlier row."""
    first: dict[str, Numbered] = {}
    faults, duplicates = list(register.faults), 0
    for number, cells in register.rows:
        urn = cells["URN"]
        if not _URN.fullmatch(urn):
            words = ("NOT_A_URN", "is not a six-digit URN", "Download the file again.")
        elif urn not in first:
            first[urn] = number, cells
            continue
        elif first[urn][1] == cells:
            duplicates += 1
            continue
        else:
            words = ("CONTRADICTS", f"is the URN of row {first[urn][0]}, but the two differ", "Keep the right row.")
        faults.append(Fault(register.source.file, "", number, "URN", *words))
    return list(first.values()), faults, duplicates


def _wanted(usable: Sequence[Numbered], choices: GiasChoices) -> tuple[list[Numbered], list[Mapped]]:
    """The establishments to take, in order of URN, and what became of the others, in words."""
    is_open = [cells for _, cells in usable if cells["EstablishmentStatus (code)"] in OPEN]
    own = [cells for cells in is_open if cells["LA (code)"] in choices.authorities]
    others = [cells for cells in is_open if cells["LA (code)"] not in choices.authorities]
    near_by = {cells["URN"] for cells in near(list(filter(_is_special, others)), own, choices.within_km)}
    fates = {cells["URN"]: _fate(cells, choices, near_by) for _, cells in usable}
    counted = Counter(fates.values())
    wanted = sorted((one for one in usable if fates[one[1]["URN"]] in TAKEN), key=lambda one: one[1]["URN"])
    return wanted, [
        Mapped(fate, "settings" if fate in TAKEN else "-", f"{counted[fate]:,}") for fate in FATES if counted[fate]
    ]


def _fate(cells: Cells, choices: GiasChoices, near_by: Set[str]) -> str:
    if cells["URN"] in choices.mentioned and _type(cells):
        return MENTIONED
    if cells["EstablishmentStatus (code)"] not in OPEN:
        return CLOSED
    if cells["LA (code)"] not in choices.authorities:
        return NEAR if cells["URN"] in near_by else ELSEWHERE
    one = _type(cells)
    if one is None:
        return NOT_USED
    return OWN if one.specialist or has_base(cells) else MAINSTREAM


OWN, NEAR, MENTIONED = "specialist, in the authority", "special, elsewhere but near", "named in this folder's tables"
MAINSTREAM, CLOSED = "without places of this kind", "closed, or not open yet"
ELSEWHERE, NOT_USED = "of another authority", "of a type no child is placed in"
FATES = (OWN, NEAR, MENTIONED, MAINSTREAM, CLOSED, ELSEWHERE, NOT_USED)
TAKEN = (OWN, NEAR, MENTIONED)
"""What can become of an establishment that was read."""


def _type(cells: Cells) -> EstablishmentType | None:
    code = cells["TypeOfEstablishment (code)"]
    return BY_CODE.get(int(code)) if code.isascii() and code.isdigit() else None


def _is_special(cells: Cells) -> bool:
    one = _type(cells)
    return one is not None and one.specialist and one.kind != SettingType.AP


def _not_found(choices: GiasChoices, usable: Sequence[Numbered], file: str) -> Iterator[Fault]:
    """An error where the authority has no establishment, a warning for each URN that the register does not hold."""
    codes = {cells["LA (code)"] for _, cells in usable}
    for code in choices.authorities:
        if code not in codes:
            words = ("NO_SUCH_AUTHORITY", f"holds no establishment of authority {code}", "Check the three-figure code.")
            yield Fault(file, "", 0, "LA (code)", *words)
    for urn in sorted(choices.mentioned - {cells["URN"] for _, cells in usable}):
        words = ("URN_NOT_FOUND", f"holds no {urn}, which tables of the folder name", "Correct the URN there.")
        yield Fault(file, "", 0, "URN", *words, "warning")


def _about(usable: Sequence[Numbered], choices: GiasChoices) -> dict[str, str]:
    """What the register knows of the authority itself, and what was assumed."""
    code = choices.authorities[0]
    name = next((cells.get("LA (name)", "") for _, cells in usable if cells["LA (code)"] == code), "")
    return {"name": name, "la_code": code, "academic_year": choices.year} | (
        {"assumed": ASSUMED} if choices.assume_capacity else {}
    )


def _columns(register: Register, choices: GiasChoices) -> Iterator[Mapped]:
    """The mapping report: every column that is read, where it goes, and what to beware of."""
    for source, column, says in COLUMNS:
        there = source in register.columns or (source == NEEDS_SOURCE and NEED_COLUMNS[0] in register.columns)
        yield Mapped(source, column, says if there else "not in this release")
    if choices.assume_capacity:
        yield Mapped("capacities", "provision.commissioned", "assumed, as asked: said on every output")
    else:
        yield Mapped("-", "provision.commissioned", "not in the register: for the authority to fill in")


NEEDS_SOURCE = "SEN1 to SEN13 (name)"
COLUMNS = (
    ("URN", "settings.urn", "as it is"),
    ("EstablishmentName", "settings.name", "as it is"),
    ("TypeOfEstablishment (code)", "settings.type, s38_3", "by the list of types; s.41 where independent"),
    ("Section41Approved (name)", "settings.s38_3", "Approved: yes"),
    ("Gender (name)", "settings.sex", "Boys, Girls, else mixed"),
    ("Postcode", "settings.postcode", "as it is"),
    ("Easting", "settings.easting, northing", "as it is"),
    ("StatutoryLowAge", "provision.ncy_from, ncy_to", "age 4 is Reception; the last year ends at the high age"),
    ("SchoolCapacity", "provision.physical", "what the building holds; not places commissioned"),
    ("NumberOfPupils", "provision.on_roll", "all pupils, at the register's date"),
    ("ResourcedProvisionCapacity", "provision.physical", "provision RP of a mainstream school"),
    ("ResourcedProvisionOnRoll", "provision.on_roll", "provision RP of a mainstream school"),
    ("SenUnitCapacity", "provision.physical", "provision SEN unit of a mainstream school"),
    ("SenUnitOnRoll", "provision.on_roll", "provision SEN unit of a mainstream school"),
    (NEEDS_SOURCE, "provision.needs", "the code before the dash"),
)
"""Columns of the register, columns of the tables, and what is done between them."""
