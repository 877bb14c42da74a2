"""Packs of a run, each for the audience it declares."""

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from sufficiency.errors import UsageError
from sufficiency.reports.audience import Audience
from sufficiency.web import forms
from sufficiency.web.asking import queued
from sufficiency.web.forms import Answers, Ask, Field
from sufficiency.web.rendering import page
from sufficiency.web.tables import Cell, listed
from sufficiency.web.workbench import Workbench, workbench_of
from sufficiency.workbench.jobs import WritePack, jobs, made_by_job

router = APIRouter()

AUDIENCES = {
    Audience.PANEL: "the panel: every case, official-sensitive",
    Audience.AUTHORITY: "the authority: figures without references",
    Audience.PUBLIC: "the public: figures with small numbers taken out",
}


@router.get("/runs/{run}/pack")
def packs(request: Request, run: str) -> Response:
    """The packs of a run, and another one."""
    return forms.show(request, _pack(request, run))


@router.post("/runs/{run}/pack")
def write_pack(request: Request, run: str) -> Response:
    """Have a pack written; it is recounted first."""

    def work(answers: Answers) -> str:
        return queued(request, WritePack(run, Audience(answers["audience"])))

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


def _pack(request: Request, run: str) -> Ask:
    workbench = workbench_of(request)
    shelved = workbench.shelf.run(run)
    made = (job for job in jobs(workbench.store, ("pack",)) if job.state == "done" and job.arguments["folder"] == run)
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
    folder = made_by_job(workbench.store, workbench.shelf.folder, "pack", name)
    return [(path.name, path.stat().st_size) for path in sorted(folder.iterdir()) if path.is_file()]
