"""Capacitated facility location from OR-Library as location problems of one period, with the published optima.

Source: Beasley (1988), An algorithm for solving large capacitated warehouse location problems, European Journal of
Operational Research 33(3); OR-Library, files cap41 to cap134 and capa, capb, capc.
"""

import csv
import gzip
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from solvers.location import NO_LIMIT, NONE, WHOLE, Arcs, Customers, LocationProblem, Options, Pools

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "bench" / "orlib_cap"
UNIT = 10**7
"""A published unit of money in the whole numbers used here: prices are for one of a customer's demand, not for all."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One published problem and its optimum, in published units."""

    name: str
    problem: LocationProblem
    optimum: float


def build(size: str) -> tuple[Instance, ...]:
    """The 37 small instances ("cap-37"), the twelve large ones ("cap-12"), or one by its name."""
    wanted = {"cap-37": lambda name: ":" not in name, "cap-12": lambda name: ":" in name}.get(size, size.__eq__)
    return tuple(read(name) for name in published() if wanted(name))


def published(folder: Path = FOLDER) -> dict[str, float]:
    """The optimum of each instance; large ones are named for their file and the capacity of a site: capa:8000."""
    with (folder / "optima.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {":".join(filter(None, (row["instance"], row["capacity"]))): float(row["optimum"]) for row in rows}


def read(name: str, folder: Path = FOLDER) -> Instance:
    """One instance."""
    file, _, capacity = name.partition(":")
    words = _words(folder, file)
    sites, customers = int(words[0]), int(words[1])
    at = 2 + 2 * sites
    places = [capacity or word for word in words[2:at:2]]
    fixed = np.array(words[3:at:2], dtype=np.float64)
    rows = np.array(words[at:], dtype=np.float64).reshape(customers, 1 + sites)
    problem = _posed(np.array(places, dtype=np.float64), fixed, rows[:, 0], rows[:, 1:])
    return Instance(name, problem, published(folder)[name])


def _words(folder: Path, file: str) -> list[str]:
    packed = folder / f"{file}.txt.gz"
    if packed.exists():
        return gzip.decompress(packed.read_bytes()).decode("utf-8").split()
    return (folder / f"{file}.txt").read_text(encoding="utf-8").split()


def _posed(places: np.ndarray, fixed: np.ndarray, demand: np.ndarray, cost: np.ndarray) -> LocationProblem:
    """Each site is a pool of its own and an option that opens it; ``cost`` [customer, site] is for all demand."""
    n, m = cost.shape
    site, price = np.arange(m), np.rint(cost / demand[:, None] * UNIT).astype(np.int64)
    nothing, none = np.zeros(n, dtype=np.int64), np.full(m, NONE, dtype=np.int64)
    return LocationProblem(
        customers=Customers(
            demand[:, None], np.ones((n, 1)), nothing, nothing, np.zeros((n, 1)), nothing, nothing,
        ),
        pools=Pools(none, np.zeros((m, 1))),
        arcs=Arcs(np.repeat(np.arange(n), m), np.tile(site, n), price.ravel(), *[np.zeros(n * m, dtype=np.int64)] * 2),
        options=Options(
            np.ones((m, 1), dtype=np.bool_), none, np.zeros((m, 0, 0), dtype=np.int64), 0,
            np.rint(fixed * UNIT).astype(np.int64)[:, None], none, none, site, site,
            np.rint(places).astype(np.int64)[:, None],
        ),
        budgets=np.zeros((0, 1), dtype=np.int64),
        openings=np.array([NO_LIMIT]),
        discount=np.array([WHOLE]),
    )  # fmt: skip
