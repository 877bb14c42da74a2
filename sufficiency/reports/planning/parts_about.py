"""The parts of planning's documents that say what a plan rests on: risks, and sources with their limits."""

from collections.abc import Iterator

from sufficiency.domain.planning_results import ScenarioRun
from sufficiency.reports.page.tables import table
from sufficiency.reports.planning.paper import Paper, Part
from sufficiency.reports.planning.parts_money import prices_table
from sufficiency.reports.planning.words import academic
from sufficiency.reports.words import count, pounds
from sufficiency.statute.statements import RECOMMENDATION

LIMITS = (
    "Demand is expected, not known; the P80 figures show how far it may be above that.",
    "Nobody is moved: a child stays in a place to the end of the phase.",
    "A child whose needs no independent setting of the tables takes is taken to travel the longest way allowed.",
    "Costs are those of places, children, works and journeys. Savings elsewhere are not counted.",
    "Nothing is counted after the last year: neither what a plan saves then nor what its buildings are worth.",
    "Place funding is at the national rate throughout; prices grow at the rates listed.",
    "The net present cost is at prices of the base year, so that general inflation is in neither costs nor discount.",
)


def risks_part(paper: Paper) -> Part:
    """What may go otherwise, from the figures themselves."""
    return Part("risks", "Risks", tuple(line for run in paper.runs for line in _risks(run)) or ("None was found.",))


def _risks(run: ScenarioRun) -> Iterator[str]:
    opened = [scheme for scheme in run.schemes if scheme.opens is not None]
    proposals = [scheme.name for scheme in opened if scheme.proposal]
    if proposals:
        need = count(len(proposals), "scheme needs", "schemes need")
        yield f"{run.name}: {need} a statutory proposal: {', '.join(proposals)}."
    staffed = [scheme.name for scheme in opened if scheme.staffing]
    if staffed:
        yield f"{run.name}: staff have to be found for {', '.join(staffed)}."
    if over := _overspent_pots(run):
        yield f"{run.name}: more is spent than the pot holds: {'; '.join(over)}."
    if unmet := [row for row in run.plan.where if row.unmet >= 1000]:
        yield f"{run.name}: children without a place in {', '.join(academic(row.year) for row in unmet)}."
    if not run.proven:
        yield f"{run.name}: the search for the best plan was stopped before the proof was complete."


def _overspent_pots(run: ScenarioRun) -> list[str]:
    """Pots that hold something in some year and less than is paid in all years together."""
    pots = run.money.pots if run.money else ()
    return [
        f"{pot.pot} by {pounds(sum(pot.cash) - sum(pot.holds))}"
        for pot in pots
        if any(pot.holds) and sum(pot.cash) > sum(pot.holds)
    ]


def sources_part(paper: Paper) -> Part:
    """Sources and limits: what is assumed, where prices are from, and what the figures do not say."""
    premises = paper.base.premises
    assumed = tuple(f"Assumed: {line}" for line in premises.assumed)
    prices = (prices_table(paper.base.finance),) if paper.base.finance else ()
    limits = table("limits-table", "How far children may travel and for whom a base will do",
                   ("Scenario", "#Longest way, minutes", "#Guideline, primary", "#Guideline, secondary",
                    "#Entrants a base may serve instead, %", "#Seed of the draws"),
                   ((run.name, run.premises.limit, run.premises.guideline_primary, run.premises.guideline_secondary,
                     run.premises.base_first, run.premises.seed) for run in paper.runs))  # fmt: skip
    return Part("sources", "Sources and limits", (*LIMITS, *assumed, RECOMMENDATION), tables=(limits,), folded=prices)
