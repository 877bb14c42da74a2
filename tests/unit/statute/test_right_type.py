"""Whose placement does not fit the needs recorded: rule by rule by hand, then a cohort whose misfits are known."""

from random import Random

import pytest

from sufficiency.domain.needs import Need
from sufficiency.domain.settings import SettingType
from sufficiency.statute.right_type import (
    RULES,
    Descriptors,
    Designation,
    Misfit,
    Placement,
    Towards,
    misfits,
    source_of,
)
from tests.fixtures.rounds import YEAR

SPECIAL, BASE, MAINSTREAM = SettingType.SPECIAL, SettingType.BASE, SettingType.MAINSTREAM
LINE = 60
PUBLISHED = Descriptors(
    (
        Designation(SPECIAL, frozenset({Need.PMLD, Need.SLD, Need.ASD, Need.SEMH}), 0, 14),
        Designation(BASE, frozenset({Need.SLCN, Need.ASD}), 0, 6),
        Designation(BASE, frozenset({Need.HI}), 0, 11),
        Designation(SettingType.INDEPENDENT, frozenset({Need.SEMH, Need.ASD}), 7, 11),
    ),
    special_from=LINE,
)


def placed(need, kind, *, score=LINE, others=(), here=(), ncy=4, ref="A"):
    return Placement(ref, ncy, need, kind, 900_001, frozenset(here), others, score)


@pytest.mark.parametrize(
    ("child", "rule"),
    [
        pytest.param(placed(Need.PMLD, BASE), "SPECIAL_ONLY", id="profound needs in a base"),
        pytest.param(placed(Need.SLD, MAINSTREAM, score=0), "SPECIAL_ONLY", id="severe needs in a mainstream class"),
        pytest.param(placed(Need.ASD, BASE, ncy=7), "SPECIAL_ONLY", id="no base takes the year"),
        pytest.param(placed(Need.ASD, BASE, score=LINE), "SCORE_HIGH", id="a score on the line"),
        pytest.param(placed(Need.ASD, MAINSTREAM, score=99), "SCORE_HIGH", id="a high score in a mainstream class"),
        pytest.param(placed(Need.HI, SPECIAL), "BASE_ONLY", id="hearing impairment in a special school"),
        pytest.param(placed(Need.SLCN, SettingType.INDEPENDENT), "BASE_ONLY", id="speech and language, independent"),
        pytest.param(placed(Need.ASD, SPECIAL, score=LINE - 1), "SCORE_LOW", id="a score below the line"),
        pytest.param(placed(Need.SEMH, SPECIAL, here={Need.PMLD}), "NOT_DESIGNATED", id="a school for other needs"),
        pytest.param(placed(Need.ASD, SPECIAL), None, id="autism and a high score in a special school"),
        pytest.param(placed(Need.ASD, BASE, score=LINE - 1), None, id="autism and a low score in a base"),
        pytest.param(placed(Need.SLCN, MAINSTREAM, score=99), None, id="no special school is for the need"),
        pytest.param(placed(Need.ASD, SPECIAL, score=1, others=(Need.HI,)), None, id="no one base is for both needs"),
        pytest.param(placed(Need.ASD, SPECIAL, score=1, ncy=7), None, id="bases end with Year 6"),
        pytest.param(placed(Need.ASD, SPECIAL, score=0), None, id="no score was given"),
        pytest.param(placed(Need.MLD, SPECIAL), None, id="no place is designated for the need: nothing to compare"),
        pytest.param(placed(Need.PMLD, SettingType.AP), None, id="alternative provision is for a time"),
    ],
)
def test_what_each_rule_finds(child, rule):
    assert [found.rule for found in misfits([child], PUBLISHED)] == ([rule] if rule else [])


def test_without_a_published_line_scores_play_no_part():
    without = Descriptors(PUBLISHED.designations)
    both = [placed(Need.ASD, BASE, score=99, ref="A"), placed(Need.ASD, SPECIAL, score=1, ref="B")]
    assert len(misfits(both, PUBLISHED)) == 2
    assert misfits(both, without) == ()


def test_a_finding_says_why_in_a_sentence():
    found = misfits([placed(Need.ASD, SPECIAL, score=12)], PUBLISHED)
    assert found == (
        Misfit(
            "A", 900_001, "SCORE_LOW", Towards.LESS,
            "Need score 12; from 60 descriptors point to a special school, and a base is designated for ASD in Year 4. "
            "The child is in a special school.",
        ),
    )  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_its_source(rule):
    assert len(source_of(rule, YEAR.first_day)) > 20


FITTING = {Need.PMLD: SPECIAL, Need.SLD: SPECIAL, Need.SEMH: SPECIAL, Need.SLCN: BASE, Need.HI: BASE}
"""The cohort's own plain statement of who belongs where, made without the rules: one type a need."""


@pytest.mark.parametrize("seed", range(5))
def test_a_cohort_with_known_misfits_is_told_exactly(seed):
    """400 children, about one in eight moved to the other type: precision 1 and recall 1."""
    random = Random(seed)
    cohort, planted = [], set()
    for number in range(400):
        need, misplaced = random.choice([*FITTING, Need.ASD]), random.random() < 1 / 8
        score = random.choice((random.randrange(1, LINE), random.randrange(LINE, 100)))
        fits = FITTING.get(need) or (SPECIAL if score >= LINE else BASE)
        kind = fits if not misplaced else BASE if fits is SPECIAL else SPECIAL
        ref = f"C-{number:03d}"
        cohort.append(placed(need, kind, score=score, here={need}, ncy=random.randint(0, 6), ref=ref))
        if misplaced:
            planted.add((ref, Towards.MORE if fits is SPECIAL else Towards.LESS))
    random.shuffle(cohort)
    found = [(misfit.child_ref, misfit.towards) for misfit in misfits(cohort, PUBLISHED)]
    right = planted & set(found)
    assert (len(right) / len(found), len(right) / len(planted)) == (1, 1), "precision, recall"
    assert found == sorted(found), "in order of reference, whatever the order of the cohort"
