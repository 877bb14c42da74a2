"""Places: every setting with its numbers kept apart, and how pressed it is."""

from collections.abc import Iterable, Iterator, Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from sufficiency.domain.inputs import Inputs
from sufficiency.domain.run import Site
from sufficiency.domain.settings import Provision, Setting
from sufficiency.domain.years import ncy_label
from sufficiency.errors import SufficiencyError, UsageError
from sufficiency.reports.page.map import sites_map
from sufficiency.reports.words import percent, pounds
from sufficiency.web.rendering import page
from sufficiency.web.tables import Cell, ListTable, listed
from sufficiency.web.workbench import shelf_of

router = APIRouter()

NOT_KNOWN = "not known"


@router.get("/places")
def places(request: Request) -> HTMLResponse:
    """Every round's settings for its year: five numbers, how pressed each is, and where they are."""
    shelf = shelf_of(request)
    found = []
    for number, name in enumerate(shelf.rounds()):
        try:
            inputs = shelf.inputs(name)
        except SufficiencyError:
            continue
        title = f"Settings of {inputs.authority.name}, {inputs.authority.academic_year}"
        found.append((_settings(name, inputs), sites_map(f"map-{number}", title, list(_sites(inputs)))))
    return page(request, "places.html", rounds=found)


@router.get("/places/{round}/{urn}")
def setting(request: Request, round: str, urn: int) -> HTMLResponse:  # noqa: A002  the trade's word, and the address's
    """One setting: every place group of every year, its numbers kept apart."""
    inputs = shelf_of(request).inputs(round)
    found = next((one for one in inputs.settings if one.urn == urn), None)
    if found is None:
        raise UsageError(f"There is no setting {urn} in this round.")
    groups = [p for p in inputs.provisions if p.urn == urn]
    return page(request, "place.html", round=round, setting=found, table=_numbers(groups), needs=_needs(groups))


def _settings(name: str, inputs: Inputs) -> ListTable:
    rows: list[tuple[Cell | str, ...]] = []
    for setting, groups in _of_its_year(inputs):
        commissioned, roll = (sum(getattr(p, number) for p in groups) for number in ("commissioned", "on_roll"))
        held = sum(p.held + p.named_not_started for p in groups)
        free = sum(max(0, p.free_to_name) for p in groups)
        pressure = Cell(percent(roll, commissioned), tag="red" if roll > commissioned else "")
        link = Cell(setting.name, f"/places/{name}/{setting.urn}")
        counts = (f"{number:,}" for number in (commissioned, roll, held, free))
        rows.append((link, setting.type.label, _physical(groups), *counts, pressure))
    heads = (
        "Setting", "Type", "#Physical", "#Commissioned", "#On roll", "#Held", "#Free to name",
        "#On roll of commissioned",
    )  # fmt: skip
    return listed(f"settings-{name}", f"{inputs.authority.name}, {inputs.authority.academic_year}", heads, rows)


def _of_its_year(inputs: Inputs) -> Iterator[tuple[Setting, list[Provision]]]:
    """The settings that have places in the round's own year, and those."""
    for setting in inputs.settings:
        groups = [p for p in inputs.provisions if p.urn == setting.urn and p.year == inputs.authority.academic_year]
        if groups:
            yield setting, groups


def _physical(groups: Sequence[Provision]) -> str:
    """What the buildings hold, as far as it is known."""
    known = [p.physical for p in groups if p.physical is not None]
    if not known:
        return NOT_KNOWN
    return f"{sum(known):,}{'' if len(known) == len(groups) else ' or more'}"


def _sites(inputs: Inputs) -> Iterator[Site]:
    """Settings as the map draws them: full where as many are on roll as places are commissioned."""
    for setting, groups in _of_its_year(inputs):
        commissioned, roll = sum(p.commissioned for p in groups), sum(p.on_roll for p in groups)
        at = setting.site
        yield Site(setting.urn, setting.name, setting.type, at.easting, at.northing, commissioned, roll)


def _numbers(groups: Iterable[Provision]) -> ListTable:
    """The numbers of each place group; none stands for another."""
    rows = [
        (
            f"{p.provision_id}, {ncy_label(p.ncy_from)} to {ncy_label(p.ncy_to)}, {p.year}",
            NOT_KNOWN if p.physical is None else f"{p.physical:,}", f"{p.commissioned:,}", f"{p.on_roll:,}",
            f"{p.leavers:,}", f"{p.named_not_started:,}", f"{p.held:,}", f"{p.free_to_name:,}", pounds(p.annual_cost),
        )
        for p in groups
    ]  # fmt: skip
    heads = (
        "Place group", "#Physical", "#Commissioned", "#On roll", "#Leavers", "#Named, not started", "#Held",
        "#Free to name", "#A place a year",
    )  # fmt: skip
    return listed("numbers", "Places by number", heads, rows)


def _needs(groups: Iterable[Provision]) -> str:
    return ", ".join(sorted({str(need) for p in groups for need in p.needs}))
