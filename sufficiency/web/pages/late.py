"""What of a round is overdue, due and unanswered on a day."""

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from sufficiency.errors import InputRejected
from sufficiency.pipelines import casework
from sufficiency.reports.drift import drift
from sufficiency.store.cases import how_many
from sufficiency.store.rounds import round_called
from sufficiency.web.forms import Field, no_day
from sufficiency.web.late_view import late_parts, pages_of_cases
from sufficiency.web.pages.plan import in_the_way
from sufficiency.web.rendering import page
from sufficiency.web.workbench import workbench_of

router = APIRouter()

DAY = Field("on", "Day of the report", "day")


@router.get("/panel/{round}/late")
def late(request: Request, round: str, on: str = "") -> HTMLResponse:  # noqa: A002  the trade's word, and the address's
    """What of a round is overdue, what falls due week by week, and who has had no answer."""
    workbench = workbench_of(request)
    shelf, store, on = workbench.shelf, workbench.store, on.strip() or str(workbench.today)
    try:
        inputs = shelf.inputs(round)
    except InputRejected as error:
        return page(request, "late.html", round=round, faults=in_the_way(error))
    if wrong := no_day(DAY, on):
        return page(request, "late.html", 422, round=round, day=DAY, on=on, wrong=wrong, failed=True)
    found = drift(casework.as_recorded(store, inputs), date.fromisoformat(on))
    return page(
        request,
        "late.html",
        round=round,
        day=DAY,
        on=on,
        in_store=how_many(store, round_called(inputs.authority)) > 0,
        sections=late_parts(found, pages_of_cases(shelf, round)),
    )
