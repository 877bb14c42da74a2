"""Broken input folders, each with every fault that must be named; and doubtful ones, which load with warnings.

An entry builds its folder from the sound round of ``draft``. ``planted`` holds (file, sheet, row, column, rule) of each
error that must be reported: no more and no fewer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.functional import broken_cells, broken_files, doubtful
from tests.functional.draft import Draft, sound_round

Place = tuple[str, str, int, str, str]


@dataclass(frozen=True)
class Broken:
    """One folder: its name, how to build it at a path (which does not exist yet), and what must be named."""

    name: str
    build: Callable[[Path], None]
    planted: frozenset[Place]
    exit_code: int = 3


def _from_draft(spoil: Callable[[Draft], None]) -> Callable[[Path], None]:
    def build(folder: Path) -> None:
        draft = sound_round()
        spoil(draft)
        draft.save(folder)

    return build


def _places(planted: tuple[tuple[object, ...], ...]) -> frozenset[Place]:
    """Places without a sheet are given short: (file, row, column, rule)."""
    return frozenset(place if len(place) == 5 else (place[0], "", *place[1:]) for place in planted)  # type: ignore[misc]


def _name(entry: Callable[..., object]) -> str:
    return entry.__name__.replace("_", " ")


BROKEN: tuple[Broken, ...] = (
    *(Broken(_name(build), build, _places(planted)) for build, planted in broken_files.FOLDERS),
    *(Broken(_name(spoil), _from_draft(spoil), _places(planted)) for spoil, planted in broken_files.DRAFTS),
    *(Broken(_name(spoil), _from_draft(spoil), _places(planted)) for spoil, planted in broken_cells.DRAFTS),
)
"""Folders that must be refused."""

DOUBTFUL: tuple[Broken, ...] = (
    *(Broken(_name(build), build, _places(planted), 0) for build, planted in doubtful.FOLDERS),
    *(Broken(_name(spoil), _from_draft(spoil), _places(planted), 0) for spoil, planted in doubtful.DRAFTS),
)
"""Folders that load, with the warnings named."""
