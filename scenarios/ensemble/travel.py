"""The ways of a scenario, worked out once and looked up in every draw: late actions leave some pools out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

from scenarios.placing.travel import Travel
from scenarios.planning.supply import Pool

Site = tuple[int, int]
"""Easting and northing."""


@dataclass(frozen=True, slots=True)
class TravelTable:
    """Travel from the areas of the demand to sites, in their order."""

    sites: tuple[Site, ...]
    to_sites: Travel

    @classmethod
    def of(cls, pools: Sequence[Pool], travel: Callable[[tuple[Pool, ...]], Travel]) -> Self:
        """The table of all sites of these pools."""
        at = {(pool.easting, pool.northing): pool for pool in pools}
        return cls(tuple(at), travel(tuple(at.values())))

    def __call__(self, pools: tuple[Pool, ...]) -> Travel:
        """Travel to pools at the sites of the table."""
        at = {site: column for column, site in enumerate(self.sites)}
        columns = [at[pool.easting, pool.northing] for pool in pools]
        known = self.to_sites
        return Travel(
            known.tenths[:, columns], known.metres[:, columns], known.pence[:, :, columns], known.grams[:, :, columns],
            known.furthest,
        )  # fmt: skip
