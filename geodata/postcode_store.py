"""A compact file of postcodes: one parquet table, read back by ``postcode_files.read_postcodes``."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from geodata.postcode_files import NO_POSITION
from geodata.postcodes import ENDED, NOWHERE, PostcodeTable

WITHIN_POSTCODE = 10
"""Positional quality of a place inside the postcode, as Code-Point Open writes it."""


def write_postcodes(table: PostcodeTable, path: Path) -> None:
    """Write the table so that it reads back as it is; some 12 MB for every postcode of Great Britain.

    Columns: postcode without its space, easting and northing in metres, pqi (90: no position), doterm ("ended" for a
    postcode no longer in use). The same table gives the same bytes.
    """
    ended = pa.array(np.where(table.status == ENDED, "ended", ""), mask=table.status != ENDED)
    quality = np.where(table.status == NOWHERE, NO_POSITION[0], WITHIN_POSTCODE).astype(np.uint8)
    columns = {
        "postcode": pa.array(table.codes.astype(str)),
        "easting": pa.array(table.easting),
        "northing": pa.array(table.northing),
        "pqi": pa.array(quality),
        "doterm": ended,
    }
    pq.write_table(pa.table(columns), path, compression="zstd")
