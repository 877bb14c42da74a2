"""Writing an input folder: the tables, the two TOML files and the notes on what is made up."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sufficiency.domain.cases import Case, Preference
from sufficiency.domain.inputs import Authority
from sufficiency.domain.places import Place
from sufficiency.domain.settings import Consultation, Provision, Setting
from sufficiency.tables import children, consultations, preferences, provision, settings
from sufficiency.tables.dates import ISO
from sufficiency.tables.monitoring import MONITORING
from sufficiency.tables.table import Table

POSTCODES = "postcodes.csv"

RATES = """\
# Prices of transport. An example: replace it by the authority's own contract prices.
[transport]
per_mile = 3.00
wheelchair_per_mile = 4.00
assistant_per_day = 40.00
share = 3
days = 190
source = "Assumed, an example; 190 school days"
date = 2026-04-01
"""


@dataclass(frozen=True, slots=True)
class Round:
    """One round to be written: the authority, its tables and the places its postcodes stand for."""

    authority: Authority
    cases: Sequence[Case]
    preferences: Sequence[Preference]
    settings: Sequence[Setting]
    provisions: Sequence[Provision]
    consultations: Sequence[Consultation]
    monitoring: Sequence[dict[str, Any]]
    postcodes: Sequence[Place]


def write_round(folder: Path, made: Round) -> None:
    """Write every file of the folder, which is made where it does not exist; rows keep their order."""
    folder.mkdir(parents=True, exist_ok=True)
    cases = (replace(case, home=Place(case.home.postcode)) for case in made.cases)
    sites = (replace(setting, site=Place(setting.site.postcode)) for setting in made.settings)
    _write(folder, children.CHILDREN, map(children.row_of, cases))
    _write(folder, preferences.PREFERENCES, map(preferences.row_of, made.preferences))
    _write(folder, settings.SETTINGS, map(settings.row_of, sites))
    _write(folder, provision.PROVISION, map(provision.row_of, made.provisions))
    _write(folder, consultations.CONSULTATIONS, map(consultations.row_of, made.consultations))
    _write(folder, MONITORING, made.monitoring)
    _write_postcodes(folder / POSTCODES, made.postcodes)
    write_text(folder / "authority.toml", _authority(made.authority))
    write_text(folder / "rates.toml", RATES)


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text with plain line ends on every platform."""
    path.write_text(text, encoding="utf-8", newline="\n")


def _write(folder: Path, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    with (folder / table.file_name).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([column.name for column in table.columns])
        for row in rows:
            values = ((column, row.get(column.name)) for column in table.columns)
            writer.writerow(["" if value is None else column.kind.write(value, ISO) for column, value in values])


def _write_postcodes(path: Path, places: Iterable[Place]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["postcode", "easting", "northing"])
        writer.writerows([place.postcode, place.easting, place.northing] for place in places)


def _authority(authority: Authority) -> str:
    """Return ``authority.toml``; the words in it are ours and hold no quotation marks or backslashes."""
    assumed = "".join(f'    "{sentence}",\n' for sentence in authority.assumed)
    sources = "".join(f'{name} = "{path}"\n' for name, path in authority.sources)
    return (
        f'name = "{authority.name}"\n'
        f'la_code = "{authority.la_code}"\n'
        f"academic_year = {authority.academic_year.starts}\n"
        f"census_date = {authority.as_at.isoformat()}\n"
        f'date_format = "{authority.date_format}"\n'
        "synthetic = true\n"
        f"assumed = [\n{assumed}]\n\n"
        f'[ordering]\npolicy = "{authority.policy}"\nversion = "example"\nseed = {authority.seed}\n\n'
        f"[sources]\n{sources}"
    )
