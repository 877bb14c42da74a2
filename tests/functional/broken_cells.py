"""Folders whose structure is sound and whose rows are not."""

from collections.abc import Callable

from tests.functional.draft import Change, Draft

DRAFTS: list[tuple[Change, tuple[tuple[object, ...], ...]]] = []

POSTCODES = b"postcode,easting,northing\nQX1 1AA,450000,300000\nQX1 1AB,450100,300100\nQX1 1AC,450200,300200\n"


def draft(*planted: tuple[object, ...]) -> Callable[[Change], Change]:
    """Register a change to the sound round with the faults it plants."""
    return lambda spoil: DRAFTS.append((spoil, planted)) or spoil


@draft(("children.csv", 5, "child_ref", "REPEATED"))
def the_same_child_twice(round_: Draft) -> None:
    round_.tables["children"].append(list(round_.tables["children"][1]))


@draft(("children.csv", 5, "child_ref", "CONTRADICTS"))
def one_reference_for_two_children(round_: Draft) -> None:
    round_.tables["children"].append(list(round_.tables["children"][1]))
    round_.put("children", 5, "ncy", "8")


@draft(("children.csv", 5, "child_ref", "REPEATED"))
def a_reference_told_apart_by_spaces_only(round_: Draft) -> None:
    round_.tables["children"].append([cell + "  " for cell in round_.tables["children"][1]])


@draft(
    ("children.csv", 2, "primary_need", "NOT_LISTED"),
    ("children.csv", 3, "primary_need", "BLANK"),
    ("children.csv", 4, "other_needs", "NOT_LISTED"),
    ("children.csv", 4, "state", "NOT_LISTED"),
)
def codes_that_are_not_listed(round_: Draft) -> None:
    round_.put("children", 2, "primary_need", "ADHD")
    round_.put("children", 3, "primary_need", "")
    round_.put("children", 4, "other_needs", "ASD|autism")
    round_.put("children", 4, "state", "P9")


@draft(("children.csv", 2, "child_ref", "NOT_A_REFERENCE"), ("children.csv", 3, "child_ref", "NOT_A_REFERENCE"))
def a_name_and_a_hidden_character_as_references(round_: Draft) -> None:
    for table in ("preferences", "consultations"):
        del round_.tables[table][1:]
    round_.put("children", 2, "child_ref", "Jo Smith")
    round_.put("children", 3, "child_ref", "A-2\u200b")


@draft(("children.csv", 2, "postcode", "NOT_A_POSTCODE"), ("settings.csv", 3, "postcode", "NOT_A_POSTCODE"))
def malformed_postcodes(round_: Draft) -> None:
    round_.put("children", 2, "postcode", "QX1")
    round_.put("settings", 3, "postcode", "not known")


@draft(
    ("children.csv", 2, "postcode", "UNKNOWN_POSTCODE"),
    ("children.csv", 3, "postcode", "PSEUDO_POSTCODE"),
    ("settings.csv", 2, "postcode", "UNKNOWN_POSTCODE"),
)
def postcodes_that_are_nowhere(round_: Draft) -> None:
    round_.toml["authority"] += '[sources]\npostcodes = "postcodes.csv"\n'
    round_.raw["postcodes.csv"] = POSTCODES
    for table, row, postcode in (("children", 2, "QX9 9ZZ"), ("children", 3, "ZZ99 3VZ"), ("settings", 2, "QX9 9ZY")):
        round_.put(table, row, "postcode", postcode)
        round_.put(table, row, "easting", "")
        round_.put(table, row, "northing", "")


@draft(("children.csv", 2, "postcode", "NO_PLACE"), ("settings.csv", 2, "postcode", "NO_PLACE"))
def a_home_and_a_site_without_point_table_or_journey(round_: Draft) -> None:
    for table in ("children", "settings"):
        for row in (2, 3):
            round_.put(table, row, "easting", "")
            round_.put(table, row, "northing", "")
    round_.tables["travel"] = [["origin", "urn", "minutes"], ["qx11ab", "900002", "20"]]


