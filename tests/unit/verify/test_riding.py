"""Riding together as the recount states it: every constraint by itself, figures worked out by hand."""

from dataclasses import replace

import pytest

from sufficiency.verify.fleet import Fleet, Kind
from sufficiency.verify.riding import Ridden, Rider, ridden

SALOON, VAN = Kind("SALOON", 3, 0, 4000, 100, None), Kind("VAN", 1, 2, 9000, 150, None)
FLEET = Fleet({"SALOON": SALOON, "VAN": VAN}, 20, 40, 1200, 600, 190, 800)
FAR, NEAR = (0, 10_000), (0, 5_000)
WAYS = {(FAR, NEAR): (100, 8_047), (FAR, FAR): (0, 0)}


def rider(ref, at=FAR, direct=(200, 16_094), **more):
    plain = Rider(ref, at, False, False, False, (), 45, None, direct)
    return replace(plain, **more)


def test_one_child_in_a_saloon():
    """20.0 minutes and boarding; 40.00 a day and twice ten miles at 1.00."""
    assert ridden((rider("A"),), SALOON, WAYS, FLEET) == Ridden((220,), 16_094, 6_000)


def test_a_child_picked_up_on_the_way():
    """10.0 to the second, 10.0 on from there, each boards for 2.0; five miles and five."""
    route = (rider("A"), rider("B", NEAR, (100, 8_047)))
    assert ridden(route, SALOON, WAYS, FLEET) == Ridden((240, 120), 16_094, 6_000)


def test_an_assistant_is_paid_from_the_first_child_to_arrival_and_an_hour_unseen():
    """12.00 for the hour, and 24 minutes each way at 12.00 an hour: 9.60."""
    route = (rider("A", assistant=True), rider("B", NEAR, (100, 8_047)))
    found = ridden(route, SALOON, WAYS, FLEET)
    assert found == Ridden((240, 120), 16_094, 6_000 + 1_200 + 960)


MAY_NOT = {
    "a fourth child in a saloon": ([rider(ref) for ref in "ABCD"], SALOON),
    "an assistant without a seat": ([rider("A", assistant=True), rider("B"), rider("C")], SALOON),
    "a wheelchair in a saloon": ([rider("A", wheelchair=True)], SALOON),
    "a third wheelchair in a van": ([rider(ref, wheelchair=True) for ref in "ABC"], VAN),
    "a child who travels alone with another": ([rider("A"), rider("B", solo=True)], SALOON),
    "children kept apart": ([rider("A", apart=("B",)), rider("B")], SALOON),
    "children kept apart, said by the other": ([rider("A"), rider("B", apart=("A",))], SALOON),
    "over the guideline by sharing": ([rider("A", guideline=22), rider("B", NEAR, (100, 8_047))], SALOON),
    "over the child's own limit": ([rider("A", max_minutes=21)], SALOON),
    "no way to the next": ([rider("A", NEAR), rider("B", FAR)], SALOON),
}


@pytest.mark.parametrize("case", MAY_NOT)
def test_what_may_not_be(case):
    route, kind = MAY_NOT[case]
    assert ridden(route, kind, WAYS, FLEET) is None


MAY = {
    "three children in a saloon": ([rider(ref) for ref in "ABC"], SALOON),
    "an assistant on the last seat": ([rider("A", assistant=True), rider("B")], SALOON),
    "two assistants' children share one": ([rider("A", assistant=True), rider("B", assistant=True)], SALOON),
    "two wheelchairs and a seat": ([rider("A", wheelchair=True), rider("B", wheelchair=True), rider("C")], VAN),
    "alone, and kept apart from others": ([rider("A", solo=True, apart=("B",))], SALOON),
    "over the guideline alone, as no way is shorter": ([rider("A", guideline=15)], SALOON),
    "at the guideline to the tenth": ([rider("A", guideline=24), rider("B", NEAR, (100, 8_047))], SALOON),
    "at the child's own limit": ([rider("A", max_minutes=22)], SALOON),
}


@pytest.mark.parametrize("case", MAY)
def test_what_may_be(case):
    route, kind = MAY[case]
    assert ridden(route, kind, WAYS, FLEET) is not None
