"""Signing in and out: by the link of one person alone, or by account; and setting a password."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from sufficiency.errors import UsageError
from sufficiency.store import people, sign_ins
from sufficiency.web import passwords
from sufficiency.web.rendering import page
from sufficiency.web.workbench import Workbench, person_of, workbench_of

router = APIRouter()

WRONG = "The name or the password is not right"
ENOUGH = "Too many wrong answers. Wait a quarter of an hour, then try again"


@router.get("/sign-in")
def sign_in(request: Request, key: str = "", told: str = "") -> Response:
    """Let the bearer of the one-time link in; ask a team for name and password."""
    workbench = workbench_of(request)
    if not key or workbench.team:
        return sign_in_page(request, told=told)
    whose = address_of(request)
    spent = workbench.guesses.too_many(whose)
    if not spent and workbench.link.takes(key):
        return let_in(request, workbench.alone, _first_page())
    if not spent:
        workbench.guesses.note(whose)
    return page(request, "sign_in.html", 403, team=False, wrong=[("link", "This link was used, or is none")])


@router.post("/sign-in")
def by_account(request: Request) -> Response:
    """Let in who knows the password; few wrong answers, and none says whether there is such an account."""
    workbench, form = workbench_of(request), request.state.form
    if not workbench.team or not workbench.passwords:
        raise UsageError("Nobody signs in by a password here.")
    name, password = str(form.get("name", "")).strip(), str(form.get("password", ""))[: passwords.LONGEST]
    whose = (f"account {name}", address_of(request))
    if workbench.guesses.too_many(*whose):
        return sign_in_page(request, 429, ENOUGH)
    known = passwords.recognised(password, sign_ins.password_of(workbench.store, name))
    if not known or not people.person_called(workbench.store, name).active:
        workbench.guesses.note(*whose)
        return sign_in_page(request, 403, WRONG)
    return let_in(request, name, _first_page())


@router.get("/set-password")
def new_password(request: Request, key: str = "") -> Response:
    """Where a password is set, by a link that is good once."""
    return _password_page(request, key)


@router.post("/set-password")
def set_password(request: Request) -> Response:
    """Keep it; whoever was signed in to the account is no longer."""
    workbench, form = workbench_of(request), request.state.form
    if not workbench.passwords:
        raise UsageError("Nobody signs in by a password here.")
    key, password = str(form.get("key", "")), str(form.get("password", ""))
    if wrong := passwords.weak(password, _invited(request, key)):
        return _password_page(request, key, 422, wrong)
    sign_ins.set_password(workbench.store, key, passwords.hashed(password))
    return RedirectResponse("/sign-in?told=set", status_code=303)


@router.post("/sign-out")
def sign_out(request: Request) -> Response:
    """End the session, here and in the browser; or every session of this person."""
    workbench = workbench_of(request)
    if request.state.form.get("everywhere"):
        workbench.sessions.end_all(person_of(request).name)
    workbench.sessions.end(request.cookies.get(workbench.cookie, ""))
    answer = RedirectResponse("/sign-in", status_code=303)
    answer.delete_cookie(workbench.cookie, path="/", secure=workbench.secure, httponly=True, samesite="strict")
    return answer


@router.post("/people/{name}/invite")
def invite(request: Request, name: str) -> Response:
    """A link by which this person sets a password: shown here once, to be handed over, and kept nowhere."""
    key = sign_ins.invite(workbench_of(request).store, name, person_of(request).name)
    return page(request, "invited.html", name=name, way=f"/set-password?key={key}", base=str(request.base_url))


def let_in(request: Request, name: str, answer: Response) -> Response:
    """A session of a new name, whatever the browser held before."""
    workbench: Workbench = workbench_of(request)
    workbench.sessions.end(request.cookies.get(workbench.cookie, ""))
    answer.set_cookie(
        workbench.cookie, workbench.sessions.begin(name), httponly=True, samesite="strict", secure=workbench.secure,
        path="/",
    )  # fmt: skip
    return answer


def sign_in_page(request: Request, status: int = 200, says: str = "", told: str = "", at: str = "name") -> Response:
    """Where people sign in, and what is wrong with how they did, said ``at`` the field or button that it is about."""
    workbench = workbench_of(request)
    ways = {"team": workbench.team, "passwords": workbench.passwords, "directory": workbench.provider is not None}
    wrong = [(at, says)] if says else []
    return page(request, "sign_in.html", status, **ways, told=told, wrong=wrong, failed=bool(says))


def address_of(request: Request) -> str:
    """The address that this comes from, as guesses are counted by it."""
    return f"address {request.client.host if request.client else ''}"


def _first_page() -> Response:
    return RedirectResponse("/", status_code=303)


def _password_page(request: Request, key: str, status: int = 200, wrong: str = "") -> Response:
    workbench = workbench_of(request)
    said = {"name": _invited(request, key), "key": key, "least": passwords.SHORTEST}
    ways = {"passwords": workbench.passwords, "directory": workbench.provider is not None}
    faults = [("password", wrong)] if wrong else []
    return page(request, "set_password.html", status, **ways, wrong=faults, failed=bool(wrong), asked=said)


def _invited(request: Request, key: str) -> str:
    try:
        return sign_ins.invited(workbench_of(request).store, key)
    except UsageError as error:
        raise HTTPException(403, str(error)) from None