@draft(
    ("children.csv", 2, "postcode", "BLANK"),
    ("children.csv", 3, "easting", "HALF_A_POINT"),
    ("children.csv", 4, "easting", "NOT_WHOLE_NUMBER"),
    ("children.csv", 4, "northing", "NOT_WHOLE_NUMBER"),
    ("settings.csv", 2, "easting", "NOT_WHOLE_NUMBER"),
    ("settings.csv", 2, "northing", "NOT_WHOLE_NUMBER"),
)
def points_that_are_none(round_: Draft) -> None:
    for column in ("postcode", "easting", "northing"):
        round_.put("children", 2, column, "")
    round_.put("children", 3, "northing", "")
    round_.put("children", 4, "easting", "0")
    round_.put("children", 4, "northing", "0")
    round_.put("settings", 2, "easting", "-1.13")
    round_.put("settings", 2, "northing", "52.63")


@draft(
    ("children.csv", 2, "request_date", "NOT_A_DATE"),
    ("children.csv", 3, "request_date", "NOT_A_DATE"),
    ("children.csv", 4, "request_date", "NOT_A_DATE"),
    ("consultations.csv", 2, "sent_on", "NOT_A_DATE"),
)
def day_first_dates_in_an_iso_folder(round_: Draft) -> None:
    round_.put("children", 2, "request_date", "01/10/2025")
    round_.put("children", 3, "request_date", "2025-02-31")
    round_.put("children", 4, "request_date", "0202-10-03")
    round_.put("consultations", 2, "sent_on", "1 November 2025")


@draft(
    ("children.csv", 2, "request_date", "NOT_A_DATE"),
    ("children.csv", 3, "request_date", "NOT_A_DATE"),
    ("children.csv", 4, "request_date", "NOT_A_DATE"),
    ("children.csv", 4, "deadline", "NOT_A_DATE"),
)
def iso_dates_and_impossible_days_in_a_day_first_folder(round_: Draft) -> None:
    round_.toml["authority"] += 'date_format = "dd/mm/yyyy"\n'
    del round_.tables["consultations"]
    round_.put("children", 2, "request_date", "31/02/2025")
    round_.put("children", 2, "deadline", "15/02/2026")
    round_.put("children", 3, "request_date", "2025-10-02")
    round_.put("children", 4, "request_date", "03/10/25")
    round_.put("children", 4, "deadline", "10/13/2025")


@draft(
    ("children.csv", 2, "ncy", "NOT_WHOLE_NUMBER"),
    ("settings.csv", 2, "name", "NOT_PLAIN_TEXT"),
    ("settings.csv", 3, "name", "NOT_PLAIN_TEXT"),
    ("settings.csv", 4, "name", "NOT_PLAIN_TEXT"),
)
def formulas_and_hidden_characters(round_: Draft) -> None:
    round_.put("children", 2, "ncy", "=3+4")
    round_.put("settings", 2, "name", '=HYPERLINK("http://example.org","Oak")')
    round_.put("settings", 3, "name", "Elm\u202eloohcS")
    round_.put("settings", 4, "name", "Elm\nat the Park")


@draft(
    ("settings.csv", 2, "urn", "NOT_A_URN"),
    ("settings.csv", 3, "urn", "NOT_A_URN"),
    ("provision.csv", 2, "commissioned", "NOT_WHOLE_NUMBER"),
    ("provision.csv", 3, "commissioned", "NOT_WHOLE_NUMBER"),
    ("provision.csv", 4, "commissioned", "NOT_WHOLE_NUMBER"),
    ("provision.csv", 5, "place_cost", "NOT_MONEY"),
    ("preferences.csv", 2, "urn", "UNKNOWN_SETTING"),
    ("preferences.csv", 3, "urn", "UNKNOWN_SETTING"),
    ("preferences.csv", 4, "urn", "UNKNOWN_SETTING"),
    ("provision.csv", 2, "urn", "UNKNOWN_SETTING"),
    ("provision.csv", 3, "urn", "UNKNOWN_SETTING"),
    ("provision.csv", 4, "urn", "UNKNOWN_SETTING"),
    ("consultations.csv", 2, "urn", "UNKNOWN_SETTING"),
    ("consultations.csv", 3, "urn", "UNKNOWN_SETTING"),
    ("children.csv", 4, "named_urn", "UNKNOWN_SETTING"),
    ("settings.csv", 4, "lead_urn", "UNKNOWN_SETTING"),
)
def numbers_as_spreadsheets_and_people_write_them(round_: Draft) -> None:
    round_.put("settings", 2, "urn", "9.00001E+05")
    round_.put("settings", 3, "urn", "117")
    round_.put("provision", 2, "commissioned", "9" * 5000)
    round_.put("provision", 3, "commissioned", "12 (+2)")
    round_.put("provision", 4, "commissioned", "1,000")
    round_.put("provision", 5, "place_cost", "£12,000")


