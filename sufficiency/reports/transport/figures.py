"""What a plan comes to: children by mode, minutes aboard, vehicles, money and carbon; in all, by setting, by area.

Everything is whole numbers. What is said of settings, and of areas, adds up to what is said of the whole; a vehicle
belongs to a setting and to no area.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from sufficiency.domain.transport import VehicleRoute
from sufficiency.reports.transport.report import CalibratedError, TransportReport
from sufficiency.reports.transport.rides import Ride, Riding, rides
from sufficiency.reports.words import percent

RUNS_A_DAY = 2
NO_AREA = "not known"
NOT_ENTITLED = "not entitled"


@dataclass(frozen=True, slots=True)
class Minutes:
    """Tenths of a minute aboard, one way, of ``known`` children; the mean is to the nearest tenth.

    ``over`` are aboard for longer than their own guideline; ``unavoidable`` of them would be even with nobody else
    aboard.
    """

    known: int
    median: int
    mean: int
    longest: int
    over: int
    unavoidable: int


@dataclass(frozen=True, slots=True)
class Vehicles:
    """Vehicles of a plan: by code in the order of the fleet; ``metres`` with a child aboard and ``grams`` CO2e a day.

    ``metres`` and ``grams`` count both runs; the grams hold the empty legs too.
    """

    routes: int
    kinds: tuple[tuple[str, int], ...]
    metres: int
    grams: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of some of a plan's children. Money is pence, ``day`` for both runs of a day, ``days`` a year.

    ``modes`` counts every traveller once. ``attended`` have an assistant aboard, ``solo`` must travel alone, ``new``
    come by this round. ``minutes`` and ``vehicles`` are None where there are no routes.
    """

    travellers: int
    modes: tuple[tuple[Riding, int], ...]
    attended: int
    solo: int
    new: int
    day: int
    days: int
    minutes: Minutes | None
    vehicles: Vehicles | None
    error: CalibratedError | None = None

    def by(self, mode: Riding) -> int:
        """Children who travel so."""
        return dict(self.modes).get(mode, 0)

    @property
    def served(self) -> int:
        """Children whom a vehicle brings."""
        return self.travellers - self.by(Riding.NOT_SERVED)

    @property
    def year(self) -> int:
        """Pence a year, as expected."""
        return self.day * self.days

    @property
    def range(self) -> tuple[int, int] | None:
        """Pence a year, low and high, by the calibrated error; None where none was measured."""
        if self.error is None:
            return None
        return _percent(self.year, 100 + self.error.low), _percent(self.year, 100 + self.error.high)

    @property
    def a_child(self) -> int | None:
        """Pence a year for each child served, to the nearest penny; None where there is none."""
        return _nearest(self.year, self.served) if self.served else None

    @property
    def vehicle_days(self) -> int | None:
        """Vehicles times days, a year."""
        return None if self.vehicles is None else self.vehicles.routes * self.days

    @property
    def kilograms(self) -> int | None:
        """CO2e a year, to the nearest kilogram."""
        return None if self.vehicles is None else _nearest(self.vehicles.grams * self.days, 1_000)

    @property
    def kilometres(self) -> int | None:
        """Kilometres a year with a child aboard, to the nearest."""
        return None if self.vehicles is None else _nearest(self.vehicles.metres * self.days, 1_000)


class PlanFigures:
    """The figures of a whole plan, of each setting and of each area."""

    def __init__(self, report: TransportReport) -> None:
        self._report = report
        self.rides = rides(report.plan, report.fleet)

    @cached_property
    def total(self) -> Figures:
        """Of everybody."""
        return self._figures(self.rides, [route for s in self._report.plan.settings for route in s.routes])

    @cached_property
    def settings(self) -> tuple[tuple[int, Figures], ...]:
        """By URN, in the order of the plan."""
        by_setting = {urn: list(some) for urn, some in groupby(self.rides, lambda r: r.traveller.urn)}
        return tuple((s.urn, self._figures(by_setting.get(s.urn, []), s.routes)) for s in self._report.plan.settings)

    @cached_property
    def areas(self) -> tuple[tuple[str, Figures], ...]:
        """By postcode district of the home, in the order of the alphabet, those not known last."""
        ranked = sorted(self.rides, key=_area)
        return tuple((area or NO_AREA, self._figures(list(some), None)) for (_, area), some in groupby(ranked, _area))

    @cached_property
    def others(self) -> tuple[tuple[str, int], ...]:
        """Children placed by this round who need no vehicle, by mode: not entitled, walking, a bus, a budget."""
        travelling = {(ride.traveller.ref, ride.traveller.urn) for ride in self.rides}
        rest = (a for a in self._report.plan.arrangements if (a.ref, a.urn) not in travelling)
        counts = Counter(NOT_ENTITLED if a.entitled == "no" else a.mode for a in rest)
        return tuple(sorted(counts.items()))

    def _figures(self, some: Sequence[Ride], routes: Sequence[VehicleRoute] | None) -> Figures:
        counts = Counter(ride.mode for ride in some)
        vehicles = None if routes is None or self._report.plan.depth == "rate" else self._vehicles(routes)
        return Figures(
            travellers=len(some),
            modes=tuple((mode, counts[mode]) for mode in Riding),
            attended=sum(ride.attended for ride in some),
            solo=sum(ride.traveller.solo for ride in some),
            new=sum(ride.traveller.new for ride in some),
            day=sum(ride.day for ride in some),
            days=self._report.plan.days,
            minutes=_minutes(some),
            vehicles=vehicles,
            error=self._report.error,
        )

    def _vehicles(self, routes: Sequence[VehicleRoute]) -> Vehicles:
        counts = Counter(route.vehicle for route in routes)
        known = [kind.code for kind in self._report.fleet.vehicles]
        kinds = (*known, *sorted(counts.keys() - set(known)))
        return Vehicles(
            routes=len(routes),
            kinds=tuple((code, counts[code]) for code in kinds if counts[code]),
            metres=sum(RUNS_A_DAY * route.metres for route in routes),
            grams=sum(route.grams for route in routes),
        )


def over_says(known: Minutes) -> str:
    """``40%; 1 of them even with nobody else aboard``."""
    if not known.over:
        return "nobody is aboard for longer than the guideline"
    return f"{percent(known.over, known.known)}; {known.unavoidable:,} of them even with nobody else aboard"


def _area(ride: Ride) -> tuple[bool, str]:
    return not ride.traveller.area, ride.traveller.area


def _minutes(some: Iterable[Ride]) -> Minutes | None:
    aboard = [ride for ride in some if ride.aboard is not None]
    tenths = sorted(ride.aboard.tenths for ride in aboard if ride.aboard is not None)
    if not tenths:
        return None
    n = len(tenths)
    return Minutes(
        known=n,
        median=_nearest(tenths[(n - 1) // 2] + tenths[n // 2], 2),
        mean=_nearest(sum(tenths), n),
        longest=tenths[-1],
        over=sum(ride.over_guideline for ride in aboard),
        unavoidable=sum(ride.unavoidable for ride in aboard),
    )


def _percent(pence: int, percent: int) -> int:
    return _nearest(pence * percent, 100)


def _nearest(part: int, whole: int) -> int:
    """``part / whole``, halves up."""
    return (2 * part + whole) // (2 * whole)
