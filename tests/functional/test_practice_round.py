"""Practice mode end to end: three real authorities, made-up children; recommended, recounted and reported."""

import csv
import html
import json
import re
from collections import Counter
from math import hypot
from pathlib import Path

import pytest

from sufficiency.domain.inputs import Inputs
from sufficiency.domain.settings import SettingType
from sufficiency.problems.journeys import journeys
from sufficiency.problems.roads import read_roads
from sufficiency.tables.load import load
from tests.functional.commands import Said, in_process

pytestmark = pytest.mark.nightly  # a small one runs always: test_practice_mode.py

RUTLAND, COUNTY, CITY = "857", "855", "856"


@pytest.fixture(scope="module")
def desk(open_data, tmp_path_factory) -> Path:
    """A folder with the practice round `llr` and its released run `deadline`."""
    folder = tmp_path_factory.mktemp("desk")
    codes = [part for code in (COUNTY, CITY, RUTLAND) for part in ("--authority", code)]
    said_well(in_process("data", "synth", "llr", *codes, "--open-data", open_data, folder=folder))
    said_well(in_process("panel", "recommend", "llr", "--no-compare", "--out", "deadline", folder=folder))
    return folder


@pytest.fixture(scope="module")
def compared(desk) -> Path:
    """The same folder with the runs `compared`, which prices the order, and `cohort`."""
    said_well(in_process("panel", "recommend", "llr", "--out", "compared", folder=desk))
    alone = ("--policy", "cohort", "--no-compare", "--out", "cohort")
    said_well(in_process("panel", "recommend", "llr", *alone, folder=desk))
    return desk


@pytest.fixture(scope="module")
def inputs(desk) -> Inputs:
    return load(desk / "llr").inputs


def said_well(said: Said) -> None:
    assert said.code == 0, said.err


def document(run: Path) -> dict:
    return json.loads((run / "run.json").read_text(encoding="utf-8"))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_about_600_children_are_recommended_places_and_every_check_holds(desk) -> None:
    every_check_holds(desk, "deadline")


def test_the_whole_cohort_together_holds_every_check_too(compared) -> None:
    every_check_holds(compared, "cohort")


def every_check_holds(desk: Path, policy: str) -> None:
    head = document(desk / policy)
    assert head["policy"]["code"] == policy
    assert 550 <= head["counts"]["children"] <= 700
    assert head["counts"]["placed"] > 500
    assert (head["status"], head["repeatable"], head["verified"]) == ("optimal", True, True)
    assert all(level["gap"] == 0 for level in head["programme"])
    said = in_process("panel", "verify", policy, "--format", "json", folder=desk)
    said_well(said)
    assert all(check["broken"] == 0 for check in json.loads(said.out))


def test_the_order_costs_places(compared) -> None:
    prices = {price["policy"]: price["values"] for price in document(compared / "compared")["price_of_the_order"]}
    assert all(prices["cohort"]["unplaced"] <= values["unplaced"] for values in prices.values())
    alone = {level["level"]: level["value"] for level in document(compared / "cohort")["programme"]}
    assert alone | prices["cohort"] == alone, "priced beside the others or run alone, the cohort is the same"


def test_places_are_at_the_real_special_schools_and_bases(desk, inputs) -> None:
    by_urn = {setting.urn: setting for setting in inputs.settings}
    used = Counter(int(row["urn"]) for row in rows(desk / "deadline" / "recommendations.csv"))
    assert by_urn[120348].name == "Maplewell Hall School"
    assert used[120348] > 0
    kinds = Counter(by_urn[urn].type for urn in used.elements())
    assert kinds[SettingType.SPECIAL] > kinds[SettingType.BASE] > kinds[SettingType.INDEPENDENT] > 0
    assert {by_urn[urn].la_code for urn in used} == {RUTLAND, COUNTY, CITY}


def test_rutland_is_on_its_real_roads_and_the_rest_is_estimated(desk, inputs) -> None:
    found = journeys(inputs, read_roads(inputs, desk / "llr"))
    assert len(found) == len(inputs.cases) * len(inputs.settings)
    assert {journey.basis for journey in found.values()} == {"network", "estimated"}
    on_roads = {pair: journey for pair, journey in found.items() if journey.basis == "network"}
    homes = {case.ref: case.home for case in inputs.cases}
    sites = {setting.urn: setting.site for setting in inputs.settings}
    assert {homes[ref].postcode[:4] for ref, _ in on_roads} <= {"LE15", "LE16"}
    assert {s.urn for s in inputs.settings if s.la_code == RUTLAND} <= {urn for _, urn in on_roads}
    for (ref, urn), journey in on_roads.items():
        home, site = homes[ref], sites[urn]
        assert journey.metres + 1 >= hypot(home.easting - site.easting, home.northing - site.northing)


def test_journeys_in_the_run_say_how_they_are_known(desk) -> None:
    found = Counter(row["journey_basis"] for row in rows(desk / "deadline" / "recommendations.csv"))
    assert found["network"] > 0
    assert found["estimated"] > found["network"]
    assert set(found) == {"network", "estimated"}


def test_what_is_assumed_stands_in_the_run_and_on_the_report(desk, inputs) -> None:
    head = document(desk / "deadline")
    assert head["assumed"] == list(inputs.authority.assumed)
    assert len(head["assumed"]) > 10
    assert "assumed" in head["watermark"]
    page = html.unescape((desk / "deadline" / "report.html").read_text(encoding="utf-8"))
    assert [sentence for sentence in head["assumed"] if sentence not in page] == []


def test_the_report_is_one_page_with_a_map_and_no_outside_request(desk) -> None:
    page = (desk / "deadline" / "report.html").read_text(encoding="utf-8")
    assert "Leicestershire, Leicester and Rutland" in page
    assert "Maplewell Hall School" in page
    assert "<svg" in page
    assert not re.search(r"""(src|href)=["']https?://""", page)
    assert len(page) < 5_000_000
