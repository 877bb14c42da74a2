"""Letters on decisions: those of a run and whether each may go, one as it would be, and the ready ones to keep."""

import io
from collections.abc import Iterator

from docx import Document
from docx.table import Table
from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from sufficiency.errors import UsageError
from sufficiency.panel.refusal import NotAllowed, Refusal
from sufficiency.pipelines.decision_letters import NONE_READY, Written, decision_letter, letter_in_word
from sufficiency.reports.pack.dossier import Dossier
from sufficiency.reports.pack.letters import WORDINGS, Letter
from sufficiency.store.letters import Due, issue_letter, post_of, ready_letters
from sufficiency.store.runs import KeptRun
from sufficiency.web import forms
from sufficiency.web.asking import queued
from sufficiency.web.docket import OUTCOMES, OnRun, case_on_run, kept_run
from sufficiency.web.rendering import page
from sufficiency.web.tables import Cell, listed
from sufficiency.web.workbench import Workbench, person_of, workbench_of
from sufficiency.workbench.jobs import ARCHIVE, TEMPLATES, WriteLetters, made_by_job

router = APIRouter()

PER_PAGE = 50
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@router.get("/runs/{run}/letters")
def every_letter(request: Request, run: str, at: int = 1) -> HTMLResponse:
    """The decisions made on a run, a page at a time, each with the way to its letter and whether it may go."""
    workbench = workbench_of(request)
    found = post_of(workbench.store, _kept(request, run).run, at, PER_PAGE)
    rows = [
        (Cell(one.decision.ref, f"/runs/{run}/cases/{one.decision.ref}/letter"),
         OUTCOMES[one.decision.outcome].capitalize(), one.decision.by, _status(one))
        for one in found.due
    ]  # fmt: skip
    table = listed("letters", "Decisions, the newest first", ("Case", "Decision", "Decided by", "Letter"), rows)
    return page(request, "letters.html", run=workbench.shelf.run(run), table=table, found=found)


@router.post("/runs/{run}/letters")
def write_ready(request: Request, run: str) -> Response:
    """Have every letter written that may go and has not. That it went is recorded one by one, by whoever sends it."""
    kept = _kept(request, run)

    def work() -> str:
        if not ready_letters(workbench_of(request).store, kept.run)[1]:
            raise NotAllowed([Refusal("now", "NONE_READY", NONE_READY)])
        return queued(request, WriteLetters(run, kept.run))

    return forms.once(request, work)


@router.get("/letters/{made}")
def archive(request: Request, made: str) -> FileResponse:
    """Letters that a job wrote, in one archive whose name and members say no more than references."""
    workbench = workbench_of(request)
    path = made_by_job(workbench.store, workbench.shelf.folder, "letters", made) / ARCHIVE
    return FileResponse(path, filename=f"{made}.zip", media_type="application/zip")


def _kept(request: Request, run: str) -> KeptRun:
    workbench = workbench_of(request)
    kept = kept_run(workbench.store, workbench.shelf, workbench.shelf.run(run))
    if kept is None:
        raise UsageError(f"Run {run} is not before the panel.")
    return kept


def _status(due: Due) -> Cell:
    """How it stands with a letter."""
    if due.sent:
        return Cell("Sent", tag="green")
    if not due.stands:
        return Cell("Decision stands no more", tag="grey")
    return Cell("Answers lacking", tag="red") if due.lacking else Cell("Ready", tag="blue")


@router.get("/runs/{run}/cases/{ref}/letter")
def preview(request: Request, run: str, ref: str) -> Response:
    """The letter as it would be, what it still needs, and whether it may go."""
    return _letter_page(request, case_on_run(request, run, ref))


@router.post("/runs/{run}/cases/{ref}/letter")
def issue(request: Request, run: str, ref: str) -> Response:
    """Keep that the letter went out; refused where a request that is not met lacks its ground or evidence."""
    case, said = case_on_run(request, run, ref), str(request.state.form.get("decision", ""))
    kind = str(_written(request, case).letter.outcome)
    workbench, by = workbench_of(request), person_of(request).name

    def work() -> str:
        issue_letter(workbench.store, case.kept.round, ref, forms.number(said), kind, by)
        return f"{case.address}?told=issued"

    try:
        return forms.once(request, work)
    except NotAllowed as refused:
        return _letter_page(request, case, 409, tuple(refusal.sentence for refusal in refused.refusals))


@router.get("/runs/{run}/cases/{ref}/letter/file")
def letter_file(request: Request, run: str, ref: str) -> Response:
    """The letter in Word. Its name is the reference and the kind of letter, nothing else."""
    case = case_on_run(request, run, ref)
    letter = _written(request, case).letter
    headers = {"Content-Disposition": f'attachment; filename="{letter.name}"'}
    return Response(_in_word(workbench_of(request), case, letter), media_type=WORD, headers=headers)


def _written(request: Request, case: OnRun) -> Written:
    workbench, stored = workbench_of(request), case.run.stored
    inputs = workbench.inputs_of(case.run)
    if inputs is None:
        raise UsageError("The tables of this run are gone, and are not in the store; a letter needs them.")
    dossier = Dossier(stored.run, inputs)
    return decision_letter(workbench.store, dossier, stored.record, case.kept.round, case.view.ref)


def _in_word(workbench: Workbench, case: OnRun, letter: Letter) -> bytes:
    return letter_in_word(letter, workbench.shelf.folder / TEMPLATES, case.run.stored.run.authority.as_at)


def _letter_page(request: Request, case: OnRun, status: int = 200, wrong: tuple[str, ...] = ()) -> Response:
    written = _written(request, case)
    lines = tuple(_lines(_in_word(workbench_of(request), case, written.letter)))
    title = WORDINGS[written.letter.outcome].title.replace("{{ child_name }}", case.view.ref)
    said = {"written": written, "lines": lines, "title": title, "failed": bool(wrong)}
    return page(request, "letter.html", status, case=case, wrong=[("send", one) for one in wrong], **said)


def _lines(word: bytes) -> Iterator[str]:
    """The words of a document in their order, a row of a table in a line."""
    for block in Document(io.BytesIO(word)).iter_inner_content():
        if isinstance(block, Table):
            yield from (" · ".join(cell.text for cell in row.cells) for row in block.rows)
        elif block.text.strip():
            yield block.text
