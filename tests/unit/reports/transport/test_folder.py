"""The travel folder: what each file says, whole or not at all, the same bytes each time."""

import csv
import json
import time
from datetime import time as clock

import pytest

from sufficiency.errors import StoreTrouble
from sufficiency.reports.csv_file import read_csv
from sufficiency.reports.transport.files import TABLES, before
from sufficiency.reports.transport.write import write_travel
from tests.fixtures.transport import at_rate, seven_children_two_settings


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("plan") / "travel"
    write_travel(seven_children_two_settings(), out)
    return out


def rows(folder, name):
    return list(read_csv(folder / name))


def test_a_route_is_told_child_by_child_in_its_order(folder):
    first = [row for row in rows(folder, "routes.csv") if row["route"] == "900001/1"]
    assert [(row["order"], row["child_ref"], row["minutes_aboard"]) for row in first] == [
        ("1", "C-1", "52.0"),
        ("2", "C-2", "30.0"),
        ("3", "C-3", "12.0"),
    ]
    assert first[1] == {
        "route": "900001/1", "urn": "900001", "setting": "Alder School", "vehicle": "minibus", "assistant": "no",
        "order": "2", "child_ref": "C-2", "pick_up": "Library", "easting": "444000", "northing": "309000",
        "minutes_aboard": "30.0", "direct_minutes": "20.0", "minutes": "52.0", "metres": "20000",
        "day_cost": "200.02",
    }  # fmt: skip


def test_a_passenger_is_told_as_route_planning_systems_take_it(folder):
    passengers = {row["passenger_ref"]: row for row in rows(folder, "route-planning.csv")}
    assert sorted(passengers) == ["C-1", "C-2", "C-3", "C-4", "C-5", "C-6"]
    assert passengers["C-5"]["vehicle_requirement"] == "wheelchair accessible"
    assert (passengers["C-5"]["seats"], passengers["C-5"]["wheelchair_spaces"]) == ("0", "1")
    assert passengers["C-2"]["pick_up_name"] == "Library"
    assert passengers["C-4"]["travels_alone"] == passengers["C-4"]["assistant"] == "yes"
    # the way there alone takes 78 minutes and 2 of boarding, over the guideline of 75: 80 before 08:50
    assert (passengers["C-4"]["earliest_pick_up"], passengers["C-4"]["max_minutes"]) == ("07:30:00", "80.0")
    assert (passengers["C-6"]["earliest_pick_up"], passengers["C-6"]["planned_route"]) == ("08:30:00", "")
    # Code-Point style check: 450000, 305000 lies in Leicester
    assert abs(float(passengers["C-1"]["destination_lat"]) - 52.6404) < 0.001
    assert abs(float(passengers["C-1"]["destination_lon"]) + 1.2625) < 0.001


def test_times_of_day_are_exact():
    assert before(clock(8, 50), 521) == "07:57:54"
    assert before(clock(8, 50), 0) == "08:50:00"
    assert before(clock(0, 30), 400) == "00:00:00"


def test_a_child_not_served_stands_with_what_to_look_at(folder):
    (missing,) = rows(folder, "not-served.csv")
    assert (missing["child_ref"], missing["max_minutes"]) == ("C-6", "20")
    assert "this child's own limit" in missing["why"]


def test_an_offer_stands_with_what_it_would_cost_and_spare(folder):
    training, *budgets = rows(folder, "opportunities.csv")
    assert (training["child_ref"], training["setting"], training["once"]) == ("C-3", "Alder School", "3000.00")
    assert [row["instead_year"] for row in budgets] == ["3078.00", "3078.00"]
    assert all(row["transport_year"] == "8116.00" for row in (training, *budgets))


def test_the_table_for_anyone_hides_small_numbers(folder):
    cells = [row[mode] for row in rows(folder, "public-settings.csv") for mode in ("alone", "pick_up", "shared")]
    assert set(cells) == {"[c]", "0"}
    text = (folder / "public-settings.csv").read_text(encoding="utf-8")
    assert "C-" not in text
    assert json.loads((folder / "summary.json").read_text(encoding="utf-8"))["public"].startswith("[c]: 1 to 7")


def test_the_summary_says_whom_it_is_for_and_how_it_is_drawn(folder):
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    assert summary["marking"] == "OFFICIAL-SENSITIVE"
    assert "straight lines" in summary["drawn"].lower()
    assert summary["watermark"] == "Synthetic data: no child here is real"
    assert summary["total"]["price_year"] == "108303.80"


def test_a_formula_is_text_in_every_table(folder):
    for table in TABLES:
        with (folder / table.file).open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.startswith("=")]


def test_the_same_plan_gives_the_same_bytes_at_any_moment(folder, tmp_path):
    time.sleep(1.1)  # a file that holds the moment would differ
    again = tmp_path / "again"
    write_travel(seven_children_two_settings(), again)
    names = sorted(path.name for path in folder.iterdir())
    assert names == sorted(path.name for path in again.iterdir())
    assert [name for name in names if (folder / name).read_bytes() != (again / name).read_bytes()] == []


def test_at_rate_the_passengers_are_there_and_no_route(tmp_path):
    write_travel(at_rate(), tmp_path / "rate")
    assert rows(tmp_path / "rate", "routes.csv") == []
    assert len(rows(tmp_path / "rate", "route-planning.csv")) == 6


def test_a_folder_that_is_there_is_left_as_it_is(folder):
    before_it = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(StoreTrouble):
        write_travel(at_rate(), folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before_it
