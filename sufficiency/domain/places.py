"""Where something is: a postcode, a point on the National Grid, or both."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A home or a site: a postcode, a point in whole metres (EPSG:27700), or both."""

    postcode: str = ""
    easting: int | None = None
    northing: int | None = None

    @property
    def has_point(self) -> bool:
        """Whether a point on the grid was given."""
        return self.easting is not None and self.northing is not None
