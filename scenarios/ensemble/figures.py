"""Means, quantiles and ranks of whole numbers, exact: the same on every machine and in every order of working."""

from collections.abc import Sequence
from fractions import Fraction
from math import isqrt

Numbers = Sequence[int]


def mean(values: Numbers) -> int:
    """The mean, rounded to the nearest whole number, halves to the even one."""
    return round(Fraction(sum(values), len(values)))


def quantile(values: Numbers, percent: int) -> int:
    """The least value that at least so many percent of all are no larger than.

    Source: definition 1 of Hyndman and Fan, Sample quantiles in statistical packages, The American Statistician 50
    (1996).
    """
    return sorted(values)[-(-percent * len(values) // 100) - 1]


def rank_correlation(xs: Numbers, ys: Numbers) -> int | None:
    """Spearman's coefficient in thousandths, equal values sharing their mean rank; None where either never varies."""
    a, b = _centred_ranks(xs), _centred_ranks(ys)
    spread = sum(x * x for x in a) * sum(y * y for y in b)
    if spread == 0:
        return None
    together = sum(x * y for x, y in zip(a, b, strict=True))
    size = (isqrt(4 * 10**6 * together**2 // spread) + 1) // 2
    return size if together >= 0 else -size


def _centred_ranks(values: Numbers) -> list[int]:
    """Twice each rank, less their mean."""
    below, rank = 0, {}
    for value in sorted(set(values)):
        equal = sum(other == value for other in values)
        rank[value] = 2 * below + equal + 1
        below += equal
    return [rank[value] - len(values) - 1 for value in values]
