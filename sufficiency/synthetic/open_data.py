"""The folder of open files that practice rounds are laid over: which files, and a clear word where one is missing."""

from pathlib import Path

from sufficiency.errors import InputRejected, UsageError
from sufficiency.tables.open_files import missing_file, read_open_file

SPECIALIST = "schools/specialist_settings_england_2022_23.csv.gz"
SCHOOLS = "schools/spc_2022_23_school_level_england.parquet"
BASES = "schools/sen_units_resourced_provision_jan2021_derived_urn.csv"
APPROVED = "schools/section41_approved_2022_03.csv"
CAPACITIES = "schools/llr_special_gias_2026_06_partial.csv"
POSTCODES = "postcodes/codepoint_open_2022_england.parquet"
AREAS = "postcodes/lsoa21_postcode_mean_centroids_england.parquet"
PEOPLE = "demography/derived_pop_mid2020_lsoa21_single_age_0_25_england.parquet"
PLANS = "ehcp/ehcp2025_caseload.parquet"
NEEDS = "ehcp/ehcp2025_sen_needs_all_plans.parquet"
ROADS = "roads/rutland-2022-07-20.osm.pbf"

read = read_open_file

REQUIRED = (SPECIALIST, SCHOOLS, BASES, APPROVED, POSTCODES, AREAS, PEOPLE, PLANS, NEEDS)


def check_open_data(folder: Path) -> None:
    """Raise UsageError where there is no such folder, InputRejected naming every file that is missing from it."""
    if not folder.is_dir():
        raise UsageError(f"no folder of open data at {folder}; say where it is with --open-data FOLDER")
    missing = [name for name in REQUIRED if not (folder / name).is_file()]
    if missing:
        raise InputRejected([missing_file(folder, name) for name in missing])