@draft(
    ("provision.csv", 2, "commissioned", "NOT_WHOLE_NUMBER"),
    ("provision.csv", 3, "on_roll", "NOT_WHOLE_NUMBER"),
    ("provision.csv", 4, "place_cost", "NOT_MONEY"),
)
def places_and_prices_below_zero(round_: Draft) -> None:
    round_.put("provision", 2, "commissioned", "-8")
    round_.put("provision", 3, "on_roll", "-1")
    round_.put("provision", 4, "place_cost", "-12000")


@draft(("provision.csv", 2, "commissioned", "NO_PLACES"), ("provision.csv", 4, "commissioned", "NO_PLACES"))
def provisions_without_a_single_place(round_: Draft) -> None:
    for row in (2, 3, 4):
        round_.put("provision", row, "commissioned", "0")


@draft(
    ("provision.csv", 2, "ncy_to", "BAND_BACKWARDS"),
    ("provision.csv", 4, "leavers", "MORE_LEAVERS_THAN_ON_ROLL"),
    ("provision.csv", 5, "closes_on", "CLOSES_BEFORE_OPENING"),
    ("provision.csv", 6, "ncy_from", "BANDS_OVERLAP"),
    ("provision.csv", 7, "urn+provision_id+ncy_from+year", "CONTRADICTS"),
)
def bands_and_counts_that_contradict_one_another(round_: Draft) -> None:
    round_.put("provision", 2, "ncy_to", "-2")
    round_.put("provision", 4, "leavers", "19")
    round_.put("provision", 5, "opens_on", "2026-09-01")
    round_.put("provision", 5, "closes_on", "2026-08-31")
    band = {"needs": "SEMH", "year": "2026", "commissioned": "5"}
    round_.add("provision", urn="900002", provision_id="main", ncy_from="11", ncy_to="13", **band)
    round_.add("provision", urn="900003", provision_id="park", ncy_from="7", ncy_to="11", **band)


@draft(("provision.csv", 0, "year", "NO_PLACES_THIS_YEAR"))
def places_of_another_year_only(round_: Draft) -> None:
    for row in (2, 3, 4, 5):
        round_.put("provision", row, "year", "2025/26")


@draft(("provision.csv", 2, "year", "NOT_A_YEAR"), ("provision.csv", 3, "year", "NOT_A_YEAR"))
def academic_years_that_are_none(round_: Draft) -> None:
    round_.put("provision", 2, "year", "2026/28")
    round_.put("provision", 3, "year", "26")


@draft(
    ("preferences.csv", 5, "child_ref", "UNKNOWN_CHILD"),
    ("preferences.csv", 6, "urn", "UNKNOWN_SETTING"),
    ("preferences.csv", 7, "provision_id", "UNKNOWN_PROVISION"),
)
def preferences_for_the_unknown(round_: Draft) -> None:
    round_.add("preferences", child_ref="A-9", rank="1", urn="900001")
    round_.add("preferences", child_ref="A-3", rank="1", urn="999999")
    round_.add("preferences", child_ref="A-3", rank="2", urn="900001", provision_id="hydro")


@draft(
    ("preferences.csv", 5, "urn", "ASKED_TWICE"),
    ("preferences.csv", 6, "child_ref+rank", "CONTRADICTS"),
    ("preferences.csv", 7, "rank", "NOT_WHOLE_NUMBER"),
    ("preferences.csv", 8, "rank", "NOT_WHOLE_NUMBER"),
)
def preferences_that_repeat_or_have_no_rank(round_: Draft) -> None:
    round_.add("preferences", child_ref="A-2", rank="2", urn="900002")
    round_.add("preferences", child_ref="A-1", rank="1", urn="900003")
    round_.add("preferences", child_ref="A-3", rank="first", urn="900003")
    round_.add("preferences", child_ref="A-3", rank="0", urn="900001")


