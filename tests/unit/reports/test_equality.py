"""Outcomes by characteristic: exact by hand, and what of them may be shown."""

from dataclasses import replace
from random import Random

import pytest

from sufficiency.domain.inputs import Inputs
from sufficiency.reports.disclosure import Counts, grouped
from sufficiency.reports.equality import equality, equality_rows, equality_sections
from sufficiency.reports.equality_figures import GroupFigures, breakdowns, exact_breakdown, public_breakdown
from sufficiency.reports.monitoring import Characteristics
from sufficiency.reports.outcomes import CHARACTERISTICS, ChildOutcome, district, outcomes_of
from sufficiency.reports.sections import on_terminal
from tests.fixtures.rounds import case, wants
from tests.fixtures.runs import eight_children_four_settings


def child(group, *, placed=True, first=True, superseded=False, tenths=100, waiting=50):
    groups = dict.fromkeys(CHARACTERISTICS, group)
    return ChildOutcome(groups, placed, first, superseded, tenths if placed else None, waiting)


def some(number, group, **more):
    return [child(group, **more) for _ in range(number)]


GIRLS_AND_BOYS = [
    *some(12, "Girls"),
    *some(9, "Girls", placed=False, first=False, superseded=True),
    *some(8, "Girls", first=None),
    *some(30, "Boys", tenths=201, waiting=73),
    *some(10, "Boys", placed=False, first=False, superseded=True),
    *some(9, "Boys", first=None),
]


def test_exact_figures_are_counted_one_by_one():
    """Of 29 girls 20 are placed (69%), 12 of the 21 who asked have their first preference (57%), 9 are passed over."""
    boys, girls = exact_breakdown("sex", GIRLS_AND_BOYS).figures
    assert girls == GroupFigures("Girls", 29, placed=69, first=57, superseded=31, minutes=100, days=50)
    assert (boys.children, boys.placed, boys.minutes, boys.days) == (49, 80, 201, 73)


def test_public_figures_are_rounded_and_rates_made_from_them():
    """20 and 9 girls are shown as 20 and 10; boys travel 20.1 minutes, to the nearest five 20.0."""
    boys, girls = public_breakdown("sex", GIRLS_AND_BOYS).figures
    assert girls == GroupFigures("Girls", 30, placed=67, first=50, superseded=33, minutes=100, days=50)
    assert (boys.children, boys.minutes, boys.days) == (50, 200, 75)


def test_small_groups_are_put_together():
    few = [*some(3, "A"), *some(6, "B"), *some(20, "C"), *some(30, "D")]
    assert [(f.group, f.children) for f in public_breakdown("need", few).figures] == [
        ("C", 20),
        ("D", 30),
        ("All others", 10),
    ]


def test_a_small_group_alone_takes_the_next_smallest_with_it():
    few = [*some(3, "A"), *some(20, "C"), *some(30, "D"), *some(40, "E")]
    assert [f.group for f in public_breakdown("need", few).figures] == ["D", "E", "All others"]


def test_where_two_groups_cannot_be_shown_none_is():
    assert public_breakdown("need", [*some(3, "A"), *some(30, "B")]).figures == ()
    assert public_breakdown("need", some(30, "B")).figures == ()
    assert public_breakdown("need", []).figures == ()


def test_an_outcome_of_too_few_children_is_hidden_for_all():
    """Three children were superseded: nobody is told among whom."""
    outcomes = [*some(20, "A"), *some(3, "A", superseded=True), *some(30, "B")]
    assert [(f.placed, f.first, f.superseded) for f in public_breakdown("need", outcomes).figures] == [
        (100, 100, None),
        (100, 100, None),
    ]


def random_outcomes(random, number=200):
    return [
        child(
            random.choice("AAAAABBBCCDEFGH"),
            placed=random.random() < 0.8,
            first=random.choice((True, False, None)),
            superseded=random.random() < 0.2,
            tenths=random.randint(20, 900),
            waiting=random.randint(1, 300),
        )
        for _ in range(number)
    ]


