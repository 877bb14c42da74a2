"""Where transport cannot be: a clear fault, or a child named as not served; nobody is dropped in silence."""

import csv
import json

import pytest

from tests.functional.commands import in_process
from tests.unit.verify.hand_made import changed
from tests.unit.verify.transport_round import ELM, INPUTS, OAK, put_inputs

KINDS = "code,seats,wheelchairs,day,mile,number\n"
WITH_POSTCODES = INPUTS["passengers.csv"].replace(",urn,", ",urn,postcode,").replace(f",{OAK},", f",{OAK},,")
NODES = "node,easting,northing\n1,450000,310000\n2,450000,300000\n3,460000,300000\n4,460500,300000\n"
ROADS = "from,to,metres,mph,oneway\n1,2,10000,40,no\n3,4,500,30,no\n"
"""Northgate to Oak; the road at Elm joins neither."""


def and_row(file, *rows, of=INPUTS):
    return of | {file: of[file].rstrip("\n") + "\n" + "\n".join(rows) + "\n"}


def commands(folder):
    """What everybody says who reads the input."""
    yield in_process("data", "check", "input", folder=folder)
    yield in_process("travel", "estimate", "input", folder=folder)
    yield in_process("travel", "routes", "input", "--out", "routes", folder=folder)
    yield in_process("panel", "recommend", "input", "--out", "run", folder=folder)


