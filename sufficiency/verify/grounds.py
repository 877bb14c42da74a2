"""Free travel to school, restated for the facts a round has: Education Act 1996, Schedule 35B, and section 444(5).

The place recommended is taken as the one named in the plan, so it is the nearest suitable school; named on condition
that the parents arrange travel, it gives no ground while nothing is known of a nearer place.
"""

from collections.abc import Iterator

from sufficiency.verify.facts import Child

METRES_IN_1000_MILES = 1_609_344
TWO_MILES, THREE_MILES = 2, 3
LAST_YEAR_UNDER_8, LAST_YEAR_UNDER_11, LAST_YEAR_OF_SCHOOL = 3, 6, 11

Due = tuple[str, tuple[str, ...]]
"""``yes``, ``no`` or ``discretionary``, and the grounds."""


def due(child: Child, metres: int | None, *, unsafe: bool, by_parents: bool) -> Due:
    """Whether travel is due free of charge over so many metres on foot (None: not known), and every ground for it.

    Nothing on file says whether a child in Reception has reached compulsory school age, so that is discretionary.
    """
    if not 1 <= child.ncy <= LAST_YEAR_OF_SCHOOL:
        return "discretionary", ()
    grounds = () if by_parents else tuple(_grounds(child, metres, unsafe))
    return ("yes" if grounds else "no"), grounds


def _grounds(child: Child, metres: int | None, unsafe: bool) -> Iterator[str]:
    helped = child.wheelchair or child.assistant or child.solo
    if helped if child.cannot_walk is None else child.cannot_walk:
        yield "CANNOT_WALK"
    if unsafe:
        yield "UNSAFE_ROUTE"
    if metres is None:
        return
    if _farther(metres, TWO_MILES if child.ncy <= LAST_YEAR_UNDER_8 else THREE_MILES):
        yield "BEYOND_WALKING"
    if child.low_income and LAST_YEAR_UNDER_8 < child.ncy <= LAST_YEAR_UNDER_11 and _farther(metres, TWO_MILES):
        yield "LOW_INCOME_8_10"


def _farther(metres: int, miles: int) -> bool:
    return metres * 1000 > miles * METRES_IN_1000_MILES
