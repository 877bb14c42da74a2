"""What the page of an ensemble says, on forty futures that can be counted by hand."""

import pytest

from sufficiency.errors import UsageError
from sufficiency.reports.ensemble.files import read_ensemble
from sufficiency.reports.ensemble.parts import ensemble_parts
from tests.fixtures.plans_on_a_shelf import FUTURES, write_futures


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("shelf")
    write_futures(found, wanted=50)
    return found / FUTURES


@pytest.fixture(scope="module")
def parts(folder):
    return {part.ident: part for part in ensemble_parts(read_ensemble(folder))}


def test_how_often_places_run_short_is_said_first(parts):
    """Of 0 to 39 children five futures in ten leave 19 or fewer, eight 31; bases leave some in the ten worst alone."""
    assert parts["short"].says[:2] == (
        "do-nothing: places run short in 39 of 40 futures by 2035/36; in eight of ten, by 31 children at most.",
        "bases-first: places run short in 10 of 40 futures by 2035/36; in eight of ten, by 2 children at most.",
    )


def test_the_table_of_a_chart_has_its_figures_year_by_year(parts):
    likely, bands = (chart.table for chart in parts["short"].charts)
    assert [column.name for column in likely.columns] == ["Year", "do-nothing", "bases-first"]
    assert (likely.rows[0], likely.rows[-1]) == (("2026/27", "0%", "0%"), ("2035/36", "98%", "25%"))
    assert bands.rows[-1] == ("2035/36", "19 / 31", "0 / 2")


def test_kinds_are_told_apart_for_each_scenario(parts):
    first, _ = parts["short"].folded
    assert [row[0] for row in first.rows] == ["semh secondary"]
    assert first.rows[0][-1] == "19 / 31"


def test_cost_least_regret_and_how_often_each_is_cheapest(parts):
    """Doing nothing costs 10 to 29.5 million, bases 20: the two are equal in the future of 20 children."""
    assert parts["money"].says[0] == "Costs least: do-nothing in 53%, bases-first in 50% of the futures."
    rows = {row[0]: row[1:] for row in parts["money"].charts[0].table.rows}
    assert rows["bases-first"] == ("£20.0m", "£20.0m", "£20.0m", "£2.6m", "£10.0m (future 0)", "50%")
    assert rows["do-nothing"][0] == "£19.8m"


def test_what_moves_the_cost_leaves_out_what_never_varies(parts):
    told = [(row[0], row[1]) for row in parts["drivers"].charts[0].table.rows]
    assert ("do-nothing", "demand") in told
    assert "settings saying no" not in {factor for _, factor in told}


def test_an_ensemble_that_was_changed_is_refused(folder, tmp_path):
    (tmp_path / "summary.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError, match="missing or was changed"):
        read_ensemble(tmp_path)
    with pytest.raises(UsageError, match="missing or was changed"):
        read_ensemble(folder / "elsewhere")
