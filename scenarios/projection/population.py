"""Children by single age in the years ahead, where no projection of the area is given."""

import numpy as np

from scenarios.projection.cells import FloatArray


def cohort_survival(today: FloatArray, survival: FloatArray, entering: FloatArray) -> FloatArray:
    """Population (years + 1, areas, ages) from today's (areas, ages), today's first.

    P'[a+1] = P[a] survival[a], where ``survival`` (ages,) holds deaths and moves in and out together (one where none);
    ``entering`` (years, areas) are the children of the first age in each year ahead. Whoever is of the last age goes.
    """
    years = [today.astype(np.float64)]
    for young in entering:
        older = np.empty_like(years[-1])
        older[:, 1:] = (years[-1] * survival)[:, :-1]
        older[:, 0] = young
        years.append(older)
    return np.stack(years)
