"""What an authority already holds to an input folder: a function for each kind of source, each whole or not at all.

    source -> importer -> landing -> input folder
              rows, where each record went   merged with what stands there, checked, swapped in one step

All but ``propose_map`` return what was found, what changed and what the folder still lacks; where an error stopped it,
nothing was changed and ``refused`` says so.
"""

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sufficiency.errors import UsageError

if TYPE_CHECKING:
    from sufficiency.importers.landing import Landed, Landing


def import_gias(
    source: Path,
    into: Path,
    landing: "Landing | None" = None,
    *,
    within_km: float = 0,
    assume_capacity: bool = False,
) -> "Landed":
    """Bring settings and their provision from a GIAS extract into an input folder, whole or not at all.

    Raises UsageError where neither the folder nor ``landing`` says which authority and academic year it is for.
    """
    from sufficiency.importers import landing as landings
    from sufficiency.importers.folder_facts import facts_of
    from sufficiency.importers.gias import GiasChoices, read_gias

    landing = landing or landings.Landing()
    about = facts_of(into, landing)
    choices = GiasChoices((about.la_code,), about.year, within_km, about.urns, assume_capacity)
    return landings.land(read_gias(source, choices), "gias", into, landing)


def import_sen2(source: Path, into: Path, landing: "Landing | None" = None, census: date | None = None) -> "Landed":
    """Bring the children awaiting a place by a SEN2 return into an input folder, whole or not at all.

    The salt of their references is kept beside the folder. Raises InputRejected where the source is no such return,
    UsageError where it does not say its census day and none is given.
    """
    from sufficiency.importers import landing as landings
    from sufficiency.importers.pseudonyms import read_salt, salt_beside
    from sufficiency.importers.sen2.returns import read_return
    from sufficiency.importers.sen2.rounds import round_of
    from sufficiency.importers.sen2.tables import tables_of

    landing = landing or landings.Landing()
    found = read_return(source, census)
    salt = read_salt(salt_beside(into), keep=found.sound and not landing.dry_run)
    return landings.land(tables_of(found, round_of(found, into, landing), salt), "sen2", into, landing)


def import_spreadsheet(source: Path, into: Path, map_file: Path, landing: "Landing | None" = None) -> "Landed":
    """Bring one sheet of any shape into one table of an input folder, by a map that a person confirmed."""
    from sufficiency.importers.landing import land
    from sufficiency.importers.mapping import read_map
    from sufficiency.importers.spreadsheet import read_spreadsheet

    how = read_map(map_file)
    return land(read_spreadsheet(source, how), f"spreadsheet-{how.table.name}", into, landing)


def import_need_counts(source: Path, into: Path, landing: "Landing | None" = None) -> "Landed":
    """Keep published counts by need and phase beside the tables, and say where they do not add up."""
    from sufficiency.importers.landing import land
    from sufficiency.importers.need_counts import read_need_counts, write_need_counts

    imported, counts = read_need_counts(source)
    return land(imported, "need-counts", into, landing, {"imports/need-counts.csv": partial(write_need_counts, counts)})


def propose_map(source: Path, map_file: Path, *, table: str = "", sheet: str = "", header_row: int = 1) -> None:
    """Write the likeliest map of a sheet, for a person to look through and confirm; nothing is imported."""
    from sufficiency.importers.mapping import map_text
    from sufficiency.importers.proposing import COMMENTS, propose

    text = map_text(propose(source, table, sheet, header_row), [line.format(file=source.name) for line in COMMENTS])
    if map_file.exists():
        raise UsageError(f"{map_file} is there already. Give another name, or import by it.")
    map_file.write_text(text, encoding="utf-8", newline="\n")


def import_postcodes(source: Path, into: Path, landing: "Landing | None" = None) -> "Landed":
    """Bring Code-Point Open or the ONS Postcode Directory into a folder as one compact file, named in its sources."""
    from geodata.postcode_store import write_postcodes
    from sufficiency.importers.landing import POSTCODES, land
    from sufficiency.importers.postcodes import read_postcode_source

    imported, table = read_postcode_source(source)
    return land(imported, "postcodes", into, landing, {POSTCODES: partial(write_postcodes, table)})
