"""Pages of the documentation, and the sessions in them, read as a newcomer would."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PAGES = sorted([REPOSITORY / "README.md", REPOSITORY / "CHANGELOG.md", *(REPOSITORY / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Step:
    """One command of a session and the lines that must be seen."""

    arguments: tuple[str, ...]
    seen: list[str] = field(default_factory=list)


def session(page: Path) -> Iterator[Step]:
    """Every command of a page's console blocks, in order, with the lines printed under it."""
    step = None
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        for line in block.splitlines():
            if line.startswith("$ sufficiency "):
                if step:
                    yield step
                step = Step(tuple(shlex.split(line)[2:]))
            elif step:
                step.seen.append(line)
    if step:
        yield step


def unseen(step: Step, said: str) -> list[str]:
    """Lines that were not printed; spaces are not compared, and three dots stand for anything."""
    printed = [" ".join(line.split()) for line in said.splitlines()]
    patterns = {line: ".*".join(map(re.escape, " ".join(line.split()).split("..."))) for line in step.seen}
    return [line for line, pattern in patterns.items() if not any(re.match(pattern, shown) for shown in printed)]
