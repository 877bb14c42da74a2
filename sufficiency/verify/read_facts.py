"""Reading the raw tables into plain facts, row by row; a cell that cannot be read is named by file, row and column."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from sufficiency.verify import cells
from sufficiency.verify.facts import Authority, Child, Group, Home, Key, Rates, Reply, Round, Setting
from sufficiency.verify.raw_files import Row, Unreadable, facts, table

T = TypeVar("T")


def read_round(folder: Path) -> Round:
    """Read the input folder. Raises Unreadable by file, row and column where a cell cannot be read."""
    stated = facts(folder, "authority.toml")
    authority, day_first = _authority(stated), stated.get("date_format", "iso") == "dd/mm/yyyy"
    children = _each(folder, "children", lambda row: _child(row, day_first, authority.year))
    settings = _each(folder, "settings", _setting)
    groups = _each(folder, "provision", lambda row: _group(row, day_first, authority.year))
    return Round(
        folder, authority, _rates(facts(folder, "rates.toml")),
        {child.ref: child for child in children},
        {setting.urn: setting for setting in settings},
        {group.key: group for group in groups if group is not None},
        _asked(folder), _replies(folder, day_first), _travel(folder), _unsafe(folder), _by_parents(folder),
    )  # fmt: skip


def spaced(postcode: str) -> str:
    """A postcode in capitals with a blank before its last three characters; empty stays empty."""
    plain = "".join(postcode.upper().split())
    return f"{plain[:-3]} {plain[-3:]}" if plain else ""


def _each(folder: Path, name: str, build: Callable[[Row], T]) -> list[T]:
    built = []
    for number, row in enumerate(table(folder, name), 2):
        try:
            built.append(build(row))
        except Unreadable as error:
            raise Unreadable(f"{name} row {number}: {error}") from error
    return built


def home(row: Row) -> Home:
    """Where a row says something is."""
    return Home(
        spaced(cells.text(row, "postcode")),
        cells.whole_or_none(row, "easting"), cells.whole_or_none(row, "northing"),
    )  # fmt: skip


def _child(row: Row, day_first: bool, year: int) -> Child:
    request = cells.day(row, "request_date", day_first)
    if request is None:
        raise Unreadable("request_date is empty")
    named = cells.whole_or_none(row, "named_urn")
    return Child(
        ref=cells.text(row, "child_ref"),
        ncy=_ncy(row, day_first, year),
        needs=(*cells.words(row, "primary_need"), *cells.words(row, "other_needs")),
        home=home(row),
        request=request,
        deadline=cells.day(row, "deadline", day_first),
        reason=cells.text(row, "reason").lower() or "new-plan",
        review=cells.day(row, "review_date", day_first),
        order=cells.day(row, "order_date", day_first),
        state=cells.text(row, "state").upper() or "P0",
        urgency=cells.text(row, "urgency").upper() or "U6",
        score=cells.count(row, "need_score"),
        sex=cells.text(row, "sex").upper()[:1],
        sibling_urn=cells.whole_or_none(row, "sibling_urn"),
        sibling_ref=cells.text(row, "sibling_ref"),
        named_urn=cells.whole_or_none(row, "current_urn") if named is None else named,
        named_provision=cells.text(row, "named_provision_id"),
        wheelchair=cells.yes(row, "wheelchair"),
        assistant=cells.yes(row, "passenger_assistant"),
        solo=cells.yes(row, "solo_travel"),
        max_minutes=cells.whole_or_none(row, "max_minutes"),
        apart=cells.references(row, "apart_from"),
        cannot_walk=cells.yes_or_none(row, "cannot_walk"),
        low_income=cells.yes(row, "low_income"),
    )


def _ncy(row: Row, day_first: bool, year: int) -> int:
    """The year group given, else from the date of birth: age on 31 August before the year starts, less 4."""
    given = cells.whole_or_none(row, "ncy")
    born = cells.day(row, "date_of_birth", day_first)
    if given is not None:
        return given
    if born is None:
        raise Unreadable("neither ncy nor date_of_birth is given")
    had_birthday = (born.month, born.day) <= (8, 31)
    return year - born.year - (0 if had_birthday else 1) - 4


def _setting(row: Row) -> Setting:
    return Setting(
        urn=cells.whole(row, "urn"),
        name=cells.text(row, "name"),
        type=cells.text(row, "type").lower(),
        site=home(row),
        listed=cells.yes(row, "s38_3"),
        admits=cells.text(row, "sex").lower() or "mixed",
        lead=cells.whole_or_none(row, "lead_urn"),
        shared_places=cells.whole_or_none(row, "shared_places"),
    )


def _group(row: Row, day_first: bool, year: int) -> Group | None:
    if cells.text(row, "year")[:4] != str(year):
        return None
    taken = sum(cells.count(row, column) for column in ("on_roll", "named_not_started", "held"))
    return Group(
        key=Key(cells.whole(row, "urn"), cells.text(row, "provision_id"), cells.whole(row, "ncy_from")),
        ncy_to=cells.whole(row, "ncy_to"),
        needs=frozenset(cells.words(row, "needs")),
        free=cells.whole(row, "commissioned") - taken + cells.count(row, "leavers"),
        place_cost=cells.pence(row, "place_cost"),
        top_up=cells.pence(row, "top_up"),
        opens=cells.day(row, "opens_on", day_first),
        closes=cells.day(row, "closes_on", day_first),
    )


def _asked(folder: Path) -> dict[str, tuple[tuple[int, int, str], ...]]:
    lists: dict[str, list[tuple[int, int, str]]] = {}
    for ref, request in _each(folder, "preferences", _request):
        lists.setdefault(ref, []).append(request)
    return {ref: tuple(sorted(requests)) for ref, requests in lists.items()}


def _request(row: Row) -> tuple[str, tuple[int, int, str]]:
    asked = cells.whole(row, "rank"), cells.whole(row, "urn"), cells.text(row, "provision_id")
    return cells.text(row, "child_ref"), asked


def _replies(folder: Path, day_first: bool) -> dict[tuple[str, int], tuple[Reply, ...]]:
    lists: dict[tuple[str, int], list[Reply]] = {}
    for whom, reply in _each(folder, "consultations", lambda row: _reply(row, day_first)):
        lists.setdefault(whom, []).append(reply)
    return {whom: tuple(replies) for whom, replies in lists.items()}


def _reply(row: Row, day_first: bool) -> tuple[tuple[str, int], Reply]:
    reply = Reply(
        cells.text(row, "provision_id"),
        cells.day(row, "sent_on", day_first), cells.day(row, "replied_on", day_first),
        cells.text(row, "reply").lower() or "none", cells.text(row, "ground").upper(),
    )  # fmt: skip
    return (cells.text(row, "child_ref"), cells.whole(row, "urn")), reply


def _travel(folder: Path) -> dict[tuple[str, int], tuple[int, int | None]]:
    return dict(_each(folder, "travel", _journey))


def _journey(row: Row) -> tuple[tuple[str, int], tuple[int, int | None]]:
    minutes = cells.tenths(row, "minutes")
    if minutes is None:
        raise Unreadable("minutes is empty")
    return (cells.text(row, "origin"), cells.whole(row, "urn")), (minutes, cells.whole_or_none(row, "metres"))


def _unsafe(folder: Path) -> dict[tuple[str, int], bool]:
    said = _each(folder, "travel", lambda row: (_journey(row)[0], cells.yes_or_none(row, "unsafe_route")))
    return {pair: unsafe for pair, unsafe in said if unsafe is not None}


def _by_parents(folder: Path) -> frozenset[tuple[str, int]]:
    """Pairs whose most wanted request says so; a child may ask for one setting's provisions one after another."""
    said = _each(folder, "preferences", lambda row: (_request(row), cells.yes(row, "parent_transports")))
    first: dict[tuple[str, int], bool] = {}
    for (ref, (_, urn, _)), alone in sorted(said, key=lambda one: one[0][1][0]):
        first.setdefault((ref, urn), alone)
    return frozenset(pair for pair, alone in first.items() if alone)


