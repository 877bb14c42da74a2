"""Papers: the letter on each decision, and packs of a run, each for the audience it declares."""

import io
from collections.abc import Iterator
from secrets import token_urlsafe

from docx import Document
from docx.table import Table
from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from sufficiency.errors import UsageError
from sufficiency.panel.refusal import NotAllowed
from sufficiency.pipelines.decision_letters import decision_letter, letter_in_word
from sufficiency.reports.audience import Audience
from sufficiency.reports.pack.dossier import Dossier
from sufficiency.reports.pack.letters import WORDINGS, Letter
from sufficiency.store import decisions
from sufficiency.web import forms
from sufficiency.web.docket import OUTCOMES, OnRun, case_on_run, kept_run
from sufficiency.web.forms import Answers, Ask, Field
from sufficiency.web.rendering import page
from sufficiency.web.tables import Cell, listed
from sufficiency.web.workbench import Workbench, person_of, workbench_of
from sufficiency.workbench.jobs import TEMPLATES, WritePack, jobs, queue_job

router = APIRouter()

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
AUDIENCES = {
    Audience.PANEL: "the panel: every case, official-sensitive",
    Audience.AUTHORITY: "the authority: figures without references",
    Audience.PUBLIC: "the public: figures with small numbers taken out",
}


@router.get("/runs/{run}/letters")
def every_letter(request: Request, run: str) -> HTMLResponse:
    """The decisions made on a run, each with the way to its letter."""
    workbench = workbench_of(request)
    shelved = workbench.shelf.run(run)
    kept = kept_run(workbench.store, workbench.shelf, shelved)
    if kept is None:
        raise UsageError(f"Run {run} is not before the panel.")
    made = [one for one in decisions.decisions_on(workbench.store, kept.round) if one.run == kept.run]
    gone = decisions.letters_on(workbench.store, kept.round)
    rows = [
        (Cell(one.ref, f"/runs/{run}/cases/{one.ref}/letter"), OUTCOMES[one.outcome].capitalize(), one.by,
         Cell("Sent", tag="green") if one.seq in gone else Cell("Not sent", tag="grey"))
        for one in reversed(made)
        if one.outcome != "defer"
    ]  # fmt: skip
    table = listed("letters", "Decisions, the newest first", ("Case", "Decision", "Decided by", "Letter"), rows)
    return page(request, "tables.html", run=shelved, title="Decisions and their letters", tables=[table])


@router.get("/runs/{run}/cases/{ref}/letter")
def preview(request: Request, run: str, ref: str) -> Response:
    """The letter as it would be, what it still needs, and whether it may go."""
    return _letter_page(request, case_on_run(request, run, ref))


@router.post("/runs/{run}/cases/{ref}/letter")
def issue(request: Request, run: str, ref: str) -> Response:
    """Keep that the letter went out; refused where a request that is not met lacks its ground or evidence."""
    case = case_on_run(request, run, ref)
    kind = str(_letter(request, case).outcome)
    workbench, by = workbench_of(request), person_of(request).name

    def work() -> str:
        decisions.issue_letter(workbench.store, case.kept.round, ref, kind, by)
        return f"{case.address}?told=issued"

    try:
        return forms.once(request, work)
    except NotAllowed as refused:
        return _letter_page(request, case, 409, tuple(refusal.sentence for refusal in refused.refusals))


@router.get("/runs/{run}/cases/{ref}/letter/file")
def letter_file(request: Request, run: str, ref: str) -> Response:
    """The letter in Word. Its name is the reference and the kind of letter, nothing else."""
    case = case_on_run(request, run, ref)
    letter = _letter(request, case)
    headers = {"Content-Disposition": f'attachment; filename="{letter.name}"'}
    return Response(_in_word(workbench_of(request), case, letter), media_type=WORD, headers=headers)


@router.get("/runs/{run}/pack")
def packs(request: Request, run: str) -> Response:
    """The packs of a run, and another one."""
    return forms.show(request, _pack(request, run))


