"""``run.json``: the head of a run. What was asked, under which policy, what every level reached, from which files."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import TypeVar, cast

from sufficiency.domain.inputs import Authority, SideRules, TravelRules
from sufficiency.domain.run import Level, Override, PolicyPrice, PolicyUsed, Run, Site
from sufficiency.domain.years import AcademicYear
from sufficiency.reports.record import RunRecord, tool_version
from sufficiency.reports.round_transport import transport_document
from sufficiency.statute.statements import A10

FORMAT = 1
Document = dict[str, object]
T = TypeVar("T")


def run_document(run: Run, record: RunRecord) -> Document:
    """The whole of ``run.json`` as plain values; homes are never part of it."""
    return {
        "format": FORMAT,
        "tool": {"name": "sufficiency", "version": tool_version()},
        "command": record.command,
        "statement": A10,
        "status": run.status,
        "watermark": "; ".join(watermarks(run)),
        "repeatable": run.repeatable,
        "verified": record.verified,
        "seed": run.seed,
        "authority": _authority_document(run.authority),
        "policy": asdict(run.policy),
        "programme": [_level_document(level) for level in run.levels],
        "counts": counts(run),
        "stated": run.stated,
        "tie_lower_bound": run.tie_lower_bound,
        "tied_children": run.tied_children,
        "holds_released": run.holds_released,
        "first": run.first,
        "notes": list(run.notes),
        "transport": transport_document(run.transport),
        "inputs": {
            "folder": record.input_folder,
            "files": [{"name": name, "sha256": digest} for name, digest in record.files],
        },
        "warnings": [warning.as_dict() for warning in record.warnings],
        "overrides": [asdict(override) for override in run.overrides],
        "assumed": list(run.authority.assumed),
        "price_of_the_order": [_price_document(price, run) for price in run.price_of_the_order],
        "sites": [asdict(site) for site in run.sites],
        "versions": dict(record.versions),
        "timings": dict(record.timings),
    }


def counts(run: Run) -> dict[str, int]:
    """How many of everything. ``first_preference_met`` and ``stated`` leave fixed placements out."""
    free = [r for r in run.recommendations if not r.fixed]
    return {
        "children": len(run.recommendations) + len(run.unplaced),
        "placed": len(run.recommendations),
        "fixed": len(run.recommendations) - len(free),
        "unplaced": len(run.unplaced),
        "first_preference_met": sum(r.preference_rank == 1 for r in free),
        "stated": run.stated,
        "settings": len(run.sites),
        "groups": sum(limit.kind == "group" for limit in run.limits),
    }


def watermarks(run: Run) -> tuple[str, ...]:
    """What every output of this run must carry, if anything, in sentences."""
    marks = [run.policy.watermark] if run.policy.watermark else []
    marks.extend(authority_marks(run.authority))
    if not run.repeatable:
        marks.append("Not repeatable: a limit stopped the proof, so this cannot go to a panel")
    return tuple(marks)


def authority_marks(authority: Authority) -> tuple[str, ...]:
    """What every output made from this input must carry, if anything, in sentences."""
    synthetic = ("Synthetic data: no child here is real",) if authority.synthetic else ()
    return (*synthetic, "Some facts are assumed, not known") if authority.assumed else synthetic


def read_head(document: Mapping[str, object]) -> Run:
    """The run without its tables, as ``run_document`` wrote it; ValueError, KeyError or TypeError on any other."""
    if document["format"] != FORMAT:
        raise ValueError(f"format {document['format']!r}, where this version reads {FORMAT}")
    prices = _rows(document["price_of_the_order"])
    return Run(
        authority=_read_authority(_table(document["authority"])),
        policy=_plain(PolicyUsed, document["policy"]),
        levels=tuple(_plain(Level, {**row, "name": row["level"]}) for row in _rows(document["programme"])),
        recommendations=(),
        unplaced=(),
        verdicts=(),
        alternatives=(),
        limits=(),
        price_of_the_order=tuple(_read_price(price) for price in prices),
        overrides=tuple(_plain(Override, row) for row in _rows(document["overrides"])),
        sites=tuple(_plain(Site, row) for row in _rows(document["sites"])),
        stated=cast("int", document["stated"]),
        tie_lower_bound=cast("int", document["tie_lower_bound"]),
        tied_children=cast("int", document["tied_children"]),
        status="optimal" if document["status"] == "optimal" else "stopped",
        repeatable=bool(document["repeatable"]),
        seed=cast("int", document["seed"]),
        holds_released=bool(document["holds_released"]),
        first=str(document["first"]),
        notes=tuple(cast("list[str]", document["notes"])),
    )


def _authority_document(authority: Authority) -> Document:
    year = {"academic_year": authority.academic_year.starts, "as_at": authority.as_at.isoformat()}
    return asdict(authority) | year


def _read_authority(table: Mapping[str, object]) -> Authority:
    side = _table(table["side"])
    mix = tuple((str(need), cast("int", most)) for need, most in cast("list[list[object]]", side["mix_limits"]))
    read = {
        "academic_year": AcademicYear(cast("int", table["academic_year"])),
        "as_at": date.fromisoformat(str(table["as_at"])),
        "travel": _plain(TravelRules, table["travel"]),
        "side": _plain(SideRules, dict(side) | {"mix_limits": mix}),
        "sources": tuple((str(name), str(path)) for name, path in cast("list[list[str]]", table["sources"])),
        "assumed": tuple(cast("list[str]", table["assumed"])),
    }
    return _plain(Authority, dict(table) | read)


def _level_document(level: Level) -> Document:
    facts = asdict(level)
    return {"level": facts.pop("name")} | facts | {"gap": level.value - level.bound}


def _price_document(price: PolicyPrice, run: Run) -> Document:
    names = (level.name for level in run.levels)
    return {"policy": price.policy, "values": dict(zip(names, price.values, strict=False)), "moved": price.moved}


def _read_price(row: Mapping[str, object]) -> PolicyPrice:
    values = cast("dict[str, int]", row["values"])
    return PolicyPrice(str(row["policy"]), tuple(values.values()), cast("int", row["moved"]))


def _plain(kind: type[T], value: object) -> T:
    """A frozen dataclass from a table of its own fields; other keys are left aside."""
    table = _table(value)
    return kind(**{field.name: table[field.name] for field in fields(kind)})  # type: ignore[arg-type]


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError("a table was expected")
    return value


def _rows(value: object) -> list[Mapping[str, object]]:
    if not isinstance(value, list):
        raise TypeError("a list was expected")
    return [_table(row) for row in value]