@draft(
    ("children.csv", 2, "named_urn", "NO_NAMED_SETTING"),
    ("children.csv", 3, "current_urn", "UNKNOWN_SETTING"),
    ("children.csv", 4, "named_urn", "UNKNOWN_SETTING"),
    ("children.csv", 5, "named_provision_id", "UNKNOWN_PROVISION"),
    ("children.csv", 6, "named_provision_id", "PROVISION_WITHOUT_SETTING"),
)
def locks_into_schools_that_are_not_there(round_: Draft) -> None:
    round_.put("children", 2, "state", "X1")
    round_.put("children", 3, "state", "P5")
    round_.put("children", 3, "current_urn", "123456")
    round_.put("children", 4, "named_urn", "999999")
    case = {"ncy": "7", "primary_need": "ASD", "request_date": "2025-10-01", "reason": "new-plan"} | {
        "easting": "450000", "northing": "300000",
    }  # fmt: skip
    round_.add("children", child_ref="A-4", state="P4", named_urn="900001", named_provision_id="hydro", **case)
    round_.add("children", child_ref="A-5", state="P2", named_provision_id="main", **case)


@draft(
    ("settings.csv", 4, "lead_urn", "NO_LEAD"),
    ("settings.csv", 5, "lead_urn", "LEAD_IS_SATELLITE"),
    ("settings.csv", 6, "lead_urn", "UNKNOWN_SETTING"),
    ("settings.csv", 7, "lead_urn", "OWN_LEAD"),
)
def satellites_without_a_sound_lead(round_: Draft) -> None:
    site = {"name": "Site", "type": "satellite", "easting": "450000", "northing": "300000", "s38_3": "yes"}
    round_.put("settings", 4, "lead_urn", "")
    round_.add("settings", urn="900004", lead_urn="900003", **site)
    round_.add("settings", urn="900005", lead_urn="900077", **site)
    round_.add("settings", urn="900006", lead_urn="900006", **site)


@draft(
    ("settings.csv", 2, "type", "NOT_LISTED"),
    ("settings.csv", 2, "s38_3", "NOT_YES_NO"),
    ("settings.csv", 3, "name", "BLANK"),
    ("settings.csv", 5, "urn", "CONTRADICTS"),
)
def settings_that_are_not_filled_in_soundly(round_: Draft) -> None:
    round_.put("settings", 2, "type", "Academy")
    round_.put("settings", 2, "s38_3", "maybe")
    round_.put("settings", 3, "name", "")
    round_.add("settings", urn="900003", name="Ash", type="special", easting="450000", northing="300000", s38_3="yes")


@draft(
    ("consultations.csv", 2, "replied_on", "REPLIED_BEFORE_SENT"),
    ("consultations.csv", 2, "ground", "GROUND_WITHOUT_OBJECTION"),
    ("consultations.csv", 3, "ground", "NO_GROUND"),
    ("consultations.csv", 4, "reply", "NOT_LISTED"),
    ("consultations.csv", 4, "child_ref", "UNKNOWN_CHILD"),
    ("consultations.csv", 4, "urn", "UNKNOWN_SETTING"),
    ("consultations.csv", 5, "child_ref+urn+provision_id+sent_on", "CONTRADICTS"),
)
def consultations_that_contradict_themselves(round_: Draft) -> None:
    round_.put("consultations", 2, "replied_on", "2025-10-31")
    round_.put("consultations", 2, "ground", "A_AGE")
    round_.put("consultations", 3, "ground", "")
    round_.add("consultations", child_ref="A-8", urn="900088", reply="full")
    round_.add("consultations", child_ref="A-1", urn="900001", sent_on="2025-11-01", reply="none")


@draft(
    ("travel.csv", 2, "minutes", "NOT_MINUTES"),
    ("travel.csv", 3, "minutes", "NOT_MINUTES"),
    ("travel.csv", 4, "minutes", "NOT_MINUTES"),
    ("travel.csv", 5, "urn", "UNKNOWN_SETTING"),
    ("travel.csv", 6, "metres", "NOT_WHOLE_NUMBER"),
    ("travel.csv", 8, "origin+urn", "CONTRADICTS"),
)
def journeys_that_cannot_be(round_: Draft) -> None:
    rows = ["A-1,900001,about 20,", "A-1,900002,-5,", "A-1,900003,9999,", "A-2,900077,10,", "A-2,900001,10,1e4"]
    rows += ["QX1 1AA,900001,10.5,", "qx11aa,900001,12,"]
    round_.tables["travel"] = [["origin", "urn", "minutes", "metres"], *(row.split(",") for row in rows)]


