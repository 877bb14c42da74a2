"""The tables of an input folder written again: the same rows, as plain files or as one workbook."""

import os
from collections.abc import Mapping
from pathlib import Path

from sufficiency.files.whole_folder import whole_folder
from sufficiency.tables.authority import AUTHORITY, SOURCES
from sufficiency.tables.catalogue import BY_NAME
from sufficiency.tables.load import read_tables
from sufficiency.tables.table import Record
from sufficiency.tables.write import write_table, write_xlsx

WORKBOOK = "round.xlsx"

Tables = Mapping[str, tuple[Record, ...]]


def export(folder: Path, target: Path, form: str) -> None:
    """Write every table that a checked folder gives into a new one, whole or not at all.

    The new folder reads back to the same rows. Blanks are written as what they stand for, codes and dates in their one
    spelling; columns that are none of the tables are left out. Files named under ``[sources]`` are not copied: the new
    folder names the same files. Raises InputRejected where the folder has errors, StoreTrouble where the target is
    there already or cannot be written.
    """
    tables = _sources_kept(read_tables(folder), folder, target)
    with whole_folder(target) as stage:
        write_tables(stage, tables, form)


def write_tables(folder: Path, tables: Tables, form: str) -> None:
    """Write tables by name into a folder: a file for each (``csv``), or a sheet for each (``xlsx``)."""
    if form == "xlsx":
        write_xlsx(folder / WORKBOOK, tables)
        return
    date_format = tables[AUTHORITY.name][0]["date_format"]
    for name, rows in tables.items():
        write_table(folder, BY_NAME[name], rows, date_format, marked=True)


def _sources_kept(tables: Tables, folder: Path, target: Path) -> Tables:
    """The tables with each source named as seen from the target."""
    about = dict(tables[AUTHORITY.name][0])
    for key in (f"sources.{name}" for name in SOURCES):
        if about[key]:
            about[key] = _as_seen_from(target.resolve(), (folder / about[key]).resolve())
    return {**tables, AUTHORITY.name: (about,)}


def _as_seen_from(folder: Path, file: Path) -> str:
    """The way from a folder to a file; the whole path where they are on different drives."""
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:
        return file.as_posix()
