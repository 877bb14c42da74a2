"""Places: every setting with its numbers kept apart, and how pressed it is."""

from collections.abc import Iterable

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from sufficiency.domain.inputs import Inputs
from sufficiency.domain.settings import Provision
from sufficiency.domain.years import ncy_label
from sufficiency.errors import SufficiencyError, UsageError
from sufficiency.reports.words import percent, pounds
from sufficiency.web.rendering import page
from sufficiency.web.tables import Cell, ListTable, listed
from sufficiency.web.workbench import shelf_of

router = APIRouter()


@router.get("/places")
def places(request: Request) -> HTMLResponse:
    """Every round's settings for its year: commissioned, on roll, free to name."""
    shelf = shelf_of(request)
    tables = []
    for name in shelf.rounds():
        try:
            tables.append(_settings(name, shelf.inputs(name)))
        except SufficiencyError:
            continue
    return page(request, "places.html", tables=tables)


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
    year = inputs.authority.academic_year
    rows = []
    for setting in inputs.settings:
        groups = [p for p in inputs.provisions if p.urn == setting.urn and p.year == year]
        if not groups:
            continue
        commissioned, roll, free = _sums(groups)
        pressure = Cell(percent(roll, commissioned), tag="red" if roll > commissioned else "")
        link = Cell(setting.name, f"/places/{name}/{setting.urn}")
        rows.append((link, setting.type.label, f"{commissioned:,}", f"{roll:,}", f"{free:,}", pressure))
    heads = ("Setting", "Type", "#Commissioned", "#On roll", "#Free to name", "#On roll of commissioned")
    return listed(f"settings-{name}", f"{inputs.authority.name}, {year}", heads, rows)


def _sums(groups: Iterable[Provision]) -> tuple[int, int, int]:
    kept = tuple(groups)
    return sum(p.commissioned for p in kept), sum(p.on_roll for p in kept), sum(max(0, p.free_to_name) for p in kept)


def _numbers(groups: Iterable[Provision]) -> ListTable:
    """The numbers of each place group; none stands for another."""
    rows = [
        (
            f"{p.provision_id}, {ncy_label(p.ncy_from)} to {ncy_label(p.ncy_to)}, {p.year}",
            "not known" if p.physical is None else f"{p.physical:,}", f"{p.commissioned:,}", f"{p.on_roll:,}",
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
