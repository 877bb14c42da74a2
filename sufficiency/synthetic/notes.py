"""What a practice round assumes, column by column, and whose data it stands on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Assumption:
    """One thing assumed rather than known: which columns of which table, in a sentence, and what it is drawn from."""

    table: str
    columns: str
    sentence: str
    drawn_from: str


ASSUMPTIONS = (
    Assumption(
        "children",
        "every column",
        "No child is real: children are drawn at real postcodes by the people of their age who live there.",
        "ONS mid-2020 population by LSOA; DfE plans by authority; national needs by age, tilted by local shares",
    ),
    Assumption(
        "children",
        "how many",
        "The number of children is what national entry rates lead one to expect from the authorities' published plans.",
        "DfE SEN2, net entries to special schools and bases, with national growth to January 2026",
    ),
    Assumption(
        "children",
        "reason, state, urgency, need_score, wheelchair, passenger_assistant, solo_travel, max_minutes, low_income, "
        "cannot_walk",
        "Reasons, stages, urgency, need scores and travel needs of children are drawn from assumed shares.",
        "built-in shares (calibration/shares.toml of the product); free school meals published nationally",
    ),
    Assumption(
        "children",
        "current_urn",
        "The specialist settings that some children attend now are drawn, mostly among those meant for their need.",
        "assumed shares (now_at.py of the product)",
    ),
    Assumption(
        "settings",
        "s38_3",
        "Section 41 approval is as listed in March 2022; pupil referral units are treated as outside section 38(3).",
        "DfE list of approved independent schools",
    ),
    Assumption(
        "settings",
        "which rows",
        "Settings are those open in June 2024; schools proposed to close and hospital schools are left out.",
        "DfE school census, January 2023, and GIAS status, June 2024; resourced provision and units of January 2021",
    ),
    Assumption(
        "provision",
        "needs",
        "Designations of special schools in Leicester, Leicestershire and Rutland are from general knowledge, with "
        "needs that commonly come with them; all other designations are drawn.",
        "a list built in for practice only; national mix of needs in special schools, independents, bases",
    ),
    Assumption(
        "provision",
        "on_roll, physical",
        "Rolls are of January 2023 (June 2026 for a few), capacities are known for a few schools only and otherwise "
        "taken as the roll; bases have from 8 to 20 places, drawn; 55% of independent rolls are taken as local.",
        "DfE school census; GIAS extract of June 2026 for part of Leicester, Leicestershire and Rutland",
    ),
    Assumption(
        "provision",
        "commissioned, held, named_not_started, leavers",
        "Places commissioned, held and named, leavers and so free places are drawn: about 94 to every 100 children.",
        "yearly turnover of each school and band",
    ),
    Assumption(
        "provision",
        "place_cost, top_up",
        "Costs are national place funding and assumed top-ups by need; independent schools about £64,000 a year.",
        "High needs funding operational guide; parliamentary answer 100030",
    ),
    Assumption(
        "preferences",
        "every column",
        "Preferences are drawn: mostly near and suitable, with a few settings asked for by many; 15% state none.",
        "assumed shares",
    ),
    Assumption(
        "consultations",
        "every column",
        "Consultations, replies and grounds are drawn; none is a reply of the setting named.",
        "assumed shares",
    ),
    Assumption(
        "placements",
        "every column",
        "Children placed already are drawn: half of each roll, most of them with a need the places are for.",
        "assumed shares (placed.py of the product)",
    ),
    Assumption(
        "monitoring",
        "every column",
        "Equality characteristics are drawn from national shares in special schools.",
        "DfE SEN2, January 2025",
    ),
    Assumption(
        "passengers",
        "every column",
        "Who travels today is drawn: children placed beyond a kilometre, or who cannot walk, with assumed needs.",
        "assumed shares (passengers.py of the product)",
    ),
    Assumption(
        "pickup_points", "every column", "Pick-up points are postcodes taken at even steps from the list.", "assumed"
    ),
    Assumption(
        "vehicles", "every column", "Kinds of vehicle and their prices are an example.", "the product's built-in kinds"
    ),
    Assumption("rates.toml", "every key", "Transport prices are an example.", "assumed"),
)

ROADS = Assumption(
    "authority.toml",
    "sources.roads",
    "Journeys within Rutland follow its roads of July 2022; all other journeys are estimated from straight lines.",
    "OpenStreetMap",
)
NO_ROADS = Assumption(
    "authority.toml", "sources.roads", "No roads are given: journeys are estimated from straight lines.", "-"
)


def assumptions(*, real_roads: bool) -> tuple[Assumption, ...]:
    """Return everything a practice round assumes."""
    return (*ASSUMPTIONS, ROADS if real_roads else NO_ROADS)


def assumed_sentences(*, real_roads: bool) -> tuple[str, ...]:
    """Return the sentences that every output carries."""
    return tuple(one.sentence for one in assumptions(real_roads=real_roads))


def assumed_page(*, real_roads: bool) -> str:
    """Return the page that says which column of which table is assumed, and what it is drawn from."""
    rows = "".join(
        f"| {one.table} | {one.columns} | {one.sentence} | {one.drawn_from} |\n"
        for one in assumptions(real_roads=real_roads)
    )
    return (
        "# What this practice round assumes\n\n"
        "Settings and postcodes are real; children are not. Nothing here says anything about any real child, or about\n"
        "what any school named here would do. Replace tables one by one by the authority's own.\n\n"
        "| Table | Columns | What is assumed | Drawn from |\n|---|---|---|---|\n" + rows
    )


SOURCES = """\
# Sources and licences of this folder

* Schools, plans, needs: Department for Education (school census January 2023; GIAS; SEN2 2025; SEN units and
  resourced provision January 2021; section 41 list March 2022). Contains public sector information licensed under the
  Open Government Licence v3.0.
* Population: Office for National Statistics, mid-2020 estimates by LSOA. Open Government Licence v3.0.
* Postcodes: OS Code-Point Open 2022. Contains OS data (c) Crown copyright and database right 2022. Contains Royal Mail
  data (c) Royal Mail copyright and database right 2022. Contains National Statistics data (c) Crown copyright and
  database right 2022.
* Roads, where a file ending in .osm.pbf is here: (c) OpenStreetMap contributors, Open Database Licence 1.0.

The children, their requests and everything listed in ASSUMED.md are made up.
"""
