"""Columns of a point: whole metres of the National Grid, both or neither, never (0, 0)."""

from dataclasses import replace

from geodata.points import EASTING_LIMIT, LARGEST_DEGREE, NORTHING_LIMIT
from sufficiency.domain.inputs import Authority
from sufficiency.tables.kinds import whole_number
from sufficiency.tables.table import Record

_REMEDY = "Give whole metres of the British National Grid, not degrees; leave both blank where a postcode is given."

EASTING = replace(whole_number(LARGEST_DEGREE + 1, EASTING_LIMIT), remedy=_REMEDY)
NORTHING = replace(whole_number(LARGEST_DEGREE + 1, NORTHING_LIMIT), remedy=_REMEDY)


def point_is_whole(row: Record, _: Authority) -> bool:
    """Whether easting and northing are both given or both blank."""
    return (row["easting"] is None) == (row["northing"] is None)
