"""What a workbench folder holds: input folders and runs, read once and kept until their files change."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import TypeVar

from sufficiency import api
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.run import Alternative, Run, Verdict
from sufficiency.domain.transport import Arrangement
from sufficiency.errors import SufficiencyError, UsageError
from sufficiency.reports.run_folder import StoredRun
from sufficiency.tables.load import load
from sufficiency.tables.structure import declared_name
from sufficiency.workbench.uploads import is_round

T = TypeVar("T")
Marks = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Shelved:
    """A run on the shelf: the name of its folder, when it was made, and the run."""

    name: str
    made: datetime
    stored: StoredRun


class Shelf:
    """Reads the folders directly under ``folder``; nothing else of the machine is reached from a page."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._kept: dict[tuple[str, str], tuple[Marks, object]] = {}
        self._reading: dict[tuple[str, str], Lock] = defaultdict(Lock)

    @property
    def council(self) -> str:
        """The authority's name, as the newest run gives it, or the first round that does."""
        told = (run.stored.run.authority.name for run in self.runs())
        stated = (self.remember("authority", name, declared_name) for name in self.rounds())
        return next((name for name in chain(told, stated) if name), "")

    def runs(self) -> tuple[Shelved, ...]:
        """Every run that can be read, the newest first."""
        found = (self._shelved(path) for path in self.folders() if (path / "run.json").is_file())
        return tuple(sorted((run for run in found if run), key=lambda run: (run.made, run.name), reverse=True))

    def run(self, name: str) -> Shelved:
        """The run of this name. Raises UsageError where there is none."""
        for path in self.folders():
            if path.name == name and (path / "run.json").is_file() and (found := self._shelved(path)):
                return found
        raise UsageError(f"There is no run {name} here.")

    def rounds(self) -> tuple[str, ...]:
        """The input folders, by name."""
        return tuple(path.name for path in self.folders() if is_round(path))

    def round_folder(self, name: str) -> Path:
        """The input folder of this name. Raises UsageError where there is none."""
        if name not in self.rounds():
            raise UsageError(f"There is no input folder {name} here.")
        return self.folder / name

    def round_of(self, stored: StoredRun) -> str:
        """The name of the input folder that a run was read from, wherever the shelf stood then; blank if not here."""
        name = Path(stored.record.input_folder).name
        return name if name in self.rounds() else ""

    def tables_of(self, stored: StoredRun) -> Path | None:
        """The input folder of a run, where it is on this shelf."""
        name = self.round_of(stored)
        return self.folder / name if name else None

    def inputs(self, name: str) -> Inputs:
        """A round's checked tables. Raises InputRejected where they are not sound, UsageError where there are none."""
        folder = self.round_folder(name)
        return self._read("inputs", folder, lambda path: load(path).inputs)

    def inputs_of(self, stored: StoredRun) -> Inputs | None:
        """The tables of a run, where they are still there and still those it was made from."""
        name = self.round_of(stored)
        if not name or self.changed(stored):
            return None
        try:
            return self.inputs(name)
        except SufficiencyError:
            return None

    def changed(self, stored: StoredRun) -> tuple[str, ...]:
        """Names of input files that are missing or differ since the run was made."""
        name = self.round_of(stored)
        if not name:
            return ("the input folder",)
        sealed = tuple(stored.record.files)
        return self._read(f"changed {hash(sealed)}", self.folder / name, lambda path: api.changed(stored, path))

    def remember(self, kind: str, name: str, read: Callable[[Path], T]) -> T:
        """What ``read`` makes of a folder on the shelf, worked out again only where its files change."""
        return self._read(kind, self.folder / name, read)

    def about(self, run: Shelved, ref: str) -> Run:
        """A run with the findings about one child, its other places and the ways there: of all there are millions."""
        answer = run.stored.run
        verdicts, alternatives, ways = self.remember("by child", run.name, lambda _: _by_child(answer))
        mine = replace(answer, verdicts=tuple(verdicts.get(ref, ())), alternatives=tuple(alternatives.get(ref, ())))
        if mine.transport is None:
            return mine
        return replace(mine, transport=replace(mine.transport, arrangements=tuple(ways.get(ref, ()))))

    def _shelved(self, path: Path) -> Shelved | None:
        try:
            stored = self._read("run", path, api.read)
        except SufficiencyError:
            return None
        made = datetime.fromtimestamp((path / "run.json").stat().st_mtime, UTC)
        return Shelved(path.name, made, stored)

    def _read(self, kind: str, folder: Path, read: Callable[[Path], T]) -> T:
        """What was read before, if nothing changed since; of many who ask at once, one reads and the others wait."""
        key = (kind, folder.name)
        with self._reading[key]:
            marks = tuple(_marks(folder))
            if key in self._kept and self._kept[key][0] == marks:
                return self._kept[key][1]  # type: ignore[return-value]
            found = read(folder)
            self._kept[key] = (marks, found)
            return found

    def folders(self) -> Iterator[Path]:
        """Every folder here that is not hidden, by name."""
        yield from sorted(path for path in self.folder.iterdir() if path.is_dir() and not path.name.startswith("."))


ByChild = tuple[Mapping[str, list[Verdict]], Mapping[str, list[Alternative]], Mapping[str, list[Arrangement]]]


def _by_child(run: Run) -> ByChild:
    verdicts: dict[str, list[Verdict]] = defaultdict(list)
    alternatives: dict[str, list[Alternative]] = defaultdict(list)
    ways: dict[str, list[Arrangement]] = defaultdict(list)
    for verdict in run.verdicts:
        verdicts[verdict.child_ref].append(verdict)
    for alternative in run.alternatives:
        alternatives[alternative.child_ref].append(alternative)
    for way in run.transport.arrangements if run.transport else ():
        ways[way.ref].append(way)
    return verdicts, alternatives, ways


def _marks(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Name, size and time of change of every file: where none of these differs, nothing is read again."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found = path.stat()
            yield str(path.relative_to(folder)), found.st_size, found.st_mtime_ns
