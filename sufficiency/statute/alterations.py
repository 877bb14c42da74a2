"""Whether a change to a school needs a statutory proposal, and the weeks that adds.

Source: the provisions named ``proposal_...``. They bind maintained schools; for an academy the same change is a
significant change, which the Regional Director decides. Whether a proposal is needed is for the authority's own advice.
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from sufficiency.domain.years import AcademicYear
from sufficiency.statute.provisions import provision

Ground = Literal["larger", "need", "base", "site", "closed"]
"""Why a proposal is needed: codes of the provision ``proposal_reasons``."""


def proposal_words(ground: Ground, on: date) -> str:
    """The ground of a proposal in words."""
    return provision("proposal_reasons", on).items[ground]


def proposal_weeks(on: date) -> tuple[int, int]:
    """The least and the most weeks that a proposal adds to a scheme."""
    return provision("proposal_weeks_least", on).whole, provision("proposal_weeks_most", on).whole


def much_larger(pupils: int, increases: Sequence[tuple[AcademicYear, int]], year: AcademicYear) -> bool:
    """Whether a special school of so many pupils becomes larger by as much as needs a proposal.

    ``increases`` are places added by the September of each year, that of ``year`` among them; only those of the five
    years up to ``year`` count together. The lesser of 10 percent and 20 pupils decides.
    """
    on = year.first_day
    years = provision("proposal_increase_years", on).whole
    added = sum(places for when, places in increases if year.starts - years < when.starts <= year.starts)
    percent, most = provision("proposal_increase_percent", on).whole, provision("proposal_increase_pupils", on).whole
    return added > 0 and (added * 100 >= pupils * percent or added >= most)
