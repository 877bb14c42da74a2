"""From a chart's specification to an SVG that stands in a page: one image, with a name and a description."""

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from xml.etree import ElementTree

SVG = "http://www.w3.org/2000/svg"
SHEET = 680
FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
BLUE, TURQUOISE, MAROON, ORANGE, GREY, PURPLE = "#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1"


def can_draw() -> bool:
    """Whether the optional libraries for charts are installed (the ``reports`` extra)."""
    return find_spec("altair") is not None and find_spec("vl_convert") is not None


def draw(spec: Mapping[str, object], ident: str, title: str, description: str) -> str:
    """A Vega-Lite specification as SVG, drawn without a browser or a network."""
    return as_image(_drawn(json.dumps(spec)), ident, title, description)


def picture(spec: Mapping[str, object], scale: float) -> bytes:
    """The same as a PNG, so many times as large."""
    return _pixels(json.dumps(spec), scale)


@lru_cache(maxsize=100)
def _drawn(spec: str) -> str:
    """Those asked for last are kept: a page or a paper that is asked for again is drawn once."""
    import vl_convert  # noqa: PLC0415  the extra may be absent

    svg: str = vl_convert.vegalite_to_svg(spec)
    return svg


@lru_cache(maxsize=100)
def _pixels(spec: str, scale: float) -> bytes:
    import vl_convert  # noqa: PLC0415

    content: bytes = vl_convert.vegalite_to_png(spec, scale=scale)
    return content


def as_image(svg: str, ident: str, title: str, description: str) -> str:
    """The same drawing as one image to those who listen: its parts lose their roles, the whole gains a name."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(svg)
    _plain(root)
    _at_one_scale(root)
    root.attrib |= {"role": "img", "aria-labelledby": f"{ident}-title {ident}-desc", "focusable": "false"}
    for name, text in (("desc", description), ("title", title)):
        label = ElementTree.Element(f"{{{SVG}}}{name}", {"id": f"{ident}-{name}"})
        label.text = text
        root.insert(0, label)
    return ElementTree.tostring(root, encoding="unicode")


def _at_one_scale(root: ElementTree.Element) -> None:
    """Leave room on the right of a narrow drawing, so that letters are the same size in every drawing of a page."""
    height, width = float(root.get("height", 0)), max(float(root.get("width", 0)), SHEET)
    root.attrib |= {"viewBox": f"0 0 {width:g} {height:g}", "width": f"{width:g}", "height": f"{height:g}"}
    backdrop = root.find(f"{{{SVG}}}rect")
    if backdrop is not None:
        backdrop.set("width", f"{width:g}")


def _plain(element: ElementTree.Element) -> None:
    for name in [n for n in element.attrib if n in {"role", "class"} or n.startswith("aria-")]:
        del element.attrib[name]
    for child in list(element):
        if child.get("display") == "none":
            element.remove(child)
        else:
            _plain(child)
