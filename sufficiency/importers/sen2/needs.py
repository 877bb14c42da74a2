"""The types of need of a plan in force, by rank."""

from sufficiency.importers.sen2.whereabouts import Facts


def needs_of(facts: Facts, rank: int) -> list[str]:
    """The types of need of that rank, each once, in the order of the return."""
    return list(dict.fromkeys(need.need for need in (facts.active.needs if facts.active else ()) if need.rank == rank))
