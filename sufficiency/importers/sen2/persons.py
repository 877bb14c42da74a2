"""Persons of one return who may be the same child: found, judged by the identity rules, and never merged."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from sufficiency.importers.identity import Identity, IdentityRule, Verdict, compare, plain_name
from sufficiency.importers.sen2.build import Judged
from sufficiency.importers.sen2.records import Person

_MOST_ALIKE = 200
"""A group of more records that share so much is no family; comparing all its pairs would take for ever."""


def identity_of(person: Person) -> Identity:
    """What identifies a person of the return."""
    return Identity(person.upn, person.uln, person.surname, person.forename, person.born, person.postcode)


def check_identities(people: Sequence[Person], judged: Judged) -> None:
    """A fault for everybody who is, or may be, a child met earlier; identical records were counted before.

    Each is named once, beside the earliest: as an error if any pair is one, else as a warning.
    """
    known = [person for person in people if person.at.number not in judged.wrong]
    twice: dict[int, tuple[Person, Person, IdentityRule]] = {}
    perhaps: dict[int, tuple[Person, Person, IdentityRule]] = {}
    for one, other in _pairs(known):
        rule = compare(identity_of(one), identity_of(other))
        if rule.verdict is Verdict.SAME or (rule.verdict is Verdict.ASK and one.upn and one.upn == other.upn):
            twice.setdefault(other.at.number, (one, other, rule))
        elif rule.verdict is Verdict.ASK:
            perhaps.setdefault(other.at.number, (one, other, rule))
    for number in sorted(twice | perhaps):
        if number in twice:
            _one_child_twice(*twice[number], judged)
        else:
            _perhaps_one_child(*perhaps[number], judged)


def _perhaps_one_child(one: Person, other: Person, rule: IdentityRule, judged: Judged) -> None:
    message = f"may be the child of row {one.at.row}: {rule.because}; both are kept, as two children"
    remedy = "Look at both records; if they are one child, correct the return and import it again."
    judged.tell(other.at, "person", other.at.warning("", "PERHAPS_ONE_CHILD", message, remedy))


def _one_child_twice(one: Person, other: Person, rule: IdentityRule, judged: Judged) -> None:
    message = f"is, or may be, the child of row {one.at.row}, and the records differ: {rule.because}"
    remedy = "Put all requests of one child under one person; give two children two numbers. Nothing is merged."
    judged.tell(other.at, "person", other.at.fault("", "ONE_CHILD_TWICE", message, remedy))


def _pairs(people: Sequence[Person]) -> Iterable[tuple[Person, Person]]:
    """Pairs that share enough for a rule to say anything but different, each once, in the order of the return."""
    alike: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, person in enumerate(people):
        for key in _keys(person):
            alike[key].append(at)
    found = {pair for group in alike.values() for pair in combinations(group[:_MOST_ALIKE], 2)}
    return [(people[first], people[second]) for first, second in sorted(found)]


def _keys(person: Person) -> Iterable[tuple[object, ...]]:
    names = tuple(sorted((plain_name(person.surname), plain_name(person.forename))))
    if person.upn:
        yield "upn", person.upn
    if person.uln:
        yield "uln", person.uln
    if all(names):
        yield "names", names, person.born.year
        yield "forename", plain_name(person.forename), person.born, person.postcode
    elif person.postcode:
        yield "home", person.born, person.postcode
