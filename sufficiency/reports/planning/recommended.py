"""Which of the scenarios the tool recommends for members to consider, and by what order."""

from collections.abc import Iterator

from sufficiency.domain.planning_results import THOUSANDTHS, ScenarioRun
from sufficiency.domain.scenario_comparison import Figure
from sufficiency.reports.planning.compare import ADDED, CAPITAL, PLACES
from sufficiency.reports.planning.paper import Paper, in_all
from sufficiency.reports.planning.words import shown

ORDER = (
    "Scenarios are compared in this order: fewest child-years without a place, then least net present cost, then "
    "fewest minutes of travel. Only those that expect the demand that the base expects are compared."
)


def recommended(paper: Paper) -> int | None:
    """The number of the scenario that comes first in ``ORDER``; None where no other is compared with the base."""
    like = [at for at, run in enumerate(paper.runs) if run.demand == paper.base.demand]
    return min(like, key=lambda at: (*_standing(paper.runs[at]), at)) if len(like) > 1 else None


def _standing(run: ScenarioRun) -> tuple[int, int, int]:
    unmet = sum(row.unmet for row in run.plan.where)
    cost = run.money.net_present_cost if run.money else 0
    return unmet, cost, sum(row.minutes for row in run.plan.travel)


def recommended_in_words(paper: Paper) -> tuple[str, ...]:
    """The recommended plan for members to consider, and why it comes first."""
    first = recommended(paper)
    if first is None:
        return ("No other scenario expects the demand that the base expects, so none is recommended.",)
    run = paper.runs[first]
    left = sum(row.unmet for row in run.plan.where)
    unmet = f"{shown(Figure.CHILDREN, left)} child-years" if left >= THOUSANDTHS else "nobody"
    same = " It is the base: none of the others comes before it." if first == 0 else ""
    proof = "" if run.proven else " Its search was stopped before the proof was complete."
    return (
        f"Recommended plan for members to consider: {run.name}.{same}",
        f"{run.description} {' '.join(_figures(paper, first))} It leaves {unmet} without a place.{proof}",
        ORDER,
        "This is a recommendation by a computer model from the figures it was given; members decide.",
    )


def _figures(paper: Paper, first: int) -> Iterator[str]:
    """What it adds and costs, and how that compares with the base."""
    added, capital = (in_all(paper, PLACES, name) for name in (ADDED, CAPITAL))
    if added is not None and capital is not None and added.values[first]:
        places, spent = (shown(row.figure, row.values[first]) for row in (added, capital))
        yield f"It adds {places} places for {spent} of capital at prices of the base year."
    against = paper.against[first]
    if against is not None and against.net_present_cost:
        more = "more" if against.net_present_cost > 0 else "less"
        cost = shown(Figure.MONEY, abs(against.net_present_cost))
        yield f"Its net present cost is {cost} {more} than that of {paper.names[0]}."
