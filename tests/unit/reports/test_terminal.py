"""The terminal says what the page says, inside 80 columns, and gives machines plain rows."""

import json
from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from sufficiency.domain.transport import Arrangement, RoundTransport
from sufficiency.errors import UsageError
from sufficiency.reports import terminal
from tests.fixtures.runs import ALDER, RECORD, eight_children_four_settings
from tests.fixtures.transport import FLEET


@pytest.fixture
def run():
    return eight_children_four_settings()


def shown(renderable):
    out = StringIO()
    Console(file=out, width=80).print(renderable)
    lines = out.getvalue().splitlines()
    assert max(map(len, lines)) <= 80
    return " ".join(" ".join(lines).split())


def test_the_summary_has_the_figures_the_marks_and_the_statement(run):
    text = shown(terminal.summary(run, RECORD))
    for words in (
        "5 of 7",
        "3 of 6",
        "Verified · Proven best",
        "Synthetic data",
        "not a waiting list",
        "2 children have no",
    ):
        assert words in text


def test_a_child_with_a_place_is_explained(run):
    text = shown(terminal.explanation(run, "C-002"))
    assert "C-002, Year 7, ASD: Alder School is recommended (preference 1)." in text
    assert "The first preference, with a place free." in text


def test_a_child_without_one_is_told_why_and_what_would_help(run):
    text = shown(terminal.explanation(run, "C-007"))
    assert "no place is recommended. Due 31 May 2026." in text
    assert "One more place at Alder School, ASD, Year 7" in text
    assert text.index("Both places are held") < text.index("Not eligible elsewhere, by rule: AGE 1")


def test_options_say_their_effect_and_who_would_move(run):
    text = shown(terminal.options_table(run, "C-003"))
    assert "1 more child given" in text
    assert "C-006: Cedar School (MAIN)" in text
    assert "cannot be done" in shown(terminal.options_table(run, "C-008"))


def by_taxi(run, *pairs):
    """The run with transport: a taxi of their own for each child and setting, 15.5 minutes away, £9,000 a year."""
    ways = tuple(
        Arrangement(ref, urn, "yes", ("CANNOT_WALK",), "shared taxi", 900_000, vehicle="taxi", direct=155)
        for ref, urn in pairs
    )
    return replace(run, transport=RoundTransport(190, arrangements=ways, vehicles=FLEET.vehicles))


def test_the_way_to_a_place_is_told_with_its_minutes_once(run):
    told = by_taxi(run, ("C-002", ALDER.urn), ("C-007", ALDER.urn))
    placed, unplaced = (shown(terminal.explanation(told, ref)) for ref in ("C-002", "C-007"))
    assert "with a place free. Entitled to free travel" in " ".join(placed.split())
    assert "15.5 minutes" not in placed, "why the place is recommended says them"
    assert "held by earlier cases. 15.5 minutes one way. Entitled to free travel" in " ".join(unplaced.split())


def test_what_an_option_would_change_ends_with_a_full_stop(run):
    ref, group = run.alternatives[0].child_ref, run.alternatives[0].group
    assert "over today's routes." in " ".join(
        shown(terminal.options_table(by_taxi(run, (ref, group.urn)), ref)).split()
    )


def test_rows_for_machines_are_plain_json(run):
    rows = terminal.options_rows(run, "C-007")
    assert rows[0]["urn"] == 900001
    assert rows[0]["change_first_preference_missed"] == 1
    everything = (
        rows,
        terminal.explanation_rows(run, "C-008"),
        terminal.summary_rows(run, RECORD),
        terminal.comparison_document(run, run),
        terminal.comparison_rows(run, run),
    )
    assert json.loads(json.dumps(everything))


def test_two_runs_are_compared_level_by_level_and_child_by_child(run):
    c7 = replace(run.recommendations[1], child_ref="C-007", group=ALDER)
    after = replace(
        run,
        recommendations=(run.recommendations[0], *run.recommendations[2:], c7),
        unplaced=(replace(run.unplaced[0], child_ref="C-002"), run.unplaced[1]),
        levels=(run.levels[0], replace(run.levels[1], value=4), *run.levels[2:]),
    )
    text = shown(terminal.comparison(run, after))
    assert "2 children would have another place, or none" in text
    assert "1 more, worse" in text
    assert terminal.comparison_document(run, after)["moved"] == [
        {"child_ref": "C-002", "before": "Alder School", "after": "no place"},
        {"child_ref": "C-007", "before": "no place", "after": "Alder School"},
    ]


def test_a_comparison_as_one_table_has_a_row_for_each_level_and_child(run):
    after = replace(
        run,
        recommendations=run.recommendations[:-1],
        unplaced=(*run.unplaced, replace(run.unplaced[0], child_ref="C-006")),
        levels=(replace(run.levels[0], value=3), *run.levels[1:]),
    )
    rows = terminal.comparison_rows(run, after)
    assert rows[0] == {"row": "level", "name": "unplaced", "unit": "children", "before": 2, "after": 3, "change": 1}
    assert [row["row"] for row in rows] == ["level"] * 6 + ["child"]
    last = {"name": "C-006", "unit": "place", "before": "Cedar School (MAIN)", "after": "no place", "change": None}
    assert rows[-1] == {"row": "child"} | last


def test_reasons_are_wide_enough_to_read(run):
    """At 80 columns at least half the line is the sentence, however long the name of the place."""
    long = replace(run.sites[0], name="The Elderford Dragonfly Grove Primary School and Nursery")
    out = StringIO()
    named = replace(run, sites=(long, *run.sites[1:]), recommendations=(), limits=())
    named = replace(named, recommendations=tuple(replace(r, setting_name=long.name) for r in run.recommendations))
    Console(file=out, width=80).print(terminal.explanation(named, "C-007"))
    head = next(line for line in out.getvalue().splitlines() if line.startswith("Place"))
    assert head.index("Why") <= 40


def test_a_table_without_rows_is_not_drawn(run):
    nobody = replace(run, verdicts=(), alternatives=())
    assert "Finding" not in shown(terminal.explanation(nobody, "C-007"))
    assert "no other place" in shown(terminal.options_table(nobody, "C-007"))


def test_an_unknown_child_is_a_usage_error_that_says_where_to_look(run):
    with pytest.raises(UsageError, match=r"no child C-999 in this run\. References are in recommendations\.csv"):
        terminal.explanation(run, "C-999")


def test_a_name_in_square_brackets_is_a_name(run):
    odd = replace(run.sites[0], name="[red]Alder[/red]")
    assert "[red]Alder[/red]" in shown(terminal.explanation(replace(run, sites=(odd, *run.sites[1:])), "C-002"))


def test_the_recount_is_shown_check_by_check():
    text = shown(terminal.verification_table(RECORD.verification))
    assert "No limit holds more children than places." in text
    assert text.endswith("Verified.")
