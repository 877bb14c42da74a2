"""The gap that published statistics show: children in state-funded special schools against the places there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scenarios.gap.gaps import P50, P80
from scenarios.projection.authority import Futures
from scenarios.projection.cells import IntArray
from sufficiency.domain.age_stock import PLACEMENTS

SPECIAL, INDEPENDENT = PLACEMENTS.index("special"), PLACEMENTS.index("independent special")

Counted = Mapping[int, Mapping[str, tuple[int, int]]]
"""By January and authority, children in state-funded (or non-maintained) and in independent special schools."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Places opened in the September of a year."""

    places: int
    september: int


@dataclass(frozen=True, slots=True)
class PublishedGapRow:
    """One January: published, or projected; children at P50 and P80, and places with and without those opened.

    ``independent`` are children in independent special schools, at P50; they are not in ``p50`` and ``p80``.
    """

    january: int
    projected: bool
    p50: int
    p80: int
    independent: int
    places: int
    without: int


def published_gap(
    counted: Counted, futures: Sequence[Futures], origin: int, first: int, places: int, opened: Opened
) -> list[PublishedGapRow]:
    """Rows from the January ``first`` on: as published to the January ``origin``, then from the futures drawn.

    ``places`` are those there are once all are open. In one draw all authorities have the same fortune, which is the
    wide side. Januaries that some authority has not published are left out.
    """
    codes = {code for by_code in counted.values() for code in by_code}
    rows = []
    for january, by_code in counted.items():
        if first <= january <= origin and set(by_code) == codes:
            state, independent = (sum(pair[at] for pair in by_code.values()) for at in (0, 1))
            rows.append(_row(january, (state, state, independent), places, opened))
    drawn: IntArray = np.sum([one.drawn for one in futures], axis=0)
    for year in range(1, drawn.shape[1]):
        middle, high = np.quantile(drawn[:, year, SPECIAL], (P50, P80))
        bought = np.quantile(drawn[:, year, INDEPENDENT], P50)
        figures = (round(float(middle)), round(float(high)), round(float(bought)))
        if origin + year >= first:
            rows.append(_row(origin + year, figures, places, opened, projected=True))
    return rows


def _row(
    january: int, figures: tuple[int, int, int], places: int, opened: Opened, *, projected: bool = False
) -> PublishedGapRow:
    open_by_then = january > opened.september
    without = places - opened.places
    return PublishedGapRow(january, projected, *figures, places if open_by_then else without, without)
