"""Signing in at the authority's own directory, such as Entra ID: OpenID Connect, by a code and PKCE.

to the provider, with state, nonce and challenge -> back with a code -> the provider's signed word on who it is

Nothing is asked of any address but the issuer's own. Of the token only issuer and subject count: neither name, e-mail
nor role is read from it. Source: OpenID Connect Core 1.0, sections 3.1 and 5.7; Discovery 1.0, section 4; RFC 7636.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sufficiency.errors import UsageError
from sufficiency.store.identities import Identity

if TYPE_CHECKING:
    from authlib.integrations.requests_client import OAuth2Session

PATIENCE = 10
"""Seconds that the provider has for an answer."""
SKEW = 60
"""Seconds that its clock and ours may differ."""
SIGNED_BY = [f"{kind}{bits}" for kind in ("RS", "PS", "ES") for bits in (256, 384, 512)]
"""Signatures that are taken: those made with a key that only the provider has."""
DISCOVERY = "/.well-known/openid-configuration"
HERE = frozenset({"127.0.0.1", "localhost"})


class NotVouched(Exception):
    """Why somebody is not let in: a code for the trail, and a sentence. ``false``: the provider's word did not hold."""

    def __init__(self, code: str, says: str, *, false: bool = False) -> None:
        super().__init__(says)
        self.code, self.says, self.false = code, says, false


@dataclass(frozen=True, slots=True)
class Way:
    """One person's way to the provider and back, kept in their browser. ``invitation``: the link that they came by."""

    state: str = field(default_factory=lambda: token_urlsafe(32))
    nonce: str = field(default_factory=lambda: token_urlsafe(32))
    verifier: str = field(default_factory=lambda: token_urlsafe(48))
    invitation: str = ""

    def kept(self) -> str:
        """As a cookie holds it."""
        return ".".join((self.state, self.nonce, self.verifier, self.invitation))

    def is_this(self, state: str) -> bool:
        """Whether who comes back went from here."""
        return hmac.compare_digest(self.state.encode(), state.encode())


def way_in(cookie: str) -> Way | None:
    """The way that a cookie holds, if it does."""
    parts = cookie.split(".")
    return Way(*parts) if len(parts) == 4 and all(parts[:3]) else None


@dataclass(frozen=True, slots=True)
class Provider:
    """The authority's directory, and how this workbench is known to it. ``back`` is where it sends people back to."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    back: str

    def __post_init__(self) -> None:
        """Raises UsageError where the issuer is no https address."""
        at = urlsplit(self.issuer)
        if not at.hostname or at.query or at.fragment or (at.scheme != "https" and at.hostname not in HERE):
            raise UsageError("The issuer is an address such as https://login.microsoftonline.com/TENANT/v2.0.")

    def address_of(self, way: Way) -> str:
        """Where a person signs in. Raises NotVouched where the provider does not answer as it should."""
        client, told = self._client()
        address, _ = client.create_authorization_url(
            told["authorization_endpoint"], state=way.state, code_verifier=way.verifier, nonce=way.nonce
        )
        return str(address)

    def identity(self, code: str, way: Way, now: datetime) -> Identity:
        """Who the provider says this is, its word checked in every part. Raises NotVouched."""
        import requests  # noqa: PLC0415  a team without a directory needs none
        from authlib.common.errors import AuthlibBaseError  # noqa: PLC0415

        if not code:
            raise NotVouched("declined", "The directory did not let you in, or you turned back. Sign in again.")
        client, told = self._client()
        try:
            token = client.fetch_token(
                told["token_endpoint"], code=code, code_verifier=way.verifier, grant_type="authorization_code",
                timeout=PATIENCE, allow_redirects=False,
            )  # fmt: skip
            keys = _got(told["jwks_uri"])
        except AuthlibBaseError:
            raise NotVouched(
                "code", "The directory does not know this way in, or it was used. Sign in again."
            ) from None
        except (requests.RequestException, ValueError):
            raise _silent() from None
        return Identity(self.issuer, self._subject(token, keys, way, now))

    def _subject(self, token: Mapping[str, Any], keys: Any, way: Way, now: datetime) -> str:
        """The subject of an id token that is signed by the provider, for us, for this way, and not run out."""
        from authlib.oidc.core import CodeIDToken  # noqa: PLC0415
        from joserfc import errors, jwt  # noqa: PLC0415
        from joserfc.jwk import KeySet  # noqa: PLC0415

        wanted = {
            "iss": {"essential": True, "value": self.issuer},
            "aud": {"essential": True, "value": self.client_id},
            "sub": {"essential": True},
        }
        about = {"nonce": way.nonce, "client_id": self.client_id, "access_token": token.get("access_token")}
        try:
            found = jwt.decode(str(token.get("id_token", "")), KeySet.import_key_set(keys), algorithms=SIGNED_BY)
            claims = CodeIDToken(found.claims, found.header, wanted, about)
            claims.validate(now=int(now.timestamp()), leeway=SKEW)
        except errors.ExpiredTokenError:
            raise _false("expired") from None
        except (errors.InvalidClaimError, errors.MissingClaimError) as error:
            raise _false(str(error.claim)) from None
        except (errors.JoseError, ValueError, KeyError, TypeError):
            raise _false("signature") from None
        return str(claims["sub"])

    def _client(self) -> "tuple[OAuth2Session, Mapping[str, Any]]":
        from authlib.integrations.requests_client import OAuth2Session  # noqa: PLC0415

        told = _discovered(self.issuer)
        ways = told.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        client = OAuth2Session(
            self.client_id, self.client_secret, scope="openid", redirect_uri=self.back, code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_basic" if "client_secret_basic" in ways else "client_secret_post",
        )  # fmt: skip
        return client, told


@lru_cache(maxsize=8)
def _discovered(issuer: str) -> Mapping[str, Any]:
    """What the issuer says of itself, where it says so of itself and of addresses of its own. Raises NotVouched."""
    told = _got(issuer.rstrip("/") + DISCOVERY)
    if told.get("issuer") != issuer:
        raise NotVouched("issuer", "The directory calls itself otherwise than this workbench was told. Tell an admin.")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if urlsplit(str(told.get(name)))[:2] != urlsplit(issuer)[:2]:
            raise NotVouched("elsewhere", "The directory sends people or questions elsewhere. Tell an admin.")
    return told


def _got(address: str) -> Mapping[str, Any]:
    import requests  # noqa: PLC0415

    try:
        answer = requests.get(address, timeout=PATIENCE, allow_redirects=False)
        told = answer.json() if answer.status_code == 200 else None
    except (requests.RequestException, ValueError):
        told = None
    if not isinstance(told, dict):
        raise _silent()
    return told


def _silent() -> NotVouched:
    return NotVouched("silent", "The directory does not answer as it should. Try again in a moment.")


def _false(what: str) -> NotVouched:
    return NotVouched(
        what,
        "What the directory said of you could not be relied on, so you are not signed in. Tell an admin.",
        false=True,
    )
