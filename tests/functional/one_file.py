"""A report in one file, in a real browser with scripts off: opened, and never wider than its window."""

from contextlib import contextmanager


@contextmanager
def opened(browser, address, width):
    """The file in a window of this many pixels; ``asked`` is every address that it asked for."""
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.asked = []
    page.on("request", lambda asked: page.asked.append(asked.url))
    page.goto(address)
    yield page
    context.close()


def insist_no_sideways(page):
    """Nothing of the page lies beyond its window."""
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for part in ("html", "header", "main", "footer"):
        box = page.locator(part).first.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
