"""What becomes of plans in a year: who leaves, who moves between placements, who joins."""

from dataclasses import dataclass

import numpy as np

from scenarios.projection.cells import FloatArray
from sufficiency.errors import UsageError

TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Rates:
    """Yearly rates by age at the start of the year.

    leave  (ages, placements): share of plans ceased or moved away before the next January
    move   (ages, placements, placements): where those who stay are a year later, each row summing to one
    join   (ages, needs, placements): new plans and moves in, for each child of that age in the area a year later
    """

    leave: FloatArray
    move: FloatArray
    join: FloatArray

    def checked(self) -> "Rates":
        """Itself. Raises UsageError where a share is outside 0 to 1, a row does not sum to one, a rate is negative."""
        if ((self.leave < 0) | (self.leave > 1)).any():
            raise UsageError("A share of leavers is outside 0 to 1.")
        if (self.move < -TOLERANCE).any() or not np.allclose(self.move.sum(axis=2), 1, atol=TOLERANCE):
            raise UsageError("Where children move does not sum to one, or a share of it is negative.")
        if (self.join < 0).any():
            raise UsageError("A rate of joining is negative.")
        return self


def next_stock(stock: FloatArray, rates: Rates, population: FloatArray) -> FloatArray:
    """The stock a year on, both (areas, ages, needs, placements); ``population`` (areas, ages) is that of the new year.

    S'[i, a+1, n, q] = sum over p of S[i, a, n, p] (1 - leave[a, p]) move[a, p, q]
                       + population'[i, a+1] join[a+1, n, q]

    Whoever is of the last age leaves.
    """
    staying = stock * (1 - rates.leave)[None, :, None, :]
    after = np.einsum("ianp,apq->ianq", staying, rates.move)
    joined: FloatArray = population[:, :, None, None] * rates.join[None]
    joined[:, 1:] += after[:, :-1]
    return joined


def joining_level(stock: FloatArray, rates: Rates, population: FloatArray, total: float) -> float:
    """The factor on joining that makes next year's stock come to ``total``, such as the back-tested forecast.

    Never below nought. Raises UsageError where nobody joins.
    """
    nobody = Rates(rates.leave, rates.move, np.zeros_like(rates.join))
    staying = float(next_stock(stock, nobody, population).sum())
    joining = float((population[:, :, None, None] * rates.join[None]).sum())
    if joining <= 0:
        raise UsageError("Nobody joins at these rates, so no level of joining reaches the forecast.")
    return max((total - staying) / joining, 0.0)