@draft(("monitoring.csv", 2, "child_ref", "UNKNOWN_CHILD"), ("monitoring.csv", 3, "fsm", "NOT_YES_NO"))
def monitoring_of_unknown_children(round_: Draft) -> None:
    round_.tables["monitoring"] = [["child_ref", "fsm"], ["A-9", "no"], ["A-1", "sometimes"]]


@draft(("settings.csv", 2, "", "RAGGED_ROW"), ("preferences.csv", 3, "", "RAGGED_ROW"))
def rows_with_too_many_and_too_few_cells(round_: Draft) -> None:
    """The settings and children of such rows are not reported as unknown on top."""
    round_.raw["settings.csv"] = round_.text("settings").replace("Oak School", "Oak School, Oakham").encode()
    round_.tables["preferences"][2].pop()


@draft(
    ("children.csv", 2, "other_needs", "NEED_TWICE"),
    ("children.csv", 2, "request_date", "AFTER_CENSUS"),
    ("children.csv", 3, "deadline", "NO_DEADLINE"),
    ("children.csv", 3, "sibling_ref", "OWN_SIBLING"),
    ("children.csv", 4, "deadline", "BLANK"),
    ("children.csv", 4, "sibling_ref", "UNKNOWN_CHILD"),
)
def cases_that_contradict_themselves(round_: Draft) -> None:
    round_.put("children", 2, "other_needs", "SLCN|ASD")
    round_.put("children", 2, "request_date", "2026-01-16")
    round_.put("children", 3, "reason", "tribunal")
    round_.put("children", 3, "sibling_ref", "A-2")
    round_.put("children", 4, "reason", "")
    round_.put("children", 4, "sibling_ref", "A-7")


@draft(
    ("children.csv", 2, "ncy", "BLANK"),
    ("children.csv", 3, "date_of_birth", "AGE_OUT_OF_RANGE"),
    ("children.csv", 4, "date_of_birth", "BORN_AFTER_REQUEST"),
    ("children.csv", 4, "date_of_birth", "AGE_OUT_OF_RANGE"),
)
def ages_that_no_school_year_fits(round_: Draft) -> None:
    round_.put("children", 2, "ncy", "")
    round_.put("children", 3, "ncy", "")
    round_.put("children", 3, "date_of_birth", "1999-05-05")
    round_.put("children", 4, "ncy", "")
    round_.put("children", 4, "date_of_birth", "2027-05-05")


@draft(("children.csv", 4, "primary_need", "NOT_LISTED"))
def a_fault_below_a_cell_of_several_lines(round_: Draft) -> None:
    round_.column("children", "notes")
    round_.put("children", 2, "notes", "seen twice,\nonce at home")
    round_.put("children", 4, "primary_need", "XYZ")


@draft(("children.csv", 5, "child_ref", "BLANK"), ("children.csv", 5, "primary_need", "NOT_LISTED"))
def a_fault_below_blank_rows_and_in_windows_encoding(round_: Draft) -> None:
    round_.put("settings", 2, "name", "Oak \u2013 Upper School")
    round_.raw["settings.csv"] = round_.text("settings").encode("cp1252")
    round_.tables["children"].insert(2, [""] * 18)
    round_.tables["children"].append([""] * 18)
    round_.put("children", 5, "child_ref", "")
    round_.put("children", 5, "primary_need", "?")


@draft(("children.csv", 3, "ncy", "NOT_WHOLE_NUMBER"), ("preferences.csv", 2, "rank", "BLANK"))
def faults_in_files_of_utf_16_and_with_a_mark(round_: Draft) -> None:
    round_.put("children", 3, "ncy", "7.5")
    round_.put("preferences", 2, "rank", "")
    round_.raw["children.csv"] = round_.text("children").encode("utf-16")
    round_.raw["preferences.csv"] = round_.text("preferences").encode("utf-8-sig")