REFUSED = {
    "a point in the sea": (
        and_row("passengers.csv", f"P-90,8,{OAK},900000,100000,no,no,no,,"),
        ("passengers.csv row 11, easting", "not a whole number from 181 to 700000"),
    ),
    "a postcode nobody can place": (
        INPUTS | {"passengers.csv": WITH_POSTCODES + f"P-91,8,{OAK},ZZ9 9ZZ,,,no,no,no,,\n"},
        ("passengers.csv row 11, postcode", "cannot be put on the map"),
    ),
    "vehicles paid for being hired": (
        changed(INPUTS, "vehicles.csv", "TAXI,3,0,40.00,1.00,3", "TAXI,3,0,-40.00,-1.00,3"),
        ("vehicles.csv row 2, day", "vehicles.csv row 2, mile"),
    ),
    "an assistant paid less than nothing": (
        changed(INPUTS, "rates.toml", "assistant_per_hour = 12.00", "assistant_per_hour = -12.00"),
        ("rates.toml, transport.assistant_per_hour", "from 0 to"),
    ),
    "not one vehicle to be had": (
        INPUTS | {"vehicles.csv": f"{KINDS}TAXI,3,0,40.00,1.00,0\nVAN,2,2,90.00,1.50,0\n"},
        ("vehicles.csv, number", "nobody can be brought anywhere"),
    ),
    "vehicles without room": (
        INPUTS | {"vehicles.csv": f"{KINDS}TAXI,0,0,40.00,1.00,\n"},
        ("vehicles.csv row 2, seats", "neither a seat nor a position"),
    ),
    "a school with no place on the map": (
        INPUTS | {"settings.csv": INPUTS["settings.csv"].replace("460000,300000", ",")},
        ("settings.csv row 3", "Give postcode or easting"),
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused_by_every_command_with_the_cell_named(tmp_path, case):
    texts, words = REFUSED[case]
    put_inputs(tmp_path / "input", texts)
    for said in commands(tmp_path):
        assert said.code == 3
        assert all(word in " ".join((said.out + said.err).split()) for word in words)
        assert "Traceback" not in said.err
    assert [path.name for path in tmp_path.iterdir()] == ["input"]


SIXTEEN = tuple(f"W-{number:02d}" for number in range(16))
NO_WHEELCHAIRS = and_row(
    "passengers.csv",
    *(f"{ref},8,{OAK},450000,310000,yes,no,no,," for ref in SIXTEEN),
    of=INPUTS | {"vehicles.csv": f"{KINDS}TAXI,3,0,40.00,1.00,\n"},
)
WITHOUT_POINT = and_row(
    "travel.csv",
    f"ZZ9 9ZZ,{OAK},20,9000,",
    of=INPUTS | {"passengers.csv": WITH_POSTCODES + f"P-91,8,{OAK},ZZ9 9ZZ,,,no,no,no,,\n"},
)
ROADS_APART = changed(INPUTS, "authority.toml", "[ordering]", '[sources]\nroads = "roads"\n[ordering]')

NAMED = {
    "sixteen wheelchairs and no vehicle for them": (
        NO_WHEELCHAIRS, ("P-4", *SIXTEEN), ("C-2",), "no vehicle of the fleet takes a wheelchair",
    ),
    "a postcode with minutes and no point": (WITHOUT_POINT, ("P-91",), (), "where the child boards is not known"),
    "a school nobody can reach in time": (
        and_row("passengers.csv", *(f"P-9{n},5,{ELM},450000,310000,no,no,no,9," for n in range(3))),
        ("P-90", "P-91", "P-92"), (), "the way there takes longer than this child's own limit of 9 minutes",
    ),
    "roads that do not join": (
        and_row("passengers.csv", f"P-90,5,{ELM},450000,310000,no,no,no,,", of=ROADS_APART),
        ("P-90",), (), "no road joins the boarding place and the setting",
    ),
}  # fmt: skip
"""Inputs, who is not served today, who would not be where this round places them, and why. P-8 never is."""


def refs_in(path):
    with path.open(encoding="utf-8", newline="") as file:
        return {row["child_ref"]: row.get("why", "") for row in csv.DictReader(file)}


def everyone(folder):
    """Passengers, and those placed to whom travel is due or may be."""
    with (folder / "run" / "arrangements.csv").open(encoding="utf-8", newline="") as file:
        no = {row["child_ref"] for row in csv.DictReader(file) if row["entitled"] == "no" and row["urn"] == str(OAK)}
    placed = refs_in(folder / "run" / "recommendations.csv").keys()
    return refs_in(folder / "input" / "passengers.csv").keys() | (placed - no)


@pytest.mark.parametrize("case", NAMED)
def test_whoever_cannot_be_brought_is_named_everywhere_and_everybody_is_counted(tmp_path, case):
    texts, today, placed, why = NAMED[case]
    put_inputs(tmp_path / "input", texts)
    (tmp_path / "input" / "roads").mkdir()
    (tmp_path / "input" / "roads" / "nodes.csv").write_text(NODES, encoding="utf-8")
    (tmp_path / "input" / "roads" / "roads.csv").write_text(ROADS, encoding="utf-8")

    said = in_process("panel", "recommend", "input", "--out", "run", "--no-compare", "-q", folder=tmp_path)
    assert said.code == 0, said.err
    lost = refs_in(tmp_path / "run" / "not-served-today.csv")
    assert lost.keys() == {"P-8", *today}
    assert all(why in lost[ref] for ref in today)
    assert f"{len(lost)} child" in said.out
    page = (tmp_path / "run" / "report.html").read_text(encoding="utf-8")
    assert all(ref in page for ref in today)
    assert ("no vehicle that brings them there" in said.out) == bool(placed)

    said = in_process("travel", "routes", "run", "--depth", "insertion", "--out", "travel", "-q", folder=tmp_path)
    assert said.code == 0, said.err
    missing = refs_in(tmp_path / "travel" / "not-served.csv")
    served = refs_in(tmp_path / "travel" / "routes.csv")
    assert missing.keys() == {"P-8", *today, *placed}
    assert not missing.keys() & served.keys()
    assert missing.keys() | served.keys() == everyone(tmp_path)
    assert all(ref in (tmp_path / "travel" / "travel.html").read_text(encoding="utf-8") for ref in missing)


@pytest.mark.parametrize("depth", ["rate", "insertion"])
def test_modes_and_those_not_served_add_up_to_everyone(tmp_path, depth):
    put_inputs(tmp_path / "input", NO_WHEELCHAIRS)
    assert in_process("panel", "recommend", "input", "--out", "run", "-q", folder=tmp_path).code == 0
    said = in_process("travel", "estimate", "run", "--depth", depth, "--format", "json", folder=tmp_path)
    total = json.loads(said.out)["total"]
    modes = ("not_served", "alone", "wheelchair", "pick_up", "shared")
    assert sum(total[mode] for mode in modes) == total["travellers"] == len(everyone(tmp_path))


def test_a_home_far_from_any_road_is_warned_of_for_passengers_too(tmp_path):
    put_inputs(tmp_path / "input", and_row("passengers.csv", f"P-90,8,{OAK},690000,100000,no,no,no,,", of=ROADS_APART))
    (tmp_path / "input" / "roads").mkdir()
    (tmp_path / "input" / "roads" / "nodes.csv").write_text(NODES, encoding="utf-8")
    (tmp_path / "input" / "roads" / "roads.csv").write_text(ROADS, encoding="utf-8")
    said = in_process("data", "check", "input", "--format", "json", folder=tmp_path)
    assert "P-90" in said.out
    assert "no road within 1,000 m" in said.out
