"""National returns: planning areas and year groups, rows that add up to all plans, and what cannot be told said."""

import pytest

from scenarios.projection.draws import Chance
from scenarios.projection.history import JOINING_SPREAD, history_of
from scenarios.projection.project import expected_children
from scenarios.projection.told import drawn_by
from scenarios.returns.plans_by_row import dsg_plan, reform_plan
from scenarios.returns.scap import scap
from sufficiency.domain.age_stock import FIRST_AGE
from sufficiency.domain.plans import Placement, age_in
from tests.unit.scenarios.small_authority import JANUARY, a_county, inputs, plan


@pytest.fixture(scope="module")
def county():
    return history_of(inputs(a_county()), 7)


@pytest.fixture(scope="module")
def totals(county):
    told = expected_children(county.stock.astype(float), county.assumed_without_latent, over=(0, 1, 2, 3))
    return tuple(int(year) for year in told)[:5]


def sums(lines):
    return tuple(sum(figure or 0 for figure in year) for year in zip(*(line.figures for line in lines), strict=True))


def test_scap_asks_for_eight_planning_areas_and_every_year_group():
    history = history_of(inputs([plan(f"S{n}", 7, "special") for n in range(3)] + [plan("B", 0, "base")]), 7)
    primary, secondary = scap(history, draws=10, seed=1)
    assert [len(table.years) for table in (primary, secondary)] == [1 + 5, 1 + 7]
    assert {line.labels[0] for line in primary.lines} == {"1803001", "1803002", "1803003", "1803004"}
    assert {line.labels[0] for line in secondary.lines} == {"1803011", "1803012", "1803013", "1803014"}
    assert [line.labels[3] for line in primary.lines[:7]] == ["R", "1", "2", "3", "4", "5", "6"]
    actual = {
        (line.labels[0], line.labels[3]): line.figures[0] for table in (primary, secondary) for line in table.lines
    }
    assert {cell: count for cell, count in actual.items() if count} == {("1803001", "R"): 1, ("1803013", "7"): 3}
    year_8 = next(line for line in secondary.lines if line.labels[0] == "1803013" and line.labels[3] == "8")
    assert year_8.figures[1] >= 3, "the three of Year 7 are in Year 8 a year later, and some join"
    assert primary.years[0] == f"{JANUARY - 1}/{JANUARY % 100} actual"


def test_scap_asks_for_the_middle_of_the_futures(county):
    """Of five futures the third in order, for each year group in special schools five years on."""
    primary, _ = scap(county, draws=5, seed=1)
    special = [line.figures[5] for line in primary.lines if line.labels[0] == "1803003"]
    drawn = drawn_by(county, (1, 3), Chance(5, 1, JOINING_SPREAD))[:, 5]
    rows = [age_in(ncy) - FIRST_AGE for ncy in range(7)]
    assert special == [sorted(drawn[:, row, list(Placement).index(Placement.SPECIAL)].tolist())[2] for row in rows]


@pytest.mark.parametrize("table", ["5.1", "6", "7"])
def test_rows_of_the_reform_plan_add_up_to_all_plans(county, totals, table):
    found = next(one for one in reform_plan(county) if one.name == table)
    assert sums(found.lines) == totals


def test_tables_by_provision_and_need_agree_with_the_rows_of_provision(county):
    tables = {table.name: table for table in reform_plan(county)}
    provision = {line.labels[0]: line.figures for line in tables["6"].lines}
    assert sums(tables["7.3"].lines) == provision["Specialist bases in mainstream settings"]
    assert sums(tables["7.4"].lines) == provision["Maintained special schools or special academies"]
    assert sums(tables["7.6"].lines) == provision["Alternative Provision"]


def test_what_cannot_be_told_is_blank_and_says_so(county):
    unknown = [(table.name, line) for table in reform_plan(county) for line in table.lines if None in line.figures]
    assert [name for name, _ in unknown] == ["6"] * 5 + ["10", "11", "12"]
    assert all(set(line.figures) == {None} and line.note.startswith("Cannot be told") for _, line in unknown)


def test_age_groups_are_of_the_age_a_child_turns():
    """Reception is five, Year 6 is eleven: age on 31 August and one more."""
    plans = [plan("R", 0, "mainstream"), plan("Y5", 5, "mainstream"), plan("Y6", 6, "mainstream")]
    ages = reform_plan(history_of(inputs(plans), 7))[0]
    assert [line.figures[0] for line in ages.lines] == [0, 2, 1, 0, 0]


def test_sheets_of_the_dsg_plan_add_up_to_all_plans(county, totals):
    sheets = dsg_plan(county)
    assert len(sheets) == 7
    assert sums([line for sheet in sheets for line in sheet.lines]) == totals
    assert {len(sheet.lines) for sheet in sheets} == {5 * 14}
