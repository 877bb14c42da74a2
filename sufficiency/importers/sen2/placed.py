"""Children of a return who await no place, as rows of the placements table: what a check of their place stands on."""

from sufficiency.importers.sen2.needs import needs_of
from sufficiency.importers.sen2.whereabouts import Facts, Group, Whereabouts


def is_placed(where: Whereabouts) -> bool:
    """Whether a child awaits nothing and attends an institution with a URN; of any other nothing can be judged."""
    attends = where.facts.attends
    return where.group is Group.PLACED and attends is not None and attends.urn is not None


def placed_row(facts: Facts, ref: str) -> dict[str, str]:
    """The row of a child placed, as text by column: reference, year, needs, postcode, setting; no more of a person."""
    primary = needs_of(facts, 1)
    return {
        "child_ref": ref,
        "ncy": str(facts.ncy),
        "primary_need": "|".join(primary),
        "other_needs": "|".join(need for need in needs_of(facts, 2) if need not in primary),
        "postcode": facts.person.postcode,
        "urn": str(facts.attends.urn) if facts.attends else "",
        "in_base": _in_base(facts),
    }


def _in_base(facts: Facts) -> str:
    """Blank where the return says nothing of a unit or of resourced provision."""
    said = (facts.attends.sen_unit, facts.attends.resourced) if facts.attends else ()
    if any(said):
        return "yes"
    return "no" if False in said else ""
