"""A run on the terminal: the same answers as rows for machines and as tables, 80 columns wide, for people."""

from collections import Counter
from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from sufficiency.domain.round import OVERRIDE
from sufficiency.domain.run import Alternative, GroupKey, Level, Recommendation, Run, Unplaced, Verdict
from sufficiency.domain.years import ncy_label
from sufficiency.errors import UsageError
from sufficiency.reports.effects import amount, difference, effect
from sufficiency.reports.page.order import level_title, levels_shown
from sufficiency.reports.page.summary import attention, outcomes, status, warned
from sufficiency.reports.plain_table import PlainTable, plain_table
from sufficiency.reports.record import RunRecord
from sufficiency.reports.run_json import counts, watermarks
from sufficiency.reports.transport.arrangement import arranged, arrangement_row, child_travel
from sufficiency.reports.words import NO_PLACE, PlaceNames, children, day, decimal, pounds
from sufficiency.statute.statements import A10
from sufficiency.verify.report import Verification

Row = dict[str, object]

# a run --------------------------------------------------------------------------------------------------------------


def summary(run: Run, record: RunRecord) -> RenderableType:
    """How a round came out, what needs attention, and what the list is."""
    table = plain_table("Outcome", "#Figure", "")
    for outcome in outcomes(run):
        table.add_text(outcome.name, outcome.figure, outcome.says)
    head = Text(f"{run.authority.name}, {run.authority.academic_year}: {run.policy.name}", style="bold")
    tags = Text(" · ".join(tag.says for tag in status(run, record)))
    marks = (Text(f"{mark}.", style="bold") for mark in watermarks(run))
    look = (_indented(item.says) for item in attention(run))
    rely = [_indented(f"{warned(record)}: sufficiency data check {record.input_folder}")] if record.warnings else []
    return Group(
        head, tags, *marks, Text(), table, Text("To look at first", style="bold"), *look, *rely, Text(), Text(A10)
    )


def summary_rows(run: Run, record: RunRecord) -> Row:
    """Counts, level values and status, for machines."""
    return {
        "policy": run.policy.code,
        "status": run.status,
        "verified": record.verified,
        "repeatable": run.repeatable,
        "statement": A10,
        "watermark": "; ".join(watermarks(run)),
        "warnings": len(record.warnings),
        **counts(run),
        **{level.name: level.value for level in run.levels},
    }


def verification_table(found: Verification) -> RenderableType:
    """Every check of a recount."""
    table = plain_table("Check", "What it holds the run to", "#Checked", "Broken")
    for check in found.checks:
        table.add_text(check.name, check.says, f"{check.checked:,}", "; ".join(check.broken) or "nothing")
    return Group(table, Text("Verified." if found.verified else "Not verified.", style="bold"))


# a child ------------------------------------------------------------------------------------------------------------


def explanation(run: Run, child: str) -> RenderableType:
    """What is recommended for one child and why, what else could be, and in short what could not.

    Raises UsageError for a child the run does not know.
    """
    found, names = _found(run, child), PlaceNames(run)
    table = plain_table("Place", "Finding", "Why", apart=True)
    verdicts, travel, without_minutes = _verdicts(run, child), child_travel(run, child), arranged(run, child)
    for verdict in verdicts:
        if verdict.verdict in ("recommended", "eligible") or verdict.rule == "PREFERENCE_BARRED":
            ways = without_minutes if verdict.verdict == "recommended" else travel  # why a place is says its minutes
            way = ways.get(verdict.group.urn, "") if verdict.group else ""
            place = names.of(verdict.group) if verdict.group else "–"
            table.add_text(place, verdict.verdict, f"{verdict.sentence} {way}".rstrip())
    others = Counter(v.rule for v in verdicts if v.verdict == "not eligible" and v.rule != "PREFERENCE_BARRED")
    counted = ", ".join(f"{rule} {number}" for rule, number in sorted(others.items()))
    short = f"Not eligible elsewhere, by rule: {counted or 'none'}. Every finding: --format json."
    return Group(*_headed(found, names), Text(), *_if_any(table), Text(short), Text(), Text(A10))


def explanation_rows(run: Run, child: str) -> list[Row]:
    """The findings about one child: place, verdict, rule and sentence. UsageError if unknown."""
    _found(run, child)
    names = PlaceNames(run)
    return [
        {**_place(v.group, names), "verdict": v.verdict, "rule": v.rule, "sentence": v.sentence}
        for v in _verdicts(run, child)
    ]


def options_table(run: Run, child: str) -> RenderableType:
    """Every other place the child may have: the exact effect of choosing it and who would move."""
    found, names = _found(run, child), PlaceNames(run)
    table = plain_table("Place", "What it would change", "Who would move", apart=True)
    travel = child_travel(run, child)
    for option in _options(run, child):
        change = f"{_effect(run, option)}. {travel.get(option.group.urn, '')}".rstrip()
        table.add_text(names.of(option.group), change, _others(option, names))
    nothing = () if table.row_count else (Text("There is no other place this child may have."),)
    return Group(*_headed(found, names), Text(), *_if_any(table), *nothing, Text(), Text(A10))


def options_rows(run: Run, child: str) -> list[Row]:
    """The same for machines: one change per level, in the units of the programme."""
    _found(run, child)
    names = PlaceNames(run)
    return [_option_row(run, option, names) for option in _options(run, child)]


def _option_row(run: Run, option: Alternative, names: PlaceNames) -> Row:
    changes = dict(zip((f"change_{level.name}" for level in run.levels), option.change, strict=False))
    says = {"feasible": option.feasible, "says": _effect(run, option), "chain": names.chain(option.moves)}
    return {
        **_place(option.group, names),
        **says,
        **changes,
        **arrangement_row(run, option.child_ref, option.group.urn),
    }


