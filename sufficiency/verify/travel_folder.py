"""A travel folder recounted from the raw input files: who travels, every route as it would be driven, and every sum."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sufficiency.verify import cells
from sufficiency.verify.boarding import Transport, read_transport
from sufficiency.verify.costs import day_by_mileage
from sufficiency.verify.driven import Driven, Travelling, broken_driving, driven_routes
from sufficiency.verify.facts import Round
from sufficiency.verify.grounds import due
from sufficiency.verify.journeys import Pair, by_origin, journeys
from sufficiency.verify.on_foot import on_foot
from sufficiency.verify.raw_files import Row, Unreadable, digests, rows_of
from sufficiency.verify.read_facts import read_round
from sufficiency.verify.report import Check, Verification, readable
from sufficiency.verify.settled import settled
from sufficiency.verify.vehicles import today

ROUTES, NOT_SERVED, SETTINGS, SUMMARY = "routes.csv", "not-served.csv", "settings.csv", "summary.json"
FAR_AWAY = 10**9
MILEAGE_PERCENT = 138
"""As published with the calibration of the depths: what full routes cost, in percent of mileage at the rates."""

NOT_RECOUNTED = (
    "That routes could not be cheaper, and that a child could not join one who is said not to be served.",
    "Medians, means, areas, grams of CO2e, and the range about a price.",
    "Offers of budgets and training, the figures rounded for anyone, and what is drawn from what is recounted.",
)
"""What a person should know of a travel folder that no check covers."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the folder says, over the raw facts of it. ``idle`` are those placed who are not entitled."""

    raw: Transport
    travelling: Travelling
    idle: int
    routes: tuple[Driven, ...]
    not_served: tuple[Row, ...]
    settings: tuple[Row, ...]
    summary: Mapping[str, object]

    @property
    def by_rate(self) -> bool:
        """Whether transport is priced by mileage, without routes."""
        return self.summary.get("depth") == "rate"


def verify_travel(folder: Path, inputs: Path, run_folder: Path | None = None) -> Verification:
    """Recount a travel folder of an input folder, or of a run of it. Nothing is raised: see ``verify_run``."""
    try:
        found = _gather(folder, inputs, run_folder)
        checks: tuple[Check, ...] = (_routes(found), _settings(found), _everyone(found))
    except Unreadable as error:
        checks = (readable(str(error)),)
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        checks = (readable(f"the files do not hang together ({type(error).__name__})"),)
    return Verification(not any(check.broken for check in checks), checks, digests(inputs), NOT_RECOUNTED)


def _gather(folder: Path, inputs: Path, run_folder: Path | None) -> Found:
    facts = read_round(inputs)
    raw, placed = read_transport(inputs, facts), _placed(facts, run_folder)
    entitled = _entitled(facts, placed)
    travelling = {**today(raw.passengers), **{ref: (facts.children[ref], placed[ref]) for ref in entitled}}
    return Found(
        raw,
        travelling,
        len(placed) - len(entitled),
        driven_routes(raw, travelling, rows_of(folder / ROUTES)),
        tuple(rows_of(folder / NOT_SERVED)),
        tuple(rows_of(folder / SETTINGS)),
        json.loads((folder / SUMMARY).read_text(encoding="utf-8")),
    )


def _placed(facts: Round, run_folder: Path | None) -> dict[str, int]:
    """Where each child is placed: by the run, else settled already."""
    if run_folder is None:
        return {ref: place.urn for ref, place in settled(facts, {}, holds_released=False).items()}
    rows = rows_of(run_folder / "recommendations.csv")
    return {cells.text(row, "child_ref"): cells.whole(row, "urn") for row in rows}


