"""Arrays that disagree are refused in plain words."""

from dataclasses import replace

import numpy as np
import pytest

from tests.property.solvers.location_instances import random_problem

FINE = random_problem(np.random.default_rng(1))


def changed(part, name, change):
    """The problem with one array of one part changed in place of a copy."""
    held = getattr(FINE, part)
    array = getattr(held, name).copy()
    change(array)
    return replace(FINE, **{part: replace(held, **{name: array})})


def put(at, value):
    return lambda array: array.__setitem__(at, value)


@pytest.mark.parametrize(
    ("part", "name", "change", "words"),
    [
        ("customers", "entrants", put((0, 0), -1.0), "entrants are below nought"),
        ("customers", "hold", put((0, 0), 0.9), "a hold does not begin at 1"),
        ("customers", "hold", put((0, 1), 1.5), "a hold does not begin at 1, rises"),
        ("customers", "outside_price", put(0, -1), "outside_price is below nought"),
        ("pools", "room", put((0, 0), np.inf), "room is not finite"),
        ("pools", "above", put(2, 9), "lies under one that does not exist"),
        ("pools", "above", put(2, 0), "in a circle"),
        ("arcs", "pool", put(-1, 9), "of which one does not exist"),
        ("arcs", "pool", put(1, 0), "not strictly increasing"),
        ("arcs", "price", put(0, -1), "price is below nought"),
        ("options", "forced", put(0, 3), "forced names what does not exist"),
        ("options", "requires", put(0, 0), "requires itself"),
        ("options", "adds_pool", put(0, 9), "to a pool that does not exist"),
        ("options", "capital", put((0, 0, 0), -1), "capital is below nought"),
        ("options", "fixed", put(0, 2**52), "too much to be told to the penny"),
    ],
)
def test_what_disagrees_is_said(part, name, change, words):
    with pytest.raises(ValueError, match=words):
        changed(part, name, change)


def test_shapes_and_kinds_are_said():
    with pytest.raises(ValueError, match=r"budgets is float64 \(2, 3\), not int64 \(2, 3\)"):
        replace(FINE, budgets=FINE.budgets.astype(np.float64))
    with pytest.raises(ValueError, match="there is no period"):
        replace(FINE, discount=np.zeros(0, dtype=np.int64))
