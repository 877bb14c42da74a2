"""How a team is served, as the command line takes it: what does not go together is refused before a store is made."""

import pytest
from typer.testing import CliRunner

from sufficiency.cli.main import app
from sufficiency.errors import UsageError

ISSUER = "https://login.example/tenant/v2.0"
KNOWN = {"SUFFICIENCY_OIDC_CLIENT": "places", "SUFFICIENCY_OIDC_SECRET": "a secret of ours"}


@pytest.mark.parametrize(
    ("options", "known", "says"),
    [
        (("--oidc", ISSUER), KNOWN, "--oidc goes with --team"),
        (("--no-passwords",), {}, "--no-passwords with --oidc"),
        (("--team", "host", "--no-passwords"), {}, "--no-passwords with --oidc"),
        (("--team", "host", "--oidc", ISSUER), {}, "Set SUFFICIENCY_OIDC_CLIENT and"),
        (("--team", "host", "--oidc", ISSUER), {"SUFFICIENCY_OIDC_CLIENT": "places"}, "and SUFFICIENCY_OIDC_SECRET"),
        (("--team", "host", "--oidc", "http://login.example"), KNOWN, "The issuer is an address"),
    ],
)
def test_what_does_not_go_together_is_refused_and_no_store_is_made(tmp_path, options, known, says):
    told = CliRunner().invoke(app, ["serve", str(tmp_path), *options], env=known)
    assert isinstance(told.exception, UsageError)
    assert says in str(told.exception)
    assert "secret of ours" not in str(told.exception)
    assert list(tmp_path.iterdir()) == []
