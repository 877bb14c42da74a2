"""Nothing lost, nothing added, nothing changed: the input files, the children, and the facts repeated beside them."""

from collections import Counter
from collections.abc import Iterator

from sufficiency.verify.deadlines import deadline
from sufficiency.verify.evidence import Evidence
from sufficiency.verify.facts import Child
from sufficiency.verify.levels import over_guideline
from sufficiency.verify.raw_files import FACTS, TABLES, digest
from sufficiency.verify.report import Check
from sufficiency.verify.run_files import Placed, Unplaced, inner, listed

Fields = Iterator[tuple[str, str, str]]


def inputs_unchanged(evidence: Evidence) -> Check:
    """The digests in the record against the files as they are."""
    folder = evidence.facts.folder
    files = listed(inner(evidence.run.record, "inputs"), "files")
    recorded = {str(file["name"]): str(file["sha256"]) for file in files}
    there = {name: was for name, was in recorded.items() if (folder / name).is_file()}
    broken = [f"{name} is missing" for name in recorded if name not in there]
    broken += [f"{name} has changed" for name, was in there.items() if digest(folder / name) != was]
    tables = [name for name in (*(f"{table}.csv" for table in TABLES), *FACTS) if (folder / name).is_file()]
    broken += [f"{name} is not in the record" for name in tables if name not in recorded]
    return Check("inputs", "The input files are the ones this run was made from", len(recorded), tuple(broken))


def accounted(evidence: Evidence) -> Check:
    """Every child once, in one of the two lists; places that exist."""
    children, run = evidence.facts.children, evidence.run
    times = Counter([placed.ref for placed in run.rows] + [unplaced.ref for unplaced in run.unplaced])
    broken = [f"{ref} is in neither list" for ref in sorted(children) if not times[ref]]
    broken += [f"{ref} is listed {count} times" for ref, count in sorted(times.items()) if count > 1]
    broken += [f"{ref} is not in the input" for ref in sorted(times) if ref not in children]
    strange = [placed.ref for placed in run.rows if placed.key not in evidence.facts.groups]
    broken += [f"{ref} has a place that the input does not know" for ref in strange]
    says = "Every child of the input has a recommendation or is listed without a place, once"
    return Check("accounted", says, len(children), tuple(broken))


def details(evidence: Evidence) -> Check:
    """Columns of the two lists that repeat a fact of the raw files."""
    broken = [
        f"{placed.ref}: {column}"
        for placed, child, _ in evidence.known_rows()
        for column, is_now, should_be in _placed_facts(evidence, placed, child)
        if is_now != should_be
    ]
    without = list(_unplaced(evidence))
    broken += [
        f"{unplaced.ref}: {column}"
        for unplaced, child in without
        for column, should_be in _unplaced_facts(evidence, child)
        if column in unplaced.row and unplaced.row[column] != should_be
    ]
    says = "Year, need, state, basis and setting stand beside each child as the raw files state them"
    return Check("details", says, len(evidence.run.rows) + len(without), tuple(broken))


def counts(evidence: Evidence) -> Check:
    """The totals of the record."""
    met = [placed for placed, _, _ in evidence.counted_rows() if placed.rank == 1]
    should_be = {
        "children": len(evidence.facts.children),
        "placed": len(evidence.run.rows),
        "fixed": sum(not place.by_override for place in evidence.settled.values()),
        "unplaced": len(evidence.run.unplaced),
        "first_preference_met": len(met),
        "stated": sum(ref in evidence.facts.asked for ref in evidence.free),
    }
    stated = inner(evidence.run.record, "counts")
    broken = [name for name, number in should_be.items() if name in stated and stated[name] != number]
    return Check("counts", "The totals in the record are those of its lists", len(should_be), tuple(broken))


def deadlines(evidence: Evidence) -> Check:
    """Statutory deadlines of children left without a place, worked out again."""
    rows, year = list(_unplaced(evidence)), evidence.facts.authority.year
    broken = [child.ref for row, child in rows if row.row.get("deadline") != deadline(child, year).isoformat()]
    says = "The deadline of every child without a place is the one the regulations give"
    return Check("deadlines", says, len(rows), tuple(broken))


def _unplaced(evidence: Evidence) -> Iterator[tuple[Unplaced, Child]]:
    children = evidence.facts.children
    return ((unplaced, children[unplaced.ref]) for unplaced in evidence.run.unplaced if unplaced.ref in children)


def _placed_facts(evidence: Evidence, placed: Placed, child: Child) -> Fields:
    row, fixed = placed.row, evidence.settled.get(child.ref)
    setting = evidence.facts.settings[placed.key.urn]
    yield "setting_name", row.get("setting_name", ""), " ".join(setting.name.split())
    yield "basis", placed.basis, fixed.basis if fixed else _basis(placed.rank)
    optional = {"ncy": str(child.ncy), "primary_need": child.needs[0], "state": child.state}
    optional |= {
        "fixed": _yes(fixed is not None and not fixed.by_override),
        "over_guideline": _yes(over_guideline(evidence, placed, child)),
    }
    for column, value in optional.items():
        if column in row:
            yield column, row[column], value


def _unplaced_facts(evidence: Evidence, child: Child) -> Iterator[tuple[str, str]]:
    yield "ncy", str(child.ncy)
    yield "primary_need", child.needs[0]
    yield "options", str(len(evidence.options.get(child.ref, ())))
    yield "stated", str(len(evidence.facts.asked.get(child.ref, ())))


def _basis(rank: int | None) -> str:
    return "authority proposal" if rank is None else f"preference {rank}"


def _yes(value: bool) -> str:
    return "yes" if value else "no"
