"""Children by area and age in every January that a projection needs: as given, and carried on where not."""

from collections.abc import Iterator, Sequence

import numpy as np

from scenarios.projection.cells import Axes, FloatArray, IntArray
from scenarios.projection.population import cohort_survival
from sufficiency.domain.inputs import Inputs
from sufficiency.errors import Fault, InputRejected

FILE = "population.csv"
REMEDY = "Give every age from 2 to 25 in every area, for every January from the first given to the last."
LEAST, MOST = 0.8, 1.25
"""Bounds of the share of an age who are there a year later, one older."""

STEADY = 50.0
"""Plans that count for the authority's own rate beside those of an area: a village is not told by three plans."""


def people_in(inputs: Inputs, axes: Axes, januaries: Sequence[int]) -> FloatArray:
    """Children (Januaries, areas, ages), whether counted or projected; beyond the last January given cohorts go on.

    Their survival is that between the last two Januaries given in the whole authority (one, where only one is given),
    the youngest stay as many as they were. Raises InputRejected naming every January, area and age that is missing.
    """
    given = {(one.january, one.area, one.age): one.children for one in inputs.population}
    years = sorted({january for january, _, _ in given})
    wanted = sorted({*(year for year in januaries if year <= years[-1]), *years[-2:]})
    if faults := list(_missing(given, axes, wanted)):
        raise InputRejected(faults)
    counted = {year: _counted(given, axes, year) for year in wanted}
    last = years[-1]
    beyond = [year for year in januaries if year > last]
    if beyond:
        survival = _survival(counted[last - 1], counted[last]) if last - 1 in counted else np.ones(axes.shape[1])
        entering = np.tile(counted[last][:, 0], (max(beyond) - last, 1))
        carried = cohort_survival(counted[last], survival, entering)
        counted |= {last + ahead: carried[ahead] for ahead in range(1, len(carried))}
    return np.stack([counted[year] for year in januaries])


def _missing(given: dict[tuple[int, str, int], int], axes: Axes, wanted: Sequence[int]) -> Iterator[Fault]:
    for year in wanted:
        for area in axes.areas:
            ages = [age for age in range(axes.first_age, axes.last_age + 1) if (year, area, age) not in given]
            if ages:
                missing = "every age" if len(ages) == axes.shape[1] else f"age {', '.join(map(str, ages))}"
                yield Fault(FILE, "", 0, "age", "POPULATION_GAP", f"of {area} in {year} lacks {missing}", REMEDY)


def _counted(given: dict[tuple[int, str, int], int], axes: Axes, year: int) -> FloatArray:
    ages = range(axes.first_age, axes.last_age + 1)
    return np.array([[given[year, area, age] for age in ages] for area in axes.areas], dtype=np.float64)


def _survival(before: FloatArray, after: FloatArray) -> FloatArray:
    """By age (ages,), of those of it in the whole authority, the share who are there a year on."""
    young, old = before.sum(axis=0)[:-1], after.sum(axis=0)[1:]
    share = np.divide(old, young, out=np.ones_like(old), where=young > 0)
    return np.append(np.clip(share, LEAST, MOST), 1.0)


def weighed(people: FloatArray, stock: IntArray) -> FloatArray:
    """People (years, areas, ages) so weighed that areas have the plans they have for their children, each age in sum.

    An area's weight is its plans beside what its children would have at the authority's own rates by age, steadied by
    STEADY plans at those rates.
    """
    plans, children = stock.sum(axis=(0, 2, 3)), people[0].sum(axis=0)
    rate = np.divide(plans, children, out=np.zeros_like(children), where=children > 0)
    weight = (stock.sum(axis=(1, 2, 3)) + STEADY) / ((people[0] * rate).sum(axis=1) + STEADY)
    laid = people * weight[None, :, None]
    every, now = people.sum(axis=1, keepdims=True), laid.sum(axis=1, keepdims=True)
    scaled: FloatArray = laid * np.divide(every, now, out=np.ones_like(every), where=now > 0)
    return scaled