def test_no_group_shown_holds_one_to_seven_children_in_any_figure():
    random = Random(1)
    for _ in range(200):
        found = public_breakdown("need", random_outcomes(random))
        assert all(cell == 0 or cell > 7 for row in found.table.behind.cells for cell in row) if found.table else True


def test_children_shared_out_otherwise_among_the_small_groups_give_the_same_table():
    """So no attack, linear or other, can say how many were in one of them."""
    random, compared = Random(2), 0
    for _ in range(30):
        outcomes = random_outcomes(random)
        found = public_breakdown("need", outcomes)
        hidden = sorted(name for name, group in found.groups.items() if group == "All others")
        for _ in range(5 if hidden else 0):
            swapped = [
                replace(one, groups=dict.fromkeys(CHARACTERISTICS, random.choice(hidden)))
                if one.groups["need"] in hidden
                else one
                for one in outcomes
            ]
            counts = public_breakdown("need", swapped)
            if counts.groups == found.groups:
                assert counts.figures == found.figures
                compared += 1
    assert compared > 20


@pytest.mark.parametrize("pairs", [200, pytest.param(1_000, marks=pytest.mark.nightly)])
def test_beside_the_earlier_table_one_child_more_shows_nowhere(pairs):
    """Before and after one child not one figure differs."""
    random, alone = Random(3), 0
    for _ in range(pairs):
        before = random_outcomes(random, 120)
        after = [*before, *random_outcomes(random, 1)] if random.random() < 0.5 else before[:-1]
        first = public_breakdown("need", before)
        if first.figures:
            assert public_breakdown("need", after, first).figures == first.figures
            alone += public_breakdown("need", after).figures != first.figures
    assert alone > pairs / 10, "made without the earlier table, one child often shows"


def test_the_order_of_children_changes_nothing():
    random = Random(4)
    outcomes = random_outcomes(random)
    found = breakdowns(outcomes, public=True)
    random.shuffle(outcomes)
    assert breakdowns(outcomes, public=True) == found


def test_rows_of_a_table_are_grouped_until_no_cell_is_small():
    counts = Counts(("A", "B", "C", "D"), ("x", "y"), ((3, 0), (9, 9), (40, 40), (50, 2)))
    assert grouped(counts) == {"A": "All others", "B": "All others", "C": "C", "D": "All others"}
    assert grouped(Counts(("A", "B"), ("x",), ((8,), (9,)))) == {"A": "A", "B": "B"}


def test_outcomes_of_a_run_leave_out_what_was_settled_before_it():
    """Of the eight children of the small run one is fixed; C-008 waits; who asked is read from the preferences."""
    run = eight_children_four_settings()
    refs = [f"C-00{number}" for number in range(1, 9)]
    settled = {r.child_ref for r in run.recommendations if r.fixed}
    inputs = Inputs(run.authority, tuple(map(case, refs)), wants("C-008", 900001), (), ())
    found = outcomes_of(run, inputs, {"C-008": Characteristics(sex="Girls and young women")})
    assert len(found) == len(refs) - len(settled) < len(refs)
    last = found[-1]
    assert (last.placed, last.first, last.groups["sex"], last.groups["ethnicity"]) == (
        False,
        False,
        "Girls and young women",
        "Not given",
    )
    assert (last.groups["area"], last.groups["need"]) == ("QX1", "ASD")
    assert all(one.first is None for one in found[:-1])
    assert {one.superseded for one in found} == {True, False}


@pytest.mark.parametrize(("postcode", "area"), [("LE1 1AA", "LE1"), ("le102bb", "LE10"), ("", "Not given")])
def test_a_district_is_the_outward_part_of_a_postcode(postcode, area):
    assert district(postcode) == area


@pytest.mark.parametrize("public", [True, False])
def test_the_section_is_a_draft_that_names_the_duty(public):
    found = equality(eight_children_four_settings(), GIRLS_AND_BOYS, public=public)
    sections = equality_sections(found)
    said = " ".join(paragraph for section in sections for paragraph in section.paragraphs)
    assert "Draft, to be completed by the authority." in said
    assert "Equality Act 2010, s.149" in said
    assert ("[c]" in said) is public
    assert len(equality_rows(found)) == 2 * len(CHARACTERISTICS)
    assert on_terminal(sections)
