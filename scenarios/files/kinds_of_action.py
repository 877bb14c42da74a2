"""What is assumed of each kind of action where a scenario does not say, from ``kinds_of_action.toml`` with sources."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from scenarios.files.scenario import ActionKind

PENCE = 100


@dataclass(frozen=True, slots=True)
class KindOfAction:
    """Figures assumed of one kind; money in pence, lead times in months.

    ``lead`` and ``capital`` (a place) are least, usual and most. ``sources`` gives each figure's source by its name.
    """

    label: str
    lead: tuple[int, int, int]
    capital: tuple[int, int, int]
    ramp_up: tuple[int, ...]
    phasing: tuple[int, ...]
    place_cost: int
    sources: Mapping[str, str]


@cache
def kinds_of_action() -> Mapping[ActionKind, KindOfAction]:
    """Every kind with what is assumed of it."""
    text = (files("scenarios.files") / "kinds_of_action.toml").read_text(encoding="utf-8")
    read = tomllib.loads(text)
    return {kind: _kind(read[kind.value], read["checked"]) for kind in ActionKind}


def _kind(said: Mapping[str, Any], checked: date) -> KindOfAction:
    lead, capital = said["lead"], said["capital"]
    named = {name: part for name, part in said.items() if name != "label"}
    return KindOfAction(
        label=said["label"],
        lead=(lead["fast"], lead["typical"], lead["slow"]),
        capital=(capital["least"] * PENCE, capital["value"] * PENCE, capital["most"] * PENCE),
        ramp_up=tuple(said["ramp_up"]["percent"]),
        phasing=tuple(said["phasing"]["percent"]),
        place_cost=said["place_cost"]["pounds"] * PENCE,
        sources={
            name: f"Assumed: {part['source']} ({part['status']}; checked {checked.isoformat()})"
            for name, part in named.items()
        },
    )
