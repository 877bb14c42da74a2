"""No limit holds more children than there are places free to name."""

from sufficiency.verify.evidence import Evidence
from sufficiency.verify.limits import NO_BAND, Limit
from sufficiency.verify.raw_files import Row
from sufficiency.verify.report import Check


def capacity(evidence: Evidence) -> Check:
    """Children counted up from the answer against places counted up from the five numbers."""
    over = [limit for limit, used in evidence.used.items() if used > evidence.places[limit]]
    broken = tuple(f"{limit}: {evidence.used[limit]} in {evidence.places[limit]} places" for limit in sorted(over))
    says = "No place group, provision, setting or family of sites holds more than the places free to name this year"
    return Check("capacity", says, len(evidence.places), broken)


def limits_stated(evidence: Evidence) -> Check:
    """Places and use in ``limits.csv``."""
    stated = {_limit(row): (row["places"], row["used"]) for row in evidence.run.limits}
    should_be = {limit: (str(places), str(evidence.used.get(limit, 0))) for limit, places in evidence.places.items()}
    every = sorted(stated.keys() | should_be.keys())
    broken = tuple(str(limit) for limit in every if stated.get(limit) != should_be.get(limit))
    return Check("limits", "Places and use of every limit are stated as they are", len(should_be), broken)


def _limit(row: Row) -> Limit:
    band = int(row["ncy_from"]) if row["ncy_from"] else NO_BAND
    return Limit(row["limit"], int(row["urn"]), row["provision_id"], band)