@draft(
    ("children.csv", 2, "ncy", "NOT_WHOLE_NUMBER"),
    ("children.csv", 5, "child_ref", "REPEATED"),
    ("preferences.csv", 4, "urn", "UNKNOWN_SETTING"),
    ("settings.csv", 2, "postcode", "NOT_A_POSTCODE"),
    ("provision.csv", 3, "commissioned", "NOT_WHOLE_NUMBER"),
    ("provision.csv", 5, "leavers", "MORE_LEAVERS_THAN_ON_ROLL"),
    ("consultations.csv", 3, "ground", "NO_GROUND"),
)
def something_in_every_table(round_: Draft) -> None:
    round_.put("children", 2, "ncy", "VII")
    round_.tables["children"].append(list(round_.tables["children"][2]))
    round_.put("preferences", 4, "urn", "900009")
    round_.put("settings", 2, "postcode", "QX1-2AA-7")
    round_.put("provision", 3, "commissioned", "forty")
    round_.put("provision", 5, "leavers", "7")
    round_.put("consultations", 3, "ground", "")


# transport -----------------------------------------------------------------------------------------------------------

VEHICLES = [["code", "seats", "wheelchairs", "day", "mile", "number"]]
PASSENGERS = [["child_ref", "ncy", "urn", "postcode", "easting", "northing", "wheelchair", "apart_from"]]


@draft(
    ("rates.toml", 0, "transport.depth", "NOT_LISTED"),
    ("rates.toml", 0, "transport.boarding_minutes", "NOT_MINUTES"),
    ("rates.toml", 0, "transport.assistant_per_hour", "NOT_MONEY"),
    ("rates.toml", 0, "transport.budget_legs", "NOT_WHOLE_NUMBER"),
    ("rates.toml", 0, "transport.training_success", "NOT_WHOLE_NUMBER"),
    ("rates.toml", 0, "transport.pickup_metres", "NOT_WHOLE_NUMBER"),
)
def rates_below_nothing_and_success_over_a_hundred(round_: Draft) -> None:
    round_.toml["rates"] = (
        '[transport]\ndepth = "guess"\nboarding_minutes = -3\nassistant_per_hour = -13.50\nbudget_legs = 5\n'
        "training_success = 101\npickup_metres = -1\n"
    )


@draft(
    ("vehicles.csv", 2, "day", "NOT_MONEY"),
    ("vehicles.csv", 3, "seats", "NO_ROOM"),
    ("vehicles.csv", 4, "mile", "NOT_MONEY"),
    ("vehicles.csv", 5, "code", "CONTRADICTS"),
    ("vehicles.csv", 6, "code", "BLANK"),
    ("vehicles.csv", 7, "seats", "BLANK"),
    ("vehicles.csv", 7, "number", "NOT_WHOLE_NUMBER"),
)
def vehicles_that_cost_less_than_nothing_hold_nobody_or_are_there_twice(round_: Draft) -> None:
    round_.tables["vehicles"] = [
        *VEHICLES, ["TAXI", "4", "0", "-50", "2.50", ""], ["LORRY", "0", "0", "90", "2", ""],
        ["BUS", "16", "0", "190", "-2", ""], ["TAXI", "5", "0", "50", "2.50", ""], ["", "4", "0", "50", "2.50", ""],
        ["VAN", "", "1", "50", "2.50", "-1"],
    ]  # fmt: skip


@draft(("vehicles.csv", 0, "number", "NO_VEHICLES"))
def a_fleet_of_which_no_vehicle_can_be_had(round_: Draft) -> None:
    round_.tables["vehicles"] = [*VEHICLES, ["TAXI", "4", "0", "50", "2.50", "0"], ["BUS", "9", "2", "90", "2", "0"]]


@draft(
    ("children.csv", 2, "apart_from", "APART_FROM_ITSELF"),
    ("children.csv", 3, "apart_from", "NOT_A_REFERENCE"),
    ("children.csv", 4, "cannot_walk", "NOT_YES_NO"),
    ("preferences.csv", 2, "parent_transports", "NOT_YES_NO"),
)
def wrong_answers_about_walking_and_sharing(round_: Draft) -> None:
    round_.column("children", "apart_from")
    round_.column("children", "cannot_walk")
    round_.column("preferences", "parent_transports")
    round_.put("children", 2, "apart_from", "A-2; A-1")
    round_.put("children", 3, "apart_from", "=A1|A-2")
    round_.put("children", 4, "cannot_walk", "sometimes")
    round_.put("preferences", 2, "parent_transports", "ja")


