"""Journeys and transport in the papers: the way to each setting on a case's page, and two prices side by side."""

from collections.abc import Iterator

from sufficiency.domain.cases import Preference
from sufficiency.domain.fleet import VehicleType
from sufficiency.domain.run import Move
from sufficiency.domain.transport import Arrangement
from sufficiency.reports.pack.dossier import Dossier
from sufficiency.reports.pack.requests import is_met
from sufficiency.reports.pack.sheets import Column, Row, Sheet
from sufficiency.reports.transport.arrangement import free_travel, how
from sufficiency.reports.words import decimal, pounds

COMPARED = Sheet(
    "transport_compared",
    "Transport, pounds a year over today's routes",
    "",
    (
        Column("place", "Setting asked for", 4),
        Column("asked", "A year", 2),
        Column("by", "How", 4),
        Column("other", "Another suitable place, to be had", 4),
        Column("instead", "A year", 2),
        Column("how", "How", 4),
        Column("more", "More", 2),
    ),
    "No setting asked for costs more in transport than another suitable place that is to be had, or transport is "
    "priced by mileage in this round.",
)


def travel_rows(dossier: Dossier, ref: str, most: int) -> Iterator[Row]:
    """The place recommended, every setting asked for, and the first ``most`` alternatives: each setting once."""
    for urn, says in _settings(dossier, ref, most).items():
        if (its := dossier.arrangements.get((ref, urn))) is not None:
            yield {
                "place": dossier.names.setting(urn),
                "says": says,
                "minutes": decimal(its.direct, 1),
                "due": free_travel(its),
                "how": how(its, _vehicles(dossier)),
                "cost": its.year,
            }


def compared_rows(dossier: Dossier, ref: str) -> Iterator[Row]:
    """Every setting asked for, and suitable, to which transport costs more than to another suitable place to be had.

    Requests ranked below one that is recommended are not compared.
    """
    for asked in _standing(dossier, ref):
        wanted = dossier.arrangements.get((ref, asked.urn))
        other = _cheapest_to_be_had(dossier, ref, asked.urn)
        if wanted is not None and other is not None and other.year < wanted.year:
            yield {
                "place": dossier.names.setting(asked.urn),
                "asked": pounds(wanted.year),
                "by": how(wanted, _vehicles(dossier)),
                "other": dossier.names.setting(other.urn),
                "instead": pounds(other.year),
                "how": how(other, _vehicles(dossier)),
                "more": pounds(wanted.year - other.year),
            }


def _standing(dossier: Dossier, ref: str) -> Iterator[Preference]:
    """The child's requests down to the one that is recommended."""
    for asked in dossier.preferences.get(ref, ()):
        yield asked
        if is_met(dossier, asked):
            return


def _settings(dossier: Dossier, ref: str, most: int) -> dict[int, str]:
    """URN to why it stands there; the first reason is the one given."""
    placed = dossier.recommended.get(ref)
    found = {} if placed is None else {placed.group.urn: "Recommended"}
    for asked in dossier.preferences.get(ref, ()):
        found.setdefault(asked.urn, f"Asked for, rank {asked.rank}")
    for option in [a for a in dossier.alternatives.get(ref, ()) if a.feasible][:most]:
        found.setdefault(option.group.urn, "Alternative")
    return found


def _cheapest_to_be_had(dossier: Dossier, ref: str, than: int) -> Arrangement | None:
    """The arrangement of least price at another setting where a place is recommended or free: nobody would move."""
    placed = dossier.recommended.get(ref)
    free = {a.group.urn for a in dossier.alternatives.get(ref, ()) if a.feasible and _moves_nobody_else(a.moves, ref)}
    places = (free | ({placed.group.urn} if placed else set())) - {than}
    found = (dossier.arrangements[ref, urn] for urn in places if (ref, urn) in dossier.arrangements)
    return min(found, key=lambda its: (its.year, its.urn), default=None)


def _moves_nobody_else(moves: tuple[Move, ...], ref: str) -> bool:
    return all(move.child_ref == ref for move in moves)


def _vehicles(dossier: Dossier) -> tuple[VehicleType, ...]:
    return () if dossier.run.transport is None else dossier.run.transport.vehicles
