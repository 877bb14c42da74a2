"""What there is to do: lists of tasks for planners and transport, and what to look at first in a panel's run."""

from collections.abc import Iterator, Mapping

from sufficiency.reports.page.summary import attention
from sufficiency.web.plan_shelf import made_routes, plans
from sufficiency.web.shelf import Shelf, Shelved
from sufficiency.web.tables import moment

Task = dict[str, object]
"""One item of the task list component."""
PAGES_OF_PARTS: Mapping[str, str] = {"unplaced": "unplaced", "superseded": "superseded"}
"""Parts of a run's report that have a page of their own; the others are looked at in the report."""


def to_look_at(run: Shelved) -> tuple[tuple[str, str], ...]:
    """What to look at first in a run, the most pressing first: in words, and the address that shows it."""
    found = ((item.says, PAGES_OF_PARTS.get(item.part, f"report#{item.part}")) for item in attention(run.stored.run))
    return tuple((says, f"/runs/{run.name}/{way}") for says, way in found)


def planners_tasks(shelf: Shelf) -> Iterator[Task]:
    """For each round: look at demand, see where places run short, run scenarios; then set them side by side."""
    every = plans(shelf)
    for name in shelf.rounds():
        way = f"/plan/rounds/{name}"
        yield _task(f"Look at the demand of {name}", f"{way}/demand")
        yield _task(f"See where places of {name} run short", f"{way}/gap")
        ran = [one for one in every if one.round == name]
        yield _task(f"Run scenarios of {name}", f"{way}/scenarios", f"Last run {moment(ran[0].made)}" if ran else "")
    for one in every[:1]:
        yield _task(f"Compare the scenarios of {one.name}", f"/plan/runs/{one.name}")


def transport_tasks(shelf: Shelf) -> Iterator[Task]:
    """What transport comes to for the newest run, or for the rounds; then the routes that were made last."""
    newest = [run.name for run in shelf.runs()[:1]] or list(shelf.rounds())
    for name in newest:
        yield _task(f"Estimate transport of {name}", f"/travel/of/{name}")
    made = made_routes(shelf)
    yield _task("Make routes", "/travel", f"Last made {moment(made[0][1])}" if made else "")
    for name, _ in made[:1]:
        yield _task(f"Look at the routes of {name}", f"/travel/routes/{name}")


def _task(title: str, href: str, status: str = "") -> Task:
    return {"title": {"text": title}, "href": href, "status": {"text": status}}
