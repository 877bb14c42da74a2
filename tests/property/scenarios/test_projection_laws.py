"""What holds for every stock and every set of rates: nobody negative, nobody lost, steps that add up."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.projection.assumptions import Assumptions, Change, Trend
from scenarios.projection.cells import Axes, Plan, rounded, stock_of
from scenarios.projection.draws import Chance, futures
from scenarios.projection.flows import Strength, observed, shrunk
from scenarios.projection.project import expected, expected_children, steps
from scenarios.projection.rates import Rates

AXES = Axes(("E1", "E2"), 3, 8, ("ASD", "SEMH"), ("base", "mainstream", "special"))


def any_rates(rng):
    areas, ages, needs, placements = AXES.shape
    del areas
    return Rates(
        rng.uniform(0, 0.4, (ages, placements)),
        rng.dirichlet(np.ones(placements), (ages, placements)),
        rng.uniform(0, 0.02, (ages, needs, placements)),
    )


def any_case(seed):
    rng = np.random.default_rng(seed)
    stock = rng.integers(0, 30, AXES.shape)
    latent = np.zeros_like(stock)
    latent[..., 2] = latent_moved = stock[..., 1] // 3
    latent[..., 1] = -latent_moved
    people = rng.uniform(0, 900, (5, *AXES.shape[:2]))
    change = Change("change", "leave", 1, (0, 2), float(rng.uniform(0, 2)), 2)
    return stock, Assumptions(any_rates(rng), people, Trend(float(rng.uniform(-0.2, 0.4))), (change,), latent)


seeds = st.integers(0, 2**32 - 1)


@given(seeds)
@settings(max_examples=40)
def test_no_stock_is_negative_and_without_joiners_none_grows(seed):
    stock, assumed = any_case(seed)
    told = expected(stock, assumed)
    assert (told >= 0).all()
    alone = Assumptions(Rates(assumed.rates.leave, assumed.rates.move, np.zeros_like(assumed.rates.join)),
                        assumed.population)  # fmt: skip
    totals = expected(stock, alone).sum(axis=(1, 2, 3, 4))
    assert (np.diff(totals) <= 1e-9).all()


@given(seeds, st.sampled_from([(), (0,), (0, 2), (0, 1, 2), (0, 1, 2, 3)]))
@settings(max_examples=40)
def test_todays_stock_and_the_steps_are_the_projection_to_the_child(seed, over):
    stock, assumed = any_case(seed)
    told = sum(steps(stock, assumed, over).values()) + stock.sum(axis=over)
    assert (told == expected_children(stock, assumed, over)).all()


@given(st.lists(st.floats(0, 50), min_size=1, max_size=30))
def test_whole_children_are_within_one_of_the_expectation_and_add_up(values):
    told = rounded(np.array(values))
    assert told.sum() == round(float(np.array(values).sum()))
    assert (np.abs(told - np.array(values)) <= 1).all()


@given(seeds)
@settings(max_examples=15)
def test_drawn_children_are_whole_and_never_fewer_than_none(seed):
    stock, assumed = any_case(seed)
    beliefs = shrunk(observed([], [], AXES, np.zeros(AXES.shape[1])), assumed.rates, Strength(30, 30, 300))
    drawn = futures(stock, beliefs, Assumptions(assumed.rates, assumed.population), Chance(2, seed, 0.2), ())
    assert drawn.dtype == np.int64
    assert (drawn >= 0).all()


@given(st.permutations(range(40)), seeds)
@settings(max_examples=20)
def test_the_order_of_plans_changes_no_byte(order, seed):
    rng = np.random.default_rng(seed)
    listed = [
        Plan(f"C{k}", f"E{1 + rng.integers(2)}", int(rng.integers(3, 9)), "ASD", str(rng.choice(AXES.placements)))
        for k in range(40)
    ]
    mixed = [listed[k] for k in order]
    assert stock_of(listed, AXES).tobytes() == stock_of(mixed, AXES).tobytes()
    people, wider = np.full(AXES.shape[1], 100), any_rates(rng)

    def believed(plans):
        before, after = ([p for p in plans if p in part] for part in (listed[:30], listed[10:]))
        return shrunk(observed(before, after, AXES, people), wider, Strength(5, 5, 50)).mean()

    assert [believed(listed).leave.tobytes(), believed(listed).move.tobytes()] == [
        believed(mixed).leave.tobytes(),
        believed(mixed).move.tobytes(),
    ]
