"""The tables of a run folder. Each table states its columns once, beside how a row is written and read back."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from sys import intern
from typing import Generic, Literal, TypeVar, cast, get_args

from sufficiency.domain.cases import State
from sufficiency.domain.needs import Need
from sufficiency.domain.run import (
    Alternative,
    Basis,
    GroupKey,
    Journey,
    LimitUse,
    Move,
    Recommendation,
    Run,
    Supersession,
    Unplaced,
    Verdict,
)
from sufficiency.reports.csv_file import Cell
from sufficiency.reports.words import PlaceNames, decimal

Row = Mapping[str, str]
T = TypeVar("T")
GROUP = ("urn", "provision_id", "ncy_from")
BETWEEN = " | "
SHARED = 2**14  # keys, days and moves kept for rows to come: long tables name the same few a million times
_Plain = tuple[int, str, int]
_key, _day = lru_cache(SHARED)(GroupKey), lru_cache(SHARED)(date.fromisoformat)


@dataclass(frozen=True, slots=True)
class RunTable(Generic[T]):
    """One CSV of the run folder: its columns (some depend on the levels), its rows, and how a row is read."""

    file: str
    header: Callable[[Sequence[str]], tuple[str, ...]]
    rows: Callable[[Run], Iterator[tuple[Cell, ...]]]
    read: Callable[[Row], T]


# recommendations ------------------------------------------------------------------------------------------------------


def _recommendation_header(_levels: Sequence[str]) -> tuple[str, ...]:
    first = ("child_ref", *GROUP, "tier", "preference_rank", "minutes", "journey_basis", "metres", "annual_cost")
    return (*first, "marginal_cost", "basis", "setting_name", "ncy", "primary_need", "state", "fixed", "over_guideline")


def _recommendation_rows(run: Run) -> Iterator[tuple[Cell, ...]]:
    for r in sorted(run.recommendations, key=lambda r: r.child_ref):
        way = ("", "", "") if r.journey is None else (decimal(r.journey.tenths, 1), r.journey.basis, r.journey.metres)
        money = (decimal(r.annual_cost, 2), decimal(r.marginal_cost, 2))
        facts = (r.ncy, r.primary_need, r.state, _yes(r.fixed), _yes(r.over_guideline))
        yield (r.child_ref, *r.group, r.tier, _blank(r.preference_rank), *way, *money, r.basis, r.setting_name, *facts)


def _read_recommendation(row: Row) -> Recommendation:
    return Recommendation(
        child_ref=row["child_ref"],
        ncy=int(row["ncy"]),
        primary_need=Need(row["primary_need"]),
        state=State(row["state"]),
        tier=int(row["tier"]),
        group=_group(row),
        setting_name=row["setting_name"],
        preference_rank=_whole(row["preference_rank"]),
        journey=_read_journey(row),
        annual_cost=_exact(row["annual_cost"]),
        marginal_cost=_exact(row["marginal_cost"]),
        basis=row["basis"],
        fixed=row["fixed"] == "yes",
        over_guideline=row["over_guideline"] == "yes",
    )


def _read_journey(row: Row) -> Journey | None:
    if not row["minutes"]:
        return None
    if row["journey_basis"] not in get_args(Basis):
        raise ValueError(f"journey_basis {row['journey_basis']!r}")
    return Journey(_exact(row["minutes"]), int(row["metres"]), cast("Basis", row["journey_basis"]))


# unplaced -------------------------------------------------------------------------------------------------------------


def _unplaced_header(_levels: Sequence[str]) -> tuple[str, ...]:
    first = ("child_ref", "ncy", "primary_need", "tier", "deadline", "options", "stated", "why")
    return (*first, "conflict_children", "conflict_places", "by_order", "relaxations")


def _unplaced_rows(run: Run) -> Iterator[tuple[Cell, ...]]:
    for u in sorted(run.unplaced, key=lambda u: u.child_ref):
        case = (u.child_ref, u.ncy, u.primary_need, u.tier, u.deadline.isoformat(), u.options, u.stated, u.why)
        yield (*case, u.conflict_children, u.conflict_places, _yes(u.by_order), BETWEEN.join(u.relaxations))


def _read_unplaced(row: Row) -> Unplaced:
    return Unplaced(
        child_ref=row["child_ref"],
        ncy=int(row["ncy"]),
        primary_need=Need(row["primary_need"]),
        tier=int(row["tier"]),
        deadline=date.fromisoformat(row["deadline"]),
        options=int(row["options"]),
        stated=int(row["stated"]),
        why=row["why"],
        conflict_children=int(row["conflict_children"]),
        conflict_places=int(row["conflict_places"]),
        by_order=row["by_order"] == "yes",
        relaxations=tuple(row["relaxations"].split(BETWEEN)) if row["relaxations"] else (),
    )


# reasons --------------------------------------------------------------------------------------------------------------

_VERDICTS = ("recommended", "eligible", "not eligible", "note")


def _reason_header(_levels: Sequence[str]) -> tuple[str, ...]:
    return ("child_ref", *GROUP, "verdict", "rule", "sentence")


def _reason_rows(run: Run) -> Iterator[tuple[Cell, ...]]:
    for v in run.verdicts:
        yield (v.child_ref, *(v.group or ("", "", "")), v.verdict, v.rule, v.sentence)


def _read_reason(row: Row) -> Verdict:
    if row["verdict"] not in _VERDICTS:
        raise ValueError(f"verdict {row['verdict']!r}")
    verdict = cast('Literal["recommended", "eligible", "not eligible", "note"]', intern(row["verdict"]))
    group = _group(row) if row["urn"] else None
    return Verdict(intern(row["child_ref"]), group, verdict, intern(row["rule"]), intern(row["sentence"]))


# alternatives ---------------------------------------------------------------------------------------------------------


def _alternative_header(levels: Sequence[str]) -> tuple[str, ...]:
    changes = (f"change_{level}" for level in levels)
    return ("child_ref", *GROUP, *changes, "feasible", "moves", "chain", "moves_by_key")


def _alternative_rows(run: Run) -> Iterator[tuple[Cell, ...]]:
    names, width = PlaceNames(run), len(run.levels)
    for a in run.alternatives:
        moves = (len(a.moves), names.chain(a.moves), _moves_text(a.moves))
        yield (a.child_ref, *a.group, *_padded(a.change, width), _yes(a.feasible), *moves)


def _read_alternative(row: Row) -> Alternative:
    change = _numbers(row, "change_")
    return Alternative(row["child_ref"], _group(row), row["feasible"] == "yes", change, _read_moves(row))


def _moves_text(moves: Sequence[Move]) -> str:
    """The moves by key, as JSON: ``[["C-0012",[100001,"ASD",7],null]]``; blank where nobody moves."""
    plain = [[move.child_ref, move.before, move.after] for move in moves]
    return json.dumps(plain, separators=(",", ":"), ensure_ascii=False) if plain else ""


def _read_moves(row: Row) -> tuple[Move, ...]:
    plain = json.loads(row["moves_by_key"] or "[]")
    return tuple(_move(ref, *(key and tuple(key) for key in keys)) for ref, *keys in plain)


@lru_cache(SHARED)
def _move(ref: str, before: _Plain | None, after: _Plain | None) -> Move:
    return Move(ref, _key(*before) if before else None, _key(*after) if after else None)


# limits ---------------------------------------------------------------------------------------------------------------

_ONE_MORE, _ALL_ABOVE = "one_more_", "one_more_with_all_above_"


def _limit_header(levels: Sequence[str]) -> tuple[str, ...]:
    worth = (*(_ONE_MORE + level for level in levels), *(_ALL_ABOVE + level for level in levels))
    return ("limit", *GROUP, "ncy_to", "name", "places", "used", *worth)


def _limit_rows(run: Run) -> Iterator[tuple[Cell, ...]]:
    width = len(run.levels)
    for limit in run.limits:
        band = (_blank(limit.ncy_from), _blank(limit.ncy_to))
        worth = (*_padded(limit.one_more, width), *_padded(limit.one_more_with_all_above, width))
        yield (limit.kind, limit.urn, limit.provision_id, *band, limit.name, limit.places, limit.used, *worth)


def _read_limit(row: Row) -> LimitUse:
    if row["limit"] not in ("group", "provision", "setting", "family"):
        raise ValueError(f"limit {row['limit']!r}")
    return LimitUse(
        kind=cast('Literal["group", "provision", "setting", "family"]', row["limit"]),
        urn=int(row["urn"]),
        provision_id=row["provision_id"],
        ncy_from=_whole(row["ncy_from"]),
        ncy_to=_whole(row["ncy_to"]),
        name=row["name"],
        places=int(row["places"]),
        used=int(row["used"]),
        one_more=_numbers(row, _ONE_MORE, but_not=_ALL_ABOVE),
        one_more_with_all_above=_numbers(row, _ALL_ABOVE),
    )


# supersessions --------------------------------------------------------------------------------------------------------


def _supersession_header(_levels: Sequence[str]) -> tuple[str, ...]:
    first = ("supersession_id", *GROUP, "child_a", "child_b", "a_request_date", "b_request_date", "a_state")
    return (
        *first,
        "a_deadline",
        "b_deadline",
        "reason_code",
        "a_need_score",
        "b_need_score",
        "counterfactual",
        "effect_on_a",
    )


def _supersession_rows(run: Run) -> Iterator[tuple[Cell, ...]]:
    for s in run.supersessions:
        who = (s.supersession_id, *s.group, s.child_a, s.child_b)
        asked = (s.a_request_date.isoformat(), s.b_request_date.isoformat(), s.a_state)
        due = (s.a_deadline.isoformat(), s.b_deadline.isoformat())
        yield (*who, *asked, *due, s.reason_code, s.a_need_score, s.b_need_score, s.counterfactual, s.effect_on_a)


def _read_supersession(row: Row) -> Supersession:
    return Supersession(
        supersession_id=row["supersession_id"],
        group=_group(row),
        child_a=intern(row["child_a"]),
        child_b=intern(row["child_b"]),
        a_request_date=_day(row["a_request_date"]),
        b_request_date=_day(row["b_request_date"]),
        a_state=State(row["a_state"]),
        a_deadline=_day(row["a_deadline"]),
        b_deadline=_day(row["b_deadline"]),
        reason_code=intern(row["reason_code"]),
        a_need_score=int(row["a_need_score"]),
        b_need_score=int(row["b_need_score"]),
        counterfactual=row["counterfactual"],
        effect_on_a=intern(row["effect_on_a"]),
    )


# cells ----------------------------------------------------------------------------------------------------------------


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _blank(value: int | None) -> Cell:
    return "" if value is None else value


def _whole(cell: str) -> int | None:
    return int(cell) if cell else None


def _exact(cell: str) -> int:
    """``-12.05`` is -1205 and ``32.5`` is 325: the digits as written, without the point."""
    return int(cell.replace(".", ""))


def _group(row: Row) -> GroupKey:
    return _key(int(row["urn"]), row["provision_id"], int(row["ncy_from"]))


def _padded(values: Sequence[int], width: int) -> tuple[Cell, ...]:
    return (*values, *("" for _ in range(width - len(values))))


def _numbers(row: Row, prefix: str, but_not: str = "\n") -> tuple[int, ...]:
    return tuple(
        int(cell)
        for column, cell in row.items()
        if cell and column.startswith(prefix) and not column.startswith(but_not)
    )


RECOMMENDATIONS = RunTable("recommendations.csv", _recommendation_header, _recommendation_rows, _read_recommendation)
UNPLACED = RunTable("unplaced.csv", _unplaced_header, _unplaced_rows, _read_unplaced)
REASONS = RunTable("reasons.csv", _reason_header, _reason_rows, _read_reason)
ALTERNATIVES = RunTable("alternatives.csv", _alternative_header, _alternative_rows, _read_alternative)
LIMITS = RunTable("limits.csv", _limit_header, _limit_rows, _read_limit)
SUPERSESSIONS = RunTable("supersessions.csv", _supersession_header, _supersession_rows, _read_supersession)
