"""Published plan counts of real authorities: how many plans, how many entries to expect, and the mix of needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sufficiency.domain.needs import Need
from sufficiency.errors import UsageError
from sufficiency.synthetic import open_data
from sufficiency.synthetic.national import Calibration

ALL_PLANS = "All EHC plans"


@dataclass(frozen=True, slots=True)
class Plans:
    """Plans of one authority in its latest published January."""

    la_code: str
    name: str
    january: int
    plans: int


def published_plans(folder: Path, la_codes: Sequence[str]) -> list[Plans]:
    """Return the latest published count of each authority, in the order asked.

    Raises UsageError naming the codes that are no English authority's.
    """
    columns = ["time_period", "geographic_level", "old_la_code", "la_name", "breakdown", "ehcplans"]
    table = open_data.read(folder, open_data.PLANS, columns)
    table = table[(table["geographic_level"] == "Local authority") & (table["breakdown"] == ALL_PLANS)]
    latest: dict[str, Plans] = {}
    for row in table.sort_values("time_period").itertuples():
        if str(row.ehcplans).isdigit():
            january = 2000 + int(str(row.time_period)[4:])
            latest[str(row.old_la_code)] = Plans(
                str(row.old_la_code), str(row.la_name), january, int(str(row.ehcplans))
            )
    if unknown := [code for code in la_codes if code not in latest]:
        raise UsageError(f"no published plans for authority {', '.join(unknown)}; use three-figure codes such as 855")
    return [latest[code] for code in la_codes]


def expected_entries(plans: Sequence[Plans], calibration: Calibration) -> int:
    """Return the children expected to enter special schools and bases in a year, at national rates and growth."""
    national = calibration.shares["plans_in_january"]
    rate = sum(calibration.shares["entries_per_ten_thousand_plans"].values())
    newest = max(national, key=int)
    stock = sum(one.plans * national[newest] // national[str(one.january)] for one in plans)
    return max(1, (stock * rate + 5000) // 10_000)


def with_local_needs(calibration: Calibration, folder: Path, plans: Sequence[Plans]) -> Calibration:
    """Return the calibration with these authorities' needs: national by age, tilted by each need's local share."""
    tilt = _tilt(folder, plans, calibration.needs)
    weights = {
        ncy: tuple(weight * tilt[need] // 1000 for need, weight in zip(calibration.needs, by_need, strict=True))
        for ncy, by_need in calibration.need_weights.items()
    }
    return replace(calibration, need_weights=weights)


def _tilt(folder: Path, plans: Sequence[Plans], needs: Sequence[Need]) -> Mapping[Need, int]:
    """Local share of each need for every thousand of the national share, the authorities weighted by their plans."""
    percent = [f"{need.lower()}_pc" for need in needs]
    columns = ["geographic_level", "old_la_code", "breakdown", *percent]
    table = open_data.read(folder, open_data.NEEDS, columns)
    table = table[table["breakdown"] == ALL_PLANS]
    national = table[table["geographic_level"] == "National"].iloc[0]
    by_code = table.set_index("old_la_code")
    tilt = {}
    for need, column in zip(needs, percent, strict=True):
        share = _tenths(national[column], 1) or 1
        local = sum(one.plans * _tenths(by_code.at[one.la_code, column], share) for one in plans)
        tilt[need] = max(1, 1000 * local // (share * sum(one.plans for one in plans)))
    return tilt


def _tenths(cell: object, otherwise: int) -> int:
    """Return a percentage in tenths, or ``otherwise`` where it is not published."""
    try:
        return round(float(str(cell)) * 10)
    except ValueError:
        return otherwise
