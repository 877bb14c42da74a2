"""The transport team's page: a list of contracts in any shape, three depths, routes, two answers side by side."""

import tomllib

import pytest

from tests.docs.pages import REPOSITORY, session
from tests.docs.test_tutorial import follow

PAGE = REPOSITORY / "docs/how-to/transport-team.md"
CONTRACTS = """Passenger,Year group,School URN,Home postcode,Wheelchair,PA needed,Travels alone
T-101,8,900001,ZR1 1AA,No,Yes,No
T-102,5,900001,ZR1 3AP,Yes,No,No
"""


@pytest.fixture
def office(tmp_path):
    """The list that a transport system gives, and the map that the page shows."""
    (tmp_path / "contracts.csv").write_text(CONTRACTS)
    shown = PAGE.read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]
    assert set(tomllib.loads(shown)["columns"].values()) == set(CONTRACTS.splitlines()[0].split(","))
    (tmp_path / "contracts.toml").write_text(shown)
    return tmp_path


@pytest.mark.nightly
def test_the_session_goes_as_written(office):
    steps = list(session(PAGE))
    assert len(steps) == 11
    follow(steps, office)
    files = {path.name for path in (office / "today").iterdir()}
    text = PAGE.read_text(encoding="utf-8")
    told = {"travel.html", "route-planning.csv", "opportunities.csv", "public-settings.csv", "routes.geojson"}
    assert told <= files
    assert all(f"{name}`" in text for name in told)
