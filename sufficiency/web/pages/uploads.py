"""Uploads: tables sent from a browser, in place where they are sound, set aside with their problems where not."""

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import FormData, UploadFile

from sufficiency import api
from sufficiency.errors import InputRejected, UsageError
from sufficiency.web import forms
from sufficiency.web.forms import Answers, Ask, Field
from sufficiency.web.pages.data import fault_report, faults_page
from sufficiency.web.workbench import shelf_of, workbench_of
from sufficiency.workbench.uploads import KEPT_FOR, Sent, receive, set_aside

router = APIRouter()

FORM = Ask(
    "Upload tables",
    "/uploads",
    "Upload and check",
    (
        Field(
            "name", "Name of the round", "line",
            "Such as autumn-2026; never a child's name. Tables of a round that is there replace its own.",
            "Enter the name of the round",
        ),
        Field(
            "begun_from", "Begin from", "choice",
            "A new round may take from another what you do not send, such as settings, postcodes and roads.",
        ),
        Field(
            "tables", "Tables", "file",
            "A workbook, an archive (.zip) of tables, or several tables as CSV; 64 megabytes in all.",
            "Choose the files",
        ),
    ),
    ("Back to the data", "/data"),
    says="Nothing is changed unless the whole round is sound. What is wrong is listed, with copies marked; "
    f"an upload with errors is deleted with the next one of its round, and after {KEPT_FOR.days} days.",
)  # fmt: skip


@router.get("/uploads")
def ask(request: Request) -> Response:
    """Where tables are chosen."""
    return forms.show(request, _form(request))


@router.post("/uploads")
def upload(request: Request) -> Response:
    """Take the files, check the round they would make, and put it in place or set them aside."""

    def work(answers: Answers) -> str:
        try:
            files, now = _files(request.state.form), workbench_of(request).store.clock()
            found = receive(shelf_of(request).folder, answers["name"], files, now, answers.get("begun_from", ""))
        except InputRejected as rejected:
            said = (f"{fault.file} {fault.message}. {fault.remedy}" for fault in rejected.faults)
            raise UsageError("\n".join(said)) from None
        return f"/uploads/{found.aside}" if found.aside else f"/data/{found.round}"

    return forms.submit(request, _form(request), work)


@router.get("/uploads/{record}")
def rejected(request: Request, record: str) -> Response:
    """What is wrong with an upload that was set aside."""
    faults = api.check(set_aside(shelf_of(request).folder, record))
    title = f"Upload for {record.partition('.')[0]}: nothing was changed"
    return faults_page(request, title, faults, f"/uploads/{record}/errors")


@router.get("/uploads/{record}/errors")
def errors(request: Request, record: str) -> Response:
    """Its problems as a table, and marked copies."""
    return fault_report(set_aside(shelf_of(request).folder, record), "upload-errors.zip")


def _form(request: Request) -> Ask:
    """The form, with the rounds there are to begin from."""
    rounds = tuple((name, name) for name in shelf_of(request).rounds())
    fields = tuple(replace(field, choices=rounds) if field.name == "begun_from" else field for field in FORM.fields)
    return replace(FORM, fields=fields)


def _files(form: FormData) -> list[Sent]:
    sent = (file for file in form.getlist("tables") if isinstance(file, UploadFile))
    return [Sent(file.filename or "", file.file.read()) for file in sent if file.size]
