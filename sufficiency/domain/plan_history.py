"""What an authority's plans were: the published stocks of each January and flows of each calendar year."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Counts = Mapping[int, int]
"""Children or requests by year; a year that was not published is not there."""


@dataclass(frozen=True, slots=True)
class PlanHistory:
    """Plans maintained by one authority (SEN2, Department for Education).

    Stocks are by the year of their January: ``plans`` in all, ``special`` of them in special schools, ``unrecorded``
    of them with no placement recorded. Flows are by calendar year and are published with the stock of the January
    after: ``requests`` for an assessment, ``new_plans``, of which ``new_special`` in special schools.
    """

    code: str
    name: str
    plans: Counts
    special: Counts
    unrecorded: Counts = field(default_factory=dict)
    requests: Counts = field(default_factory=dict)
    new_plans: Counts = field(default_factory=dict)
    new_special: Counts = field(default_factory=dict)

    def known_at(self, january: int) -> "PlanHistory":
        """What had been published with the stock of that January: nothing of the calendar year it begins."""
        stocks = (_until(counts, january) for counts in (self.plans, self.special, self.unrecorded))
        flows = (_until(counts, january - 1) for counts in (self.requests, self.new_plans, self.new_special))
        return PlanHistory(self.code, self.name, *stocks, *flows)


def _until(counts: Counts, year: int) -> Counts:
    return {at: count for at, count in counts.items() if at <= year}
