"""Third pass over the tables of transport: who rides, with whom not, and in what."""

from collections.abc import Iterator, Mapping

from sufficiency.errors import Fault
from sufficiency.tables.cells import Rows

TRAVELLERS = ("children", "passengers")
"""Tables whose rows are children who travel."""


def check_transport(tables: Mapping[str, Rows]) -> Iterator[list[Fault]]:
    """Every fault that the tables of transport show together, one check after another."""
    yield _counted_in_children(tables)
    yield _apart_from_nobody(tables)
    yield _no_vehicle_to_be_had(tables["vehicles"])
    yield _no_wheelchair_position(tables)


def _refs(rows: Rows) -> set[object]:
    return {record["child_ref"] for record in rows.records if "child_ref" in record}


def _counted_in_children(tables: Mapping[str, Rows]) -> list[Fault]:
    """Passengers who are cases too: it is the case that is counted."""
    rows, cases = tables["passengers"], _refs(tables["children"])
    remedy = "Leave the row out; the child's journey is counted from children."
    return [
        rows.origin.warning(number, "child_ref", "COUNTED_IN_CHILDREN", f"{ref} is in children too", remedy)
        for number, record in zip(rows.numbers, rows.records, strict=True)
        if (ref := record.get("child_ref")) in cases
    ]


def _apart_from_nobody(tables: Mapping[str, Rows]) -> list[Fault]:
    """References in apart_from that no table holds: a slip of the pen would let two children share a vehicle."""
    known = set().union(*(_refs(tables[name]) for name in TRAVELLERS))
    doubtful = frozenset().union(*(tables[name].doubtful for name in TRAVELLERS))
    remedy = "Correct the reference; nothing to do if that child does not travel in this round."
    return [
        rows.origin.warning(number, "apart_from", "APART_FROM_NOBODY", f"{ref} is in neither table of children", remedy)
        for rows in (tables[name] for name in TRAVELLERS)
        for number, record in zip(rows.numbers, rows.records, strict=True)
        for ref in record.get("apart_from", ())
        if ref not in known and ref not in doubtful
    ]


def _no_vehicle_to_be_had(rows: Rows) -> list[Fault]:
    if not rows.records or rows.doubtful or any(record.get("number", 1) != 0 for record in rows.records):
        return []
    words = ("NO_VEHICLES", "is 0 in every row, so nobody can be brought anywhere", "Give a number above 0, or none.")
    return [rows.origin.fault(0, "number", *words)]


def _no_wheelchair_position(tables: Mapping[str, Rows]) -> list[Fault]:
    """Children who travel in wheelchairs, and kinds of vehicle of which none takes one."""
    rows = tables["vehicles"]
    riders = sum(bool(record.get("wheelchair")) for name in TRAVELLERS for record in tables[name].records)
    if not riders or not rows.records or any(record.get("wheelchairs", 1) for record in rows.records):
        return []
    message = (
        f"is 0 in every row, and {riders:,} {'child travels' if riders == 1 else 'children travel'} in a wheelchair"
    )
    return [rows.origin.warning(0, "wheelchairs", "NO_WHEELCHAIR_VEHICLE", message, "Add a kind that takes one.")]
