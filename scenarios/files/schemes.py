"""From the keys of one action or option to what it is, with the defaults of its kind."""

from collections.abc import Callable, Sequence
from typing import Any

from scenarios.files.draft import Entry
from scenarios.files.kinds_of_action import KindOfAction, kinds_of_action
from scenarios.files.known import Known
from scenarios.files.scenario import Action, Option, Size
from scenarios.files.scheme_faults import kind_of, provision_of, there
from sufficiency.domain.needs import Need
from sufficiency.domain.places import Place
from sufficiency.domain.settings import Provision

AS_GIVEN = ("lead_urn", "pot", "running", "class_size", "adults_per_class", "staffing", "because", "site", "requires")
"""Keys that are fields of a scheme as they stand."""


def action_of(entry: Entry, known: Known, number: int) -> Action:
    """The action; ``number`` stands for the URN of a new setting. The entry must be free of faults."""
    record, changed = entry.record, there(entry, known)
    places = record["places"] or sum(one.commissioned for one in changed)
    capital = _else(record["capital"], lambda: places * _assumed(entry).capital[1])
    return Action(**_scheme(entry, known, number), opens=record["opens"], places=places, capital=capital)


def option_of(entry: Entry, known: Known, number: int) -> Option:
    """The option, from the plan's first year to its last where it gives none; the entry must be free of faults."""
    record = entry.record
    capital = record["capital"] or tuple(places * _assumed(entry).capital[1] for places in record["sizes"])
    sizes = tuple(Size(places, pence) for places, pence in zip(record["sizes"], capital, strict=True))
    earliest, latest = record["earliest"] or known.first, record["latest"] or known.last
    return Option(**_scheme(entry, known, number), earliest=earliest, latest=latest, sizes=sizes)


def place_of(entry: Entry, known: Known) -> Place:
    """The point of a site, as given or by its postcode."""
    given = Place(entry.record["postcode"] or "", entry.record["easting"], entry.record["northing"])
    return given if given.has_point else known.located.get(given.postcode, given)


def _scheme(entry: Entry, known: Known, number: int) -> dict[str, Any]:
    """The fields that actions and options share."""
    record, changed = entry.record, there(entry, known)
    urn = record["setting"] or number
    setting = known.settings.get(urn)
    fields: dict[str, Any] = {
        "name": record["name"],
        "kind": kind_of(entry),
        "urn": urn,
        "setting_name": setting.name if setting else record["name"],
        "provision_id": provision_of(entry),
        "new_setting": setting is None,
        "place": setting.site if setting else place_of(entry, known),
        "needs": _needs(record["needs"], changed),
        "ncy_from": _else(record["ncy_from"], lambda: min(one.ncy_from for one in changed)),
        "ncy_to": _else(record["ncy_to"], lambda: max(one.ncy_to for one in changed)),
        "approved": record["approved"] or known.authority.as_at,
    }
    return fields | _usual(entry, known) | {name: record[name] for name in AS_GIVEN}


def _usual(entry: Entry, known: Known) -> dict[str, Any]:
    """Figures for which there are usual ones: of the setting, of like provision, or of the kind."""
    record, kind, changed = entry.record, kind_of(entry), there(entry, known)
    alike = changed or (known.like(kind.setting_type, map(Need, record["needs"])) if kind.opens_provision else ())
    usual = _assumed(entry)
    place_cost = _mean(changed, "place_cost") if changed else usual.place_cost
    return {
        "lead_months": _else(record["lead_months"], lambda: usual.lead[1]),
        "ramp_up": record["ramp_up"] or usual.ramp_up,
        "phasing": record["phasing"] or usual.phasing,
        "place_cost": _else(record["place_cost"], lambda: place_cost),
        "top_up": _else(record["top_up"], lambda: _mean(alike, "top_up")),
    }


def _assumed(entry: Entry) -> KindOfAction:
    return kinds_of_action()[kind_of(entry)]


def _needs(given: Sequence[str], changed: Sequence[Provision]) -> tuple[Need, ...]:
    """Those given, else all that the provision has, in the order of the codes."""
    has = {need for one in changed for need in one.needs}
    return tuple(dict.fromkeys(map(Need, given))) or tuple(need for need in Need if need in has)


def _else(given: Any, assumed: Callable[[], Any]) -> Any:
    return assumed() if given is None else given


def _mean(provisions: Sequence[Provision], name: str) -> int:
    """The mean of an amount by places, in whole pence, halves up; each row alike where no place is commissioned."""
    weights = [one.commissioned for one in provisions]
    weights = weights if sum(weights) else [1] * len(provisions)
    total = sum(weight * getattr(one, name) for weight, one in zip(weights, provisions, strict=True))
    return int((2 * total + sum(weights)) // (2 * sum(weights))) if weights else 0
