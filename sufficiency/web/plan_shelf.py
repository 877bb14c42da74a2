"""Scenarios that were run, futures that were drawn and routes that were made, as they stand on the shelf."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sufficiency.domain.ensemble import Ensemble
from sufficiency.errors import UsageError
from sufficiency.reports.ensemble.files import SUMMARY as FUTURES
from sufficiency.reports.ensemble.files import read_ensemble
from sufficiency.reports.planning.run_folder import HEAD, KIND, StoredScenario, read_scenario
from sufficiency.reports.transport.stored import SUMMARY, StoredTravel, is_travel, read_travel
from sufficiency.web.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Plans:
    """Scenarios run together: their folder, each with the one it rests on, the round they were made from, and when."""

    name: str
    scenarios: tuple[tuple[str, str], ...]
    round: str
    made: datetime

    @property
    def names(self) -> tuple[str, ...]:
        """The scenarios, those that others rest on first."""
        rested_on = {base for _, base in self.scenarios}
        return tuple(sorted((name for name, _ in self.scenarios), key=lambda name: (name not in rested_on, name)))


def plans(shelf: Shelf) -> tuple[Plans, ...]:
    """Every folder of scenarios that were run, the newest first."""
    found = (_plans(shelf, path) for path in shelf.folders())
    return tuple(sorted((one for one in found if one.scenarios), key=lambda one: (one.made, one.name), reverse=True))


def plans_called(shelf: Shelf, name: str) -> Plans:
    """The scenarios in a folder. Raises UsageError where there are none."""
    found = next((one for one in plans(shelf) if one.name == name), None)
    if found is None:
        raise UsageError(f"No scenarios were run under the name {name} here.")
    return found


def stored_scenarios(shelf: Shelf, of: Plans, names: Sequence[str]) -> list[StoredScenario]:
    """Some of the scenarios, in the order given. Raises UsageError where one is not there."""
    if strays := [name for name in names if name not in of.names]:
        raise UsageError(f"{of.name} has no scenario {strays[0]}.")
    return [shelf.remember(f"scenario {name}", of.name, partial(_scenario, name)) for name in names]


def drawn_futures(shelf: Shelf) -> tuple[tuple[str, Ensemble, datetime], ...]:
    """Every ensemble of futures that can be read, by its folder, and when it was drawn, the newest first."""
    found = []
    for path in shelf.folders():
        if (path / FUTURES).is_file():
            with suppress(UsageError):
                found.append((path.name, futures_called(shelf, path.name), _made(path / FUTURES)))
    return tuple(sorted(found, key=lambda one: (one[2], one[0]), reverse=True))


def futures_called(shelf: Shelf, name: str) -> Ensemble:
    """The ensemble in a folder. Raises UsageError where there is none."""
    if name not in {path.name for path in shelf.folders() if (path / FUTURES).is_file()}:
        raise UsageError(f"No futures were drawn under the name {name} here.")
    return shelf.remember("futures", name, read_ensemble)


def made_routes(shelf: Shelf) -> tuple[tuple[str, datetime], ...]:
    """The folders of routes that were made, and when, the newest first."""
    found = [(path.name, _made(path / SUMMARY)) for path in shelf.folders() if is_travel(path)]
    return tuple(sorted(found, key=lambda one: (one[1], one[0]), reverse=True))


def routes_called(shelf: Shelf, name: str) -> StoredTravel:
    """The routes in a folder. Raises UsageError where there are none."""
    if name not in {known for known, _ in made_routes(shelf)}:
        raise UsageError(f"No routes were made under the name {name} here.")
    return shelf.remember("travel", name, read_travel)


def _scenario(name: str, path: Path) -> StoredScenario:
    return read_scenario(path / name)


def _plans(shelf: Shelf, path: Path) -> Plans:
    heads = [child / HEAD for child in sorted(path.iterdir()) if (child / HEAD).is_file()]
    if not heads:
        return Plans(path.name, (), "", datetime.min.replace(tzinfo=UTC))
    return shelf.remember("plans", path.name, lambda _: _read(shelf, path, heads))


def _read(shelf: Shelf, path: Path, heads: Sequence[Path]) -> Plans:
    scenarios, inputs = [], ""
    for head in heads:
        try:
            document = json.loads(head.read_text(encoding="utf-8"))
            if document["kind"] == KIND:
                scenarios.append((head.parent.name, str(document["base"])))
                inputs = str(document["inputs"]["folder"])
        except (OSError, KeyError, TypeError, ValueError):
            continue
    name = Path(inputs).name
    return Plans(path.name, tuple(scenarios), name if name in shelf.rounds() else "", max(map(_made, heads)))


def _made(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