def _found(run: Run, child: str) -> Recommendation | Unplaced:
    """What the run says of one child. Raises UsageError where it says nothing."""
    everyone: tuple[Recommendation | Unplaced, ...] = (*run.recommendations, *run.unplaced)
    for row in everyone:
        if row.child_ref == child:
            return row
    raise UsageError(f"There is no child {child} in this run. References are in recommendations.csv and unplaced.csv.")


def _headed(found: Recommendation | Unplaced, names: PlaceNames) -> Iterator[RenderableType]:
    """What is recommended, in a line or two."""
    who = f"{found.child_ref}, {ncy_label(found.ncy)}, {found.primary_need}"
    if isinstance(found, Unplaced):
        yield Text(f"{who}: no place is recommended. Due {day(found.deadline)}.")
        yield Text(found.why)
        yield from map(_indented, found.relaxations)
        return
    journey = "journey not known" if found.journey is None else f"{decimal(found.journey.tenths, 1)} minutes"
    kind = "settled" if found.fixed or found.basis == OVERRIDE else "recommended"
    yield Text(f"{who}: {names.of(found.group)} is {kind} ({found.basis}).")
    yield Text(f"{journey}, {pounds(found.annual_cost)} a year, {pounds(found.marginal_cost)} of it new.")


def _verdicts(run: Run, child: str) -> list[Verdict]:
    """Findings about one child: what is recommended, what could be, what could not, notes."""
    order = ("recommended", "eligible", "not eligible", "note")

    def place(verdict: Verdict) -> tuple[bool, int, bool]:
        return verdict.rule != "PREFERENCE_BARRED", order.index(verdict.verdict), verdict.rule == "MAY"

    return sorted((v for v in run.verdicts if v.child_ref == child), key=place)


def _options(run: Run, child: str) -> list[Alternative]:
    """Least harm first, as the levels have it; what cannot be done comes last."""
    mine = (a for a in run.alternatives if a.child_ref == child)
    return sorted(mine, key=lambda a: (not a.feasible, a.change, a.group))


def _effect(run: Run, option: Alternative) -> str:
    return effect(run.levels, option.change) if option.feasible else "cannot be done: no place can be freed"


def _others(option: Alternative, names: PlaceNames) -> str:
    others = [move for move in option.moves if move.child_ref != option.child_ref]
    return names.chain(others) or "nobody"


def _if_any(table: PlainTable) -> tuple[PlainTable, ...]:
    return (table,) if table.row_count else ()


def _indented(text: str) -> RenderableType:
    """A line under the one before it, which stays indented where it wraps."""
    return Padding(Text(text), (0, 0, 0, 2))


# two runs -----------------------------------------------------------------------------------------------------------


def comparison(before: Run, after: Run) -> RenderableType:
    """Two runs of one round: every level, and every child whose place differs."""
    levels = plain_table("Level", "#Before", "#After", "Difference")
    for level, was, now in _paired(before, after):
        shown = (amount(level.name, was), amount(level.name, now))
        levels.add_text(level_title(level), *shown, difference(level.name, now - was))
    moved = plain_table("Child", "Before", "After")
    changes = list(_changes(before, after))
    for ref, was_at, now_at in changes:
        moved.add_text(ref, was_at, now_at)
    said = Text(f"{children(len(changes))} would have another place, or none", style="bold")
    return Group(levels, said, *([moved] if changes else []), Text(A10))


def comparison_document(before: Run, after: Run) -> Row:
    """The same for machines: levels, and children whose place differs."""
    levels = [
        {"level": level.name, "unit": level.unit, "before": was, "after": now, "change": now - was}
        for level, was, now in _paired(before, after)
    ]
    moved = [{"child_ref": ref, "before": was, "after": now} for ref, was, now in _changes(before, after)]
    return {"levels": levels, "moved": moved}


def comparison_rows(before: Run, after: Run) -> list[Row]:
    """The same as one plain table: a row for each level, then one for each child whose place differs."""
    levels: list[Row] = [
        {"row": "level", "name": level.name, "unit": level.unit, "before": was, "after": now, "change": now - was}
        for level, was, now in _paired(before, after)
    ]
    moved: list[Row] = [
        {"row": "child", "name": ref, "unit": "place", "before": was, "after": now, "change": None}
        for ref, was, now in _changes(before, after)
    ]
    return levels + moved


def _paired(before: Run, after: Run) -> Iterator[tuple[Level, int, int]]:
    """Levels that both runs have, by name, in the order of the second."""
    was = {level.name: level.value for level in before.levels}
    for _, level in levels_shown(after):
        if level.name in was:
            yield level, was[level.name], level.value


def _changes(before: Run, after: Run) -> Iterator[tuple[str, str, str]]:
    was, now = _seats(before), _seats(after)
    names_before, names_after = PlaceNames(before), PlaceNames(after)
    for ref in sorted(was.keys() | now.keys()):
        if was.get(ref) != now.get(ref):
            yield ref, names_before.of(was.get(ref)), names_after.of(now.get(ref))


def _seats(run: Run) -> dict[str, GroupKey | None]:
    return {r.child_ref: r.group for r in run.recommendations} | {u.child_ref: None for u in run.unplaced}


# rows ---------------------------------------------------------------------------------------------------------------


def _place(group: GroupKey | None, names: PlaceNames) -> Row:
    if group is None:
        return {"urn": None, "provision_id": None, "ncy_from": None, "place": NO_PLACE}
    return {"urn": group.urn, "provision_id": group.provision_id, "ncy_from": group.ncy_from, "place": names.of(group)}