@draft(
    ("passengers.csv", 2, "postcode", "UNKNOWN_POSTCODE"),
    ("passengers.csv", 3, "postcode", "PSEUDO_POSTCODE"),
    ("passengers.csv", 4, "urn", "UNKNOWN_SETTING"),
    ("passengers.csv", 5, "postcode", "BLANK"),
    ("passengers.csv", 6, "child_ref", "REPEATED"),
    ("passengers.csv", 6, "postcode", "PSEUDO_POSTCODE"),
    ("passengers.csv", 7, "easting", "HALF_A_POINT"),
    ("pickup_points.csv", 2, "postcode", "UNKNOWN_POSTCODE"),
)
def passengers_from_nowhere_to_nowhere(round_: Draft) -> None:
    round_.toml["authority"] += '[sources]\npostcodes = "postcodes.csv"\n'
    round_.raw["postcodes.csv"] = POSTCODES
    rows = (
        ("P-1", "900001", "QX9 9ZZ", ""), ("P-2", "900001", "ZZ99 3VZ", ""), ("P-3", "900009", "QX1 1AA", ""),
        ("P-4", "900001", "", ""), ("P-2", "900001", "ZZ99 3VZ", ""), ("P-5", "900001", "QX1 1AA", "450000"),
    )  # fmt: skip
    round_.tables["passengers"] = list(PASSENGERS)
    for ref, urn, postcode, easting in rows:
        round_.add("passengers", child_ref=ref, ncy="8", urn=urn, postcode=postcode, easting=easting)
    round_.tables["pickup_points"] = [["point_id", "postcode"], ["PP-1", "QX9 9ZZ"]]


@draft(
    ("passengers.csv", 3, "postcode", "NO_PLACE"),
    ("pickup_points.csv", 2, "postcode", "NO_PLACE"),
)
def passengers_and_points_without_point_table_or_journey(round_: Draft) -> None:
    round_.tables["passengers"] = list(PASSENGERS)
    round_.add("passengers", child_ref="P-1", ncy="8", urn="900001", postcode="QX1 1AD")
    round_.add("passengers", child_ref="P-2", ncy="8", urn="900001", postcode="QX1 1AB")
    round_.tables["pickup_points"] = [["point_id", "postcode"], ["PP-1", "QX1 1AA"]]
    round_.tables["travel"] = [["origin", "urn", "minutes"], ["P-1", "900001", "20"], ["QX1 1AA", "900001", "20"]]


# money ---------------------------------------------------------------------------------------------------------------


@draft(
    ("finance.toml", 0, "price_base", "NOT_A_FINANCIAL_YEAR"),
    ("finance.toml", 0, "places.special", "NOT_MONEY"),
    ("finance.toml", 0, "fees.semh", "NOT_MONEY"),
    ("finance.toml", 0, "inflation.fees", "NOT_PERCENT"),
    ("finance.toml", 0, "discount.rate", "NOT_PERCENT"),
    ("finance.toml", 0, "balance.opening", "NOT_MONEY"),
    ("finance.toml", 0, "balance.opening_year", "NOT_A_FINANCIAL_YEAR"),
    ("finance.toml", 0, "balance.stability_grant", "NOT_PERCENT"),
)
def prices_below_nothing_rates_that_are_no_percentages_and_years_that_do_not_follow_on(round_: Draft) -> None:
    round_.toml["finance"] = (
        'price_base = "2026-28"\n[places]\nspecial = -10000\n[fees]\nsemh = "64,000"\n'
        '[inflation]\nfees = "4.3%"\n[discount]\nrate = -3.5\n'
        '[balance]\nopening = "12m"\nopening_year = 1999\nstability_grant = 101\n'
    )


