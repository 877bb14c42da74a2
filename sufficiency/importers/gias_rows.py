"""One establishment of the register as rows of settings and provision.

Capacity is what a building holds, and often out of date for special schools; it is not the places commissioned. So it
fills ``physical``, and ``commissioned`` only where the authority asked for that to be assumed.
"""

from collections.abc import Iterator, Mapping

from geodata.errors import MalformedPostcode
from geodata.postcodes import normalise
from sufficiency.domain.establishments import ADMITS, BY_CODE, NEEDS, EstablishmentType, is_listed, years_taken
from sufficiency.domain.needs import Need
from sufficiency.domain.settings import Admits, SettingType
from sufficiency.errors import Fault
from sufficiency.importers.gias_file import NEED_COLUMNS
from sufficiency.importers.gias_near import point_of

Cells = Mapping[str, str]

BASES = (
    ("RP", "ResourcedProvisionCapacity", "ResourcedProvisionOnRoll"),
    ("SEN unit", "SenUnitCapacity", "SenUnitOnRoll"),
)
"""Provision of a mainstream school for children with special educational needs: its name here, capacity and roll."""

WHOLE_SCHOOL = ("main", "SchoolCapacity", "NumberOfPupils")
NO_NEED = ("", "not applicable", "none")
APPROVED = "approved"
LONGEST_NAME = 200


def has_base(cells: Cells) -> bool:
    """Whether a mainstream school has resourced provision or a SEN unit."""
    said = cells.get("TypeOfResourcedProvision (name)", "").casefold()
    return said in ("resourced provision", "sen unit", "resourced provision and sen unit")


def setting_row(number: int, cells: Cells, file: str) -> tuple[dict[str, str] | None, list[Fault]]:
    """The row of settings; None, and an error, where it can neither be named nor put on the map."""
    one = BY_CODE[int(cells["TypeOfEstablishment (code)"])]
    point, postcode = point_of(cells), _postcode(cells)
    if not cells["EstablishmentName"] or not (point or postcode):
        column = "Postcode" if cells["EstablishmentName"] else "EstablishmentName"
        message = "is blank, so this setting cannot be put on the map" if cells["EstablishmentName"] else "is blank"
        words = ("BLANK", message, "Add it to the file, or leave the setting out and enter it by hand.")
        return None, [Fault(file, "", number, column, *words)]
    kind = SettingType.BASE if one.kind == SettingType.MAINSTREAM and has_base(cells) else one.kind
    approved = cells.get("Section41Approved (name)", "").casefold() == APPROVED
    return {
        "urn": cells["URN"],
        "name": cells["EstablishmentName"][:LONGEST_NAME],
        "type": kind,
        "postcode": postcode,
        "easting": str(point[0]) if point else "",
        "northing": str(point[1]) if point else "",
        "s38_3": "yes" if is_listed(one, approved) else "no",
        "sex": ADMITS.get(cells.get("Gender (name)", "").casefold(), Admits.MIXED),
        "la_code": cells["LA (code)"],
    }, []


def provision_rows(cells: Cells, year: str, *, assume_capacity: bool) -> Iterator[dict[str, str]]:
    """A row for the whole of a specialist setting, or for each base of a mainstream school; none for any other."""
    years = _years(cells)
    for name, capacity_column, roll_column in _parts(cells):
        capacity, roll = _count(cells, capacity_column), _count(cells, roll_column)
        row = {
            "urn": cells["URN"],
            "provision_id": name,
            "needs": "|".join(needs_of(cells)[0]),
            "ncy_from": str(years[0]) if years else "",
            "ncy_to": str(years[1]) if years else "",
            "year": year,
            "on_roll": roll,
            "physical": capacity,
        }
        yield row | ({"commissioned": capacity} if assume_capacity else {})


def warnings_of(number: int, cells: Cells, file: str) -> Iterator[Fault]:
    """What the register says of a setting taken that should be looked at."""
    remedy = "Complete the rows of provision for this setting by hand."
    for column in needs_of(cells)[1]:
        words = ("NEED_UNKNOWN", "names a type of need that is not known; it was left out", remedy)
        yield Fault(file, "", number, column, *words, "warning")
    for _, capacity_column, roll_column in _parts(cells):
        capacity, roll = _count(cells, capacity_column), _count(cells, roll_column)
        if capacity and roll and int(roll) > int(capacity):
            words = ("OVER_CAPACITY", f"{roll} on roll is more than the capacity of {capacity}", remedy)
            yield Fault(file, "", number, roll_column, *words, "warning")
    if cells["EstablishmentStatus (code)"] != "1":
        message = "is not simply open: proposed to close, or closed"
        words = ("NOT_OPEN", message, "Give closes_on in provision, or leave it out.")
        yield Fault(file, "", number, "EstablishmentStatus (code)", *words, "warning")


def needs_of(cells: Cells) -> tuple[tuple[Need, ...], tuple[str, ...]]:
    """The types of need a setting is for, in the order given, and the columns that name one not known."""
    said = [(name, cells.get(name, "").split(" - ")[0].strip().casefold()) for name in NEED_COLUMNS]
    known = tuple(dict.fromkeys(NEEDS[text] for _, text in said if text in NEEDS))
    return known, tuple(name for name, text in said if text not in NEEDS and text not in NO_NEED)


def _parts(cells: Cells) -> tuple[tuple[str, str, str], ...]:
    one: EstablishmentType = BY_CODE[int(cells["TypeOfEstablishment (code)"])]
    if one.specialist:
        return (WHOLE_SCHOOL,)
    if not has_base(cells):
        return ()
    said = cells["TypeOfResourcedProvision (name)"].casefold()
    return tuple(part for part, words in zip(BASES, ("resourced provision", "sen unit"), strict=True) if words in said)


def _count(cells: Cells, column: str) -> str:
    """A number of places or children as the register gives it; blank where it gives none, or nought."""
    text = cells.get(column, "")
    return str(int(text)) if text.isascii() and text.isdigit() and 0 < int(text) <= 2000 else ""


def _years(cells: Cells) -> tuple[int, int] | None:
    low, high = cells.get("StatutoryLowAge", ""), cells.get("StatutoryHighAge", "")
    if low.isascii() and low.isdigit() and high.isascii() and high.isdigit() and int(low) < int(high):
        return years_taken(int(low), int(high))
    return None


def _postcode(cells: Cells) -> str:
    try:
        return normalise(cells.get("Postcode", ""))
    except MalformedPostcode:
        return ""
