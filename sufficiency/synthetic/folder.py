"""Writing an input folder: the round, the children placed, the equality table and all postcodes."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sufficiency.domain.built_in_fleet import ASSUMED, built_in_fleet
from sufficiency.domain.inputs import Inputs, Rates
from sufficiency.domain.places import Place
from sufficiency.tables.monitoring import MONITORING
from sufficiency.tables.placements import PLACEMENTS
from sufficiency.tables.write import write_folder, write_table

POSTCODES = "postcodes.csv"
EXAMPLE = "An example, assumed; replace by the authority's own contract prices"
EXAMPLE_RATES = Rates(source=EXAMPLE)
EXAMPLE_FLEET = replace(
    built_in_fleet(),
    vehicles=tuple(
        replace(kind, source=kind.source.replace(ASSUMED, "An example, assumed", 1))
        for kind in built_in_fleet().vehicles
    ),
    assumed=tuple(name for name in built_in_fleet().assumed if name != "vehicles"),
)
"""The built-in kinds of vehicle, as an authority would state its own; all other figures stay built in."""


@dataclass(frozen=True, slots=True)
class Round:
    """One round to be written: its tables, children placed, the equality table, and every postcode with its point."""

    inputs: Inputs
    placed: Sequence[Mapping[str, Any]]
    monitoring: Sequence[Mapping[str, Any]]
    postcodes: Sequence[Place]


def write_round(folder: Path, made: Round) -> None:
    """Write every file of the folder, which is made where it does not exist.

    Homes and sites are written by postcode alone, as an authority has them; the postcode table says where they are.
    """
    inputs = replace(
        made.inputs,
        cases=tuple(replace(case, home=Place(case.home.postcode)) for case in made.inputs.cases),
        settings=tuple(replace(one, site=Place(one.site.postcode)) for one in made.inputs.settings),
        passengers=tuple(replace(one, home=Place(one.home.postcode)) for one in made.inputs.passengers),
        pickup_points=tuple(replace(one, place=Place(one.place.postcode)) for one in made.inputs.pickup_points),
    )
    write_folder(folder, inputs)
    write_table(folder, PLACEMENTS, made.placed)
    write_table(folder, MONITORING, made.monitoring)
    _write_postcodes(folder / POSTCODES, made.postcodes)


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text with plain line ends on every platform."""
    path.write_text(text, encoding="utf-8", newline="\n")


def _write_postcodes(path: Path, places: Iterable[Place]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["postcode", "easting", "northing"])
        writer.writerows([place.postcode, place.easting, place.northing] for place in places)