@draft(
    ("budgets.csv", 2, "section", "NOT_LISTED"),
    ("budgets.csv", 3, "year", "NOT_A_FINANCIAL_YEAR"),
    ("budgets.csv", 4, "pounds", "NOT_MONEY"),
    ("budgets.csv", 6, "section+line+year", "CONTRADICTS"),
    ("budgets.csv", 7, "head", "HEAD_NOT_SPENT"),
    ("budgets.csv", 8, "head", "HEAD_TWICE"),
    ("budgets.csv", 9, "head", "NOT_LISTED"),
    ("budgets.csv", 10, "pounds", "CAPITAL_BELOW_NOUGHT"),
)
def budget_lines_that_are_none_or_would_count_twice(round_: Draft) -> None:
    round_.tables["budgets"] = [
        ["section", "line", "year", "pounds", "head"],
        ["other", "Equipment", "2025-26", "1", ""], ["direct", "Colleges", "2025-27", "1", ""],
        ["direct", "Colleges", "2025-26", "1,000", ""], ["direct", "Special schools", "2025-26", "32717000", "special"],
        ["direct", "Special schools", "2025-26", "32717001", "special"],
        ["allocation", "Allocation", "2025-26", "60153000", "special"],
        ["direct", "More special schools", "2025-26", "1", "special"],
        ["direct", "Transport", "2025-26", "360000", "transport"], ["capital", "Basic need", "2027-28", "-1", ""],
    ]  # fmt: skip


# planning ------------------------------------------------------------------------------------------------------------

AREAS = [["code", "easting", "northing"], ["W1", "450000", "300000"], ["W2", "460000", "300000"]]
PLANS = [
    ["child_ref", "january", "ncy", "date_of_birth", "primary_need", "placement", "area", "postcode", "waiting_for"]
]


@draft(
    ("plans.csv", 2, "area", "UNKNOWN_AREA"),
    ("plans.csv", 3, "date_of_birth", "AGE_OUT_OF_RANGE"),
    ("plans.csv", 4, "ncy", "NOT_WHOLE_NUMBER"),
    ("plans.csv", 5, "january", "JANUARY_TO_COME"),
    ("plans.csv", 6, "waiting_for", "THERE_ALREADY"),
    ("plans.csv", 7, "child_ref+january", "CONTRADICTS"),
    ("plans.csv", 8, "ncy", "BLANK"),
    ("plans.csv", 8, "area", "BLANK"),
    ("plans.csv", 9, "placement", "NOT_LISTED"),
    ("plans.csv", 10, "postcode", "NO_PLACE"),
    ("population.csv", 2, "area", "UNKNOWN_AREA"),
    ("population.csv", 3, "age", "NOT_WHOLE_NUMBER"),
    ("population.csv", 4, "children", "NOT_WHOLE_NUMBER"),
    ("population.csv", 6, "area+january+age", "REPEATED"),
)
def plans_of_no_age_no_area_and_of_januaries_to_come(round_: Draft) -> None:
    round_.tables["areas"] = [list(row) for row in AREAS]
    rows = (
        "Q-1,2026,8,,ASD,special,W9,,", "Q-2,2026,,1990-05-05,ASD,fe,W1,,", "Q-3,2026,22,,ASD,fe,W1,,",
        "Q-4,2027,8,,ASD,special,W1,,", "Q-5,2026,8,,ASD,base,W1,,base", "Q-2,2026,9,,ASD,special,W1,,",
        "Q-6,2026,,,ASD,base,,,", "Q-7,2026,8,,ASD,college,W2,,", "Q-8,2026,8,,ASD,special,,QX1 1AA,",
    )  # fmt: skip
    round_.tables["plans"] = [*PLANS, *(row.split(",") for row in rows)]
    counts = ("W9,2026,5,10", "W1,2026,26,10", "W1,2026,5,-1", "W1,2026,6,10", "W1,2026,6,10")
    round_.tables["population"] = [["area", "january", "age", "children"], *(row.split(",") for row in counts)]


@draft(("areas.csv", 2, "easting", "HALF_A_POINT"), ("areas.csv", 3, "postcode", "UNKNOWN_POSTCODE"),
       ("plans.csv", 2, "postcode", "UNKNOWN_POSTCODE"))  # fmt: skip
def areas_and_plans_that_are_nowhere(round_: Draft) -> None:
    round_.toml["authority"] += '[sources]\npostcodes = "postcodes.csv"\n'
    round_.raw["postcodes.csv"] = POSTCODES
    header = ["code", "postcode", "easting", "northing"]
    round_.tables["areas"] = [
        header,
        ["W1", "QX1 1AA", "450000", ""],
        ["W2", "QX9 9ZZ", "", ""],
        ["W3", "QX1 1AB", "", ""],
    ]
    plans = ("Q-1,2026,8,,ASD,special,,QX9 9ZZ,", "Q-2,2026,8,,ASD,special,,QX1 1AC,")
    round_.tables["plans"] = [*PLANS, *(row.split(",") for row in plans)]
