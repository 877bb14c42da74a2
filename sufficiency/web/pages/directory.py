"""Signing in at the authority's own directory: there, and back.

Nobody registers here by themselves. An admin makes the account and hands over a link; who follows it and signs in at
the directory is tied to the account from then on. Both steps end on a page that leads on: a form may not lead
elsewhere, and a cookie of ours is not sent with what begins elsewhere.
"""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from sufficiency.errors import UsageError
from sufficiency.store import forms_sent, identities, people
from sufficiency.store.identities import Identity
from sufficiency.web.oidc import NotVouched, Provider, Way, way_in
from sufficiency.web.pages.sign_in import ENOUGH, address_of, let_in, sign_in_page
from sufficiency.web.rendering import page
from sufficiency.web.workbench import Workbench, workbench_of

router = APIRouter()

BACK_WITHIN = 600
"""Seconds that somebody may take at the directory."""
NOT_FROM_HERE = "You did not set out from this page in this browser, or took too long. Sign in again"
NO_ACCOUNT = (
    "The directory knows you, and there is no account for you here. Ask an admin to make one and to give you a link"
)
SWITCHED_OFF = "Your account is switched off. Ask an admin"


@router.post("/sign-in/directory")
def set_out(request: Request) -> Response:
    """Lead to the directory, with what must come back from there kept in the browser."""
    workbench = workbench_of(request)
    way = Way(invitation=str(request.state.form.get("key", "")))
    try:
        to = _provider(workbench).address_of(way)
    except NotVouched as refused:
        return sign_in_page(request, 503, refused.says, at="directory")
    answer = page(request, "onward.html", to=to, title="On to the directory")
    answer.set_cookie(
        workbench.way_cookie, way.kept(), max_age=BACK_WITHIN, httponly=True, samesite="lax", secure=workbench.secure,
        path="/",
    )  # fmt: skip
    return answer


@router.get("/sign-in/returned")
def returned(request: Request, code: str = "", state: str = "") -> Response:
    """Let in whom the directory vouches for and an account is tied to; anybody else is told why not."""
    workbench = workbench_of(request)
    provider, address = _provider(workbench), address_of(request)
    if workbench.guesses.too_many(address):
        return sign_in_page(request, 429, ENOUGH, at="directory")
    try:
        way = _way(request, state)
        name = _person(workbench, provider.identity(code, way, workbench.store.clock()), way)
    except NotVouched as refused:
        workbench.guesses.note(address)
        if refused.false:
            identities.note_refusal(workbench.store, refused.code)
        answer = sign_in_page(request, 403, refused.says, at="directory")
    else:
        answer = let_in(request, name, page(request, "onward.html", to="/", title="You are signed in"))
    answer.delete_cookie(workbench.way_cookie, path="/", secure=workbench.secure, httponly=True, samesite="lax")
    return answer


def _way(request: Request, state: str) -> Way:
    """The way that this person set out on, which ends here and now. Raises NotVouched."""
    workbench = workbench_of(request)
    way = way_in(request.cookies.get(workbench.way_cookie, ""))
    if way is None or not way.is_this(state) or not forms_sent.first(workbench.store, f"way {state}"):
        raise NotVouched("state", NOT_FROM_HERE)
    return way


def _person(workbench: Workbench, identity: Identity, way: Way) -> str:
    """Whose account it is: tied just now by the link they came by, or before. Raises NotVouched."""
    store = workbench.store
    if way.invitation:
        try:
            return identities.tie(store, way.invitation, identity)
        except UsageError as error:
            raise NotVouched("link", str(error)) from None
    name = identities.whose(store, identity)
    if not name:
        identities.note_refusal(store, "no account", identity=identity)
        raise NotVouched("no account", NO_ACCOUNT)
    if not people.person_called(store, name).active:
        identities.note_refusal(store, "switched off", name, identity)
        raise NotVouched("switched off", SWITCHED_OFF)
    return name


def _provider(workbench: Workbench) -> Provider:
    if workbench.provider is None:
        raise UsageError("Nobody signs in at a directory here.")
    return workbench.provider