def section(stated: Mapping[str, object], name: str) -> Row:
    """One table of a keyed file, its values as text."""
    section = stated.get(name, {})
    return {key: str(value) for key, value in section.items()} if isinstance(section, dict) else {}


def _authority(stated: Mapping[str, object]) -> Authority:
    top = {key: str(value) for key, value in stated.items()}
    travel, side = section(stated, "travel"), section(stated, "side")
    as_at = cells.day(top, "census_date", True)
    if as_at is None:
        raise Unreadable("authority.toml: census_date is empty")
    return Authority(
        year=int(top["academic_year"][:4]),
        as_at=as_at,
        seed=int(section(stated, "ordering").get("seed", top.get("seed", "0"))),
        guideline_primary=int(travel.get("guideline_primary", "45")),
        guideline_secondary=int(travel.get("guideline_secondary", "75")),
        peak_percent=int(travel.get("peak_percent", "100")),
        limit=int(travel.get("limit", "90")),
        siblings_together=side.get("siblings_together", "") == "True",
        ceiling=cells.pence(side, "money_ceiling") if "money_ceiling" in side else None,
        mix=_mix(stated.get("side", {})),
        sources=section(stated, "sources"),
    )


def _mix(side: object) -> tuple[tuple[str, int], ...]:
    entries = side.get("mix", []) if isinstance(side, dict) else []
    return tuple((str(entry["need"]), int(entry["most"])) for entry in entries)


def _rates(stated: Mapping[str, object]) -> Rates:
    prices = section(stated, "transport")
    usual = Rates()
    money = {name: cells.pence(prices, name) if name in prices else getattr(usual, name)
             for name in ("per_mile", "wheelchair_per_mile", "assistant_per_day")}  # fmt: skip
    return Rates(**money, share=int(prices.get("share", usual.share)), days=int(prices.get("days", usual.days)))
