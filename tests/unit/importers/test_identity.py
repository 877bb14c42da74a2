"""Forty pairs of records written by hand: are they one child? The rules must say what a careful officer would."""

from datetime import date

import pytest

from sufficiency.importers.identity import RULES, Identity, Verdict, compare, plain_name

PERMANENT, SECOND, TEMPORARY = "B801200005001", "T801200005002", "H80120000500A"
LEARNER, OTHER_LEARNER = "1000000027", "1000000035"
BORN, LATER, TURNED = date(2015, 3, 4), date(2016, 5, 9), date(2015, 4, 3)
HOME, ELSEWHERE = "AB1 2CD", "ZE9 8YX"
SAME, DIFFERENT, ASK = Verdict.SAME, Verdict.DIFFERENT, Verdict.ASK


def child(number=PERMANENT, names=("Ash", "Avery"), born=BORN, home=HOME, learner=""):
    return Identity(number, learner, *names, born, home)


PAIRS = [
    # one number in common
    ("exported twice, identical", child(), child(), SAME),
    ("moved house", child(), child(home=ELSEWHERE), SAME),
    ("postcode left out of one", child(), child(home=""), SAME),
    ("surname changed", child(), child(names=("Birch", "Avery")), SAME),
    ("surname changed and moved", child(), child(names=("Birch", "Avery"), home=ELSEWHERE), SAME),
    ("names in the wrong columns", child(), child(names=("Avery", "Ash")), SAME),
    ("no names in one export", child(), child(names=("", "")), SAME),
    ("accents and marks differ", child(names=("O'Brien", "Zoë")), child(names=("OBRIEN", "Zoe")), SAME),
    ("twins under one number", child(), child(names=("Ash", "Blake")), ASK),
    ("one number, another name altogether", child(), child(names=("Birch", "Blake")), ASK),
    ("one number, two years of birth", child(), child(born=LATER), ASK),
    ("one number, day and month turned", child(), child(born=TURNED), ASK),
    ("one number, another child", child(), child(names=("Birch", "Blake"), born=LATER, home=ELSEWHERE), ASK),
    ("a temporary number in both", child(TEMPORARY), child(TEMPORARY), SAME),
    ("a temporary number in both, another forename", child(TEMPORARY), child(TEMPORARY, ("Ash", "Blake")), ASK),
    # two numbers
    ("twins", child(), child(SECOND, ("Ash", "Blake")), DIFFERENT),
    ("two numbers for one child", child(), child(SECOND), ASK),
    ("adopted: a new number, and moved", child(), child(SECOND, home=ELSEWHERE), ASK),
    ("adopted: a new number and surname, same home", child(), child(SECOND, ("Birch", "Avery")), ASK),
    ("adopted: number, surname and home are new", child(), child(SECOND, ("Birch", "Avery"), home=ELSEWHERE),
     DIFFERENT),
    ("two numbers, names turned", child(), child(SECOND, ("Avery", "Ash")), ASK),
    ("two numbers, day and month turned", child(), child(SECOND, born=TURNED), DIFFERENT),
    ("brother and sister", child(), child(SECOND, ("Ash", "Blake"), LATER), DIFFERENT),
    ("father's name again", child(), child(SECOND, born=LATER), DIFFERENT),
    ("strangers of one birthday and house", child(), child(SECOND, ("Birch", "Blake")), DIFFERENT),
    ("temporary, then permanent", child(TEMPORARY), child(), ASK),
    ("temporary, then permanent, and moved", child(TEMPORARY), child(home=ELSEWHERE), ASK),
    ("temporary, then permanent, surname changed", child(TEMPORARY), child(names=("Birch", "Avery")), ASK),
    ("twins, one with a temporary number", child(TEMPORARY), child(names=("Ash", "Blake")), DIFFERENT),
    # a number missing
    ("number left out of one", child(), child(""), ASK),
    ("number left out of one, moved", child(), child("", home=ELSEWHERE), ASK),
    ("number left out of one, names turned", child(), child("", ("Avery", "Ash")), ASK),
    ("number left out of one, surname changed", child(), child("", ("Birch", "Avery")), ASK),
    ("number left out of one, no names either", child(), child("", ("", "")), ASK),
    ("twins, one without a number", child(), child("", ("Ash", "Blake")), DIFFERENT),
    # no number at all
    ("no number, all else in common", child(""), child(""), SAME),
    ("no number, moved", child(""), child("", home=ELSEWHERE), ASK),
    ("no number, twins", child(""), child("", ("Ash", "Blake")), DIFFERENT),
    ("no number, day and month turned", child(""), child("", born=TURNED), ASK),
    ("no number, one learner number", child("", learner=LEARNER), child("", ("Birch", "Avery"), learner=LEARNER), SAME),
    ("no number, two learner numbers", child("", learner=LEARNER), child("", learner=OTHER_LEARNER), ASK),
    ("no number, no names", child("", ("", "")), child("", ("", "")), ASK),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "verdict"), [pair[1:] for pair in PAIRS], ids=[pair[0] for pair in PAIRS])
def test_the_rules_say_what_an_officer_would(one, other, verdict):
    assert compare(one, other).verdict == verdict


def test_there_are_forty_pairs_at_least():
    assert len(PAIRS) >= 40


@pytest.mark.parametrize("pair", PAIRS, ids=[pair[0] for pair in PAIRS])
def test_it_does_not_matter_which_comes_first(pair):
    assert compare(pair[1], pair[2]) is compare(pair[2], pair[1])


def test_every_rule_decides_a_pair():
    assert {compare(one, other).name for _, one, other, _ in PAIRS} == {rule.name for rule in RULES}


def test_an_identity_prints_nothing_of_the_child():
    printed = repr(child())
    assert not [word for word in (PERMANENT, "Ash", "Avery", "2015", HOME) if word in printed]


def test_names_are_compared_without_marks():
    assert plain_name("Zoë O'Brien-Ash") == "zoeobrienash"
