"""How a child would be brought to a setting, in words."""

from collections.abc import Sequence

from sufficiency.domain.fleet import VehicleType
from sufficiency.domain.run import Run
from sufficiency.domain.transport import Arrangement
from sufficiency.reports.words import decimal, pounds

GROUNDS = {
    "CANNOT_WALK": "the child cannot be expected to walk",
    "UNSAFE_ROUTE": "the walking route is not safe",
    "BEYOND_WALKING": "over walking distance",
    "LOW_INCOME_8_10": "low income, aged 8 to 10",
    "LOW_INCOME_11_16": "low income, one of the three nearest",
    "LOW_INCOME_BELIEF": "low income, religion or belief",
}
"""Every ground on which free travel is a duty, in short; the whole sentence stands with its source in the statute."""

_METRES_PER_1000_MILES = 1_609_344


def arrangement_sentence(arrangement: Arrangement, vehicles: Sequence[VehicleType], miles: int | None = None) -> str:
    """Whether travel is due free of charge and on which grounds, how the child would travel, and what it adds a year.

    ``miles`` is the walking distance for a child of that age, where it is to be said.
    """
    if arrangement.entitled == "no":
        return _not_entitled(arrangement.walking, miles)
    return f"{_due(arrangement, miles)} {_by(arrangement, vehicles)}"


def free_travel(arrangement: Arrangement) -> str:
    """Whether travel is due free of charge, and on which grounds."""
    return _not_entitled(arrangement.walking, None) if arrangement.entitled == "no" else _due(arrangement, None)


def how(arrangement: Arrangement, vehicles: Sequence[VehicleType]) -> str:
    """How the child would travel, without a price: ``Shared taxi, joining route 900001/3 as its 4th stop``."""
    kind = next((kind for kind in vehicles if kind.code == arrangement.vehicle), None)
    mode = mode_in_words(arrangement.mode).capitalize()
    if arrangement.joins:
        return f"{mode}, joining route {arrangement.joins} as its {ordinal(arrangement.position + 1)} stop"
    return f"A vehicle of their own ({_called(kind)})" if kind else mode


def _not_entitled(metres: int | None, miles: int | None) -> str:
    if metres is None:
        return "Not entitled to free travel on the facts given."
    on_foot = f"{miles_of(metres)} miles on foot"
    if miles is None:
        return f"Not entitled to free travel on the facts given: {on_foot}."
    if 1_000 * metres > miles * _METRES_PER_1000_MILES:
        return f"Not entitled to free travel on the facts given, though it is {on_foot}."
    return f"Not entitled to free travel: {on_foot}, {miles} are the limit."


def _due(arrangement: Arrangement, miles: int | None) -> str:
    if arrangement.entitled == "discretionary":
        return "Free travel is for the authority's discretion at this age."
    grounds = (_ground(code, miles) for code in arrangement.gateways)
    said = "; ".join(grounds)
    return f"Entitled to free travel ({said})." if said else "Entitled to free travel."


def _ground(code: str, miles: int | None) -> str:
    if code == "BEYOND_WALKING" and miles is not None:
        return f"over {miles} miles"
    return GROUNDS.get(code, code)


def _by(arrangement: Arrangement, vehicles: Sequence[VehicleType]) -> str:
    kind = next((kind for kind in vehicles if kind.code == arrangement.vehicle), None)
    if arrangement.joins:
        where = f"route {arrangement.joins}{f' ({_called(kind)})' if kind else ''}"
        return f"Would join {where} as its {ordinal(arrangement.position + 1)} stop: {_adds(arrangement.year)}."
    if kind:
        return f"A vehicle of their own ({_called(kind)}): {_adds(arrangement.year)}."
    return f"By {mode_in_words(arrangement.mode)}: {pounds(arrangement.year)} a year."


def _adds(pence: int) -> str:
    return f"{pounds(pence)} a year over today's routes" if pence else "nothing more than today's routes cost"


def _called(kind: VehicleType) -> str:
    """``minibus, 16 seats``; the number only where the label does not say it."""
    label = kind.label[:1].lower() + kind.label[1:]
    return label if str(kind.seats) in label else f"{label}, {kind.seats} seats"


def mode_in_words(mode: str) -> str:
    """A mode as people write it: ``shared-vehicle`` is ``shared vehicle``; one with a space is in words already."""
    return mode if " " in mode else mode.replace("-", " ").replace("pick up", "pick-up")


def miles_of(metres: int) -> str:
    """Miles with one decimal, rounded: ``1.2``."""
    return decimal((2 * 10_000 * metres + _METRES_PER_1000_MILES) // (2 * _METRES_PER_1000_MILES), 1)


def ordinal(number: int) -> str:
    """``1st``, ``2nd``, ``11th``."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def child_travel(run: Run, child: str) -> dict[int, str]:
    """How long the journey to each setting is and how a child would travel, in words, by URN; none at another depth."""
    if run.transport is None:
        return {}
    its = run.transport.for_child(child)
    said = arranged(run, child)
    return {urn: f"{decimal(its[urn].direct, 1)} minutes one way. {sentence}" for urn, sentence in said.items()}


def arranged(run: Run, child: str) -> dict[int, str]:
    """The same without the minutes."""
    if run.transport is None:
        return {}
    kinds = run.transport.vehicles
    return {urn: arrangement_sentence(its, kinds) for urn, its in run.transport.for_child(child).items()}


def arrangement_row(run: Run, child: str, urn: int) -> dict[str, object]:
    """The same for machines; empty where transport is priced by mileage."""
    its = None if run.transport is None else run.transport.for_child(child).get(urn)
    if its is None:
        return {}
    return {
        "minutes": decimal(its.direct, 1),
        "entitled": its.entitled,
        "gateways": ";".join(its.gateways),
        "mode": its.mode,
        "joins": its.joins,
        "vehicle": its.vehicle,
        "transport_year": decimal(its.year, 2),
    }
