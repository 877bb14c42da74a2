"""Third pass: the tables against one another."""

from collections.abc import Iterator, Mapping

from sufficiency.domain.cases import State
from sufficiency.domain.inputs import Authority
from sufficiency.domain.settings import SettingType
from sufficiency.errors import Fault
from sufficiency.tables.cells import Rows
from sufficiency.tables.children import named_urn
from sufficiency.tables.planning import check_planning
from sufficiency.tables.rows import Numbered, grouped
from sufficiency.tables.transport import check_transport

Tables = Mapping[str, Rows]

_NEVER_EMPTY = ("children", "settings", "provision")
_UNKNOWN = {"children": "UNKNOWN_CHILD", "settings": "UNKNOWN_SETTING", "areas": "UNKNOWN_AREA"}


def check_across(tables: Tables, authority: Authority) -> Iterator[list[Fault]]:
    """Every fault that shows only when tables are read together, one check after another."""
    yield _empty(tables)
    for rows in tables.values():
        yield from _unknown_references(rows, tables)
    for check in (_unknown_provisions, _current_lock, _satellite_of_satellite, _counted_twice):
        yield check(tables)
    yield _without_provision(tables, authority)
    yield from check_transport(tables)
    yield from check_planning(tables)


def _empty(tables: Tables) -> list[Fault]:
    return [
        tables[name].origin.fault(0, "", "NO_ROWS", f"has no {name}", "Add at least one row below the header.")
        for name in _NEVER_EMPTY
        if not tables[name].numbers and not tables[name].doubtful
    ]


def _numbered(rows: Rows) -> Iterator[Numbered]:
    return zip(rows.numbers, rows.records, strict=True)


def _values(rows: Rows, column: str) -> set[object]:
    return {record[column] for record in rows.records if column in record}


def _unknown_references(rows: Rows, tables: Tables) -> Iterator[list[Fault]]:
    """References to rows of another table that are not there; one list for each column."""
    for column in (column for column in rows.table.columns if column.refers):
        target, _, name = column.refers.partition(".")
        known, doubtful = _values(tables[target], name), tables[target].doubtful
        wanted = {value for value in _values(rows, column.name) if value and value not in known}
        unknown = {value for value in wanted if str(value) not in doubtful}
        yield [
            rows.origin.fault(number, column.name, _UNKNOWN[target], f"{value} is not in {target}", column.advice)
            for number, record in _numbered(rows)
            if (value := record.get(column.name)) in unknown
        ]


def _unknown_provisions(tables: Tables) -> list[Fault]:
    """Provisions asked for, consulted or named that the setting does not have."""
    settings = _values(tables["settings"], "urn")
    provision = tables["provision"]
    known = {(record.get("urn"), record.get("provision_id")) for record in provision.records}
    remedy = "Use a provision_id that the provision table gives for this setting, or leave it blank."
    faults = []
    for name, column in (("preferences", "provision_id"), ("consultations", "provision_id"),
                         ("children", "named_provision_id")):  # fmt: skip
        for number, record in _numbered(tables[name]):
            urn, wanted = _urn(record, name), record.get(column)
            if wanted and urn in settings and (urn, wanted) not in known and wanted not in provision.doubtful:
                words = ("UNKNOWN_PROVISION", f"{wanted} is not a provision of {urn}", remedy)
                faults.append(tables[name].origin.fault(number, column, *words))
    return faults


def _urn(record: Mapping[str, object], table: str) -> object:
    if table != "children":
        return record.get("urn")
    return named_urn(record) if {"named_urn", "current_urn", "state"} <= record.keys() else None


def _current_lock(tables: Tables) -> list[Fault]:
    """Cases whose state names the current setting, where that setting is not in the round."""
    rows, known = tables["children"], _values(tables["settings"], "urn")
    faults = []
    for number, record in _numbered(rows):
        if record.get("named_urn", 0) is None and {"current_urn", "state"} <= record.keys():
            urn = named_urn(record)
            if urn is not None and urn not in known and str(urn) not in tables["settings"].doubtful:
                message = f"{urn} is not in settings, and state {record['state']} names it"
                words = ("UNKNOWN_SETTING", message, "Add the setting to settings, or give named_urn.")
                faults.append(rows.origin.fault(number, "current_urn", *words))
    return faults


def _satellite_of_satellite(tables: Tables) -> list[Fault]:
    rows = tables["settings"]
    satellites = {record.get("urn") for record in rows.records if record.get("type") == SettingType.SATELLITE} - {None}
    words = ("LEAD_IS_SATELLITE", "{} is itself a satellite", "Give the URN of the main school.")
    return [
        rows.origin.fault(number, "lead_urn", words[0], words[1].format(record["lead_urn"]), words[2])
        for number, record in _numbered(rows)
        if record.get("lead_urn") in satellites and record["lead_urn"] != record.get("urn")
    ]


def _counted_twice(tables: Tables) -> list[Fault]:
    """Settings where a child may be counted both as a P4 case and in named_not_started."""
    named = {
        record["named_urn"]
        for record in tables["children"].records
        if record.get("state") == State.NAMED_FINAL and record.get("named_urn")
    }
    remedy = "Count in named_not_started only children who are not rows of children."
    return [
        tables["provision"].origin.warning(number, "named_not_started", "COUNTED_TWICE",
                                           f"children also names {record['urn']} for P4 cases; count each child once",
                                           remedy)
        for number, record in _numbered(tables["provision"])
        if record.get("named_not_started") and record.get("urn") in named
    ]  # fmt: skip


def _without_provision(tables: Tables, authority: Authority) -> list[Fault]:
    """Settings with no places this year: a warning each, or one error where no setting has any."""
    provision = tables["provision"]
    by_year = grouped(provision, ("year", "urn"))
    offered = {urn for year, urn in by_year if year == authority.academic_year}
    if by_year and not offered and not provision.doubtful:
        message = f"no row is for {authority.academic_year}, the year of the round"
        return [provision.origin.fault(0, "year", "NO_PLACES_THIS_YEAR", message, "Add the rows of that year.")]
    remedy = "Add its places to provision, or leave it so if it offers none."
    rows = tables["settings"]
    return [
        rows.origin.warning(number, "urn", "NO_PROVISION",
                            f"{record['urn']} has no places in {authority.academic_year}", remedy)
        for number, record in _numbered(rows)
        if by_year and record.get("urn") not in offered | {None} and str(record["urn"]) not in provision.doubtful
    ]  # fmt: skip
