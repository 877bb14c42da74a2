"""Filling the templates with an authority's own settings, and beginning a scenario of one's own."""

import re
from collections.abc import Sequence
from importlib.resources import files
from itertools import cycle, islice
from pathlib import Path
from string import Template

from scenarios.files.keys import SCENARIO, SECTIONS, Section
from scenarios.files.scenario import PLAN_YEARS
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.settings import Provision, Setting, SettingType
from sufficiency.domain.years import FinancialYear
from sufficiency.errors import UsageError
from sufficiency.tables.cells import read_cell, unread
from sufficiency.tables.dates import ISO
from sufficiency.tables.load import SCENARIOS

LEADS, HOSTS, SITES = 5, 3, 5
LAST_PRIMARY, FIRST_SECONDARY = 6, 7
BEYOND = 12_000
"""Metres north and east of the outermost settings at which neighbouring authorities have their places."""


def shipped() -> tuple[str, ...]:
    """Names of the scenarios a made-up authority comes with."""
    folder = files("scenarios.definitions")
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


def write_shipped(folder: Path, inputs: Inputs) -> None:
    """Write every shipped scenario into an input folder, filled with the settings of its authority.

    Where there are fewer special schools, bases or sites than a template names, they come round again. Raises
    UsageError for an authority without a special school or a base.
    """
    filled = _filled(inputs)
    (folder / SCENARIOS).mkdir(parents=True, exist_ok=True)
    for name in shipped():
        template = Template((files("scenarios.definitions") / f"{name}.toml").read_text(encoding="utf-8"))
        (folder / SCENARIOS / f"{name}.toml").write_text(template.substitute(filled), encoding="utf-8", newline="\n")


def write_new(folder: Path, name: str, base: str, description: str) -> Path:
    """Write a scenario that extends another, with every key it may have as a note; returns the file.

    Raises UsageError where its file is there already, or where the name is none.
    """
    if unread(read_cell(SCENARIO.table.column("name"), name, ISO)):
        raise UsageError(f"{name!r} is no name for a scenario. Write letters, digits and hyphens alone.")
    path = folder / SCENARIOS / f"{name}.toml"
    if path.exists():
        raise UsageError(f"{path} is there already. Give the scenario another name.")
    path.parent.mkdir(exist_ok=True)
    path.write_text(text_of_new(name, base, description), encoding="utf-8", newline="\n")
    return path


def text_of_new(name: str, base: str, description: str) -> str:
    """A scenario that extends another, with every key it may have as a note."""
    head = [f"name = {_quoted(name)}", f"base = {_quoted(base)}", f"description = {_quoted(description)}"]
    notes = [line for section in SECTIONS if section.path for line in ("", f"# {section.heading}", *_notes(section))]
    return "\n".join([*head, *notes, ""])


def text_of_copy(text: str, name: str, description: str) -> str:
    """The text of a scenario under another name, with what deviates in it said anew; all else as it stands."""
    return _stated_anew(_stated_anew(text, "name", name), "description", description)


def _stated_anew(text: str, key: str, value: str) -> str:
    """The text with the first statement of a key replaced, whatever quotation marks it has."""
    stated = rf"^{key}[ \t]*=[ \t]*(?:\"{{3}}[\s\S]*?\"{{3}}|'{{3}}[\s\S]*?'{{3}}|.*)$"
    return re.sub(stated, lambda _: f"{key} = {_quoted(value)}", text, count=1, flags=re.MULTILINE)


def _notes(section: Section) -> list[str]:
    """Every key with what it says, to take the # from."""
    return [
        f"# {column.name} = {f'{column.says}; {column.unit}' if column.unit != '-' else column.says}"
        + (" (required)" if column.required else f" (blank: {column.blank})" if column.blank else "")
        for column in section.table.columns
    ]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _filled(inputs: Inputs) -> dict[str, str]:
    """What stands in the templates for each name after a dollar sign."""
    special = _of_types(inputs, SettingType.SPECIAL)
    hosts = _of_types(inputs, SettingType.BASE, SettingType.DSP)
    if not special or not hosts:
        raise UsageError("The shipped scenarios need a special school and a specialist base.")
    first = inputs.authority.academic_year.starts
    found = {f"year_{number}": str(first + number) for number in range(PLAN_YEARS)}
    found |= {f"fy_{number}": str(FinancialYear(first + number)) for number in range(PLAN_YEARS)}
    for number, lead in enumerate(islice(cycle(special), LEADS), 1):
        found |= _lead(f"lead_{number}", lead, inputs.provisions)
    for number, host in enumerate(islice(cycle(hosts), HOSTS), 1):
        found |= _host(f"host_{number}", host, inputs.provisions)
    for number, host in enumerate(islice(cycle(reversed(hosts)), SITES), 1):
        found[f"site_{number}"] = host.site.postcode
    return found | _outskirts(inputs.settings) | {"new_site": special[0].site.postcode}


def _of_types(inputs: Inputs, *types: SettingType) -> list[Setting]:
    return [setting for setting in inputs.settings if setting.type in types]


def _lead(name: str, lead: Setting, provisions: Sequence[Provision]) -> dict[str, str]:
    """A special school: its first provision's needs, and the years of one phase in which it has places."""
    own = [one for one in provisions if one.urn == lead.urn]
    first = [one for one in own if one.provision_id == own[0].provision_id]
    youngest, oldest = min(one.ncy_from for one in first), max(one.ncy_to for one in first)
    in_primary = youngest < FIRST_SECONDARY
    return {
        name: str(lead.urn),
        f"{name}_name": lead.name,
        f"{name}_provision": own[0].provision_id,
        f"{name}_needs": "[" + ", ".join(f'"{need}"' for need in own[0].needs) + "]",
        f"{name}_from": str(youngest),
        f"{name}_to": str(min(oldest, LAST_PRIMARY) if in_primary else oldest),
    }


def _host(name: str, host: Setting, provisions: Sequence[Provision]) -> dict[str, str]:
    """A school that has a base: the years it takes."""
    own = [one for one in provisions if one.urn == host.urn]
    youngest, oldest = min(one.ncy_from for one in own), max(one.ncy_to for one in own)
    return {name: str(host.urn), f"{name}_name": host.name, f"{name}_from": str(youngest), f"{name}_to": str(oldest)}


def _outskirts(settings: Sequence[Setting]) -> dict[str, str]:
    """Points beyond the outermost settings to the north and to the east."""
    points = [(one.site.easting or 0, one.site.northing or 0) for one in settings]
    north, east = max(points, key=lambda point: point[::-1]), max(points)
    return {
        "north_easting": str(north[0]), "north_northing": str(north[1] + BEYOND),
        "east_easting": str(east[0] + BEYOND), "east_northing": str(east[1]),
    }  # fmt: skip