@router.post("/runs/{run}/pack")
def write_pack(request: Request, run: str) -> Response:
    """Have a pack written; it is recounted first."""
    workbench, by = workbench_of(request), person_of(request).name

    def work(answers: Answers) -> str:
        wanted = WritePack(run, Audience(answers["audience"]))
        return f"/jobs/{queue_job(workbench.store, workbench.shelf.folder, wanted, by).number}"

    return forms.submit(request, _pack(request, run), work)


@router.get("/packs/{name}")
def pack(request: Request, name: str) -> HTMLResponse:
    """The files of a pack."""
    files = _files_of(workbench_of(request), name)
    rows = [(Cell(file, f"/packs/{name}/{file}"), f"{size:,}") for file, size in files]
    table = listed("files", "Files", ("File", "#Bytes"), rows)
    return page(request, "data.html", title=f"Pack {name}", table=table)


@router.get("/packs/{name}/{record}")
def pack_file(request: Request, name: str, record: str) -> FileResponse:
    """One file of a pack, to keep."""
    workbench = workbench_of(request)
    if record not in dict(_files_of(workbench, name)):
        raise UsageError("There is no such file in this pack.")
    path = workbench.shelf.folder / name / record
    return FileResponse(path, filename=record, media_type="application/octet-stream")


def _letter(request: Request, case: OnRun) -> Letter:
    workbench, stored = workbench_of(request), case.run.stored
    inputs = workbench.shelf.inputs_of(stored)
    if inputs is None:
        raise UsageError("The tables of this run are gone or have changed since; a letter needs them.")
    dossier = Dossier(stored.run, inputs)
    return decision_letter(workbench.store, dossier, stored.record, case.kept.round, case.view.ref)


def _in_word(workbench: Workbench, case: OnRun, letter: Letter) -> bytes:
    return letter_in_word(letter, workbench.shelf.folder / TEMPLATES, case.run.stored.run.authority.as_at)


def _letter_page(request: Request, case: OnRun, status: int = 200, wrong: tuple[str, ...] = ()) -> Response:
    letter = _letter(request, case)
    lines = tuple(_lines(_in_word(workbench_of(request), case, letter)))
    title = WORDINGS[letter.outcome].title.replace("{{ child_name }}", case.view.ref)
    said = {"letter": letter, "lines": lines, "title": title, "key": token_urlsafe(16), "failed": bool(wrong)}
    return page(request, "letter.html", status, case=case, wrong=[("send", one) for one in wrong], **said)


def _lines(word: bytes) -> Iterator[str]:
    """The words of a document in their order, a row of a table in a line."""
    for block in Document(io.BytesIO(word)).iter_inner_content():
        if isinstance(block, Table):
            yield from (" · ".join(cell.text for cell in row.cells) for row in block.rows)
        elif block.text.strip():
            yield block.text


def _pack(request: Request, run: str) -> Ask:
    workbench = workbench_of(request)
    shelved = workbench.shelf.run(run)
    made = [job for job in jobs(workbench.store, "done") if job.kind == "pack" and job.arguments["folder"] == run]
    here = [job for job in made if (workbench.shelf.folder / job.result).is_dir()]
    choices = tuple((str(audience), says) for audience, says in AUDIENCES.items())
    return Ask(
        f"Packs of {shelved.name}",
        f"/runs/{run}/pack",
        "Write a pack",
        (Field("audience", "For", "choice", "", "Choose whom the pack is for", "", choices),),
        ("Back to the run", f"/runs/{run}"),
        says="A pack is Word, Excel and PDF. The run is recounted before it is written.",
        links=tuple((f"{job.result}: {job.says}", f"/packs/{job.result}") for job in here),
        crumbs=(("Runs", "/runs"), (run, f"/runs/{run}")),
    )


def _files_of(workbench: Workbench, name: str) -> list[tuple[str, int]]:
    """Only folders that a job made as a pack are looked into."""
    made = {job.result for job in jobs(workbench.store, "done") if job.kind == "pack"}
    folder = workbench.shelf.folder / name
    if name not in made or not folder.is_dir():
        raise UsageError("There is no such pack.")
    return [(path.name, path.stat().st_size) for path in sorted(folder.iterdir()) if path.is_file()]
