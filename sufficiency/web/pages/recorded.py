"""What was recorded of consultations on pages and a round's tables do not have, and a round begun with it."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from sufficiency.domain.inputs import Inputs
from sufficiency.domain.settings import Consultation
from sufficiency.errors import InputRejected, UsageError
from sufficiency.pipelines.casework import recorded_beside
from sufficiency.reports.words import day
from sufficiency.web import forms
from sufficiency.web.forms import Answers, Ask, Field
from sufficiency.web.rendering import page
from sufficiency.web.tables import ListTable, listed
from sufficiency.web.workbench import shelf_of, workbench_of
from sufficiency.workbench.replies import begin_with_recorded, free_name

router = APIRouter()

NAMES = "Small letters, digits and hyphens, such as autumn-2026-2."
NOTHING = "The tables have everything that was recorded here of consultations."
SAYS = (
    "A run reads tables alone. A round begun here has all tables of this one, and what is listed in its table of "
    "consultations; columns of your own are left out of that table. This round stays as it is, for its run."
)


@router.get("/data/{round}/recorded")
def recorded(request: Request, round: str) -> Response:  # noqa: A002  the trade's word, and the address's
    """What was recorded since, and the form that begins a round with it."""
    try:
        inputs = shelf_of(request).inputs(round)
    except InputRejected:
        return RedirectResponse(f"/data/{round}", status_code=303)
    found = recorded_beside(workbench_of(request).store, inputs)
    if found:
        return forms.show(request, _ask(request, round, inputs, found))
    return page(request, "data.html", title=f"Replies recorded here that {round} does not have", says=NOTHING)


@router.post("/data/{round}/recorded")
def begin(request: Request, round: str) -> Response:  # noqa: A002
    """Begin it, whole or not at all."""
    workbench = workbench_of(request)
    inputs, folder = workbench.shelf.inputs(round), workbench.shelf.folder

    def work(answers: Answers) -> str:
        found = recorded_beside(workbench.store, inputs)
        if not found:
            raise UsageError(NOTHING)
        begun = begin_with_recorded(folder, round, answers["name"], inputs, found, workbench.store.clock())
        return f"/uploads/{begun.aside}" if begun.aside else f"/data/{begun.round}"

    return forms.submit(request, _ask(request, round, inputs, ()), work)


def _ask(request: Request, name: str, inputs: Inputs, found: Sequence[Consultation]) -> Ask:
    suggested = free_name(shelf_of(request).folder, name)
    return Ask(
        f"Replies recorded here that {name} does not have",
        f"/data/{name}/recorded",
        "Begin the round",
        (Field("name", "Name of the new round", hint=NAMES, needed="Enter a name", value=suggested),),
        (f"Back to the tables of {name}", f"/data/{name}"),
        says=SAYS,
        crumbs=(("Data", "/data"), (name, f"/data/{name}")),
        table=_table(inputs, found) if found else None,
    )


def _table(inputs: Inputs, found: Sequence[Consultation]) -> ListTable:
    names = {setting.urn: setting.name for setting in inputs.settings}
    rows = [
        (
            one.child_ref, names[one.urn], day(one.sent_on) if one.sent_on else "–",
            day(one.replied_on) if one.replied_on else "–", str(one.reply).replace("-", " "), str(one.ground) or "–",
        )
        for one in found
    ]  # fmt: skip
    heads = ("Case", "Setting", "Sent", "Replied", "Reply", "Ground")
    return listed("recorded", "Recorded here and not in the tables", heads, rows)
