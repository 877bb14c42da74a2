"""The published shares that the draws are calibrated on, read from the files beside this module."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sufficiency.domain.establishments import RECEPTION_AGE
from sufficiency.domain.needs import Need

Weights = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Calibration:
    """National shares, as whole-number weights.

    ``entries``: weight by National Curriculum year of starting a specialist place. ``need_weights``: for each year,
    weight of each need of ``needs`` among children in specialist places. ``boys``: per thousand, by need.
    ``shares``: the tables of ``shares.toml``.
    """

    entries: Mapping[int, int]
    needs: tuple[Need, ...]
    need_weights: Mapping[int, tuple[int, ...]]
    boys: Mapping[Need, int]
    ethnicity: Weights
    shares: Mapping[str, Weights]


@cache
def national() -> Calibration:
    """Return the shares of England built into the product; sources in ``calibration/SOURCES.md``."""
    by_need = {row["need"]: row for row in _rows("needs.csv")}
    needs = tuple(Need(code) for code in by_need)
    shares = tomllib.loads(_text("shares.toml"))
    return Calibration(
        entries=_entries(shares["entries_post_16"]),
        needs=needs,
        need_weights=_need_weights(by_need, needs),
        boys=_boys(by_need, shares["placed_in_special_schools"]),
        ethnicity={row["ethnicity"]: int(row["special"]) for row in _rows("ethnicity.csv")},
        shares=shares,
    )


def _entries(post_16: Weights) -> dict[int, int]:
    """Net entries to special schools by year, with the assumed share of post-16 starts added."""
    net = {int(row["age"]) - RECEPTION_AGE: int(row["special"]) for row in _rows("net_entries_by_age.csv")}
    total = sum(net.values())
    rest = 1000 - sum(post_16.values())
    return net | {int(year): total * share // rest for year, share in post_16.items()}


def _need_weights(by_need: Mapping[str, Mapping[str, str]], needs: tuple[Need, ...]) -> dict[int, tuple[int, ...]]:
    """Plans of each age and need, times the share of that need in special schools and bases: whole children x 1,000."""
    placed = {
        need: 1000 * (int(by_need[need]["special"]) + int(by_need[need]["base"])) // int(by_need[need]["plans"])
        for need in needs
    }
    return {
        int(row["age"]) - RECEPTION_AGE: tuple(int(row[need]) * placed[need] for need in needs)
        for row in _rows("plans_by_age_and_need.csv")
    }


def _boys(by_need: Mapping[str, Mapping[str, str]], placed: Weights) -> dict[Need, int]:
    """Boys per thousand of each need, scaled so that they come to the share of all children placed."""
    by_code = {code: _share(row["special_boys"], row["special_girls"]) for code, row in by_need.items()}
    of_all = sum(by_code[code] * int(row["special"]) for code, row in by_need.items())
    target = 1000 * placed["boys"] // (placed["boys"] + placed["girls"])
    everyone = sum(int(row["special"]) for row in by_need.values())
    return {Need(code): boys * target * everyone // of_all for code, boys in by_code.items()}


def _share(part: str, rest: str) -> int:
    return 1000 * int(part) // (int(part) + int(rest))


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_text(name).splitlines()))


def _text(name: str) -> str:
    return (files("sufficiency.synthetic") / "calibration" / name).read_text(encoding="utf-8")
