"""The day by which each child's place must be settled, restated from the regulations.

Twenty weeks from the request for a new plan (SEND Regulations 2014 reg. 13(2)); six from the move for a child who
moved in (reg. 15); 15 February, or 31 March for a move to post-16, in the year of transfer, and five months before
1 September for a later move (reg. 18); twelve weeks from the review when a placement breaks down (reg. 20 and 22);
two weeks from a tribunal's order naming a school (reg. 44(2)(f)).
"""

from datetime import date, timedelta

from sufficiency.verify.facts import Child

TWO_WEEKS, SIX_WEEKS, TWELVE_WEEKS, TWENTY_WEEKS = (timedelta(weeks=weeks) for weeks in (2, 6, 12, 20))
FIRST_POST_16_YEAR = 12


def deadline(child: Child, year: int) -> date:
    """The deadline given, else the one that the reason and the dated facts fix."""
    if child.deadline is not None:
        return child.deadline
    if child.reason == "phase-transfer":
        return _transfer(child.ncy, year)
    if child.reason == "move-in":
        return child.request + SIX_WEEKS
    if child.reason == "breakdown":
        return (child.review or child.request) + TWELVE_WEEKS
    if child.reason == "tribunal" and child.order is not None:
        return child.order + TWO_WEEKS
    return child.request + TWENTY_WEEKS


def _transfer(ncy: int, year: int) -> date:
    if ncy > FIRST_POST_16_YEAR:
        return date(year, 4, 1)
    return date(year, 3, 31) if ncy == FIRST_POST_16_YEAR else date(year, 2, 15)
