"""Jobs asked for on a page: put in the queue once, however often the same form is sent with the same answers."""

from fastapi import Request
from fastapi.responses import Response

from sufficiency.web import forms
from sufficiency.web.workbench import person_of, workbench_of
from sufficiency.workbench.jobs import Asked, queue_job


def queued(request: Request, asked: Asked) -> str:
    """Put a job in the queue for the visitor; the address of its page. Raises as ``queue_job`` does."""
    workbench = workbench_of(request)
    return f"/jobs/{queue_job(workbench.store, workbench.shelf.folder, asked, person_of(request).name).number}"


def queued_once(request: Request, asked: Asked) -> Response:
    """Queue a job the first time its form is sent so, and go to its page."""
    return forms.once(request, lambda: queued(request, asked), repr(asked))
