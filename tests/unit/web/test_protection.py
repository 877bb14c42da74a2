"""Whether another site asks for a change: by what the browser says of it, or by ``Origin`` where it says nothing."""

import pytest
from fastapi import Request

from sufficiency.web.protection import comes_from_elsewhere

OURS = "places.council.example"


@pytest.mark.parametrize(
    ("headers", "elsewhere"),
    [
        ({"sec-fetch-site": "same-origin"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"sec-fetch-site": "same-site"}, True),  # another name under the council's domain is another site
        ({"sec-fetch-site": "cross-site", "origin": f"https://{OURS}"}, True),
        ({"origin": f"https://{OURS}"}, False),
        ({"origin": "https://elsewhere.example"}, True),
        ({"origin": "null"}, False),
        ({}, False),
    ],
)
def test_a_change_comes_from_our_own_pages_or_from_elsewhere(headers, elsewhere):
    said = [(name.encode(), value.encode()) for name, value in {"host": OURS, **headers}.items()]
    scope = {"type": "http", "scheme": "https", "server": (OURS, 443), "path": "/", "headers": said}
    assert comes_from_elsewhere(Request(scope)) is elsewhere
