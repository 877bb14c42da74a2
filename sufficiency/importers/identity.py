"""Are two records the same child? The rules, in order, as a table; where they cannot tell, a person is asked.

Nothing is ever merged on these grounds: records of the same child that differ are a fault, and records that may be of
the same child are kept apart and named. The reasons hold for any source that gives these facts.
"""

import unicodedata
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Verdict(StrEnum):
    """What two records are to one another."""

    SAME = "same child"
    DIFFERENT = "different children"
    ASK = "ask a person"


@dataclass(frozen=True, slots=True)
class Identity:
    """What identifies a child: pupil number, learner number, names, date of birth, postcode; blank where not known."""

    number: str = field(repr=False)
    learner: str = field(repr=False)
    surname: str = field(repr=False)
    forename: str = field(repr=False)
    born: date = field(repr=False)
    postcode: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class IdentityRule:
    """One rule: what must be found of the numbers, names, birth dates and postcodes; None where it does not matter."""

    name: str
    numbers: frozenset[str] | None
    names: frozenset[str] | None
    born: frozenset[str] | None
    postcodes: frozenset[str] | None
    verdict: Verdict
    because: str


def _rule(name: str, found: tuple[str, str, str, str], verdict: Verdict, because: str) -> IdentityRule:
    """Words separated by a bar are alternatives; a star is anything."""
    parts = [None if words == "*" else frozenset(words.split("|")) for words in found]
    return IdentityRule(name, parts[0], parts[1], parts[2], parts[3], verdict, because)


_SAME, _DIFFERENT, _ASK = Verdict.SAME, Verdict.DIFFERENT, Verdict.ASK

RULES = (
    _rule("number-and-birth", ("equal", "equal|surname differs|swapped|blank", "equal", "*"), _SAME,
          "a number and a date of birth in common; a surname may change, names may stand in the wrong columns"),
    _rule("number-other-forename", ("equal", "forename differs|differ", "equal", "*"), _ASK,
          "one number, another forename: twins under one number, or a new name"),
    _rule("number-other-birth", ("equal", "*", "differ|swapped", "*"), _ASK,
          "one number, two dates of birth: one of the two is wrong"),
    _rule("everything-but-number", ("unknown", "equal", "equal", "equal"), _SAME,
          "names, date of birth and postcode in common, and no number that speaks against it"),
    _rule("temporary-number", ("temporary", "equal|swapped", "equal", "*"), _ASK,
          "a temporary number is replaced by a permanent one"),
    _rule("one-number-missing", ("one blank", "equal|swapped", "equal", "*"), _ASK,
          "names and date of birth in common; only one record has a number"),
    _rule("no-number-elsewhere", ("unknown", "equal|swapped", "equal", "*"), _ASK,
          "names and date of birth in common, another postcode, or names the other way round"),
    _rule("second-number", ("differ", "equal|swapped", "equal", "*"), _ASK,
          "names and date of birth in common, two numbers: adopted, or given a second number by mistake"),
    _rule("new-surname", ("differ|temporary|one blank|unknown", "surname differs", "equal", "equal"), _ASK,
          "forename, date of birth and postcode in common: a new surname, perhaps after adoption"),
    _rule("no-names", ("temporary|one blank|unknown", "blank", "equal", "equal"), _ASK,
          "no names to tell them apart, date of birth and postcode in common"),
    _rule("day-and-month", ("temporary|one blank|unknown", "equal", "swapped", "equal"), _ASK,
          "day and month of birth the other way round, everything else in common"),
    _rule("twins", ("*", "forename differs", "equal", "*"), _DIFFERENT,
          "another forename: twins, or children of one surname born on one day"),
    _rule("nothing-in-common", ("*", "*", "*", "*"), _DIFFERENT, "too little in common"),
)  # fmt: skip
"""The first rule that fits decides."""


def compare(one: Identity, other: Identity) -> IdentityRule:
    """The rule that decides what two records are to one another; it is the same either way round."""
    found = (_numbers(one, other), _names(one, other), _births(one, other), _postcodes(one, other))
    return next(rule for rule in RULES if _fits(rule, found))


def plain_name(name: str) -> str:
    """A name without capitals, accents, spaces or marks: O'Brien and OBRIEN are one."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in letters if letter.isalnum())


def _fits(rule: IdentityRule, found: tuple[str, str, str, str]) -> bool:
    wanted = (rule.numbers, rule.names, rule.born, rule.postcodes)
    return all(words is None or word in words for words, word in zip(wanted, found, strict=True))


def _numbers(one: Identity, other: Identity) -> str:
    """equal, differ, temporary (they differ and one is), one blank, or unknown (both blank).

    Pupil numbers speak first; learner numbers where one record or both have no pupil number.
    """
    if one.number and other.number:
        if one.number == other.number:
            return "equal"
        return "temporary" if one.number[-1].isalpha() or other.number[-1].isalpha() else "differ"
    if one.learner and other.learner:
        return "equal" if one.learner == other.learner else "differ"
    return "one blank" if any((one.number, other.number, one.learner, other.learner)) else "unknown"


def _names(one: Identity, other: Identity) -> str:
    """equal, swapped, surname differs, forename differs, differ, or blank (a name is missing)."""
    here, there = (tuple(map(plain_name, (child.surname, child.forename))) for child in (one, other))
    if not all((*here, *there)):
        return "blank"
    if here == there:
        return "equal"
    if here == there[::-1]:
        return "swapped"
    if here[1] == there[1]:
        return "surname differs"
    return "forename differs" if here[0] == there[0] else "differ"


def _births(one: Identity, other: Identity) -> str:
    """equal, swapped (day and month the other way round), or differ."""
    if one.born == other.born:
        return "equal"
    same = (one.born.year, one.born.month, one.born.day) == (other.born.year, other.born.day, other.born.month)
    return "swapped" if same else "differ"


def _postcodes(one: Identity, other: Identity) -> str:
    """equal, differ, or blank."""
    if not (one.postcode and other.postcode):
        return "blank"
    return "equal" if one.postcode == other.postcode else "differ"
