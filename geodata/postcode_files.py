"""Reading a table of postcodes.

Files understood
* Code-Point Open (Ordnance Survey): the unpacked folder, one CSV without header for each postcode area
  (postcode, positional quality, easting, northing, ...), or one of those files;
* the ONS Postcode Directory: one CSV with headers, old names (pcds, oseast1m, doterm) or new (east1m), or the unpacked
  folder, whose file for the whole United Kingdom is read, or else those for each postcode area;
* a plain CSV, CSV.gz or parquet with columns postcode, easting, northing and optionally pqi.
"""

import gzip
import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow
import pyarrow.parquet as pq
from numpy.typing import NDArray

from geodata.errors import NonUniqueId, UnreadablePostcodes, listed
from geodata.points import check_on_grid
from geodata.postcodes import ENDED, LIVE, NOWHERE, OTHER_GRIDS, SHAPE, PostcodeTable

COLUMNS = {
    "postcode": ("postcode", "pcds", "pcd8", "pcd7", "pcd"),
    "easting": ("easting", "oseast1m", "east1m"),
    "northing": ("northing", "osnrth1m", "north1m"),
    "quality": ("pqi", "positional_quality_indicator", "osgrdind", "gridind"),
    "ended": ("doterm",),
}
"""What each column is called in the files understood."""

REQUIRED = ("postcode", "easting", "northing")
WITHOUT_HEADER = ("postcode", "quality", "easting", "northing")
NO_POSITION = (90, 9)
"""Positional quality of "no position": 90 in Code-Point Open, 9 in the ONS Postcode Directory."""

AREA_FILE = re.compile(r"[a-z]{1,2}\.csv", re.IGNORECASE)
DIRECTORY_FILE = re.compile(r"(ONSPD|NSPL)_?.*_UK\.csv", re.IGNORECASE)
DIRECTORY_PART = re.compile(r"(ONSPD|NSPL)_?.*_UK_[A-Z]{1,2}\.csv", re.IGNORECASE)
REMEDY = "Give Code-Point Open, the ONS Postcode Directory, or columns postcode, easting, northing."


def read_postcodes(path: Path) -> PostcodeTable:
    """Return the table of postcodes of a folder or file.

    Raises as ``read_every_postcode`` does.
    """
    return read_every_postcode(path)[0]


def read_every_postcode(path: Path) -> tuple[PostcodeTable, int]:
    """Return the table of postcodes of a folder or file, and how many rows it was read from; a row may repeat another.

    Raises UnreadablePostcodes where it is not one, NonUniqueId for a postcode with two positions and
    WrongCrs for positions that are not metres of the British National Grid.
    """
    if not path.exists():
        raise UnreadablePostcodes(f"{path.name}: not found. {REMEDY}")
    try:
        frame = _folder(path) if path.is_dir() else _file(path)
    except (
        pd.errors.ParserError,
        pd.errors.EmptyDataError,
        UnicodeDecodeError,
        OSError,
        pyarrow.ArrowException,
    ) as error:
        raise UnreadablePostcodes(f"{path.name}: not readable as a table ({error}). {REMEDY}") from error
    return _table(frame, path.name), len(frame)


def postcode_parts(names: Iterable[str]) -> tuple[str, ...]:
    """Return those of the file names in a folder that hold its postcodes, sorted."""
    every = sorted(names)
    for wanted in (AREA_FILE, DIRECTORY_FILE, DIRECTORY_PART):
        if found := tuple(name for name in every if wanted.fullmatch(name.rpartition("/")[2])):
            return found
    return ()


def _folder(folder: Path) -> pd.DataFrame:
    names = postcode_parts(file.relative_to(folder).as_posix() for file in folder.rglob("*.csv"))
    if not names:
        raise UnreadablePostcodes(f"{folder.name}: no file such as le.csv or ONSPD_..._UK.csv in it. {REMEDY}")
    return pd.concat([_file(folder / name) for name in names], ignore_index=True)


def _file(path: Path) -> pd.DataFrame:
    if path.suffix == ".parquet":
        return _renamed(pd.read_parquet(path, columns=_known(pq.read_schema(path).names)), path.name)
    first = _first_line(path).split(",")[0].strip('" \ufeff')
    if SHAPE.fullmatch(first.replace(" ", "").upper()):
        return _headerless(path)
    return _renamed(pd.read_csv(path, usecols=lambda name: bool(_known([name])), low_memory=False), path.name)


def _known(columns: Iterable[str]) -> list[str]:
    """Return those of the columns that are read."""
    wanted = {name for names in COLUMNS.values() for name in names}
    return [column for column in columns if column.lower() in wanted]