def _entitled(facts: Round, placed: Mapping[str, int]) -> list[str]:
    """Those placed to whom travel is due, or may be by discretion; walked where that is what it turns on."""
    homes = {ref: child.home.postcode for ref, child in facts.children.items()}
    unsafe, known = dict(by_origin(facts.unsafe, homes)), journeys(facts)

    def answer(pair: Pair, metres: int | None) -> str:
        child, by_parents = facts.children[pair[0]], pair in facts.by_parents
        return due(child, metres, unsafe=unsafe.get(pair, False), by_parents=by_parents)[0]

    turns = [pair for pair in placed.items() if answer(pair, 0) != answer(pair, FAR_AWAY)]
    by_road = {pair: known[pair].metres for pair in turns if pair in known}
    metres = by_road | on_foot(facts, turns)
    return [ref for ref, urn in placed.items() if answer((ref, urn), metres.get((ref, urn))) != "no"]


# checks ---------------------------------------------------------------------------------------------------------------


def _routes(found: Found) -> Check:
    says = (
        "Everyone who travels is on one route or named as not served; each route keeps to seats, wheelchair positions, "
        "time aboard, children kept apart and the number of vehicles, and takes and costs what it says"
    )
    if not found.by_rate:
        broken = broken_driving(found.raw, found.travelling, found.routes, found.not_served)
        return Check("routes", says, len(found.travelling), tuple(broken))
    missing = {cells.text(row, "child_ref") for row in found.not_served}
    nowhere = {ref for ref, who in found.travelling.items() if found.raw.rider(*who) is None}
    return Check("routes", says, len(missing), tuple(sorted(missing ^ nowhere)))


def _settings(found: Found) -> Check:
    """Each setting's travellers, price of a day and vehicles, from the routes or the mileage."""
    says = "Children, those not served, vehicles and the price of a day are, for each setting, what the routes come to"
    urns = [urn for _, urn in found.travelling.values()]
    wanted = {urn: _sums(found, urn) for urn in sorted(set(urns))}
    stated = {cells.whole(row, "urn"): _stated(row) for row in found.settings}
    broken = tuple(str(urn) for urn in sorted(wanted.keys() | stated.keys()) if wanted.get(urn) != stated.get(urn))
    return Check("settings", says, len(wanted), broken)


def _everyone(found: Found) -> Check:
    """Nobody is dropped: those placed who do not travel are counted too."""
    says = "All who travel and all placed who are not entitled are counted, and a day costs what the settings add up to"
    total, idle = found.summary["total"], found.summary["need_no_vehicle"]
    if not isinstance(total, dict) or not isinstance(idle, dict):
        raise Unreadable(f"{SUMMARY}: total or need_no_vehicle is missing")
    day = sum(cells.exact_pence(row, "price_day") for row in found.settings)
    wanted = (len(found.travelling), found.idle, day)
    stated = (
        total["travellers"],
        sum(idle.values()),
        cells.exact_pence({"price_day": total["price_day"]}, "price_day"),
    )
    return Check("everyone", says, len(found.travelling) + found.idle, () if stated == wanted else ("the total",))


Sums = tuple[int, int, int, int | None]
"""Travellers, those not served, pence a day, vehicles (None without routes)."""


def _sums(found: Found, urn: int) -> Sums:
    people = [who for who in found.travelling.values() if who[1] == urn]
    missing = sum(cells.whole(row, "urn") == urn for row in found.not_served)
    if found.by_rate:
        riders = [rider for rider in (found.raw.rider(*who) for who in people) if rider is not None]
        rates = found.raw.facts.rates
        day_by_rate = sum(day_by_mileage(one, one.direct[1], rates) for one in riders)
        return len(people), missing, MILEAGE_PERCENT * day_by_rate // 100, None
    day = {route.name: cells.exact_pence(route.rows[0], "day_cost") for route in found.routes if route.urn == urn}
    return len(people), missing, sum(day.values()), len(day)


def _stated(row: Row) -> Sums:
    return (
        cells.whole(row, "travellers"), cells.whole(row, "not_served"), cells.exact_pence(row, "price_day"),
        cells.whole_or_none(row, "vehicles"),
    )  # fmt: skip
