"""How children who have a place move through it year by year, and how places run down once nobody enters.

Nothing is known of single ages in a band, so its children are taken as spread evenly over its years. They move up
through the bands of a provision and leave it at the end of their phase, where they choose again, or of its last band.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

from scenarios.planning.segments import phase_at

Band = tuple[int, int]
"""First and last National Curriculum year."""


def staying(bands: Sequence[Band], counts: Sequence[int], years: int) -> tuple[tuple[float, ...], ...]:
    """Children of each band of one provision in each year, of ``counts`` who are in its bands in the first year."""
    there = [[0.0] * years for _ in bands]
    for (first, last), count in zip(bands, counts, strict=True):
        each = max(count, 0) / (last - first + 1)
        for ncy in range(first, last + 1):
            for year in range(years):
                band = _band_of(ncy + year, bands)
                if band is None or phase_at(ncy) is None or phase_at(ncy + year) != phase_at(ncy):
                    break
                there[band][year] += each
    return tuple(tuple(by_year) for by_year in there)


def _band_of(ncy: int, bands: Sequence[Band]) -> int | None:
    return next((at for at, (first, last) in enumerate(bands) if first <= ncy <= last), None)


def still_taken(band: Band, first_ncy: int, since: int) -> Fraction:
    """Share of a band's places still taken so many years after the last intake; it was full then.

    ``first_ncy`` is the first year of the whole provision: who is in the band came up from there, within one phase.
    """
    first, last = band
    before = [(ncy, ncy - since) for ncy in range(first, last + 1)]
    came = [ncy for ncy, then in before if then >= first_ncy and phase_at(then) == phase_at(ncy)]
    return Fraction(len(came), last - first + 1)


def run_down(places: int, band: Band, first_ncy: int, since: int) -> int:
    """Places still needed for those who are there so many years after the last intake, in whole places."""
    return ceil(places * still_taken(band, first_ncy, since)) if since else places