def _first_line(path: Path) -> str:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as file:
            return file.readline()
    with path.open(encoding="utf-8") as file:
        return file.readline()


def _headerless(file: Path) -> pd.DataFrame:
    frame = pd.read_csv(file, header=None, usecols=[0, 1, 2, 3])
    return frame.set_axis(list(WITHOUT_HEADER), axis=1)


def _renamed(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    by_lower = {str(column).lower(): column for column in frame.columns}
    present = {
        plain: next((by_lower[alias] for alias in aliases if alias in by_lower), None)
        for plain, aliases in COLUMNS.items()
    }
    if missing := [plain for plain in REQUIRED if present[plain] is None]:
        raise UnreadablePostcodes(f"{name}: no column for {', '.join(missing)}. {REMEDY}")
    columns = {plain: frame[column] for plain, column in present.items() if column is not None}
    return pd.DataFrame(columns)


def _table(frame: pd.DataFrame, name: str) -> PostcodeTable:
    codes = _codes(frame["postcode"], name)
    easting, northing = _metres(frame["easting"], name), _metres(frame["northing"], name)
    status = _status(frame, codes, easting, northing)
    easting[status == NOWHERE] = northing[status == NOWHERE] = 0
    order = np.argsort(codes, kind="stable")
    table = PostcodeTable(codes[order], easting[order], northing[order], status[order], name)
    _check_positions(table)
    return _without_repeats(table)


def _codes(column: pd.Series, name: str) -> NDArray[np.bytes_]:
    packed = column.astype("str").str.replace(r"\s", "", regex=True).str.upper()
    bad = ~packed.str.fullmatch(SHAPE.pattern).to_numpy(dtype=bool)
    if bad.any():
        shown = listed(repr(text) for text in column[bad].astype("str"))
        raise UnreadablePostcodes(f"{name}: {shown} in the postcode column. Correct or remove these rows.")
    return packed.to_numpy(dtype=object).astype("S7")


def _metres(column: pd.Series, name: str) -> NDArray[np.int32]:
    numbers = pd.to_numeric(column, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
    if len(numbers) and np.isnan(numbers).all():
        raise UnreadablePostcodes(f"{name}: no numbers in the {column.name} column. {REMEDY}")
    on_or_off_the_grid = np.clip(np.nan_to_num(numbers), -1, 10_000_000)  # what no whole number holds is off it too
    metres: NDArray[np.int32] = np.rint(on_or_off_the_grid).astype(np.int32)
    return metres


def _status(
    frame: pd.DataFrame, codes: NDArray[np.bytes_], easting: NDArray[np.int32], northing: NDArray[np.int32]
) -> NDArray[np.uint8]:
    """Return the status of each row; a missing coordinate has been read as zero."""
    status = np.full(len(frame), LIVE, dtype=np.uint8)
    if "ended" in frame:
        status[frame["ended"].notna().to_numpy(dtype=bool)] = ENDED
    nowhere = (easting == 0) | (northing == 0)
    if "quality" in frame:
        nowhere |= pd.to_numeric(frame["quality"], errors="coerce").isin(NO_POSITION).to_numpy(dtype=bool)
    for prefix in OTHER_GRIDS.pattern.split("|"):
        nowhere |= np.char.startswith(codes, prefix.encode("ascii"))
    status[nowhere] = NOWHERE
    return status


def _check_positions(table: PostcodeTable) -> None:
    """Raise WrongCrs naming the postcodes whose position is off the grid."""
    somewhere = np.flatnonzero(table.status != NOWHERE)
    easting, northing = table.easting[somewhere].astype(np.int64), table.northing[somewhere].astype(np.int64)
    check_on_grid(lambda row: bytes(table.codes[somewhere[row]]).decode("ascii"), easting, northing)


def _without_repeats(table: PostcodeTable) -> PostcodeTable:
    same = table.codes[1:] == table.codes[:-1]
    moved = same & (
        (table.easting[1:] != table.easting[:-1])
        | (table.northing[1:] != table.northing[:-1])
        | (table.status[1:] != table.status[:-1])
    )
    if moved.any():
        names = listed(code.decode("ascii") for code in np.unique(table.codes[1:][moved]).tolist())
        raise NonUniqueId(f"{table.source}: {names} in two rows that differ. Keep one row for each postcode.")
    keep = np.append(True, ~same) if len(table) else np.ones(0, dtype=bool)
    return PostcodeTable(table.codes[keep], table.easting[keep], table.northing[keep], table.status[keep], table.source)
