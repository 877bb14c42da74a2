"""XML made to unpack without end, to reach out, or to exhaust whoever builds a tree of it."""

from collections.abc import Callable

DECLARED = "XML_DTD"


def _laughs() -> str:
    lines = ['<!ENTITY l0 "lol">', *(f'<!ENTITY l{n} "' + f"&l{n - 1};" * 10 + '">' for n in range(1, 12))]
    return f"<!DOCTYPE a [{''.join(lines)}]><a>&l11;</a>"


def _repeated(long: str, times: int, more: str = "") -> str:
    return f'<!DOCTYPE a [<!ENTITY e "{long}">]><a>{"&e;" * times}{more}</a>'


def _ninetyfold() -> str:
    """Tuned to stay under the hundredfold at which expat itself would stop."""
    return _repeated("x" * 100_000, 4_400, "y" * 4_800_000)


def _attributes(form: str) -> str:
    return f"<a {' '.join(form.format(number) for number in range(100_000))}/>"


XML: dict[str, tuple[Callable[[], str | bytes], str]] = {
    "billion laughs": (_laughs, DECLARED),
    "quadratic blow-up": (lambda: _repeated("x" * 100_000, 100_000), DECLARED),
    "an expansion of ninety times": (_ninetyfold, DECLARED),
    "an external document type": (lambda: '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>', DECLARED),
    "a public document type": (lambda: '<!DOCTYPE a PUBLIC "x" "http://127.0.0.1:9/a.dtd"><a/>', DECLARED),
    "a parameter entity": (lambda: '<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]><a/>', DECLARED),
    "a file as an entity": (lambda: '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>', DECLARED),
    "a default attribute": (lambda: '<!DOCTYPE a [<!ATTLIST a b CDATA "c">]><a/>', DECLARED),
    "an entity nobody declared": (lambda: "<a>&f;</a>", "NOT_XML"),
    "300,000 nested tags": (lambda: "<a>" * 300_000 + "</a>" * 300_000, "TOO_BIG"),
    "3 million elements": (lambda: f"<a>{'<b/>' * 3_000_000}</a>", "TOO_BIG"),
    "a record of a million elements": (lambda: f"<person>{'<b/>' * 1_000_000}</person>", "TOO_BIG"),
    "a text of 50 MB": (lambda: f"<a>{'x' * 50_000_000}</a>", "TOO_BIG"),
    "a comment of 100 MB": (lambda: f"<a><!--{'<' * 1_000_000}{'x' * 100_000_000}--></a>", "TOO_LONG"),
    "an attribute of 50 MB": (lambda: '<a b="' + "x" * 50_000_000 + '"/>', "TOO_LONG"),
    "a tag name of 50 MB": (lambda: f"<{'x' * 50_000_000}/>", "TOO_LONG"),
    "100,000 attributes": (lambda: _attributes('b{}="x"'), "TOO_LONG"),
    "100,000 names declared": (lambda: _attributes('xmlns:b{}="u"'), "TOO_LONG"),
    "a NUL": (lambda: "<a>\x00</a>", "NUL_CHARACTER"),
    "UTF-7": (lambda: '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-<a/>', "ENCODING"),
    "a document type in sixteen bits": (lambda: _laughs().encode("utf-16"), DECLARED),
    "sixteen bits without a mark": (lambda: _laughs().encode("utf-16-le"), "NUL_CHARACTER"),
    "two encodings": (lambda: "<a>é\n".encode() + "é</a>".encode("cp1252"), "ENCODING_MIXED"),
    "no XML at all": (lambda: b"PK\x03\x04" + b"\xff" * 1000, "NOT_XML"),
    "an instruction to fetch a style": (lambda: '<?xml-stylesheet href="http://127.0.0.1:9/"?><a/>', "NOT_A_RETURN"),
    "a schema elsewhere": (lambda: '<a xmlns:x="u" x:schemaLocation="u http://127.0.0.1:9/s.xsd"/>', "NOT_A_RETURN"),
}
"""Name: what the file holds, and the rule that must be named. None of them is a return."""
