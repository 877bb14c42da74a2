"""Transport by insertion: today's routes, and what the children recommended add to them."""

from sufficiency.verify.evidence import Evidence
from sufficiency.verify.report import Check
from sufficiency.verify.vehicles import (
    SEARCHED,
    WALKED,
    broken_arrangements,
    broken_grounds,
    broken_routes,
    broken_walks,
)


def todays_routes(evidence: Evidence) -> Check:
    """Every route of today driven again: seats, wheelchairs, assistants, time aboard, price."""
    says = (
        "Everyone who travels today is on one route or named as not served; each route keeps to seats, wheelchair "
        "positions, time aboard, children kept apart and the number of vehicles, and costs what it says"
    )
    found = evidence.vehicles
    if found is None:
        return Check("todays-routes", says, 0)
    return Check("todays-routes", says, len(found.raw.passengers), tuple(broken_routes(found)))


def arrangements(evidence: Evidence) -> Check:
    """The price of transport of everyone recommended, at the stated place on today's routes."""
    says = (
        "Transport of each child recommended adds to today's routes what it says, at the place it says; for "
        f"{SEARCHED} of them every other place on them was tried and none is cheaper"
    )
    if evidence.vehicles is None:
        return Check("arrangements", says, 0)
    pairs = [(placed.ref, placed.key.urn) for placed, _, _ in evidence.known_rows()]
    return Check("arrangements", says, len(pairs), tuple(broken_arrangements(evidence.vehicles, pairs)))


def entitlement(evidence: Evidence) -> Check:
    """Journeys from home, grounds of free travel and metres on foot of every arrangement a run states."""
    says = (
        "Every arrangement states the journey from home, and whether travel is due free of charge and on which "
        f"grounds, as the raw files come to; {WALKED} of them were walked again"
    )
    found = evidence.vehicles
    if found is None:
        return Check("entitlement", says, 0)
    broken = (*broken_grounds(found, evidence.journeys), *broken_walks(found))
    return Check("entitlement", says, len(found.arrangements), broken)
