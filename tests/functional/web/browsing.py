"""What axe and the page itself find wrong with a page of a real browser."""

from pathlib import Path

AXE = Path(__file__).resolve().parents[3] / "frontend/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def look(page, address):
    """What axe and the eye of the page itself find wrong."""
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    answer = page.goto(address)
    assert answer.status == (404 if address.endswith("no-such-page") else 200), address
    base = "/".join(address.split("/")[:3])
    outside = [url for url in asked if not url.startswith((base, "data:"))]
    told = [text for text in said if "404" not in text]
    return [*faults_of(page), *outside, *told]


def faults_of(page):
    """What axe finds on the page as it stands, and whether it scrolls sideways."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [*(violation["id"] for violation in found), *(["scrolls sideways"] if wide else [])]
