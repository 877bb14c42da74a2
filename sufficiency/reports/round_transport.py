"""Transport of a round in the run folder: today's routes, who is not served, and every arrangement; and read back."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any, cast, get_args

from sufficiency.domain.entitlement import Entitled
from sufficiency.domain.fleet import VehicleType
from sufficiency.domain.places import Place
from sufficiency.domain.transport import Aboard, Arrangement, NotServed, RoundTransport, VehicleRoute
from sufficiency.reports.csv_file import Cell, read_csv, write_csv
from sufficiency.reports.words import decimal

ARRANGEMENTS, ROUTES, NOT_SERVED = "arrangements.csv", "todays-routes.csv", "not-served-today.csv"
FILES = (ARRANGEMENTS, ROUTES, NOT_SERVED)
ARRANGEMENT_HEADER = (
    "child_ref", "urn", "entitled", "gateways", "walking_metres", "mode", "vehicle", "joins", "position", "year_cost",
    "minutes", "metres",
)  # fmt: skip
ROUTE_HEADER = (
    "route", "urn", "number", "vehicle", "assistant", "metres", "minutes", "day_cost", "grams",
    "order", "child_ref", "pick_up", "minutes_aboard", "direct_minutes",
)  # fmt: skip
BETWEEN = ";"
Row = Mapping[str, str]


def write_round_transport(transport: RoundTransport, folder: Path) -> None:
    """Write the three tables."""
    write_csv(folder / ARRANGEMENTS, ARRANGEMENT_HEADER, map(_arrangement, transport.arrangements))
    write_csv(folder / ROUTES, ROUTE_HEADER, (row for route in transport.today for row in _route(route)))
    write_csv(folder / NOT_SERVED, ("child_ref", "urn", "why"), ((n.ref, n.urn, n.why) for n in transport.not_served))


def transport_document(transport: RoundTransport | None) -> dict[str, object] | None:
    """What ``run.json`` says of transport: contract days a year, and the kinds of vehicle."""
    if transport is None:
        return None
    return {"days": transport.days, "vehicles": [asdict(kind) for kind in transport.vehicles]}


def read_round_transport(folder: Path, document: object) -> RoundTransport | None:
    """The tables read back beside what ``run.json`` says; None where the run carries no transport."""
    if document is None:
        return None
    said = cast("dict[str, Any]", document)
    days, kinds = int(said["days"]), tuple(VehicleType(**kind) for kind in said["vehicles"])
    routes = groupby(read_csv(folder / ROUTES), key=lambda row: row["route"])
    return RoundTransport(
        days,
        tuple(_read_route(list(rows)) for _, rows in routes),
        tuple(NotServed(row["child_ref"], int(row["urn"]), row["why"]) for row in read_csv(folder / NOT_SERVED)),
        tuple(map(_read_arrangement, read_csv(folder / ARRANGEMENTS))),
        kinds,
    )


def _arrangement(a: Arrangement) -> tuple[Cell, ...]:
    walking = "" if a.walking is None else a.walking
    found = (a.ref, a.urn, a.entitled, BETWEEN.join(a.gateways), walking)
    return (*found, a.mode, a.vehicle, a.joins, a.position, decimal(a.year, 2), decimal(a.direct, 1), a.metres)


def _read_arrangement(row: Row) -> Arrangement:
    if row["entitled"] not in get_args(Entitled):
        raise ValueError(f"entitled {row['entitled']!r}")
    return Arrangement(
        ref=row["child_ref"],
        urn=int(row["urn"]),
        entitled=cast("Entitled", row["entitled"]),
        gateways=tuple(row["gateways"].split(BETWEEN)) if row["gateways"] else (),
        mode=row["mode"],
        year=_exact(row["year_cost"]),
        joins=row["joins"],
        position=int(row["position"]),
        vehicle=row["vehicle"],
        walking=int(row["walking_metres"]) if row["walking_metres"] else None,
        direct=_exact(row["minutes"]),
        metres=int(row["metres"]),
    )


def _route(route: VehicleRoute) -> Iterator[tuple[Cell, ...]]:
    """One row for each child aboard, in the order of boarding; where children board is drawn only, never written."""
    length = (route.metres, decimal(route.tenths, 1), decimal(route.day, 2), route.grams)
    head = (route.name, route.urn, route.number, route.vehicle, "yes" if route.assistant else "no", *length)
    for order, one in enumerate(route.aboard, start=1):
        yield (*head, order, one.ref, one.pick_up, decimal(one.tenths, 1), decimal(one.direct, 1))


def _read_route(rows: list[Row]) -> VehicleRoute:
    head = rows[0]
    return VehicleRoute(
        urn=int(head["urn"]),
        number=int(head["number"]),
        vehicle=head["vehicle"],
        assistant=head["assistant"] == "yes",
        aboard=tuple(map(_read_aboard, rows)),
        metres=int(head["metres"]),
        tenths=_exact(head["minutes"]),
        day=_exact(head["day_cost"]),
        grams=int(head["grams"]),
    )


def _read_aboard(row: Row) -> Aboard:
    return Aboard(
        row["child_ref"], _exact(row["minutes_aboard"]), _exact(row["direct_minutes"]), Place(), row["pick_up"]
    )


def _exact(cell: str) -> int:
    """The digits as written, without the point: ``32.5`` is 325."""
    return int(cell.replace(".", ""))
